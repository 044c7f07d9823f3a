//! Facts that many parts of a document state in the same way.

use serde_json::Value;

use crate::entry::Entry;
use crate::model::{Deprecation, Input, Stability};

/// A description, unless there is nothing to say.
pub fn describe(entry: &mut Entry, doc: &str) {
    let doc = doc.trim();
    if !doc.is_empty() {
        entry.put("description", doc);
    }
}

/// A summary of one sentence, and the whole text where it has more to say.
pub fn summarize(entry: &mut Entry, doc: &str) {
    let (doc, first) = (doc.trim(), sentence(doc));
    entry.put("summary", first.as_str());
    if doc.trim_end_matches('.') != first {
        entry.put("description", doc);
    }
}

/// The first sentence on one line, without its full stop.
pub fn sentence(doc: &str) -> String {
    let line = doc.split_whitespace().collect::<Vec<_>>().join(" ");
    let starts = |rest: &str| rest.starts_with(|c: char| c.is_uppercase() || c == '`');
    let end = line.match_indices(". ").find(|(at, _)| starts(&line[at + 2..])).map_or(line.len(), |(at, _)| at);
    line[..end].trim_end_matches('.').to_owned()
}

/// That something should not be used any more, since when, and what to use instead.
pub fn deprecate(entry: &mut Entry, deprecation: Option<&Deprecation>) {
    let Some(deprecation) = deprecation else { return };
    entry.put("deprecated", true);
    reasons(entry, deprecation);
}

/// The same for what OpenAPI cannot mark as deprecated; so the description says it as well.
pub fn deprecate_in_words(entry: &mut Entry, doc: &str, deprecation: Option<&Deprecation>) {
    let Some(deprecation) = deprecation else { return describe(entry, doc) };
    describe(entry, &format!("{}\n\n{}", doc.trim(), words(deprecation)));
    entry.put("x-deprecated", true);
    reasons(entry, deprecation);
}

fn reasons(entry: &mut Entry, deprecation: &Deprecation) {
    entry.maybe("x-deprecated-since", deprecation.since.as_deref());
    entry.maybe("x-use-instead", deprecation.instead.as_deref());
    entry.maybe("x-deprecated-note", deprecation.note.as_deref().map(str::trim));
}

fn words(deprecation: &Deprecation) -> String {
    let since = deprecation.since.as_ref().map(|since| format!(" since {since}")).unwrap_or_default();
    let instead = deprecation.instead.as_ref().map(|instead| format!("; use `{instead}` instead")).unwrap_or_default();
    let note = deprecation.note.as_ref().map(|note| format!(" {}", note.trim())).unwrap_or_default();
    format!("Deprecated{since}{instead}.{note}")
}

/// That something may still change.
pub fn settle(entry: &mut Entry, stability: Stability) {
    match stability {
        Stability::Stable => {}
        Stability::Preview => entry.put("x-stability", "preview"),
        Stability::Internal => entry.put("x-stability", "internal"),
    }
}

/// That something must not be shown.
pub fn keep_secret(entry: &mut Entry, secret: bool) {
    if secret {
        entry.put("format", "password");
        entry.put("x-secret", true);
    }
}

/// What the server takes where an input is absent.
pub fn fall_back(entry: &mut Entry, input: &Input) {
    entry.maybe("default", input.default.clone());
    entry.maybe("x-default", input.default_doc.as_deref().map(str::trim));
}

/// A pointer to a part of the document that stands once.
pub fn pointer(section: &str, name: &str) -> Value {
    let mut entry = Entry::default();
    entry.put("$ref", format!("#/components/{section}/{name}"));
    entry.into()
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn a_summary_is_the_first_sentence() {
        assert_eq!(sentence("Reads one\nkey. Without its token."), "Reads one key");
        assert_eq!(sentence("Such as `*.example.com`. `x` is not."), "Such as `*.example.com`");
        assert_eq!(sentence("Takes e.g. one."), "Takes e.g. one");
    }
}
