//! The one error of every call.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;
use std::io;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::error_body::Said;
use crate::{Answer, Api, Operation, TransportError, TransportErrorKind};

/// Why a call has no result, or a client could not be made.
///
/// `Display` says on one line which operation failed and how:
/// `books.get: 404 Not Found: E404: no such book (operation id op_1)`. `Debug` shows neither
/// bodies nor headers. The predicates say what to do about it.
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    operation: Option<&'static Operation>,
    /// What happened, in our words; empty where the status says it.
    reason: String,
    received: Option<Received>,
    said: Said,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What the server sent, however little it was understood.
struct Received {
    status: u16,
    headers: HeaderMap,
    body: Bytes,
}

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The client cannot be made as it is set up.
    Setup,
    /// An argument cannot be sent.
    InvalidRequest,
    /// The transport gave no answer.
    Transport(TransportErrorKind),
    /// The answer is an error, or neither an error nor a success.
    Status,
    /// A redirect, or a next page, leads to another host.
    ForeignHost,
    /// The answer cannot be decoded.
    Decode,
    /// The pages of a list lead nowhere.
    Paging,
}

impl Error {
    fn new(kind: Kind, operation: Option<&'static Operation>, reason: String) -> Self {
        let said = Said::default();
        Self(Box::new(Inner { kind, operation, reason, received: None, said, source: None }))
    }

    pub(crate) fn setup(reason: impl Into<String>) -> Self {
        Self::new(Kind::Setup, None, reason.into())
    }

    pub(crate) fn invalid(operation: &'static Operation, reason: String) -> Self {
        Self::new(Kind::InvalidRequest, Some(operation), reason)
    }

    pub(crate) fn transport(operation: &'static Operation, error: TransportError) -> Self {
        let mut new = Self::new(Kind::Transport(error.kind()), Some(operation), error.to_string());
        // The error itself is in the reason; naming it as the source would say it twice.
        new.0.source = error.into_source();
        new
    }

    pub(crate) fn refused(api: &Api, operation: &'static Operation, answer: Answer) -> Self {
        let said = Said::read(&api.errors, &answer.headers, &answer.body);
        let mut new = Self::new(Kind::Status, Some(operation), String::new()).with_answer(answer);
        new.0.said = said;
        new
    }

    pub(crate) fn redirect(operation: &'static Operation, answer: Answer, foreign: bool, reason: String) -> Self {
        let kind = if foreign { Kind::ForeignHost } else { Kind::Status };
        Self::new(kind, Some(operation), reason).with_answer(answer)
    }

    pub(crate) fn decode(answer: &Answer, operation: &'static Operation, reason: String) -> Self {
        Self::new(Kind::Decode, Some(operation), reason).with_answer(answer.clone())
    }

    pub(crate) fn foreign(operation: &'static Operation, reason: String) -> Self {
        Self::new(Kind::ForeignHost, Some(operation), reason)
    }

    pub(crate) fn paging(operation: &'static Operation, reason: String) -> Self {
        Self::new(Kind::Paging, Some(operation), reason)
    }

    pub(crate) fn with_answer(mut self, answer: Answer) -> Self {
        let Answer { status, headers, body } = answer;
        self.0.received = Some(Received { status, headers, body });
        self
    }

    pub(crate) fn with_source(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }

    /// The server has no such thing: status 404.
    pub fn is_not_found(&self) -> bool {
        self.is_status(404)
    }

    /// The server wants fewer requests: status 429.
    pub fn is_rate_limited(&self) -> bool {
        self.is_status(429)
    }

    /// The server does not accept the key: status 401.
    pub fn is_unauthorized(&self) -> bool {
        self.is_status(401)
    }

    /// The request contradicts what is there already: status 409.
    pub fn is_conflict(&self) -> bool {
        self.is_status(409)
    }

    /// The server failed: status 500 to 599.
    pub fn is_server_error(&self) -> bool {
        self.answered().is_some_and(|status| (500..600).contains(&status))
    }

    /// The time was up: of the whole call, or of making the connection.
    pub fn is_timeout(&self) -> bool {
        match self.0.kind {
            Kind::Transport(TransportErrorKind::Timeout) => true,
            Kind::Transport(TransportErrorKind::Connect) => self.timed_out(),
            _ => false,
        }
    }

