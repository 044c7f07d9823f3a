//! What a call does while it runs, told to whoever wants to know.

use std::time::Duration;

use crate::{Method, TimeoutKind, TransportErrorKind};

/// Sees what every call of a client does, for metrics and logs.
///
/// It is called in the midst of the call, so it should return soon; a panic in it is one of the
/// call. Events of calls that run at the same time are told apart by [`Event::call`].
///
/// No event holds a header, the key, a body, or the value of a path or query parameter.
///
/// ```
/// use std::sync::atomic::{AtomicU64, Ordering};
///
/// use clientwright_runtime::{Event, Observer, Step};
///
/// /// Counts attempts beyond the first.
/// #[derive(Default)]
/// struct Retries(AtomicU64);
///
/// impl Observer for Retries {
///     fn on_event(&self, event: &Event<'_>) {
///         if matches!(event.step, Step::AttemptStarted) && event.attempt > 1 {
///             self.0.fetch_add(1, Ordering::Relaxed);
///         }
///     }
/// }
/// ```
pub trait Observer: Send + Sync + 'static {
    /// Something happened.
    fn on_event(&self, event: &Event<'_>);
}

/// A step of a call, and which call it is.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Event<'a> {
    /// A number that no other call of this process has.
    pub call: u64,
    /// The operation, such as `books.get`; `None` for a path that the client does not know.
    pub operation: Option<&'static str>,
    /// The HTTP method.
    pub method: Method,
    /// The path with `{name}` in the place of each parameter. For a path that the client does not
    /// know, it is as the application wrote it.
    pub path: &'a str,
    /// The number of the attempt, from 1; before the first one 0, afterwards that of the last.
    pub attempt: u32,
    /// What happened.
    pub step: Step<'a>,
}

/// What a call does.
///
/// It starts, and waits for the [`RateLimiter`](crate::RateLimiter) if there is one. Attempts
/// start and finish, with waits between them. In the end it finishes, even if it is given up.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Step<'a> {
    /// The call started.
    CallStarted,
    /// The rate limiter let the next attempt pass.
    #[non_exhaustive]
    Admitted {
        /// How long that took.
        waited: Duration,
    },
    /// A request is sent.
    AttemptStarted,
    /// A request was answered, or will not be. Not told of an attempt that is given up.
    #[non_exhaustive]
    AttemptFinished {
        /// How it ended.
        outcome: Outcome,
        /// How long it took.
        elapsed: Duration,
    },
    /// The next attempt comes after a wait, which begins now.
    #[non_exhaustive]
    Waiting {
        /// Who wants it.
        reason: WaitReason,
        /// How long it is.
        duration: Duration,
    },
    /// A failure that could be repeated is not.
    #[non_exhaustive]
    NotRepeated {
        /// What forbids it.
        reason: StopReason,
    },
    /// The call has ended. Told exactly once of every call that started.
    #[non_exhaustive]
    CallFinished {
        /// How it ended.
        outcome: Outcome,
        /// How long it took, all waits included.
        elapsed: Duration,
        /// What the server's support asks for, if the answer has it.
        operation_id: Option<&'a str>,
    },
}

/// How an attempt or a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// There was an answer of this status, be it an error.
    Answered(u16),
    /// There was no answer.
    NoAnswer(TransportErrorKind),
    /// The time was up.
    TimedOut(TimeoutKind),
    /// The application dropped the call.
    Dropped,
}

impl Outcome {
    /// The status of the answer, if there was one.
    pub fn status(self) -> Option<u16> {
        match self {
            Self::Answered(status) => Some(status),
            _ => None,
        }
    }

    /// One of a few words, fit for the label of a metric; `None` where there was an answer.
    pub fn failure(self) -> Option<&'static str> {
        match self {
            Self::Answered(_) => None,
            Self::NoAnswer(kind) => Some(kind.as_str()),
            Self::TimedOut(_) => Some("timeout"),
            Self::Dropped => Some("dropped"),
        }
    }
}

/// Why the next attempt comes later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WaitReason {
    /// After status 429, for as long as the server or the rate window asks.
    RateLimited,
    /// After another failure, for as long as the server asks.
    RetryAfter,
    /// After another failure, for a random time.
    Backoff,
}

impl WaitReason {
    /// One of a few words, fit for the label of a metric.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RateLimited => "rate_limited",
            Self::RetryAfter => "retry_after",
            Self::Backoff => "backoff",
        }
    }
}

/// Why a failure that could be repeated is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StopReason {
    /// There were as many attempts as may be.
    Attempts,
    /// The wait would pass the timeout of the call.
    Timeout,
    /// The retry budget is used up.
    Budget,
    /// The [`RateLimiter`](crate::RateLimiter) had no slot before the timeout of the call.
    RateLimiter,
}

impl StopReason {
    /// One of a few words, fit for the label of a metric.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Attempts => "attempts",
            Self::Timeout => "timeout",
            Self::Budget => "budget",
            Self::RateLimiter => "rate_limiter",
        }
    }
}
