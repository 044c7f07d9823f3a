//! Points in time as the server wrote them.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::{DecodeError, Json, calendar};

/// A point in time, kept as the text that was received or given.
///
/// Text that is no RFC 3339 timestamp is kept as well; only [`Timestamp::to_system_time`] has no
/// answer for it. Equality compares the text.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Timestamp(String);

impl Timestamp {
    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The point in time; `None` where the text is no RFC 3339 timestamp.
    ///
    /// Offsets (`+02:00`) and fractions of a second are understood; digits beyond the nanosecond
    /// are dropped.
    pub fn to_system_time(&self) -> Option<SystemTime> {
        let (seconds, nanos) = calendar::parse(&self.0)?;
        let whole = Duration::from_secs(seconds.unsigned_abs());
        let time = match seconds < 0 {
            true => UNIX_EPOCH.checked_sub(whole)?,
            false => UNIX_EPOCH.checked_add(whole)?,
        };
        time.checked_add(Duration::from_nanos(nanos.into()))
    }
}

/// Written in UTC with whole seconds; a fraction is cut off towards the past.
impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        let seconds = match time.duration_since(UNIX_EPOCH) {
            Ok(after) => i64::try_from(after.as_secs()).unwrap_or(i64::MAX),
            Err(error) => seconds_before(error.duration()),
        };
        Self(calendar::format(seconds))
    }
}

fn seconds_before(before: Duration) -> i64 {
    let whole = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
    -whole - i64::from(before.subsec_nanos() > 0 && whole < i64::MAX)
}

impl From<&str> for Timestamp {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Timestamp {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&Timestamp> for Timestamp {
    fn from(timestamp: &Timestamp) -> Self {
        timestamp.clone()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Timestamp({})", self.0)
    }
}

impl Json for Timestamp {
    fn empty() -> Self {
        Self::default()
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn decode(value: Value) -> Result<Self, DecodeError> {
        String::decode(value).map(Self)
    }

    fn encode(&self) -> Value {
        self.0.encode()
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Option<i64> {
        let time = Timestamp::from(text).to_system_time()?;
        Some(match time.duration_since(UNIX_EPOCH) {
            Ok(after) => after.as_secs() as i64,
            Err(error) => -(error.duration().as_secs() as i64),
        })
    }

    #[test]
    fn offsets_and_fractions_are_understood() {
        assert_eq!(seconds("1970-01-01T00:00:10Z"), Some(10));
        assert_eq!(seconds("1970-01-01T02:00:00+02:00"), Some(0));
        assert_eq!(seconds("1969-12-31T23:30:00-00:30"), Some(0));
        assert_eq!(seconds("2022-02-28T19:48:17.5Z"), Some(1_646_077_697));
        let time = Timestamp::from("1970-01-01T00:00:00.0625Z").to_system_time();
        assert_eq!(time, Some(UNIX_EPOCH + Duration::from_nanos(62_500_000)));
    }

    #[test]
    fn other_text_is_kept_without_a_time() {
        for text in ["", "yesterday", "2022-02-30T00:00:00Z", "2022-02-28T19:48:17", "2022-02-28"] {
            let timestamp = Timestamp::from(text);
            assert_eq!((timestamp.as_str(), timestamp.to_system_time()), (text, None));
        }
    }

    #[test]
    fn time_before_the_epoch_is_written() {
        let time = UNIX_EPOCH - Duration::from_millis(1500);
        assert_eq!(Timestamp::from(time).as_str(), "1969-12-31T23:59:58Z");
        let far = UNIX_EPOCH - Duration::from_secs(100_000_000_000);
        assert_eq!(Timestamp::from(far).to_system_time(), None);
    }

    #[test]
    fn fraction_is_cut_off() {
        let time = UNIX_EPOCH + Duration::from_millis(1_646_077_697_999);
        assert_eq!(Timestamp::from(time).as_str(), "2022-02-28T19:48:17Z");
    }
}
