//! Changes that documents repeat, because they have no place to say something once.

use std::collections::BTreeMap;

use super::change::Change;

/// From how many operations on the same change is taken for one.
const LEAST: usize = 3;

/// Gives a common origin to what is changed in the same way at several operations.
pub fn join(changes: &mut [Change]) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for change in changes.iter() {
        counts.extend(name(change).map(|name| {
            let count = counts.get(&name).copied().unwrap_or_default() + 1;
            (name, count)
        }));
    }
    for change in changes {
        let joined = name(change).filter(|name| counts.get(name).is_some_and(|count| *count >= LEAST));
        change.origin = joined.map(super::change::Origin::Named).or(change.origin.take());
    }
}

/// What makes two changes of parameters or fields the same.
fn name(change: &Change) -> Option<String> {
    let of_operation = matches!(change.subject.part, "query" | "body") && !change.subject.member.is_empty();
    let parts = [change.kind.code, change.subject.part, &change.subject.member, &change.before, &change.after];
    of_operation.then(|| parts.join("\u{0}"))
}
