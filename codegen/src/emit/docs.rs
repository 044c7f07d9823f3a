//! Docs of emitted items: the words of the spec and the facts beside them.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use crate::model::{
    Api, Deprecation, ErrorCode, Exclusive, Input, Limits, Operation, Scalar, Stability, Type, WritePresence,
};

/// Doc attributes for a text of several lines.
pub fn attributes(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote! { #(#[doc = #lines])* }
}

/// Makes prose safe for rustdoc: brackets are no links, angle brackets no HTML, bare URLs links.
pub fn escape(prose: &str) -> String {
    let parts: Vec<String> = prose
        .split('`')
        .enumerate()
        .map(|(index, part)| if index % 2 == 1 { part.to_owned() } else { escape_plain(part) })
        .collect();
    parts.join("`")
}

fn escape_plain(text: &str) -> String {
    text.split_inclusive(char::is_whitespace)
        .map(|word| escape_word(word.trim_end()) + &word[word.trim_end().len()..])
        .collect()
}

fn escape_word(word: &str) -> String {
    if let Some(start) = word.find("https://").or_else(|| word.find("http://")) {
        let (before, url) = word.split_at(start);
        let end = url.trim_end_matches(['.', ',', ';', ':', ')']).len();
        return format!("{before}<{}>{}", &url[..end], &url[end..]);
    }
    word.replace('[', "\\[").replace(']', "\\]").replace('<', "\\<").replace('>', "\\>")
}

/// The docs of something an application gives.
pub fn input(input: &Input) -> String {
    let mut text = escape(&input.doc);
    let mut facts = limits(&input.limits);
    facts.extend(default(input.default.as_ref(), input.default_doc.as_deref()));
    if input.presence == WritePresence::Clearable {
        facts.push(format!("`clear_{}` sends `null`.", input.name.rust.trim_end_matches('_')));
    }
    if *input.ty.innermost() == Type::Scalar(Scalar::Seconds) {
        facts.push("A fraction of a second is sent as a whole one.".to_owned());
    }
    facts.extend(unsettled(input.stability));
    append(&mut text, &facts);
    text
}

/// Facts about a field of an answer.
pub fn field(doc: &str, sentences: &[String]) -> String {
    let mut text = escape(doc);
    append(&mut text, sentences);
    text
}

/// The docs of an operation's method: what it does, then method and path, exclusions and errors.
pub fn operation(api: &Api, operation: &Operation) -> String {
    let mut text = escape(&operation.doc);
    text.push_str(&format!("\n\n`{} {}`", operation.method.as_str(), operation.path));
    for exclusive in &operation.exclusives {
        text.push_str(&format!("\n\n{}", exclusion(exclusive)));
    }
    if let Some(paging) = operation.paging.as_ref().and_then(|paging| paging.doc.as_ref()) {
        text.push_str(&format!("\n\n{}", escape(paging)));
    }
    if !operation.errors.is_empty() {
        let codes = api.errors.codes.iter().filter(|code| operation.errors.contains(&code.code));
        text.push_str(&format!("\n\nKnown error codes:\n\n{}", codes.map(error_code).collect::<Vec<_>>().join("\n")));
    }
    if let Some(sentence) = unsettled(operation.stability) {
        text.push_str(&format!("\n\n{sentence}"));
    }
    text
}

fn error_code(code: &ErrorCode) -> String {
    let doc = escape(&code.doc).replace('\n', " ");
    format!("- [`{}`](crate::error_codes::{}): {doc}", code.code, code.constant)
}

fn exclusion(exclusive: &Exclusive) -> String {
    let names: Vec<String> = exclusive.fields.iter().map(|name| format!("`{name}`")).collect();
    let count = if exclusive.at_least_one { "Give exactly one of" } else { "Give at most one of" };
    let doc = exclusive.doc.as_deref().map(|doc| format!(" {}", escape(doc))).unwrap_or_default();
    format!("{count} {}.{doc}", names.join(" and "))
}

/// What is said of parts that may still change.
pub fn unsettled(stability: Stability) -> Option<String> {
    match stability {
        Stability::Stable => None,
        Stability::Preview => Some("This is a preview and may change.".to_owned()),
        Stability::Internal => Some("This is meant for the vendor's own tools and may change or go.".to_owned()),
    }
}

/// Limits as sentences.
pub fn limits(limits: &Limits) -> Vec<String> {
    let text = |low: Option<u64>, high: Option<u64>, unit: &str| match (low, high) {
        (Some(low), Some(high)) => Some(format!("{low} to {high} {unit}.")),
        (Some(low), None) => Some(format!("At least {low} {unit}.")),
        (None, Some(high)) => Some(format!("At most {high} {unit}.")),
        (None, None) => None,
    };
    let range = match (limits.min, limits.max) {
        (Some(low), Some(high)) => Some(format!("From {low} to {high}.")),
        (Some(low), None) => Some(format!("At least {low}.")),
        (None, Some(high)) => Some(format!("At most {high}.")),
        (None, None) => None,
    };
    let sentences = [
        text(limits.min_bytes, limits.max_bytes, "bytes"),
        text(None, limits.max_chars, "characters"),
        text(limits.min_items, limits.max_items, "items"),
        range,
    ];
    sentences.into_iter().flatten().collect()
}

fn default(value: Option<&Value>, words: Option<&str>) -> Option<String> {
    match (value, words) {
        (_, Some(words)) => Some(format!("Default: {}.", escape(words.trim_end_matches('.')))),
        (Some(Value::String(text)), None) => Some(format!("Default: `{text}`.")),
        (Some(value), None) => Some(format!("Default: `{value}`.")),
        (None, None) => None,
    }
}

/// Adds the facts that the prose does not state already.
fn append(text: &mut String, sentences: &[String]) {
    let missing: Vec<&str> = sentences.iter().map(String::as_str).filter(|sentence| !states(text, sentence)).collect();
    if !missing.is_empty() {
        text.push_str(&format!("\n\n{}", missing.join(" ")));
    }
}

/// Whether prose has every number and every quoted word of a fact, or speaks of absence as the fact does.
fn states(prose: &str, fact: &str) -> bool {
    let told: Vec<&str> = prose.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).collect();
    let telling = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit());
    let words = || fact.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
    let quoted: Vec<&str> = fact.split('`').skip(1).step_by(2).collect();
    if words().any(|word| telling(&word)) || !quoted.is_empty() {
        let named = |word: &str| {
            word.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).all(|part| told.contains(&part))
        };
        return words().filter(telling).all(|word| told.contains(&word)) && quoted.into_iter().all(named);
    }
    (fact.contains("leaves it out") || fact.contains("there is none"))
        && (told.contains(&"absent") || told.contains(&"null"))
}

