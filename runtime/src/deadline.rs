//! The bounds on the time of a call.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use crate::Timer;

/// Which time was up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// That of making the connection; the server has not seen the request.
    Connect,
    /// That of one attempt.
    Attempt,
    /// That of the whole call, all attempts and waits together.
    Total,
    /// One that the transport has of its own.
    Transport,
}

/// When a call must be over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Deadline {
    total: Option<Duration>,
    until: Option<Instant>,
}

/// How long something may still take, and which bound that is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limit {
    pub(crate) left: Duration,
    pub(crate) kind: TimeoutKind,
    /// The whole bound, of which `left` is what remains.
    pub(crate) bound: Duration,
}

impl Deadline {
    /// The end of a call that starts now; one too far away to be told is none.
    pub(crate) fn new(total: Option<Duration>, now: Instant) -> Self {
        Self { total, until: total.and_then(|total| now.checked_add(total)) }
    }

    /// When the call must be over.
    pub(crate) fn until(&self) -> Option<Instant> {
        self.until
    }

    /// How long the whole call may take.
    pub(crate) fn total(&self) -> Option<Duration> {
        self.total
    }

    /// What is left of the whole call.
    pub(crate) fn limit(&self, now: Instant) -> Option<Limit> {
        let (bound, until) = (self.total?, self.until?);
        Some(Limit { left: until.saturating_duration_since(now), kind: TimeoutKind::Total, bound })
    }

    /// What is left for an attempt, which may take so long at most.
    pub(crate) fn attempt_limit(&self, attempt: Option<Duration>, now: Instant) -> Option<Limit> {
        let total = self.limit(now);
        let attempt = attempt.map(|bound| Limit { left: bound, kind: TimeoutKind::Attempt, bound });
        match (attempt, total) {
            (Some(attempt), Some(total)) if attempt.left < total.left => Some(attempt),
            (attempt, total) => total.or(attempt),
        }
    }

    /// Whether a wait would not end in time.
    pub(crate) fn forbids(&self, wait: Duration, now: Instant) -> bool {
        self.limit(now).is_some_and(|limit| wait >= limit.left)
    }
}

/// What the work gives, unless the limit is reached first. Nobody is asked for the time without one.
pub(crate) async fn within<F: Future>(work: F, limit: Option<Limit>, timer: &dyn Timer) -> Result<F::Output, Limit> {
    let Some(limit) = limit else {
        return Ok(work.await);
    };
    let mut work = pin!(work);
    let mut sleep = timer.sleep(limit.left);
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Ok(done)),
        Poll::Pending => sleep.as_mut().poll(context).map(|()| Err(limit)),
    })
    .await
}
