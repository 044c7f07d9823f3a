//! What a server answers.

use std::fmt;
use std::sync::Arc;

use serde_json::Value;

/// One answer of a server.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A well-formed response.
    Response {
        /// The status code.
        status: u16,
        /// The headers; the length of the body is added to them.
        headers: Vec<(String, String)>,
        /// The body.
        body: Vec<u8>,
    },
    /// Bytes as they are, after which the connection is closed; none at all to just hang up.
    Raw(Vec<u8>),
    /// Bytes as they are, after which the connection is reset.
    Reset(Vec<u8>),
    /// Bytes as they are, each sent by itself, after which nothing comes until the client hangs up.
    Stall(Vec<u8>),
    /// The same at a pace, which may end it early.
    Drip(Vec<u8>, Pace),
}

/// What is asked after each byte whether another one may follow.
#[derive(Clone)]
pub struct Pace(Arc<dyn Fn() -> bool + Send + Sync>);

impl Pace {
    /// Asks this.
    pub fn new(goes_on: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(goes_on))
    }
}

impl fmt::Debug for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pace").finish_non_exhaustive()
    }
}

/// What becomes of the connection after a reply.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum After {
    /// It waits for the next request.
    Stay,
    /// It is closed.
    Close,
    /// It is reset.
    Reset,
    /// It stays open in silence.
    Stall,
}

impl Reply {
    /// A response with a JSON body.
    pub fn json(status: u16, body: Value) -> Self {
        Self::text(status, "application/json", &body.to_string())
    }

    /// A response with any body.
    pub fn text(status: u16, content_type: &str, body: &str) -> Self {
        Self::Response {
            status,
            headers: vec![("content-type".to_owned(), content_type.to_owned())],
            body: body.as_bytes().to_vec(),
        }
    }

    /// A response without a body.
    pub fn empty(status: u16) -> Self {
        Self::Response { status, headers: Vec::new(), body: Vec::new() }
    }

    /// The same response with one more header; raw bytes stay as they are.
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        if let Self::Response { headers, .. } = &mut self {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// The same bytes, after which the connection is closed as if by surprise.
    pub fn closing(self) -> Self {
        Self::Raw(self.to_bytes())
    }

    pub(crate) fn after(&self) -> After {
        match self {
            Self::Response { .. } => After::Stay,
            Self::Raw(_) => After::Close,
            Self::Reset(_) => After::Reset,
            Self::Stall(_) | Self::Drip(..) => After::Stall,
        }
    }

    /// Whether another byte may follow the one that was sent.
    pub(crate) fn goes_on(&self) -> bool {
        match self {
            Self::Drip(_, Pace(goes_on)) => goes_on(),
            _ => true,
        }
    }

    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        match self {
            Self::Raw(bytes) | Self::Reset(bytes) | Self::Stall(bytes) | Self::Drip(bytes, _) => bytes.clone(),
            Self::Response { status, headers, body } => response(*status, headers, body),
        }
    }
}

fn response(status: u16, headers: &[(String, String)], body: &[u8]) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status} Whatever\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    // A 204 has no body, so it has no length either.
    if status != 204 {
        head.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    head.push_str("\r\n");
    [head.as_bytes(), body].concat()
}
