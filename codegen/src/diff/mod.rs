//! Two APIs → what changes between them: for released clients, and for callers in Rust.
//!
//! Rules find differences, and the table of [`kinds`] says what each kind of difference means on the
//! wire. What it means for source is judged by the items that are emitted for both sides. Changes with
//! one cause are one [`Entry`].

pub mod accepted;
pub mod bump;
mod change;
mod entry;
pub mod explain;
mod fingerprint;
mod gaps;
mod generator;
mod index;
mod judge;
mod kind;
pub mod kinds;
pub mod render;
mod repeated;
mod rules;
mod severity;
mod suggest;
pub mod threshold;
mod twins;

pub use change::Subject;
pub use entry::Entry;
pub use gaps::Gaps;
pub use judge::Signature;
pub use kind::{Kind, Mirror};
pub use severity::{Rust, Wire};
pub use threshold::Threshold;

use crate::model::{self, Api};
use crate::read::Sources;
use crate::surface::Texts;

/// What changes from one API to another.
#[derive(Debug, Default)]
pub struct Diff {
    /// The gravest first.
    pub entries: Vec<Entry>,
    /// What stands in no example, or has no doc.
    pub gaps: Gaps,
}

/// One side of a comparison: what it is called, and its texts.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    pub label: &'a str,
    pub sources: &'a Sources,
}

impl Diff {
    /// Compares two APIs.
    pub fn between(old: &Api, new: &Api) -> Diff {
        Diff::of(rules::compare(old, new), old, new)
    }

    /// Compares two APIs that come from documents, which repeat at every operation what a spec says once.
    pub fn between_documents(old: &Api, new: &Api) -> Diff {
        let mut changes = rules::compare(old, new);
        repeated::join(&mut changes);
        // No tests are made of documents, whose examples say nothing to a client.
        Diff { gaps: Gaps::default(), ..Diff::of(changes, old, new) }
    }

    /// Adds what the generator itself changes: `then` is the crate that was emitted for the old side, and `now`
    /// the one that is emitted for it today. Says what could not be compared.
    pub fn add_generator(&mut self, old: &Api, then: &Texts<'_>, now: &Texts<'_>) -> Vec<String> {
        let notes = generator::add(&mut self.entries, then, now, old);
        entry::sort(&mut self.entries);
        notes
    }

    fn of(mut changes: Vec<change::Change>, old: &Api, new: &Api) -> Diff {
        let until = model::Version::parse(&old.package.version).map(|version| version.next(bump::Bump::Major));
        suggest::renames(&mut changes, until);
        let entries = entry::entries(changes, &mut judge::Judge::new(old, new));
        let gaps = gaps::find(&entries, new);
        Diff { entries, gaps }
    }
}

/// Items of the emitted crates that differ and that no entry explains: there should be none.
pub fn unexplained(old: &Api, new: &Api, diff: &Diff) -> Vec<Signature> {
    let told: std::collections::BTreeSet<&Signature> =
        diff.entries.iter().flat_map(|entry| &entry.signatures).collect();
    let everything = judge::Judge::new(old, new).everything();
    everything.into_iter().filter(|signature| !told.contains(signature)).collect()
}
