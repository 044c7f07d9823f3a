//! What one request asks for beside what it says: headers, timeouts and retries of its own.

use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::Retry;

/// Settings of one request; where nothing is set, those of the client hold.
#[derive(Clone, Debug, Default)]
pub(crate) struct Options {
    pub(crate) headers: HeaderMap,
    /// `Some(None)` for as long as it takes.
    pub(crate) timeout: Option<Option<Duration>>,
    /// `Some(None)` for as long as it takes.
    pub(crate) attempt_timeout: Option<Option<Duration>>,
    pub(crate) retry: Option<Retry>,
}

/// Headers that say how a message is framed or where it goes, which only the transport knows.
const OF_THE_TRANSPORT: [&str; 10] = [
    "connection",
    "content-length",
    "expect",
    "host",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// A header that an application may add, or why it may not; the value is never repeated.
///
/// Whether it is the header of the key only the client knows.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let Ok(parsed) = name.parse::<HeaderName>() else {
        return Err(format!("`{}` is no name of a header", name.escape_debug()));
    };
    if OF_THE_TRANSPORT.contains(&parsed.as_str()) {
        return Err(format!("the header `{parsed}` is set by the transport alone"));
    }
    let Ok(mut value) = HeaderValue::from_str(value) else {
        return Err(format!("the value of the header `{parsed}` holds characters that no header can"));
    };
    // Nobody can tell which headers of an application are secrets.
    value.set_sensitive(true);
    Ok((parsed, value))
}

/// Why the header of the key cannot be set like any other.
pub(crate) fn key_header(name: &str) -> String {
    format!("the header `{name}` carries the key and cannot be set by itself")
}
