//! Calls as spans of `tracing`, where the feature is on.

use std::future::Future;

use crate::observer::Event;
use crate::subject::Subject;

/// The span of a call; nothing without the feature.
#[derive(Clone)]
pub(crate) struct CallSpan;

impl CallSpan {
    pub(crate) fn new(_: &Subject) -> Self {
        Self
    }

    pub(crate) fn on_event(&self, _: &Event<'_>) {}

    /// The work, done inside of the span.
    pub(crate) fn around<F: Future>(&self, work: F) -> F {
        work
    }
}
