//! What a change leaves open: inputs and fields that stand in no example, so that no test has them, and
//! those that nobody has described. No version needs more because of it.

mod parts;
mod shown;

use std::collections::BTreeSet;

use super::change::Subject;
use super::entry::Entry;
use super::index::Index;
use crate::model::{Api, Body, Operation};
use crate::samples::Samples;
use parts::Parts;
use shown::Shown;

/// What is missing, each list in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Operations that have come, take more than a path, and have no example.
    pub operations: Vec<Subject>,
    /// Inputs and fields that have come or changed and stand in no example.
    pub unshown: Vec<Subject>,
    /// Operations, inputs and fields that have come or changed and have no doc.
    pub undescribed: Vec<Subject>,
}

/// Finds what the entries leave open in the new API.
pub fn find(entries: &[Entry], new: &Api) -> Gaps {
    if entries.is_empty() {
        return Gaps::default();
    }
    let index = Index::new(new);
    let parts = Parts::of(&index);
    let changed: BTreeSet<&Subject> = entries.iter().flat_map(|entry| parts.changed(entry)).collect();
    if changed.is_empty() {
        return Gaps::default();
    }
    let samples = Samples::of(new);
    let shown = Shown::new(&samples);
    let (operations, others): (Vec<&Subject>, Vec<&Subject>) =
        changed.iter().partition(|subject| subject.part.is_empty());
    let bare: Vec<&Subject> =
        operations.into_iter().filter(|subject| parts.operation(subject).is_some_and(is_bare)).collect();
    // What a new operation without example takes need not be told besides.
    let told: BTreeSet<&str> = bare.iter().map(|operation| operation.owner.as_str()).collect();
    let unshown = others.into_iter().filter(|subject| !told.contains(subject.owner.as_str()) && !shown.has(subject));
    Gaps {
        unshown: unshown.cloned().collect(),
        undescribed: changed.iter().filter(|subject| !parts.is_described(subject)).copied().cloned().collect(),
        operations: bare.into_iter().cloned().collect(),
    }
}

/// Whether it has no example and needs one: what takes nothing but a path is shown in full by any call.
fn is_bare(operation: &Operation) -> bool {
    let sends = matches!(operation.body, Body::Fields(_) | Body::Whole(_));
    (sends || !operation.query.is_empty()) && operation.examples.is_empty()
}
