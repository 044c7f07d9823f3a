//! Requests as a transport got them.

use std::fmt;

use bytes::Bytes;
use serde_json::Value;

use crate::query;

/// A request that was sent, the key included.
///
/// `Debug` shows method, path and query, and neither headers nor the body, which may hold secrets.
#[derive(Clone)]
pub struct Recorded(http::Request<Bytes>);

impl Recorded {
    pub(super) fn new(request: http::Request<Bytes>) -> Self {
        Self(request)
    }

    /// The method, such as `"GET"`.
    pub fn method(&self) -> &str {
        self.0.method().as_str()
    }

    /// The path as it was sent: escaped, and with the path of the base URL before it.
    pub fn path(&self) -> &str {
        self.0.uri().path()
    }

    /// The query as it was sent, without a question mark; empty if there is none.
    pub fn query(&self) -> &str {
        self.0.uri().query().unwrap_or_default()
    }

    /// The values of a query parameter, unescaped, in order.
    pub fn parameters(&self, name: &str) -> Vec<String> {
        let pairs = query::decode(self.query()).into_iter();
        pairs.filter(|(known, _)| known == name).map(|(_, value)| value).collect()
    }

    /// The only value of a query parameter, unescaped; `None` where there is none or several.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let mut values = self.parameters(name);
        values.pop().filter(|_| values.is_empty())
    }

    /// A header; `None` where it is missing or no text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.0.headers().get(name)?.to_str().ok()
    }

    /// The body; empty if there is none.
    pub fn body(&self) -> &[u8] {
        self.0.body()
    }

    /// The body as JSON; null where it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(self.body()).unwrap_or_default()
    }

    /// The request as `http` has it.
    pub fn as_http(&self) -> &http::Request<Bytes> {
        &self.0
    }
}

/// Method, path and query on one line, such as `GET /books?limit=2`.
impl fmt::Display for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method(), self.0.uri().path_and_query().map_or("/", |path| path.as_str()))
    }
}

impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
