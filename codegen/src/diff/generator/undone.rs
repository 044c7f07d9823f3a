//! Items that the generator changes one way and the spec the other, so that applications notice neither.
//!
//! A generator that learns something gives it to the old spec too: what only a comparison has ever seen
//! has not been taken from anybody.

use std::collections::BTreeMap;

use crate::diff::entry::Entry;
use crate::diff::judge::{self, Signature};
use crate::diff::severity::{Rust, Wire};

/// What items are on the new side, for those that the spec changes.
pub struct Ends<'a>(BTreeMap<&'a str, Option<&'a str>>);

impl<'a> Ends<'a> {
    /// Those of these entries.
    pub fn of(entries: &'a [Entry]) -> Self {
        let signatures = entries.iter().flat_map(|entry| &entry.signatures);
        Ends(signatures.map(|one| (one.path.as_str(), one.new.as_deref())).collect())
    }

    /// Whether an item that was `then` in the old crate is the same on the new side.
    pub fn undo(&self, path: &str, then: Option<&str>) -> bool {
        self.0.get(path).is_some_and(|now| *now == then)
    }
}

/// Items that end as they began, and whether they began.
pub type Undone = BTreeMap<String, bool>;

/// Takes these items out of what the spec changes, and with them what is nothing else.
pub fn forget(entries: &mut Vec<Entry>, undone: &Undone) {
    // What belongs to an item that never was, was not either.
    let never = |path: &str| undone.iter().any(|(item, began)| !began && judge::is_below(path, item));
    let is_undone = |one: &Signature| undone.contains_key(&one.path) || (one.new.is_none() && never(&one.path));
    entries.retain_mut(|entry| {
        let before = entry.signatures.len();
        entry.signatures.retain(|one| !is_undone(one));
        if entry.signatures.len() == before {
            return true;
        }
        let left = entry.signatures.iter().map(|one| one.rust).max().unwrap_or_default();
        entry.rust = entry.rust.min(left.max(entry.least()));
        entry.rust > Rust::None || entry.wire > Wire::None
    });
}
