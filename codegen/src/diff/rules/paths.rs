//! Paths and their parameters.

use std::collections::BTreeSet;

use super::taker::{self, Taker};
use super::{Both, relation};
use crate::diff::change::{Change, Subject};
use crate::diff::index::nameless;
use crate::diff::kinds::{operation as kinds, types};
use crate::model::{Input, Operation, Service};

/// Compares the paths of an operation.
pub fn compare(
    both: &Both<'_>,
    subject: &Subject,
    old: (&Service, &Operation),
    new: (&Service, &Operation),
    found: &mut Vec<Change>,
) {
    let (a, b) = (old.1, new.1);
    let touches = || taker::method(old.0, a).into_iter().chain(taker::method(new.0, b)).collect::<Vec<_>>();
    let change = |kind| {
        let change = Change::new(kind, subject.clone()).at(Some(&a.place), Some(&b.place));
        change.values(&a.path, &b.path)
    };
    let counts = (a.parameters.len(), b.parameters.len());
    if counts.0 < counts.1 {
        found.push(change(&kinds::PATH_PARAM_ADDED).touch(touches()));
    } else if counts.0 > counts.1 {
        found.push(change(&kinds::PATH_PARAM_REMOVED).touch(touches()));
    } else if nameless(&a.path) != nameless(&b.path) {
        found.push(change(&kinds::PATH_CHANGED));
    }
    if counts.0 != counts.1 {
        return;
    }
    let (before, after) = (wires(&a.parameters), wires(&b.parameters));
    if before != after && sorted(&before) == sorted(&after) {
        found.push(change(&kinds::PATH_PARAMS_REORDERED).touch(touches()));
    } else {
        same_order(both, subject, old, new, found);
    }
}

fn wires(parameters: &[Input]) -> Vec<&str> {
    parameters.iter().map(|input| input.name.wire.as_str()).collect()
}

fn sorted<'a>(names: &[&'a str]) -> BTreeSet<&'a str> {
    names.iter().copied().collect()
}

fn same_order(
    both: &Both<'_>,
    owner: &Subject,
    old: (&Service, &Operation),
    new: (&Service, &Operation),
    found: &mut Vec<Change>,
) {
    for (a, b) in old.1.parameters.iter().zip(&new.1.parameters) {
        let subject = owner.member("path", &b.name.wire);
        let touches = Taker::Operation(old.0, old.1).items(a).into_iter().chain(taker::method(new.0, new.1));
        let change = |kind| Change::new(kind, subject.clone()).at(Some(&a.place), Some(&b.place));
        if a.name.wire != b.name.wire {
            let named = taker::own_method(new.0, new.1);
            found.push(change(&kinds::PATH_PARAM_RENAMED).values(&a.name.wire, &b.name.wire).touch([named]));
        }
        let kind = match relation::of(both, &a.ty, &b.ty) {
            relation::Relation::Same => continue,
            relation::Relation::Target => &types::REF_TARGET_CHANGED,
            _ => &kinds::PATH_PARAM_TYPE_CHANGED,
        };
        let (before, after) = (super::words::type_text(&a.ty), super::words::type_text(&b.ty));
        found.push(change(kind).values(before, after).touch(touches));
    }
}
