//! The time that timestamps and the rate limit go by.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use clientwright_runtime::Timestamp;

/// A clock that stands still until it is moved, or the clock of the system.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Clock {
    Standing(Duration),
    System { ahead: Duration },
}

impl Clock {
    /// The time since 1970.
    pub fn now(&self) -> Duration {
        match self {
            Clock::Standing(now) => *now,
            Clock::System { ahead } => SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default() + *ahead,
        }
    }

    /// Whole seconds since 1970.
    pub fn seconds(&self) -> i64 {
        i64::try_from(self.now().as_secs()).unwrap_or(i64::MAX)
    }

    pub fn advance(&mut self, by: Duration) {
        match self {
            Clock::Standing(now) => *now = now.saturating_add(by),
            Clock::System { ahead } => *ahead = ahead.saturating_add(by),
        }
    }
}

/// Seconds since 1970 as RFC 3339 text.
pub(crate) fn text(seconds: i64) -> String {
    let time = UNIX_EPOCH + Duration::from_secs(u64::try_from(seconds).unwrap_or_default());
    Timestamp::from(time).as_str().to_owned()
}

/// The seconds since 1970 of RFC 3339 text; before 1970 it is 1970.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let time = Timestamp::from(text).to_system_time()?;
    Some(time.duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX)))
}