/// The attribute of something that should not be used any more.
/// The date stands in the note, because `since` must be a version of this crate.
pub fn deprecated(deprecation: Option<&Deprecation>) -> TokenStream {
    let Some(deprecation) = deprecation else { return TokenStream::new() };
    let since = deprecation.since.as_ref().map(|since| format!("since {since}"));
    let instead = deprecation.instead.as_ref().map(|instead| format!("use `{instead}` instead"));
    let note = deprecation.note.as_ref().map(|note| note.trim_end_matches('.').to_owned());
    let parts: Vec<String> = [since, instead, note].into_iter().flatten().collect();
    let note = parts.join("; ");
    quote! { #[deprecated(note = #note)] }
}

#[cfg(test)]
mod tests {
    use super::{escape, states};

    #[test]
    fn facts_that_the_prose_states_are_not_repeated() {
        assert!(states("The most items, from 1 to 100; 100 if absent.", "From 1 to 100."));
        assert!(states("At most 255 bytes; empty if absent.", "Empty when the server leaves it out."));
        assert!(states("Taken as `cloud` if absent.", "Default: `cloud`."));
        assert!(!states("What it is for.", "At most 255 bytes."));
        assert!(!states("Up to 25 bytes.", "At most 255 bytes."));
        assert!(!states("Where it runs.", "Default: `cloud`."));
    }

    #[test]
    fn prose_cannot_break_rustdoc() {
        assert_eq!(escape("a [b] <c> `[d] <e>`"), "a \\[b\\] \\<c\\> `[d] <e>`");
        assert_eq!(escape("see https://example.com/a."), "see <https://example.com/a>.");
        assert_eq!(escape("see https://a.example\nand [b]\n"), "see <https://a.example>\nand \\[b\\]\n");
    }
}
