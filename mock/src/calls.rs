//! What the stand-in was asked.

use serde_json::Value;

/// A request and how it was answered.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Call {
    /// The operation, `service.operation`; empty where the path or method is that of none.
    pub operation: String,
    /// `GET` and the like.
    pub method: String,
    /// The path without the query.
    pub path: String,
    /// The query as it was sent, without the question mark.
    pub query: Option<String>,
    /// The body, if there was one and it was JSON.
    pub body: Option<Value>,
    /// The status of the answer; `None` if the connection was broken instead.
    pub status: Option<u16>,
}

/// How many are remembered; the oldest go first.
pub(crate) const MOST: usize = 10_000;
