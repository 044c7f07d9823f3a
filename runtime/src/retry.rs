//! Which failures are worth another attempt, and when it comes.

use std::time::Duration;

use crate::{Api, TransportErrorKind};

/// How a failed call is repeated.
///
/// What may be repeated depends on whether the server can have handled the request:
///
/// | failure | repeated |
/// |---|---|
/// | status 429 | always: the request was not handled |
/// | no connection, but for a certificate | always: the server has not seen the request |
/// | the connection broke, the time of an attempt was up | if the operation is idempotent |
/// | status 408, 502, 503, 504 | if the operation is idempotent |
/// | anything else | never |
///
/// Whether an operation is idempotent is a fact of the API's description, not of the HTTP method.
/// Status 408 says by RFC 9110 that the request did not arrive whole, and then anything could be
/// repeated; but gateways use it for their own timeouts as well, after which nobody knows.
///
/// The next attempt comes when `Retry-After` says so. After a 429 without it the client waits for
/// [`Retry::rate_limit_wait`]. Otherwise the wait is drawn evenly between nothing and a bound that
/// doubles from [`Retry::base_backoff`] to [`Retry::max_backoff`], which is known as full jitter;
/// a `Retry-After` that asks for less than that, or for a time that has passed, does not shorten it.
/// A wait that would pass the timeout of the call is not begun: the error is returned at once. So
/// it is where the [`RetryBudget`](crate::RetryBudget) of the client is used up.
///
/// A delete that is repeated may find that the first attempt has done its work, and then fails
/// with 404. Take [`Error::is_not_found`](crate::Error::is_not_found) for success where
/// [`Error::attempts`](crate::Error::attempts) is more than one, or repeat nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Retry {
    max_attempts: u32,
    base_backoff: Duration,
    max_backoff: Duration,
    rate_limit_wait: Option<Duration>,
}

impl Retry {
    /// What holds unless something is set: 4 attempts, waits of up to 0.5 s, 1 s and 2 s.
    pub const fn standard() -> Self {
        Self {
            max_attempts: 4,
            base_backoff: Duration::from_millis(500),
            max_backoff: Duration::from_secs(20),
            rate_limit_wait: None,
        }
    }

    /// A single attempt.
    pub const fn none() -> Self {
        Self::standard().max_attempts(1)
    }

    /// How many attempts there are at most, the first one included; at least one is made.
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// The bound of the first wait; it doubles with each attempt.
    pub const fn base_backoff(mut self, bound: Duration) -> Self {
        self.base_backoff = bound;
        self
    }

    /// The bound that the others do not pass.
    pub const fn max_backoff(mut self, bound: Duration) -> Self {
        self.max_backoff = bound;
        self
    }

    /// How long to wait after a 429 that does not say, in place of the rate window of the API.
    ///
    /// Up to a tenth is added, so that clients which were refused together do not come back
    /// together. An API without a rate window is asked again after the usual backoff.
    pub const fn rate_limit_wait(mut self, wait: Duration) -> Self {
        self.rate_limit_wait = Some(wait);
        self
    }

    /// Whether another attempt may follow so many.
    pub(crate) fn allows_after(&self, attempts: u32) -> bool {
        attempts < self.max_attempts
    }

    /// The wait after so many attempts; `random` lies between 0 and 1.
    pub(crate) fn backoff(&self, attempts: u32, random: f64) -> Duration {
        let doublings = attempts.saturating_sub(1).min(31);
        let bound = self.base_backoff.saturating_mul(1 << doublings).min(self.max_backoff);
        part(bound, random)
    }

    /// The wait after a 429 that says nothing; `None` where no window is known.
    pub(crate) fn window(&self, api: &Api, random: f64) -> Option<Duration> {
        let window = self.rate_limit_wait.or(api.rate_limit.map(|limit| limit.window))?;
        Some(window.saturating_add(part(window / 10, random)))
    }
}

/// As [`Retry::standard`].
impl Default for Retry {
    fn default() -> Self {
        Self::standard()
    }
}

/// A part of a duration; what is no number between 0 and 1 is taken for the nearest.
fn part(whole: Duration, share: f64) -> Duration {
    let share = if share.is_nan() { 0.0 } else { share.clamp(0.0, 1.0) };
    Duration::try_from_secs_f64(whole.as_secs_f64() * share).unwrap_or(whole)
}

/// A failure after which the same request could succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The server wants fewer requests and has not handled this one.
    RateLimited,
    /// The server has not seen the request.
    Unseen,
    /// The server may have handled the request.
    Unclear,
}

impl Fault {
    /// The fault that an answer of this status is.
    pub(crate) fn of_status(status: u16) -> Option<Self> {
        match status {
            429 => Some(Self::RateLimited),
            408 | 502..=504 => Some(Self::Unclear),
            _ => None,
        }
    }

    /// The fault that the lack of an answer is.
    pub(crate) fn of_transport(kind: TransportErrorKind) -> Option<Self> {
        match kind {
            TransportErrorKind::Connect => Some(Self::Unseen),
            TransportErrorKind::Timeout | TransportErrorKind::Io => Some(Self::Unclear),
            // The next attempt would end in the same way.
            TransportErrorKind::Tls
            | TransportErrorKind::TooLarge
            | TransportErrorKind::Unusable
            | TransportErrorKind::Redirect
            | TransportErrorKind::ForeignHost => None,
        }
    }

    /// Whether the request may be sent again.
    pub(crate) fn may_repeat(self, idempotent: bool) -> bool {
        self != Self::Unclear || idempotent
    }
}
