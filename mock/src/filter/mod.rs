//! The conditions that lists are filtered by: a subset of CEL.
//!
//! It knows `!`, `&&`, `||`, comparisons, `in`, `size()`, `timestamp()` with `add` and `subtract`,
//! `startsWith`, `endsWith` and `contains`. What else CEL has is refused, as the APIs do that take
//! such filters: indexing, arithmetic, the ternary operator, regular expressions and macros. The
//! libraries for the whole of CEL are large for that, and would have to be kept from the rest of it.

mod eval;
mod lex;
mod parse;

use serde_json::Value;

pub(crate) use eval::Lookup;
use parse::Expr;

/// A condition on an item.
#[derive(Debug)]
pub(crate) struct Filter(Expr);

/// Why a text is no condition, and at which character.
#[derive(Debug, PartialEq)]
pub(crate) struct BadFilter {
    pub at: usize,
    pub why: String,
}

impl Filter {
    /// Reads a condition; `fields` are those that items have.
    pub fn read(text: &str, fields: &[&str]) -> Result<Self, BadFilter> {
        parse::condition(&lex::tokens(text)?, fields).map(Self)
    }

    /// Whether an item fits; `None` if the condition is neither true nor false for it.
    pub fn fits(&self, item: Lookup<'_>, now: i64) -> Option<bool> {
        match eval::value(&self.0, item, now) {
            eval::Kept::Json(Value::Bool(fits)) => Some(fits),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const NOW: i64 = 1_893_456_000;

    fn fits(text: &str) -> bool {
        let item = json!({
            "id": "ep_1", "type": "cloud", "description": "", "metadata": null, "port": 443,
            "bindings": ["public", "internal"], "created_at": "2029-12-20T00:00:00Z",
            "domain": { "id": "rd_1" }, "pooling_enabled": true,
        });
        let fields: Vec<&str> = item.as_object().unwrap().keys().map(String::as_str).collect();
        let filter = Filter::read(text, &fields).unwrap_or_else(|error| panic!("{text}: {error:?}"));
        filter.fits(&|name| item.get(name).cloned(), NOW).unwrap_or_else(|| panic!("{text} is no condition"))
    }

    #[test]
    fn conditions_hold_for_what_they_say() {
        for text in [
            r#"obj.type == "cloud""#,
            r#"obj.type != 'edge' && !(obj.port < 443)"#,
            r#"obj.type in ("edge", "cloud")"#,
            r#"obj.type in ["edge", "cloud"]"#,
            r#""public" in obj.bindings"#,
            r#"obj.description == """#,
            "obj.description == null",
            "obj.metadata == null",
            r#"obj.metadata == """#,
            "size(obj.bindings) == 2",
            "obj.bindings.size() >= 2",
            "size(obj.type) == 5",
            r#"obj.domain.id == "rd_1""#,
            r#"obj.created_at < timestamp("2030-01-01T00:00:00Z")"#,
            r#"obj.created_at < timestamp(time.now).subtract("7d")"#,
            r#"timestamp(obj.created_at).add("24h") < timestamp(time.now)"#,
            r#"obj.type.startsWith("cl") && obj.type.endsWith("ud") && obj.type.contains("lou")"#,
            "obj.pooling_enabled",
            r#"obj.type == "edge" || obj.port == 443 && obj.pooling_enabled"#,
            "obj.port >= 443.0",
        ] {
            assert!(fits(text), "{text}");
            assert!(!fits(&format!("!({text})")), "!({text})");
        }
    }

    #[test]
    fn what_the_language_does_not_have_is_refused_with_its_place() {
        for (text, at) in [
            ("", 0),
            ("obj.type ==", 11),
            ("obj.type = 'a'", 9),
            ("obj.bindings[0] == 'a'", 12),
            ("obj.port + 1 == 2", 9),
            ("obj.port ? true : false", 9),
            ("obj.type.matches('a')", 9),
            ("obj.nothing == 1", 4),
            ("thing.type == 1", 0),
            ("obj.type == 'a", 12),
            ("(obj.type == 'a'", 16),
            ("obj.type == 'a' obj", 16),
            ("timestamp('today') < timestamp(time.now)", 10),
            ("obj.bindings.exists(b, b == 'a')", 13),
            ("obj", 0),
        ] {
            let error = Filter::read(text, &["type", "bindings", "port"]).expect_err(text);
            assert_eq!(error.at, at, "{text}: {}", error.why);
        }
    }

    #[test]
    fn no_text_is_too_much() {
        let deep = format!("{}true{}", "(".repeat(100_000), ")".repeat(100_000));
        assert!(Filter::read(&deep, &[]).is_err());
        assert!(Filter::read(&"!".repeat(100_000), &[]).is_err());
        let long = vec!["true"; 100_000].join(" && ");
        assert_eq!(Filter::read(&long, &[]).map(|filter| filter.fits(&|_| None, NOW)), Ok(Some(true)));
        assert!(Filter::read(&format!("obj.a{} == 1", ".size()".repeat(100_000)), &["a"]).is_err());
        for text in [".", "/", "1 +", "(", ")", "\"\\", "é", "obj.", "in", "\u{0}"] {
            assert!(Filter::read(text, &[]).is_err(), "{text}");
        }
    }
}
