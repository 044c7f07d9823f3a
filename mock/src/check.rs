//! Whether a value is of its type and within its limits; what fits is kept in its usual form.

use std::net::IpAddr;

use serde_json::Value;

use crate::clock;
use crate::description::{Limits, Type};
use crate::template::Url;

/// Why a value does not fit: the situation, and what is wrong in words.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Misfit {
    pub situation: &'static str,
    pub what: String,
}

fn wrong(what: impl Into<String>) -> Misfit {
    Misfit { situation: "wrong_value", what: what.into() }
}

/// A value that has no parts of its own.
pub(crate) fn scalar(ty: &Type, value: &Value) -> Result<Value, Misfit> {
    match ty {
        Type::Any => Ok(value.clone()),
        Type::Bool => value.is_boolean().then(|| value.clone()).ok_or_else(|| wrong("must be true or false")),
        Type::Int32 => whole(value, i64::from(i32::MIN), i32::MAX as u64),
        Type::Int64 => whole(value, i64::MIN, i64::MAX as u64),
        Type::Uint32 | Type::Seconds => whole(value, 0, u64::from(u32::MAX)),
        Type::Uint64 => whole(value, 0, u64::MAX),
        Type::Float => value.is_number().then(|| value.clone()).ok_or_else(|| wrong("must be a number")),
        Type::Enum(values) => word(values, text(value)?),
        Type::Timestamp => time(text(value)?),
        Type::Cidr => cidr(text(value)?),
        Type::Uri => Url::of(text(value)?).map(|_| value.clone()).ok_or_else(|| wrong("must be a URL")),
        _ => text(value).map(Value::from),
    }
}

fn text(value: &Value) -> Result<&str, Misfit> {
    value.as_str().ok_or_else(|| wrong("must be a text"))
}

fn whole(value: &Value, least: i64, most: u64) -> Result<Value, Misfit> {
    let fits =
        value.as_u64().is_some_and(|number| number <= most) || value.as_i64().is_some_and(|n| n >= least && n < 0);
    fits.then(|| value.clone()).ok_or_else(|| wrong(format!("must be a whole number from {least} to {most}")))
}

/// The value as the API spells it; letters of another case are taken for the same.
fn word(values: &[String], text: &str) -> Result<Value, Misfit> {
    let exact = values.iter().find(|value| *value == text);
    let found = exact.or_else(|| values.iter().find(|value| value.eq_ignore_ascii_case(text)));
    found.map(|value| Value::from(value.as_str())).ok_or_else(|| wrong(format!("must be one of {}", values.join(", "))))
}

fn time(text: &str) -> Result<Value, Misfit> {
    let seconds = clock::parse(text).ok_or_else(|| Misfit {
        situation: "wrong_timestamp",
        what: format!("`{text}` is not a time in the form of RFC 3339"),
    })?;
    Ok(Value::from(clock::text(seconds)))
}

/// An address and the number of its leading bits that count.
fn cidr(text: &str) -> Result<Value, Misfit> {
    let parsed = text.split_once('/').and_then(|(address, bits)| {
        let most = if address.parse::<IpAddr>().ok()?.is_ipv4() { 32 } else { 128 };
        bits.parse::<u8>().ok().filter(|bits| *bits <= most)
    });
    let misfit =
        || Misfit { situation: "wrong_cidr", what: format!("`{text}` is not an address with a prefix length") };
    parsed.map(|_| Value::from(text)).ok_or_else(misfit)
}

/// Whether a value keeps its limits.
pub(crate) fn limits(limits: &Limits, value: &Value) -> Result<(), Misfit> {
    match value {
        Value::String(text) => {
            at_most(text.len(), limits.max_bytes, "bytes")?;
            at_most(text.chars().count(), limits.max_chars, "characters")?;
            at_least(text.len(), limits.min_bytes, "bytes")
        }
        Value::Array(elements) => {
            elements.iter().try_for_each(|element| number(limits, element))?;
            size(limits, elements.len())
        }
        Value::Object(entries) => {
            entries.values().try_for_each(|value| number(limits, value))?;
            size(limits, entries.len())
        }
        other => number(limits, other),
    }
}

fn size(limits: &Limits, size: usize) -> Result<(), Misfit> {
    at_most(size, limits.max_items, "items")?;
    at_least(size, limits.min_items, "items")
}

fn number(limits: &Limits, value: &Value) -> Result<(), Misfit> {
    let Some(number) = value.as_f64() else { return Ok(()) };
    match (limits.min, limits.max) {
        (Some(min), _) if number < min => Err(wrong(format!("must be at least {min}"))),
        (_, Some(max)) if number > max => Err(wrong(format!("must be at most {max}"))),
        _ => Ok(()),
    }
}

fn at_most(size: usize, most: Option<usize>, what: &str) -> Result<(), Misfit> {
    match most {
        Some(most) if size > most => Err(wrong(format!("may have at most {most} {what} and has {size}"))),
        _ => Ok(()),
    }
}

fn at_least(size: usize, least: Option<usize>, what: &str) -> Result<(), Misfit> {
    match least {
        Some(least) if size < least => Err(wrong(format!("must have at least {least} {what} and has {size}"))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_are_of_their_types() {
        let action = Type::Enum(vec!["allow".to_owned(), "deny".to_owned()]);
        assert_eq!(scalar(&action, &json!("Allow")), Ok(json!("allow")));
        assert!(scalar(&action, &json!("maybe")).is_err());
        assert!(scalar(&Type::Uint32, &json!(-1)).is_err());
        assert!(scalar(&Type::Uint32, &json!(1.5)).is_err());
        assert_eq!(scalar(&Type::Int32, &json!(-5)), Ok(json!(-5)));
        assert_eq!(scalar(&Type::Timestamp, &json!("2030-01-01T01:00:00+01:00")), Ok(json!("2030-01-01T00:00:00Z")));
        assert_eq!(scalar(&Type::Timestamp, &json!("today")).unwrap_err().situation, "wrong_timestamp");
    }

    #[test]
    fn a_block_of_addresses_has_a_length_that_fits() {
        for good in ["10.0.0.0/8", "0.0.0.0/0", "2001:db8::/32", "10.1.2.3/32"] {
            assert!(scalar(&Type::Cidr, &json!(good)).is_ok(), "{good}");
        }
        for bad in ["10.0.0.0", "10.0.0.0/33", "10.0.0/8", "/8", "x/8", "2001:db8::/129"] {
            assert_eq!(scalar(&Type::Cidr, &json!(bad)).unwrap_err().situation, "wrong_cidr", "{bad}");
        }
    }

    #[test]
    fn limits_hold_for_texts_numbers_and_lists() {
        let bounds = Limits { max_bytes: Some(2), max_items: Some(1), max: Some(5.0), ..Limits::default() };
        assert!(limits(&bounds, &json!("ab")).is_ok());
        assert!(limits(&bounds, &json!("é!")).is_err());
        assert!(limits(&bounds, &json!([1, 2])).is_err());
        assert!(limits(&bounds, &json!({ "a": 6 })).is_err());
    }
}
