//! Findings: what is wrong, where, and what to do about it.
//!
//! Any room may use this one. Nothing here stops at the first fault: rooms push
//! into a [`Report`] and it is rendered once, with all places found.

mod clip;
pub(crate) mod github;
mod json;
mod nearest;
mod place;
mod places;
mod report;
mod resolve;
mod text;

pub use nearest::nearest;
pub use place::{FileId, Path, Place, Spot, Step};
pub use places::{Located, Places};
pub use report::{Format, Report};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing can be generated.
    Error,
    /// Something to look at; generating goes on.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A place with what is to be said about it; the text may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub place: Place,
    /// A few words, lower case, no full stop.
    pub text: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable name of the kind of finding, in snake case.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// One terse line, lower case, names in backticks, no full stop.
    pub message: String,
    /// The place that is at fault.
    pub primary: Label,
    /// Other places that explain it.
    pub related: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, message: impl Into<String>, place: Place) -> Self {
        Self::new(Severity::Error, code, message.into(), place)
    }

    /// A warning at a place.
    pub fn warning(code: &'static str, message: impl Into<String>, place: Place) -> Self {
        Self::new(Severity::Warning, code, message.into(), place)
    }

    /// Says something at the place that is at fault.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Adds another place that explains the finding.
    #[must_use]
    pub fn related(mut self, place: Place, text: impl Into<String>) -> Self {
        self.related.push(Label { place, text: text.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    fn new(severity: Severity, code: &'static str, message: String, place: Place) -> Self {
        let primary = Label { place, text: String::new() };
        Diagnostic { code, severity, message, primary, related: Vec::new(), help: None }
    }
}

#[cfg(test)]
mod tests;