    fn timed_out(&self) -> bool {
        let mut causes = std::iter::successors(self.source(), |cause| (*cause).source());
        causes.any(|cause| {
            let io = cause.downcast_ref::<io::Error>();
            io.is_some_and(|io| io.kind() == io::ErrorKind::TimedOut)
        })
    }

    /// There was no connection: unknown host, refused, no certificate to be trusted. The server
    /// has not seen the request.
    pub fn is_connect(&self) -> bool {
        self.0.kind == Kind::Transport(TransportErrorKind::Connect)
    }

    /// The call succeeded, but its answer is not what it should be. [`Error::body`] has it.
    pub fn is_decode(&self) -> bool {
        self.0.kind == Kind::Decode
    }

    /// An argument cannot be sent, such as an empty id. Nothing was sent.
    pub fn is_invalid_request(&self) -> bool {
        self.0.kind == Kind::InvalidRequest
    }

    /// A next page or a redirect leads to another host, where the key is not sent.
    pub fn is_foreign_host(&self) -> bool {
        self.0.kind == Kind::ForeignHost
    }

    /// The same call may succeed later and cannot do its work twice.
    ///
    /// True when there was no connection and after status 429; for operations that can be repeated
    /// without harm also after 502, 503 and 504, when the time was up, and when the connection
    /// broke.
    pub fn is_retryable(&self) -> bool {
        let repeatable = self.0.operation.is_some_and(|operation| operation.idempotent);
        match (self.0.kind, self.status()) {
            (Kind::Transport(TransportErrorKind::Connect), _) | (Kind::Status, Some(429)) => true,
            (Kind::Transport(kind), _) => repeatable && kind != TransportErrorKind::TooLarge,
            (Kind::Status, Some(502..=504)) => repeatable,
            _ => false,
        }
    }

    /// The server gave this code.
    pub fn has_code(&self, code: &str) -> bool {
        self.code() == Some(code)
    }

    /// The HTTP status, if there was an answer; a 2xx where the answer could not be decoded.
    pub fn status(&self) -> Option<u16> {
        self.0.received.as_ref().map(|received| received.status)
    }

    /// The code that the server gave.
    pub fn code(&self) -> Option<&str> {
        self.0.said.code.as_deref()
    }

    /// The sentence that the server gave.
    pub fn message(&self) -> Option<&str> {
        self.0.said.message.as_deref()
    }

    /// Further facts that the server gave; those that are not text are given as JSON.
    pub fn details(&self) -> &BTreeMap<String, String> {
        &self.0.said.details
    }

    /// What the server's support asks for, from the body or else from a header.
    pub fn operation_id(&self) -> Option<&str> {
        self.0.said.operation_id.as_deref()
    }

    /// The operation that failed, such as `books.get`; `None` where a client could not be made.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation.map(|operation| operation.name)
    }

    /// The body of the answer as it came, if there was one.
    pub fn body(&self) -> Option<&[u8]> {
        self.0.received.as_ref().map(|received| received.body.as_ref())
    }

    /// The headers of the answer, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.received.as_ref().map(|received| &received.headers)
    }

    /// The status of an answer that is an error by its status.
    fn answered(&self) -> Option<u16> {
        self.status().filter(|_| self.0.kind == Kind::Status)
    }

    fn is_status(&self, status: u16) -> bool {
        self.answered() == Some(status)
    }

    /// What happened, part by part.
    fn parts(&self) -> Vec<String> {
        let said = &self.0.said;
        let status = self.status().map(|status| match StatusCode::from_u16(status) {
            Ok(status) => status.to_string().replace(" <unknown status code>", ""),
            Err(_) => status.to_string(),
        });
        let reason = Some(self.0.reason.clone()).filter(|reason| !reason.is_empty());
        let operation = self.operation().map(str::to_owned);
        let parts = [operation, status, reason, said.code.clone(), said.message.clone()];
        parts.into_iter().flatten().collect()
    }
}

/// A client that is made without fail is made like any other.
impl From<Infallible> for Error {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = self.parts().join(": ");
        if let Some(id) = self.operation_id() {
            line.push_str(&format!(" (operation id {id})"));
        }
        // A server's text may hold line breaks, and escapes that would move a terminal's cursor.
        f.write_str(&line.replace(char::is_control, " "))
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Error");
        shown.field("kind", &self.0.kind).field("display", &self.to_string());
        if let Some(source) = &self.0.source {
            shown.field("source", source);
        }
        shown.finish_non_exhaustive()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
