//! Differences for people to read: by type and operation, each with its places, and counted at the end.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::diag::Place;

use super::Drift;
use super::group::{Group, Heading};
use super::kind::Kind;
use crate::diag::Places;

/// How many places or operations of one difference are spelled out.
const SHOWN: usize = 3;

/// The whole report; a single line where nothing is left to say.
pub fn render(drift: &Drift, places: &Places<'_>) -> String {
    let mut text = String::new();
    let mut heading = None;
    for group in &drift.groups {
        if heading != Some(&group.heading) {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{}", title(&group.heading));
            heading = Some(&group.heading);
        }
        text.push_str(&entry(group, places));
    }
    text + &summary(drift) + &advice(drift)
}

fn title(heading: &Heading) -> String {
    match heading {
        Heading::Type(name) => format!("type {name}"),
        Heading::Several => "several operations".to_owned(),
        Heading::Operation { path, method } => format!("{method} {path}"),
    }
}

fn entry(group: &Group, places: &Places<'_>) -> String {
    let line = |what: &str, found: Vec<&Place>| {
        let found: Vec<String> = found.into_iter().map(|place| places.get(place).text()).collect();
        format!("    {what:<9} {}\n", some(&found))
    };
    let mut text = format!("  {}: {}\n", group.kind.name(), group.message);
    text += &line("spec", group.in_spec());
    text += &line("document", group.in_document());
    let operations = group.operations();
    if operations.len() > 1 {
        text += &format!("    at {} operations: {}\n", operations.len(), some(&operations));
    }
    text + "\n"
}

/// The first few, and how many more there are.
fn some(all: &[impl AsRef<str>]) -> String {
    let shown: Vec<&str> = all.iter().take(SHOWN).map(AsRef::as_ref).collect();
    let more = all.len() - shown.len();
    let ending = if more == 0 { String::new() } else { format!(" and {more} more") };
    shown.join(", ") + &ending
}

fn summary(drift: &Drift) -> String {
    let file = &drift.file;
    let named: Vec<&str> =
        [&*drift.about.title, &*drift.about.version].into_iter().filter(|word| !word.is_empty()).collect();
    let about = if named.is_empty() { file.clone() } else { format!("{file} ({})", named.join(" ")) };
    if drift.groups.is_empty() {
        let listed =
            if drift.wanted == 0 { String::new() } else { format!(" but {} listed in {}", drift.wanted, drift.list) };
        return format!("no difference from {about}{listed}\n");
    }
    let listed =
        if drift.wanted == 0 { String::new() } else { format!(", and {} listed in {}", drift.wanted, drift.list) };
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for group in &drift.groups {
        *counts.entry(group.kind).or_default() += 1;
    }
    let rows: String = counts.iter().map(|(kind, count)| format!("  {:<28}{count:>5}\n", kind.name())).collect();
    let total = drift.groups.len();
    let plural = if total == 1 { "" } else { "s" };
    format!("{total} difference{plural} from {about}{listed}\n{rows}")
}

/// The entry that would accept the first difference.
fn advice(drift: &Drift) -> String {
    let Some(group) = drift.groups.first() else { return String::new() };
    let first = &group.differences[0];
    let name = drift.file.rsplit('/').next().unwrap_or(&drift.file);
    let mut rows = vec![("document", name.to_owned()), ("kind", group.kind.name().to_owned())];
    match &group.heading {
        Heading::Operation { path, method } => rows.push(("operation", format!("{method} {path}"))),
        Heading::Type(name) => rows.push(("type", name.clone())),
        Heading::Several => {}
    }
    if !first.field.is_empty() {
        rows.push(("field", first.field.clone()));
    }
    let rows: Vec<String> = rows.iter().map(|(key, value)| format!("{key}: {}\n", quoted(value))).collect();
    let entry = rows.join("    ");
    format!(
        "\nIf a difference is wanted, say so in {}, for example:\n\n  - {entry}    reason: …\n    fact: …\n",
        drift.list
    )
}

/// A text as YAML takes it for nothing else.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '/' | '_' | '-' | '.' | '{' | '}');
    match text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(plain) {
        true => text.to_owned(),
        false => format!("{text:?}"),
    }
}
