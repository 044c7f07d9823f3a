//! The rules, one file for each family. A rule says what differs; what that means stands in the table of kinds.
//!
//! Structs of the model are taken apart field by field, so that a fact which is added to the model
//! and not considered here does not compile.

mod answers;
mod api;
mod body;
mod earlier;
mod enums;
mod exclusives;
mod family;
mod fields;
mod inputs;
mod lifecycle;
mod limits;
mod operations;
mod paths;
mod relation;
mod services;
mod taker;
mod types;
mod words;

pub use operations::subject as operation_subject;

use super::change::Change;
use super::index::Index;
use super::twins::{self, TypeTwins};
use crate::model::{Api, TypeRef};

/// Both sides of the comparison.
pub struct Both<'a> {
    pub old: Index<'a>,
    pub new: Index<'a>,
    pub twins: TypeTwins,
}

impl Both<'_> {
    /// Whether these two are what stands for references on either side, and not the same.
    fn is_reference_replaced(&self, old: &TypeRef, new: &TypeRef) -> bool {
        let stand = |index: &Index<'_>, ty: &TypeRef| index.api.reference.as_ref() == Some(ty);
        stand(&self.old, old) && stand(&self.new, new) && self.twins.of(old) != Some(new)
    }
}

/// Everything that differs, in the order in which it is found.
pub fn compare(old: &Api, new: &Api) -> Vec<Change> {
    let services = twins::services(old, new);
    let (old_index, new_index) = (Index::new(old), Index::new(new));
    let twins = TypeTwins::find(&old_index, &new_index, &services);
    let both = Both { old: old_index, new: new_index, twins };
    let mut found = Vec::new();
    api::compare(&both, &mut found);
    services::compare(&both, &services, &mut found);
    types::compare(&both, &services, &mut found);
    found
}
