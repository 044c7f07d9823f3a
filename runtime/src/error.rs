//! The one error of every call.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::error_body::Said;
use crate::retry::Fault;
use crate::subject::Subject;
use crate::{Outcome, TimeoutKind, TransportErrorKind};

/// Why a call has no result, or a client could not be made.
///
/// `Display` says on one line which operation failed and how:
/// `books.get: 404 Not Found: E404: no such book (operation id op_1)`. Where there was no answer
/// it names the server, and where it was not repeated although it had failed, the reason:
/// `books.create: the connection broke: connection reset (server https://books.example, not
/// repeated: it may have been handled)`. `Debug` shows neither bodies nor headers. Where a server
/// repeats the key, or a secret of the request, these stand as `***`, and [`Error::body`] has what
/// it sent. [`source`](StdError::source) gives the cause where there is one beneath: that of the
/// transport, [`DecodeError`](crate::DecodeError), the error of the JSON or of an argument.
///
/// Of several attempts, all is about the last one. The predicates say what happened, and
/// [`Error::is_retryable`] whether it is of use to try again:
///
/// | what happened | true | [`Error::status`] |
/// |---|---|---|
/// | the client could not be made | [`is_setup`](Error::is_setup) | |
/// | an argument cannot be sent | [`is_invalid_request`](Error::is_invalid_request) | |
/// | the client's own limiter had no slot | [`is_no_slot`](Error::is_no_slot), [`is_timeout`](Error::is_timeout) | |
/// | the time was up | [`is_timeout`](Error::is_timeout) | |
/// | no connection | [`is_connect`](Error::is_connect) | |
/// | no answer for another reason | [`transport_kind`](Error::transport_kind) says which | |
/// | nobody knows whether it was handled | [`is_ambiguous`](Error::is_ambiguous) besides | |
/// | the answer is an error | [`is_not_found`](Error::is_not_found) and its like, by status; [`has_code`](Error::has_code) | that of the error |
/// | the answer leads to another host | [`is_foreign_host`](Error::is_foreign_host) | of a redirect |
/// | the pages of a list repeat, or lead nowhere | [`is_paging`](Error::is_paging) | |
/// | a list has more items than were asked for | [`is_too_many_items`](Error::is_too_many_items) | |
/// | the answer is not what it should be | [`is_decode`](Error::is_decode) | a 2xx |
pub struct Error(pub(crate) Box<Inner>);

pub(crate) struct Inner {
    pub(crate) kind: Kind,
    pub(crate) subject: Option<Subject>,
    /// What happened, in our words; empty where the status says it.
    pub(crate) reason: String,
    pub(crate) received: Option<Received>,
    pub(crate) said: Said,
    /// The server that gave no answer.
    pub(crate) server: Option<String>,
    pub(crate) attempts: u32,
    /// Why it was not tried again, where that is not plain from the rest.
    pub(crate) not_repeated: Option<String>,
    pub(crate) source: Option<Box<dyn StdError + Send + Sync>>,
}

/// What the server sent, however little it was understood.
pub(crate) struct Received {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The client cannot be made as it is set up.
    Setup,
    /// An argument cannot be sent.
    InvalidRequest,
    /// The transport gave no answer.
    Transport(TransportErrorKind),
    /// The time was up while a request was under way.
    TimedOut(TimeoutKind),
    /// The rate limiter does not let the request be sent in time.
    NoSlot,
    /// The answer is an error, or neither an error nor a success.
    Status,
    /// A redirect, or a next page, leads to another host.
    ForeignHost,
    /// The answer cannot be decoded.
    Decode,
    /// The pages of a list lead nowhere.
    Paging,
    /// A list is longer than the application will have it.
    TooManyItems,
}

impl Error {
    /// What kind of failure this is where another attempt could succeed.
    pub(crate) fn fault(&self) -> Option<Fault> {
        match (self.0.kind, self.status()) {
            (Kind::Status, Some(status)) => Fault::of_status(status),
            (Kind::Transport(kind), _) => Fault::of_transport(kind),
            (Kind::TimedOut(_), _) => Some(Fault::Unclear),
            (Kind::NoSlot, _) => Some(Fault::Unseen),
            _ => None,
        }
    }

    /// How the attempt or the call ended that this is the error of.
    pub(crate) fn outcome(&self) -> Outcome {
        match (self.status(), self.0.kind) {
            (Some(status), _) => Outcome::Answered(status),
            (None, Kind::Transport(kind)) => Outcome::NoAnswer(kind),
            (None, Kind::TimedOut(kind)) => Outcome::TimedOut(kind),
            (None, _) => Outcome::TimedOut(TimeoutKind::Total),
        }
    }

    /// Whether the server answered as one does that is well.
    pub(crate) fn shows_health(&self) -> bool {
        self.status().is_some_and(|status| status < 500) && self.fault().is_none()
    }

    /// How many requests were sent; 0 where the call did not come so far.
    ///
    /// After a lost answer a repeated request can meet what the first one did: a delete that was
    /// sent twice may fail with 404 because it has succeeded.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
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

    /// The operation that failed, such as `books.get`; `None` where a client could not be made,
    /// and for a path that the client does not know.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.subject.as_ref().and_then(Subject::name)
    }

    /// The body of the answer as it came, if there was one.
    pub fn body(&self) -> Option<&[u8]> {
        self.0.received.as_ref().map(|received| received.body.as_ref())
    }

    /// The headers of the answer, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.received.as_ref().map(|received| &received.headers)
    }

    /// What happened, part by part.
    fn parts(&self) -> Vec<String> {
        let said = &self.0.said;
        let status = self.status().map(|status| match StatusCode::from_u16(status) {
            Ok(status) => status.to_string().replace(" <unknown status code>", ""),
            Err(_) => status.to_string(),
        });
        let reason = Some(self.0.reason.clone()).filter(|reason| !reason.is_empty());
        let subject = self.0.subject.as_ref().map(|subject| subject.label().into_owned());
        let parts = [subject, status, reason, said.code.clone(), said.message.clone()];
        parts.into_iter().flatten().collect()
    }

    /// What helps to look into it.
    fn notes(&self) -> Vec<String> {
        let attempts = Some(self.0.attempts).filter(|attempts| *attempts > 1);
        let notes = [
            self.0.server.as_ref().map(|server| format!("server {server}")),
            self.operation_id().map(|id| format!("operation id {id}")),
            attempts.map(|attempts| format!("{attempts} attempts")),
            self.0.not_repeated.clone(),
        ];
        notes.into_iter().flatten().collect()
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
        let notes = self.notes();
        if !notes.is_empty() {
            line.push_str(&format!(" ({})", notes.join(", ")));
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
