//! What stands in the place of spans without the feature `tracing`.

use std::future::Future;

use crate::observer::Event;
use crate::subject::Subject;

/// Nothing.
pub(crate) struct CallSpan;

impl CallSpan {
    pub(crate) fn new(_: &Subject) -> Self {
        Self
    }

    pub(crate) fn on_event(&self, _: &Event<'_>) {}

    /// The work.
    pub(crate) fn around<F: Future>(&self, work: F) -> F {
        work
    }
}

/// The work.
#[cfg(feature = "blocking")]
pub(crate) fn carried<F: Future>(work: F) -> F {
    work
}
