//! What a received object held beyond the values of its known fields.

use std::fmt;

use serde_json::{Map, Value};

/// The fields of a received object that its type does not know.
///
/// An API grows without a new version; this is where its new fields are, until the type learns
/// them. They are written again when the value is serialized. It also remembers in which form
/// empty fields arrived (absent, null or empty), so that they leave in the same one.
///
/// Equality compares the unknown fields alone. `Debug` prints their names alone, since nobody
/// knows which of their values are secrets.
#[derive(Clone, Default)]
pub struct Extra {
    pub(crate) unknown: Map<String, Value>,
    pub(crate) forms: Vec<(&'static str, Form)>,
}

/// How a known field arrived, where its value alone does not tell.
#[derive(Clone)]
pub(crate) enum Form {
    /// The key was missing.
    Absent,
    /// The key was there with null.
    Null,
    /// The key was there with an empty value.
    Empty,
    /// The value would be written otherwise than it was received, as long as it is not changed.
    As(Box<Rewritten>),
}

/// A value that Rust writes otherwise; boxed, since there is hardly ever one.
#[derive(Clone)]
pub(crate) struct Rewritten {
    pub(crate) received: Value,
    pub(crate) encoded: Value,
}

impl Extra {
    /// The value of the unknown field `name`.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.unknown.get(name)
    }

    /// The unknown fields, ordered by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.unknown.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The number of unknown fields.
    pub fn len(&self) -> usize {
        self.unknown.len()
    }

    /// Whether there is no unknown field.
    pub fn is_empty(&self) -> bool {
        self.unknown.is_empty()
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.unknown == other.unknown
    }
}

impl Eq for Extra {}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Extra")?;
        f.debug_set().entries(self.unknown.keys()).finish()
    }
}
