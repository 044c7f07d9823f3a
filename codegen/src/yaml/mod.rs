//! YAML as the spec language uses it: plain nodes, without anchors, aliases, merge keys and tags.

mod cursor;
mod extent;
mod locate;
mod scan;
mod syntax;
mod value;

use std::cell::Cell;

use serde::Deserialize;
use serde::de::{DeserializeSeed, IgnoredAny};

use crate::diag::{Diagnostic, FileId};

pub use locate::{Found, locate, locate_keys};

/// Nodes may be nested this deep.
pub const MAX_DEPTH: usize = 64;

/// A node of a document.
///
/// Maps keep the order of their keys, and keep keys that are written twice.
#[derive(Clone, Debug, PartialEq)]
pub enum Yaml {
    /// `null`, `~`, or nothing at all.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number that fits.
    Int(i64),
    /// A whole number above [`i64::MAX`].
    UInt(u64),
    /// Any other number.
    Float(f64),
    /// Text, quoted or not.
    Text(String),
    /// A list.
    List(Vec<Yaml>),
    /// Keys and values; numbers and booleans as keys are the text they were written as.
    Map(Vec<(String, Yaml)>),
}

impl Yaml {
    /// What kind of node it is, as a message says it: `a list`.
    pub fn kind(&self) -> &'static str {
        match self {
            Yaml::Null => "nothing",
            Yaml::Bool(_) => "a boolean",
            Yaml::Int(_) | Yaml::UInt(_) | Yaml::Float(_) => "a number",
            Yaml::Text(_) => "a text",
            Yaml::List(_) => "a list",
            Yaml::Map(_) => "a mapping",
        }
    }
}

/// Parses one document.
///
/// # Errors
///
/// The first fault of its syntax, or the first use of what the spec language leaves out.
#[expect(clippy::result_large_err, reason = "made once per file, and moved straight into a report")]
pub fn parse(file: FileId, text: &str) -> Result<Yaml, Diagnostic> {
    scan::check(text).map_err(|refusal| refused(file, text, refusal))?;
    let fault = Cell::new(None);
    value::Seed::root(&fault)
        .deserialize(serde_yaml::Deserializer::from_str(text))
        .map_err(|error| syntax::diagnostic(file, text, &syntax::placed(text, error), fault.get()))
}

/// What the scan refused, unless the parser stumbles over something before it.
///
/// Ignoring a document does not follow its aliases, so this is cheap for any input.
fn refused(file: FileId, text: &str, refusal: scan::Refusal) -> Diagnostic {
    let before = &text[..refusal.offset];
    let stumbled = IgnoredAny::deserialize(serde_yaml::Deserializer::from_str(before)).err();
    match stumbled.map(|error| syntax::placed(before, error)) {
        Some(error) if error.location().is_some_and(|location| location.index() < before.len()) => {
            syntax::diagnostic(file, text, &error, None)
        }
        _ => refusal.diagnostic(file, text),
    }
}

#[cfg(test)]
mod tests;
