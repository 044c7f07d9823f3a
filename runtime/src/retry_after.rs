//! The header in which a server says when to come back.

use std::time::{Duration, SystemTime};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderName};

/// How long the server wants to be left alone; `None` if it does not say, or not readably.
///
/// A date is held against the date of the same answer, so that it does not matter whether the two
/// clocks agree. Only without one `now` is asked. What has passed is no time at all.
pub(crate) fn retry_after(headers: &HeaderMap, now: impl FnOnce() -> SystemTime) -> Option<Duration> {
    let text = text(headers, &RETRY_AFTER)?;
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are still a very long time.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    let answered = self::text(headers, &DATE).and_then(|date| httpdate::parse_http_date(date).ok());
    Some(until.duration_since(answered.unwrap_or_else(now)).unwrap_or_default())
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    const NOON: &str = "Sun, 06 Nov 1994 12:00:00 GMT";

    fn after(value: &'static str, date: Option<&'static str>) -> Option<Duration> {
        let mut headers = HeaderMap::from_iter([(RETRY_AFTER, HeaderValue::from_static(value))]);
        headers.extend(date.map(|date| (DATE, HeaderValue::from_static(date))));
        // This clock is a minute early.
        retry_after(&headers, || httpdate::parse_http_date(NOON).unwrap() - Duration::from_secs(60))
    }

    #[test]
    fn seconds_are_taken_as_they_are() {
        let seconds = |count| Some(Duration::from_secs(count));
        assert_eq!(after("30", None), seconds(30));
        assert_eq!(after(" 0 ", None), seconds(0));
        assert_eq!(after("99999999999999999999999", None), seconds(u64::MAX));
    }

    #[test]
    fn date_is_measured_by_the_clock_of_the_server() {
        let dates = ["Sun, 06 Nov 1994 12:00:30 GMT", "Sunday, 06-Nov-94 12:00:30 GMT", "Sun Nov  6 12:00:30 1994"];
        for date in dates {
            assert_eq!(after(date, Some(NOON)), Some(Duration::from_secs(30)), "{date}");
            assert_eq!(after(date, None), Some(Duration::from_secs(90)), "{date}");
            assert_eq!(after(date, Some("noon")), Some(Duration::from_secs(90)), "{date}");
        }
        assert_eq!(after(NOON, Some("Sun, 06 Nov 1994 13:00:00 GMT")), Some(Duration::ZERO));
    }

    #[test]
    fn what_cannot_be_read_says_nothing() {
        for value in ["", "soon", "-1", "1.5", "30s", "2026-01-01T00:00:00Z"] {
            assert_eq!(after(value, Some(NOON)), None, "{value}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), || panic!("nobody asks")), None);
    }
}
