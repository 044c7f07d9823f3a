//! Changes that have one cause, put together: what a report is made of.

use std::collections::BTreeMap;

use super::change::{Change, Origin, Subject};
use super::fingerprint;
use super::judge::{Judge, Signature};
use super::kind::Kind;
use super::kinds::generator;
use super::severity::{Rust, Wire};
use crate::diag::Place;

/// One change, and everywhere it shows.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The gravest kind that it is.
    pub kind: &'static Kind,
    /// The other kinds that it is as well.
    pub also: Vec<&'static Kind>,
    /// Where it shows, the first being the one it is known by.
    pub subjects: Vec<Subject>,
    pub old: Option<Place>,
    pub new: Option<Place>,
    pub before: String,
    pub after: String,
    pub wire: Wire,
    pub rust: Rust,
    /// Items of the crate that differ because of it.
    pub signatures: Vec<Signature>,
    pub hints: Vec<String>,
    /// Tells it from all other changes, whatever order things are written in.
    pub fingerprint: String,
    /// Why it is accepted, if it is.
    pub accepted: Option<String>,
}

impl Entry {
    /// Whether it breaks something.
    pub fn is_breaking(&self) -> bool {
        self.rust.is_breaking() || self.wire == Wire::Breaks
    }

    /// What its kinds do to source whatever becomes of items.
    pub fn least(&self) -> Rust {
        let kinds = self.also.iter().chain([&self.kind]);
        kinds.map(|kind| at_least(kind, false)).max().unwrap_or_default()
    }

    /// Whether the generator has made it, and not the spec.
    pub fn is_of_generator(&self) -> bool {
        generator::ALL.contains(&self.kind)
    }

    /// Whether it is about words alone.
    pub fn is_words(&self) -> bool {
        self.kind.code.starts_with("docs.") || self.kind.code.starts_with("example.")
    }
}

/// Puts changes together and judges them; the gravest come first.
pub fn entries(changes: Vec<Change>, judge: &mut Judge<'_>) -> Vec<Entry> {
    let mut groups: BTreeMap<(&str, Origin, String), Vec<Change>> = BTreeMap::new();
    for change in changes {
        // Several things may be written in one place; what has a name needs no other.
        let member = match &change.origin {
            None => change.subject.member.clone(),
            Some(_) => String::new(),
        };
        groups.entry((change.kind.group, change.cause(), member)).or_default().push(change);
    }
    let mut entries: Vec<Entry> = groups.into_values().map(|changes| entry(changes, judge)).collect();
    sort(&mut entries);
    entries
}

/// Puts the gravest first.
pub fn sort(entries: &mut [Entry]) {
    entries.sort_by(|a, b| rank(b).cmp(&rank(a)).then_with(|| order(a).cmp(&order(b))));
}

fn rank(entry: &Entry) -> (bool, bool, Wire, Rust) {
    (entry.kind.refused, entry.is_breaking(), entry.wire, entry.rust)
}

fn order(entry: &Entry) -> (&Subject, &str) {
    (&entry.subjects[0], entry.kind.code)
}

fn entry(changes: Vec<Change>, judge: &mut Judge<'_>) -> Entry {
    let touches: Vec<_> = changes.iter().flat_map(|change| change.touches.iter().cloned()).collect();
    let signatures = judge.signatures(&touches);
    // Of equally grave ones, the first that was found is the one it is known by.
    let chief = changes.iter().rev().max_by_key(|change| change.wire);
    let chief = chief.expect("a group has the change that it was made for").clone();
    let mut also: Vec<&'static Kind> = changes.iter().map(|change| change.kind).collect();
    also.sort_by_key(|kind| kind.code);
    also.dedup();
    also.retain(|kind| *kind != chief.kind);
    let mut subjects: Vec<Subject> = changes.iter().map(|change| change.subject.clone()).collect();
    subjects.sort();
    subjects.dedup();
    let mut hints: Vec<String> = changes.iter().flat_map(|change| change.hints.clone()).collect();
    hints.dedup();
    let kinds = || changes.iter().map(|change| change.kind);
    let judged = signatures.iter().map(|signature| signature.rust).max().unwrap_or_default();
    // One argument took the place of another of the same type.
    let replaced = signatures.iter().any(|one| one.rust == Rust::Patch && one.old != one.new);
    let replaces = kinds().any(|kind| kind.code.ends_with("-removed") || kind.code.ends_with("-added-required"));
    let judged = if replaced && replaces { judged.max(Rust::Silent) } else { judged };
    Entry {
        kind: chief.kind,
        also,
        fingerprint: fingerprint::of(chief.kind, &subjects[0], &chief.before, &chief.after),
        wire: changes.iter().map(|change| change.wire).max().unwrap_or_default(),
        rust: judged.max(kinds().map(|kind| at_least(kind, touches.is_empty())).max().unwrap_or_default()),
        subjects,
        old: chief.old,
        new: chief.new,
        before: chief.before,
        after: chief.after,
        signatures,
        hints,
        accepted: None,
    }
}

/// What a kind does to source even if no item says so: words and facts do not stand in signatures.
fn at_least(kind: &Kind, untouched: bool) -> Rust {
    let told = kind.rust.first().copied().unwrap_or_default();
    let words = kind.rust.iter().copied().find(|rust| *rust == Rust::Patch).unwrap_or_default();
    if untouched { told } else { words }
}
