//! Words: docs, examples, and values as they are quoted.

use serde_json::Value;

use crate::diag::Place;
use crate::diff::change::{Change, Subject};
use crate::diff::kinds::types as kinds;
use crate::model::{Example, Scalar, Type};
use crate::spec::SCALARS;

/// The docs of something that both sides have.
pub fn docs(subject: &Subject, old: (&str, &Place), new: (&str, &Place), found: &mut Vec<Change>) {
    let kind = match (old.0.trim(), new.0.trim()) {
        (before, after) if before == after => return,
        ("", _) => &kinds::DOCS_ADDED,
        (_, "") => &kinds::DOCS_REMOVED,
        _ => &kinds::DOCS_CHANGED,
    };
    found.push(Change::new(kind, subject.clone()).at(Some(old.1), Some(new.1)).values(line(old.0), line(new.0)));
}

/// Docs of something that may have none, and has no place of its own.
pub fn maybe_docs(subject: &Subject, old: Option<&str>, new: Option<&str>, found: &mut Vec<Change>) {
    let kind = match (old.unwrap_or_default().trim(), new.unwrap_or_default().trim()) {
        (before, after) if before == after => return,
        ("", _) => &kinds::DOCS_ADDED,
        (_, "") => &kinds::DOCS_REMOVED,
        _ => &kinds::DOCS_CHANGED,
    };
    let quoted = |text: Option<&str>| line(text.unwrap_or_default());
    found.push(Change::new(kind, subject.clone()).values(quoted(old), quoted(new)).named(format!(
        "{} {}",
        subject.home(),
        subject.member
    )));
}

/// The examples of an operation, by name.
pub fn examples(subject: &Subject, old: &[Example], new: &[Example], found: &mut Vec<Change>) {
    for before in old {
        let subject = subject.member("example", &before.name);
        match new.iter().find(|after| after.name == before.name) {
            None => found.push(Change::new(&kinds::EXAMPLE_REMOVED, subject).at(Some(&before.place), None)),
            Some(after) if is_same_example(before, after) => {}
            Some(after) => {
                let change = Change::new(&kinds::EXAMPLE_CHANGED, subject);
                found.push(change.at(Some(&before.place), Some(&after.place)));
            }
        }
    }
    for after in new.iter().filter(|after| old.iter().all(|before| before.name != after.name)) {
        let subject = subject.member("example", &after.name);
        found.push(Change::new(&kinds::EXAMPLE_ADDED, subject).at(None, Some(&after.place)));
    }
}

fn is_same_example(a: &Example, b: &Example) -> bool {
    let Example { name: _, doc, path, query, request, response, place: _ } = a;
    (doc, path, query, request, response) == (&b.doc, &b.path, &b.query, &b.request, &b.response)
}

/// A text on one line, cut where it gets long.
pub fn line(text: &str) -> String {
    const MOST: usize = 100;
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words,
    }
}

/// A type as it would be written in the spec.
pub fn type_text(ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => scalar_text(*scalar).to_owned(),
        Type::Id(id) => format!("id({})", id.of),
        Type::Ref(reference) => format!("ref({})", reference.to.of),
        Type::List(inner) => format!("list({})", type_text(inner)),
        Type::Map(inner) => format!("map({})", type_text(inner)),
        Type::Object(reference) => reference.name.wire.clone(),
        Type::Enum(reference) => format!("enum {}", reference.name.rust),
    }
}

fn scalar_text(scalar: Scalar) -> &'static str {
    SCALARS.iter().find(|(_, known)| *known == scalar).map_or("any", |(word, _)| word)
}

/// A JSON value on one line.
pub fn value_text(value: &Value) -> String {
    line(&value.to_string())
}
