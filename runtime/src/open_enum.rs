//! Enums that take values nobody knew when they were written.

use std::fmt;

/// An enum whose last variant keeps the text of a value that it does not know.
///
/// [`open_enum!`](crate::open_enum) adds the traits that follow from it.
pub trait OpenEnum: Sized + Clone {
    /// The variant that the text on the wire stands for.
    fn from_known(wire: &str) -> Option<Self>;

    /// The variant for text that no other one stands for.
    fn from_unknown(value: UnknownValue) -> Self;

    /// The text on the wire.
    fn as_str(&self) -> &str;
}

/// The text of an enum value that the client does not know.
///
/// Only the enum itself makes one, so an unknown variant never holds the text of a known one.
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    pub(crate) fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
