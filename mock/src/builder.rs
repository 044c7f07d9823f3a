//! How a stand-in is set up.

use std::sync::Arc;
use std::time::Duration;

use clientwright_runtime::Timer;

use crate::api::Api;
use crate::clock::{self, Clock};
use crate::mock::Mock;
use crate::transport::Sleep;

/// Sets a stand-in up; made by [`Mock::builder`].
pub struct Builder {
    pub(crate) api: Arc<Api>,
    pub(crate) keys: Vec<String>,
    pub(crate) rate_limited: bool,
    pub(crate) seed: u64,
    pub(crate) clock: Clock,
    pub(crate) max_body: usize,
    pub(crate) timer: Arc<dyn Timer>,
}

/// Noon of a day to come, so that nothing seems to lie in the future.
const START: Duration = Duration::from_secs(1_767_268_800);

impl Builder {
    pub(crate) fn new(api: Api) -> Self {
        Self {
            api: Arc::new(api),
            keys: Vec::new(),
            rate_limited: false,
            seed: 0,
            clock: Clock::Standing(START),
            max_body: 1024 * 1024,
            timer: Arc::new(Sleep),
        }
    }

    /// Accepts this key, and no other but those that are given in the same way. Any key is accepted
    /// unless one is given.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.keys.push(key.into());
        self
    }

    /// Refuses what is more than the API takes in a certain time. Off by default.
    #[must_use]
    pub fn rate_limit(mut self, on: bool) -> Self {
        self.rate_limited = on;
        self
    }

    /// What ids and other texts are made from; 0 by default. The same requests in the same order get
    /// the same ids from the same seed.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Begins at this time, an RFC 3339 text, and stands still until [`Mock::advance`]. Noon of the
    /// first of January 2026 by default, also if the text is no time.
    #[must_use]
    pub fn starts_at(mut self, time: &str) -> Self {
        if let Some(seconds) = clock::parse(time).and_then(|seconds| u64::try_from(seconds).ok()) {
            self.clock = Clock::Standing(Duration::from_secs(seconds));
        }
        self
    }

    /// Goes by the clock of the system.
    #[must_use]
    pub fn system_clock(mut self) -> Self {
        self.clock = Clock::System { ahead: Duration::ZERO };
        self
    }

    /// How many bytes a body may have; 1 MiB by default.
    #[must_use]
    pub fn max_body(mut self, bytes: usize) -> Self {
        self.max_body = bytes;
        self
    }

    /// Waits by this timer where a fault delays answers; by that of tokio by default.
    #[must_use]
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.timer = Arc::new(timer);
        self
    }

    /// The stand-in.
    #[must_use]
    pub fn build(self) -> Mock {
        Mock::of(self)
    }
}
