//! What a transport does with a request in a test.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;

use super::ErrorReply;
use crate::{Api, BoxFuture, Json, TransportError, TransportErrorKind};

/// What a [`MockTransport`](super::MockTransport) does with one request.
#[derive(Clone, Debug)]
pub struct Reply(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Answer { status: u16, headers: HeaderMap, body: Bytes },
    Fail(TransportErrorKind),
    Hang,
}

impl Reply {
    /// Answers with this status and nothing else.
    pub fn status(status: u16) -> Self {
        Self(Kind::Answer { status, headers: HeaderMap::new(), body: Bytes::new() })
    }

    /// Answers 200 with a value: one that a builder made, or any [`Value`].
    pub fn ok(value: impl Json) -> Self {
        Self::json(200, value)
    }

    /// Answers with a value: one that a builder made, or any [`Value`].
    pub fn json(status: u16, value: impl Json) -> Self {
        Self::text(status, "application/json", value.encode().to_string())
    }

    /// Answers with any text or bytes.
    pub fn text(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        Self(Kind::Answer { status, headers: HeaderMap::new(), body }).with_header(CONTENT_TYPE.as_str(), content_type)
    }

    /// Answers with an error in the shape of the API; [`ErrorReply`] has what else it can say.
    pub fn error(api: &'static Api, status: u16, code: &str, message: &str) -> Self {
        ErrorReply::new(api, status).code(code).message(message).into()
    }

    /// Gives no answer.
    pub fn fail(kind: TransportErrorKind) -> Self {
        Self(Kind::Fail(kind))
    }

    /// Never answers, so that a timeout ends the call.
    pub fn hang() -> Self {
        Self(Kind::Hang)
    }

    /// The same answer with a header, which replaces another one of its name.
    ///
    /// # Panics
    ///
    /// When this can be no header.
    #[must_use]
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        let header = (name.parse::<HeaderName>(), HeaderValue::from_str(value));
        match (&mut self.0, header) {
            (Kind::Answer { headers, .. }, (Ok(name), Ok(value))) => {
                headers.insert(name, value);
            }
            (Kind::Answer { .. }, _) => panic!("`{name}: {value}` can be no header"),
            (Kind::Fail(_) | Kind::Hang, _) => {}
        }
        self
    }

    pub(super) fn send(self) -> BoxFuture<'static, Result<http::Response<Bytes>, TransportError>> {
        match self.0 {
            Kind::Answer { status, headers, body } => {
                let mut response = http::Response::new(body);
                *response.status_mut() =
                    http::StatusCode::from_u16(status).unwrap_or_else(|_| panic!("{status} can be no status"));
                *response.headers_mut() = headers;
                Box::pin(std::future::ready(Ok(response)))
            }
            Kind::Fail(kind) => Box::pin(std::future::ready(Err(TransportError::new(kind, "the test has it fail")))),
            Kind::Hang => Box::pin(std::future::pending()),
        }
    }
}

/// Answers 200 with the value.
impl From<Value> for Reply {
    fn from(value: Value) -> Self {
        Self::ok(value)
    }
}
