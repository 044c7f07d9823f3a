//! What several formats say in the same words.

use super::Told;
use crate::diff::change::Subject;
use crate::diff::entry::Entry;
use crate::diff::judge::Signature;
use crate::diff::severity::{Rust, Wire};
use crate::surface::below;

/// What it is about, in a few words: `things.create body · name`.
pub fn subject(entry: &Entry) -> String {
    let first = &entry.subjects[0];
    let homes: Vec<String> = entry.subjects.iter().map(Subject::home).collect();
    let home = match homes.as_slice() {
        [first, _, _, more @ ..] if !more.is_empty() => format!("{first} and {} more", homes.len() - 1),
        few => few.join(", "),
    };
    if first.member.is_empty() { home } else { format!("{home} · {}", first.member) }
}

/// What was said and what is said.
pub fn values(entry: &Entry) -> String {
    match (entry.before.as_str(), entry.after.as_str()) {
        ("", "") => String::new(),
        // An operation of a document is told by its route already.
        ("", after) if after == entry.subjects[0].owner => String::new(),
        ("", after) => after.to_owned(),
        (before, "") => format!("was {before}"),
        (before, after) => format!("{before} -> {after}"),
    }
}

/// The kinds that it is, the gravest first.
pub fn codes(entry: &Entry) -> String {
    let codes: Vec<&str> = [entry.kind].iter().chain(&entry.also).map(|kind| kind.code).collect();
    codes.join(", ")
}

/// One word for how it stands: refused, accepted, breaking, risky, or what source meets.
pub fn standing(entry: &Entry) -> &'static str {
    match () {
        () if entry.kind.refused => "refused",
        () if entry.accepted.is_some() => "accepted",
        () if entry.is_breaking() => "breaking",
        () if entry.wire == Wire::Risky => "risky",
        () if entry.rust == Rust::None => "none",
        () => entry.rust.name(),
    }
}

/// One line of everything.
pub fn summary(entry: &Entry) -> String {
    let values = values(entry);
    let values = if values.is_empty() { String::new() } else { format!(": {values}") };
    format!("{}{values} [{}], rust: {}, wire: {}", subject(entry), codes(entry), entry.rust, entry.wire)
}

/// Items without those that come or go only because what they are part of does; what source notices first.
pub fn telling(entry: &Entry) -> Vec<&Signature> {
    let mut telling: Vec<&Signature> =
        entry.signatures.iter().filter(|one| !is_implied(one, &entry.signatures)).collect();
    telling.sort_by(|a, b| b.rust.cmp(&a.rust).then_with(|| a.cmp(b)));
    telling
}

fn is_implied(one: &Signature, all: &[Signature]) -> bool {
    let way = |signature: &Signature| (signature.old.is_some(), signature.new.is_some());
    let holds = |other: &Signature| {
        way(other) == way(one) && below(&one.path, &other.path).is_some_and(|rest| !rest.is_empty())
    };
    way(one) != (true, true) && all.iter().any(holds)
}

/// Both places; what is gone has its place in the old spec only.
pub fn places(told: &Told<'_>, entry: &Entry) -> String {
    let text = |place: Option<crate::diag::Located>| place.map(|place| place.text());
    match (text(told.before(entry)), text(told.after(entry))) {
        (Some(before), Some(after)) if before == after => after,
        (Some(before), Some(after)) => format!("{after} (was {before})"),
        (Some(before), None) => format!("{before} in the old spec"),
        (None, Some(after)) => after,
        (None, None) if entry.is_of_generator() => "the emitted crate".to_owned(),
        (None, None) => "api.yaml".to_owned(),
    }
}

/// What the changes need of the version.
pub fn version(told: &Told<'_>) -> String {
    let verdict = told.verdict;
    let needed = verdict.needed.name();
    match verdict.least {
        None => format!("a {needed} version is needed; `{}` is none to count from", verdict.old),
        Some(least) if verdict.is_enough() => {
            format!("version {} -> {}, {needed} needed, at least {least}: enough", verdict.old, verdict.new)
        }
        Some(least) => {
            format!("version {} -> {}, {needed} needed, at least {least}: too small", verdict.old, verdict.new)
        }
    }
}

/// The command that accepts a change, with the sides and folders of this comparison; `None` where there is no
/// list to accept it in.
pub fn acceptance(told: &Told<'_>, entry: &Entry) -> Option<String> {
    told.asked.given.map(|given| format!("cargo xtask accept {}{given} --why \"…\"", entry.fingerprint))
}

/// How many changes of words there are, as the end of a sentence.
pub fn of_words(count: usize) -> String {
    let noun = if count == 1 { "doc or example changes" } else { "docs and examples change" };
    format!("{count} {noun}")
}

/// How many there are of each standing: `2 breaking, 1 risky, 3 minor`.
pub fn counts(told: &Told<'_>) -> String {
    let words = ["refused", "breaking", "accepted", "risky", "minor", "patch", "none"];
    let count = |word: &str| told.entries.iter().filter(|entry| standing(entry) == word).count();
    let counted: Vec<String> = words
        .iter()
        .map(|word| (count(word), word))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    counted.join(", ")
}
