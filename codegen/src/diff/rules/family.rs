//! The kinds of changes of what applications give, for each way of giving it.

use super::lifecycle;
use crate::diff::kind::Kind;
use crate::diff::kinds::{parameter, write};

/// The kinds of one family.
pub struct Family {
    pub part: &'static str,
    pub added_optional: &'static Kind,
    pub added_required: &'static Kind,
    pub removed: &'static Kind,
    pub renamed: &'static Kind,
    pub made_required: &'static Kind,
    pub made_optional: &'static Kind,
    pub widened: &'static Kind,
    pub narrowed: &'static Kind,
    pub changed: &'static Kind,
    pub default_added: &'static Kind,
    pub default_changed: &'static Kind,
    pub default_removed: &'static Kind,
    pub tightened: &'static Kind,
    pub loosened: &'static Kind,
    pub deprecated: lifecycle::Ways,
}

/// Query parameters.
pub const QUERY: Family = Family {
    part: "query",
    added_optional: &parameter::ADDED_OPTIONAL,
    added_required: &parameter::ADDED_REQUIRED,
    removed: &parameter::REMOVED,
    renamed: &parameter::RENAMED,
    made_required: &parameter::MADE_REQUIRED,
    made_optional: &parameter::MADE_OPTIONAL,
    widened: &parameter::TYPE_WIDENED,
    narrowed: &parameter::TYPE_NARROWED,
    changed: &parameter::TYPE_CHANGED,
    default_added: &parameter::DEFAULT_ADDED,
    default_changed: &parameter::DEFAULT_CHANGED,
    default_removed: &parameter::DEFAULT_REMOVED,
    tightened: &parameter::CONSTRAINT_TIGHTENED,
    loosened: &parameter::CONSTRAINT_LOOSENED,
    deprecated: (&parameter::DEPRECATED, &parameter::UNDEPRECATED),
};

/// Fields of a body.
pub const BODY: Family = Family {
    part: "body",
    added_optional: &write::FIELD_ADDED_OPTIONAL,
    added_required: &write::FIELD_ADDED_REQUIRED,
    removed: &write::FIELD_REMOVED,
    renamed: &write::FIELD_RENAMED,
    made_required: &write::FIELD_MADE_REQUIRED,
    made_optional: &write::FIELD_MADE_OPTIONAL,
    widened: &write::FIELD_TYPE_WIDENED,
    narrowed: &write::FIELD_TYPE_NARROWED,
    changed: &write::FIELD_TYPE_CHANGED,
    default_added: &write::DEFAULT_ADDED,
    default_changed: &write::DEFAULT_CHANGED,
    default_removed: &write::DEFAULT_REMOVED,
    tightened: &write::CONSTRAINT_TIGHTENED,
    loosened: &write::CONSTRAINT_LOOSENED,
    deprecated: lifecycle::FIELD,
};

/// Fields of an object within a body.
pub const NESTED: Family = Family { part: "write", ..BODY };
