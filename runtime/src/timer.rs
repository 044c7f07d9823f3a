//! Time, so that tests need not wait for it.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use crate::BoxFuture;

/// A clock and a way to wait.
pub trait Timer: Send + Sync + 'static {
    /// Ends after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// The time now.
    fn now(&self) -> Instant;

    /// The date now, for which only a `Retry-After` with a date asks, in an answer without `Date`.
    fn date(&self) -> SystemTime {
        SystemTime::now()
    }
}

impl<T: Timer + ?Sized> Timer for Arc<T> {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        (**self).sleep(duration)
    }

    fn now(&self) -> Instant {
        (**self).now()
    }

    fn date(&self) -> SystemTime {
        (**self).date()
    }
}

/// The time of tokio.
///
/// Outside a tokio runtime nothing can wake a sleeper, so a sleep never ends there. A runtime must
/// have its time driver enabled.
#[cfg(feature = "__tokio")]
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioTimer;

#[cfg(feature = "__tokio")]
impl Timer for TokioTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        match tokio::runtime::Handle::try_current() {
            Ok(_) => Box::pin(tokio::time::sleep(duration)),
            Err(_) => Box::pin(std::future::pending()),
        }
    }

    fn now(&self) -> Instant {
        Instant::now()
    }
}
