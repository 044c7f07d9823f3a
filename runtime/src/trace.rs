//! Calls as spans of `tracing`, and their steps as events in them.
//!
//! What an observer is told is all that is written down, so nothing is known here that must not
//! be: no header, no key, no body, and of the address only the path with `{name}` for parameters.

use std::future::Future;
use std::time::Duration;

use tracing::instrument::{Instrument, Instrumented};
use tracing::{Span, debug, field, info_span, trace, warn};

use crate::observer::{Event, Outcome, Step};
use crate::subject::Subject;

/// The target of all spans and events, for filters; a name that survives a change of modules.
const TARGET: &str = "clientwright";

/// The span of a call.
pub(crate) struct CallSpan(Span);

impl CallSpan {
    pub(crate) fn new(subject: &Subject) -> Self {
        Self(info_span!(
            target: TARGET,
            "call",
            otel.name = subject.label().as_ref(),
            otel.kind = "client",
            operation = subject.name(),
            method = subject.method().as_str(),
            path = subject.path(),
            attempts = field::Empty,
            status = field::Empty,
            failure = field::Empty,
            operation_id = field::Empty,
        ))
    }

    /// Writes a step down.
    pub(crate) fn on_event(&self, event: &Event<'_>) {
        let (span, attempt) = (&self.0, event.attempt);
        match event.step {
            Step::CallStarted => trace!(target: TARGET, parent: span, "started"),
            Step::Admitted { waited } => {
                debug!(target: TARGET, parent: span, waited_ms = millis(waited), "let pass by the rate limiter");
            }
            Step::AttemptStarted => trace!(target: TARGET, parent: span, attempt, "request sent"),
            Step::AttemptFinished { outcome, elapsed } => {
                let (status, failure, elapsed_ms) = (outcome.status(), outcome.failure(), millis(elapsed));
                debug!(target: TARGET, parent: span, attempt, status, failure, elapsed_ms, "attempt finished");
            }
            // A filter that lets warnings pass alone knows nothing of the span, hence the operation.
            Step::Waiting { reason, duration } => {
                let (operation, reason, wait_ms) = (event.operation, reason.as_str(), millis(duration));
                warn!(target: TARGET, parent: span, operation, attempt, reason, wait_ms, "attempt failed, to be repeated");
            }
            Step::NotRepeated { reason } => {
                debug!(target: TARGET, parent: span, attempt, reason = reason.as_str(), "attempt failed, not repeated");
            }
            Step::CallFinished { outcome, elapsed, operation_id } => {
                self.finish(attempt, outcome, operation_id);
                debug!(target: TARGET, parent: span, elapsed_ms = millis(elapsed), "finished");
            }
        }
    }

    /// What is not there is left out: a value of nothing is written down as a gap.
    fn finish(&self, attempts: u32, outcome: Outcome, operation_id: Option<&str>) {
        self.0.record("attempts", attempts);
        if let Some(status) = outcome.status() {
            self.0.record("status", status);
        }
        if let Some(failure) = outcome.failure() {
            self.0.record("failure", failure);
        }
        if let Some(id) = operation_id {
            self.0.record("operation_id", id);
        }
    }

    /// The work, done inside of the span.
    pub(crate) fn around<F: Future>(&self, work: F) -> Instrumented<F> {
        work.instrument(self.0.clone())
    }
}

/// The work as if it were done where this is called, on whichever thread it will be.
#[cfg(feature = "blocking")]
pub(crate) fn carried<F: Future>(work: F) -> impl Future<Output = F::Output> {
    use tracing::instrument::WithSubscriber;

    work.in_current_span().with_current_subscriber()
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
