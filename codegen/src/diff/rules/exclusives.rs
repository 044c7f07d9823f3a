//! Fields that exclude each other.

use std::collections::BTreeSet;

use crate::diag::Place;
use crate::diff::change::{Change, Subject};
use crate::diff::kinds::operation as kinds;
use crate::model::Exclusive;

/// Compares exclusions, which are told by the fields that they are about.
pub fn compare(
    subject: &Subject,
    (old, old_place): (&[Exclusive], &Place),
    (new, new_place): (&[Exclusive], &Place),
    found: &mut Vec<Change>,
) {
    let change = |kind, exclusive: &Exclusive| {
        let subject = subject.member("exclusive", key(exclusive));
        Change::new(kind, subject).at(Some(old_place), Some(new_place))
    };
    for before in old {
        let after = new.iter().find(|after| key(after) == key(before));
        match after.map(|after| (before.at_least_one, after.at_least_one)) {
            None => found.push(change(&kinds::EXCLUSIVE_REMOVED, before).values(text(before), "")),
            Some((false, true)) => {
                found.push(change(&kinds::EXCLUSIVE_ADDED, before).values("at most one", "exactly one"))
            }
            Some((true, false)) => {
                found.push(change(&kinds::EXCLUSIVE_REMOVED, before).values("exactly one", "at most one"))
            }
            Some(_) => {}
        }
    }
    for after in new.iter().filter(|after| old.iter().all(|before| key(before) != key(after))) {
        found.push(change(&kinds::EXCLUSIVE_ADDED, after).values("", text(after)));
    }
}

fn key(exclusive: &Exclusive) -> String {
    // Where it holds is told by the operations that have it.
    let Exclusive { fields, on: _, at_least_one: _, doc: _ } = exclusive;
    let fields: BTreeSet<&str> = fields.iter().map(String::as_str).collect();
    fields.into_iter().collect::<Vec<_>>().join(", ")
}

fn text(exclusive: &Exclusive) -> &'static str {
    if exclusive.at_least_one { "exactly one" } else { "at most one" }
}
