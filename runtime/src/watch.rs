//! The one place that tells what a call does.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use crate::client::Inner;
use crate::observer::{Event, Outcome, Step};
use crate::subject::Subject;
use crate::trace::CallSpan;
use crate::{Answer, Error};

/// Those who watch one call. Dropping it before the end tells that the call was given up.
pub(crate) struct Watch<'a> {
    client: &'a Inner,
    subject: &'a Subject,
    span: &'a CallSpan,
    call: u64,
    started: Instant,
    attempt: u32,
    finished: bool,
}

impl<'a> Watch<'a> {
    pub(crate) fn start(client: &'a Inner, subject: &'a Subject, span: &'a CallSpan) -> Self {
        static CALLS: AtomicU64 = AtomicU64::new(1);
        let call = CALLS.fetch_add(1, Ordering::Relaxed);
        let started = client.timer.now();
        let watch = Self { client, subject, span, call, started, attempt: 0, finished: false };
        watch.tell(Step::CallStarted);
        watch
    }

    /// How many attempts have started.
    pub(crate) fn attempts(&self) -> u32 {
        self.attempt
    }

    pub(crate) fn start_attempt(&mut self) {
        self.attempt += 1;
        self.tell(Step::AttemptStarted);
    }

    pub(crate) fn tell(&self, step: Step<'_>) {
        let event = Event {
            call: self.call,
            operation: self.subject.name(),
            method: self.subject.method(),
            path: self.subject.path(),
            attempt: self.attempt,
            step,
        };
        self.span.on_event(&event);
        for observer in &self.client.observers {
            observer.on_event(&event);
        }
    }

    pub(crate) fn finish(&mut self, result: &Result<Answer, Error>) {
        let (outcome, operation_id) = match result {
            Ok(answer) => (Outcome::Answered(answer.status), self.operation_id(answer)),
            Err(error) => (error.outcome(), error.operation_id()),
        };
        self.end(outcome, operation_id);
    }

    fn operation_id<'b>(&self, answer: &'b Answer) -> Option<&'b str> {
        let name = self.client.api.errors.operation_id_header?;
        answer.headers.get(name)?.to_str().ok()
    }

    fn end(&mut self, outcome: Outcome, operation_id: Option<&str>) {
        self.finished = true;
        let elapsed = self.client.timer.now().saturating_duration_since(self.started);
        self.tell(Step::CallFinished { outcome, elapsed, operation_id });
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if !self.finished {
            self.end(Outcome::Dropped, None);
        }
    }
}
