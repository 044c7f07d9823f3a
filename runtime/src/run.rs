//! A call under way: attempts, and the waits between them.

use std::time::Duration;

use bytes::Bytes;

use crate::client::Inner;
use crate::deadline::{Deadline, within};
use crate::limiter::Permit;
use crate::observer::{Outcome, Step, StopReason, WaitReason};
use crate::redact::Redaction;
use crate::retry::Fault;
use crate::retry_after::retry_after;
use crate::trace::CallSpan;
use crate::watch::Watch;
use crate::{Answer, Error, Request, Retry, TimeoutKind, attempt};

/// A call that has started.
pub(crate) struct Run<'a> {
    client: &'a Inner,
    request: &'a Request,
    retry: &'a Retry,
    deadline: Deadline,
    watch: Watch<'a>,
    /// Why the attempt that comes next is made.
    failed: Option<Error>,
}

/// What follows an attempt.
pub(crate) enum Next {
    /// Another one, after a wait.
    Wait(Wait),
    /// Nothing.
    Done(Result<Answer, Error>),
}

/// What the next attempt waits for.
#[derive(Clone, Copy)]
pub(crate) struct Wait {
    reason: WaitReason,
    duration: Duration,
}

impl<'a> Run<'a> {
    pub(crate) fn start(client: &'a Inner, request: &'a Request, span: &'a CallSpan) -> Self {
        let options = request.options();
        let timeout = options.timeout.unwrap_or(client.timeout);
        Self {
            client,
            request,
            retry: options.retry.as_ref().unwrap_or(&client.retry),
            deadline: Deadline::new(timeout, client.timer.now()),
            watch: Watch::start(client, request.subject(), span),
            failed: None,
        }
    }

    /// Sends the request once, when the rate limiter lets it, and decides what follows.
    pub(crate) async fn attempt(&mut self, outgoing: http::Request<Bytes>) -> Next {
        match self.admission().await {
            Ok(permit) => {
                let result = self.exchange(outgoing).await;
                let next = self.next(result);
                // Who waits for this slot must find out first that all have to pause.
                drop(permit);
                next
            }
            Err(error) => self.not_admitted(error),
        }
    }

    async fn exchange(&mut self, outgoing: http::Request<Bytes>) -> Result<Answer, Error> {
        self.watch.start_attempt();
        let begin = self.client.timer.now();
        let bound = self.request.options().attempt_timeout.unwrap_or(self.client.attempt_timeout);
        let limit = self.deadline.attempt_limit(bound, begin);
        let result = attempt::attempt(self.client, self.request.subject(), outgoing, limit).await;
        // A server may say which key it refuses, and which value.
        let result = result.map_err(|error| error.redacted(&Redaction::of(self.client, self.request)));
        let outcome = result.as_ref().map_or_else(Error::outcome, |answer| Outcome::Answered(answer.status));
        let elapsed = self.client.timer.now().saturating_duration_since(begin);
        self.watch.tell(Step::AttemptFinished { outcome, elapsed });
        result
    }

    /// Waits for a slot of the rate limiter, if there is one.
    async fn admission(&self) -> Result<Option<Permit>, Error> {
        let Some(limiter) = &self.client.limiter else {
            return Ok(None);
        };
        let timer = &self.client.timer;
        let begin = timer.now();
        let subject = self.request.subject();
        let acquire = limiter.acquire(timer, self.deadline.until());
        let permit = match within(acquire, self.deadline.limit(begin), timer).await {
            Err(limit) => return Err(Error::no_slot(subject, limit.bound)),
            Ok(permit) => permit.map_err(|earliest| {
                let wait = earliest.saturating_duration_since(timer.now());
                Error::no_slot_before(subject, wait)
            })?,
        };
        let waited = timer.now().saturating_duration_since(begin);
        self.watch.tell(Step::Admitted { waited });
        Ok(Some(permit))
    }

