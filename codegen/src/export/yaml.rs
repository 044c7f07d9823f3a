//! JSON values as YAML that old and new readers take for the same.
//!
//! Most tools that read OpenAPI follow YAML 1.1 at least in part. To them `2026-02-03T09:31:12Z`
//! is a date and `no` is false, so a library that writes those plain, as YAML 1.2 allows, does not do.

use serde_json::{Map, Value};

/// Words that some version of YAML does not take for text.
const WORDS: &[&str] = &["false", "n", "no", "null", "off", "on", "true", "y", "yes"];

/// The whole text.
pub fn text(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Object(entries) if !entries.is_empty() => mapping(&mut out, entries, 0),
        Value::Array(items) if !items.is_empty() => sequence(&mut out, items, 0),
        other => out.push_str(&format!("{}\n", inline(other))),
    }
    out
}

fn mapping(out: &mut String, entries: &Map<String, Value>, depth: usize) {
    for (key, value) in entries {
        indent(out, depth);
        out.push_str(&scalar(key));
        out.push(':');
        match value {
            Value::Object(inner) if !inner.is_empty() => {
                out.push('\n');
                mapping(out, inner, depth + 1);
            }
            Value::Array(items) if !items.is_empty() => {
                out.push('\n');
                sequence(out, items, depth + 1);
            }
            other => leaf(out, other, depth + 1),
        }
    }
}

fn sequence(out: &mut String, items: &[Value], depth: usize) {
    for item in items {
        indent(out, depth);
        out.push('-');
        match item {
            Value::Object(inner) if !inner.is_empty() => beside(out, |out| mapping(out, inner, depth + 1)),
            Value::Array(inner) if !inner.is_empty() => beside(out, |out| sequence(out, inner, depth + 1)),
            other => leaf(out, other, depth + 1),
        }
    }
}

/// A block whose first line stands on the line of its dash.
fn beside(out: &mut String, write: impl FnOnce(&mut String)) {
    let mut block = String::new();
    write(&mut block);
    out.push(' ');
    out.push_str(block.trim_start_matches(' '));
}

/// A value without parts; a text of several lines goes below, where it keeps its lines.
fn leaf(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::String(text) if keeps_lines(text) => {
            out.push_str(if text.ends_with('\n') { " |\n" } else { " |-\n" });
            for line in text.lines() {
                if !line.is_empty() {
                    indent(out, depth);
                }
                out.push_str(line);
                out.push('\n');
            }
        }
        other => out.push_str(&format!(" {}\n", inline(other))),
    }
}

fn indent(out: &mut String, depth: usize) {
    out.push_str(&"  ".repeat(depth));
}

fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => scalar(text),
        // What is left has no parts, and JSON is YAML.
        other => other.to_string(),
    }
}

fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Whether a text means itself without quotes, in a place where nothing but a text begins like this.
fn is_plain(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '$');
    begins
        && text.chars().all(is_shown)
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
}

fn keeps_lines(text: &str) -> bool {
    let fine = |c: char| c == '\n' || is_shown(c);
    text.contains('\n') && !text.starts_with([' ', '\n']) && !text.ends_with("\n\n") && text.chars().all(fine)
}

/// Single quotes show a text as it is, and are taken where double quotes would have much to escape.
/// Otherwise a JSON text is a double-quoted text of YAML but for the characters that YAML does not print.
fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) && text.chars().all(is_shown) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    let unprinted =
        |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    let json = Value::from(text).to_string();
    json.chars().map(|c| if unprinted(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() }).collect()
}

fn is_shown(c: char) -> bool {
    c == ' ' || c.is_ascii_graphic() || c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Texts that mean something to some YAML, each between bars.
    const HARD: &str = concat!(
        "¦ ¦a: b¦a #b¦a:¦#a¦- a¦? a¦1¦1e3¦.5¦0x1f¦12:30¦2026-02-03¦~¦null¦No¦y¦=¦<<¦a\n¦a\nb¦a\n\nb\n¦",
        "\na¦ a\nb¦a\n\n¦a\tb¦a\nb\tc¦a \nb¦\u{85}¦\u{feff}a¦a\u{2028}b¦\u{7f}¦\"¦'a'¦{}¦[a¦a]¦&a¦*a¦!a¦",
        "%a¦@a¦`a`¦|¦é: ü¦{\"a\": 'b'}¦\\\"\n¦日本¦a\r\nb¦---¦...¦/a/{b}¦$ref",
    );

    #[test]
    fn what_is_written_is_what_is_read() {
        let keys: Map<String, Value> =
            HARD.split('¦').map(|text| (text.to_owned(), json!([text, [text], { text: {} }]))).collect();
        let texts: Vec<&str> = HARD.split('¦').collect();
        let rest = json!([null, true, -1, 0.5, [], {}, [[]], [{}], [[{ "a": [1] }]]]);
        let value = json!({ "keys": keys, "texts": texts, "rest": rest });
        let read: Value = serde_yaml::from_str(&text(&value)).unwrap();
        assert_eq!(read, value);
    }

    #[test]
    fn what_old_readers_take_for_something_else_is_quoted() {
        for text in ["2026-02-03T09:31:12Z", "yes", "Off", "1_000", "12:30:45", "0o7"] {
            assert_eq!(scalar(text), format!("\"{text}\""));
        }
    }

    #[test]
    fn lines_stay_lines() {
        let value = json!({ "a": "one\ntwo", "b": [{ "c": "one\n\ntwo\n", "d": 1 }] });
        assert_eq!(text(&value), "a: |-\n  one\n  two\nb:\n  - c: |\n      one\n\n      two\n    d: 1\n");
    }
}
