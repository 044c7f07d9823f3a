//! Values of query parameters, and how they are escaped.

use std::fmt::Write;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::{Timestamp, UnknownValue};

/// All that is escaped in paths and queries: everything but the unreserved characters.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A value that can stand in a query, several times for a list.
pub trait ToQuery {
    /// Adds the values, not yet escaped.
    fn values(&self, values: &mut Vec<String>);
}

macro_rules! displayed {
    ($($shown:ty),*) => {$(
        impl ToQuery for $shown {
            fn values(&self, values: &mut Vec<String>) {
                values.push(self.to_string());
            }
        }
    )*};
}

displayed!(str, String, bool, i32, i64, u32, u64, f64, Timestamp, UnknownValue);

impl<T: ToQuery> ToQuery for [T] {
    fn values(&self, values: &mut Vec<String>) {
        self.iter().for_each(|value| value.values(values));
    }
}

impl<T: ToQuery> ToQuery for Vec<T> {
    fn values(&self, values: &mut Vec<String>) {
        self.as_slice().values(values);
    }
}

impl<T: ToQuery + ?Sized> ToQuery for &T {
    fn values(&self, values: &mut Vec<String>) {
        (**self).values(values);
    }
}

/// The text with everything but unreserved characters escaped.
pub(crate) fn escape(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

/// The pairs as a form-encoded query; a space is `%20`, which every decoder of forms reads.
pub(crate) fn encode(pairs: &[(String, String)]) -> String {
    let mut query = String::new();
    for (name, value) in pairs {
        let separator = if query.is_empty() { "" } else { "&" };
        let name = utf8_percent_encode(name, ESCAPED);
        let value = utf8_percent_encode(value, ESCAPED);
        // Writing to a string cannot fail.
        let _ = write!(query, "{separator}{name}={value}");
    }
    query
}

/// The pairs of a form-encoded query; bytes that are no UTF-8 are replaced.
pub(crate) fn decode(query: &str) -> Vec<(String, String)> {
    let unescape = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.map(|(name, value)| (unescape(name), unescape(value))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_characters_are_escaped() {
        assert_eq!(escape("a/b?c=d&e#f g%h+é~-._"), "a%2Fb%3Fc%3Dd%26e%23f%20g%25h%2B%C3%A9~-._");
    }

    #[test]
    fn forms_are_decoded() {
        let pairs = [("a", "é +"), ("a", ""), ("b", "x=y"), ("", "\u{fffd}")].map(|(k, v)| (k.into(), v.into()));
        assert_eq!(decode("a=%C3%A9+%2B&a&b=x=y&&=%FF"), pairs);
        assert_eq!(decode(""), []);
    }

    #[test]
    fn pairs_keep_their_order_and_repeat() {
        let pairs = [("b", "1"), ("a", "x y"), ("b", "2")].map(|(k, v)| (k.into(), v.into()));
        assert_eq!(encode(&pairs), "b=1&a=x%20y&b=2");
        assert_eq!(encode(&[]), "");
        assert_eq!(decode(&encode(&pairs)), pairs);
    }
}