    /// Ends a call for which the rate limiter has no slot: after an attempt its failure says more.
    fn not_admitted(&mut self, error: Error) -> Next {
        let Some(failed) = self.failed.take() else {
            return self.finish(Err(error));
        };
        let reason = StopReason::RateLimiter;
        self.watch.tell(Step::NotRepeated { reason });
        self.finish(Err(failed.not_repeated(reason, Duration::ZERO, self.deadline.total())))
    }

    /// Decides what follows an attempt.
    fn next(&mut self, result: Result<Answer, Error>) -> Next {
        let (fault, error) = match result {
            Ok(_) => return self.finish(result),
            Err(error) => (error.fault(), error),
        };
        let Some(fault) = fault else {
            return self.finish(Err(error));
        };
        if !fault.may_repeat(self.request.subject().is_idempotent()) {
            return self.finish(Err(error.perhaps_handled()));
        }
        if error.timed_out() == Some(TimeoutKind::Total) {
            return self.finish(Err(error));
        }
        let wait = self.wait_after(fault, &error);
        if let (Fault::RateLimited, Some(limiter)) = (fault, &self.client.limiter) {
            limiter.pause(self.client.timer.now(), wait.duration);
        }
        match self.obstacle(fault, wait) {
            None => {
                self.failed = Some(error);
                Next::Wait(wait)
            }
            Some(reason) => {
                self.watch.tell(Step::NotRepeated { reason });
                self.finish(Err(error.not_repeated(reason, wait.duration, self.deadline.total())))
            }
        }
    }

    /// How long the next attempt would have to wait.
    ///
    /// What the server asks for is the least: a server that asks for no wait at all, or for a date
    /// that one of two clocks has passed already, is not to be hammered.
    fn wait_after(&self, fault: Fault, error: &Error) -> Wait {
        let attempts = self.watch.attempts();
        let backoff = || self.retry.backoff(attempts, (self.client.random)());
        let asked = error.headers().and_then(|headers| retry_after(headers, || self.client.timer.date()));
        let asked = asked.map(|asked| asked.max(backoff()));
        if fault != Fault::RateLimited {
            let reason = if asked.is_some() { WaitReason::RetryAfter } else { WaitReason::Backoff };
            return Wait { reason, duration: asked.unwrap_or_else(backoff) };
        }
        let api = self.client.api;
        // Other requests that end are enough to be let in again where too many are under way.
        let crowded = api.rate_limit.and_then(|limit| limit.concurrent_code).is_some_and(|code| error.has_code(code));
        let window = || self.retry.window(api, (self.client.random)()).filter(|_| !crowded);
        Wait { reason: WaitReason::RateLimited, duration: asked.or_else(window).unwrap_or_else(backoff) }
    }

    /// What forbids another attempt; takes it from the budget if nothing does.
    fn obstacle(&self, fault: Fault, wait: Wait) -> Option<StopReason> {
        if !self.retry.allows_after(self.watch.attempts()) {
            return Some(StopReason::Attempts);
        }
        if self.deadline.forbids(wait.duration, self.client.timer.now()) {
            return Some(StopReason::Timeout);
        }
        // After a 429 the server sets the pace, and needs no protection from what it asks for.
        let free = fault == Fault::RateLimited;
        (!free && !self.client.budget.take()).then_some(StopReason::Budget)
    }

    /// Waits; the rate limiter has no slot for this call meanwhile.
    pub(crate) async fn wait(&self, wait: Wait) {
        let Wait { reason, duration } = wait;
        self.watch.tell(Step::Waiting { reason, duration });
        self.client.timer.sleep(duration).await;
    }

    fn finish(&mut self, mut result: Result<Answer, Error>) -> Next {
        let attempts = self.watch.attempts();
        match &mut result {
            Ok(answer) => answer.set_attempts(attempts),
            Err(error) => error.set_attempts(attempts),
        }
        if result.as_ref().map_or_else(|error| error.shows_health(), |_| true) {
            self.client.budget.pay();
        }
        self.watch.finish(&result);
        Next::Done(result)
    }
}
