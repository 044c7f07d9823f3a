//! Texts and numbers as people write them in Rust.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};
use serde_json::Number;

/// A text; one that is full of quotes is raw.
pub fn text(text: &str) -> TokenStream {
    let quoted = text.contains(['"', '\\']);
    let plain = !text.contains("\"#") && !text.chars().any(char::is_control);
    let raw = (quoted && plain).then(|| format!("r#\"{text}\"#").parse::<Literal>().ok()).flatten();
    raw.unwrap_or_else(|| Literal::string(text)).into_token_stream()
}

/// A number where its type is known.
pub fn number(number: &Number) -> TokenStream {
    let literal = match (number.as_u64(), number.as_i64(), number.as_f64()) {
        (Some(number), ..) => Literal::u64_unsuffixed(number),
        (_, Some(number), _) => return negative(Literal::u64_unsuffixed(number.unsigned_abs())),
        (.., Some(number)) if number.is_sign_negative() => return negative(Literal::f64_unsuffixed(-number)),
        (.., number) => Literal::f64_unsuffixed(number.unwrap_or_default()),
    };
    literal.into_token_stream()
}

fn negative(literal: Literal) -> TokenStream {
    quote! { -#literal }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_raw_where_that_reads_better() {
        let shown = |words: &str| text(words).to_string();
        assert_eq!(shown("plain"), "\"plain\"");
        assert_eq!(shown(r#"{"a":1}"#), "r#\"{\"a\":1}\"#");
        assert_eq!(shown("a \"#\nb"), "\"a \\\"#\\nb\"");
    }

    #[test]
    fn numbers_keep_sign_and_point() {
        let shown = |json: &str| number(&json.parse().unwrap()).to_string().replace(' ', "");
        assert_eq!(["7", "-7", "0.5", "-2.0"].map(shown), ["7", "-7", "0.5", "-2.0"]);
    }
}
