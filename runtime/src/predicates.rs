//! What went wrong, asked by name.

use std::error::Error as _;
use std::io;

use crate::error::Kind;
use crate::retry::Fault;
use crate::subject::Subject;
use crate::transport::causes;
use crate::{Error, TimeoutKind, TransportErrorKind};

/// What the server answered with; all of these are false where the answer is a success that cannot
/// be decoded, and where there was none.
impl Error {
    /// Whether the server does not accept the key: status 401.
    pub fn is_unauthorized(&self) -> bool {
        self.is_status(401)
    }

    /// Whether the key may not do this: status 403.
    pub fn is_forbidden(&self) -> bool {
        self.is_status(403)
    }

    /// Whether the server has no such thing: status 404.
    ///
    /// A delete that was repeated ([`Error::attempts`] is more than one) may find that the first
    /// attempt has done its work.
    pub fn is_not_found(&self) -> bool {
        self.is_status(404)
    }

    /// Whether the request contradicts what is there already: status 409.
    pub fn is_conflict(&self) -> bool {
        self.is_status(409)
    }

    /// Whether the server wants fewer requests: status 429.
    pub fn is_rate_limited(&self) -> bool {
        self.is_status(429)
    }

    /// Whether the server refuses the request: status 400 to 499.
    pub fn is_client_error(&self) -> bool {
        self.answered().is_some_and(|status| (400..500).contains(&status))
    }

    /// Whether the server failed: status 500 to 599.
    pub fn is_server_error(&self) -> bool {
        self.answered().is_some_and(|status| (500..600).contains(&status))
    }

    /// Whether the server gave exactly this code, whatever the status.
    pub fn has_code(&self, code: &str) -> bool {
        self.code() == Some(code)
    }

    /// The status of an answer that is an error by its status.
    fn answered(&self) -> Option<u16> {
        self.status().filter(|_| self.0.kind == Kind::Status)
    }

    fn is_status(&self, status: u16) -> bool {
        self.answered() == Some(status)
    }
}

/// What else went wrong.
impl Error {
    /// Whether the client could not be made: its key, base URL, headers, certificates or proxies
    /// cannot be used, a variable of the environment is missing, or the system gave no thread.
    pub fn is_setup(&self) -> bool {
        self.0.kind == Kind::Setup
    }

    /// Whether an argument cannot be sent, such as an empty id, a header that is the transport's, or
    /// a path that leads elsewhere. Nothing was sent.
    pub fn is_invalid_request(&self) -> bool {
        self.0.kind == Kind::InvalidRequest
    }

    /// Whether the client's own [`RateLimiter`](crate::RateLimiter) had no slot before the timeout of
    /// the call, or was known to have none. Nothing was sent, and [`Error::is_timeout`] is true as
    /// well. Where an attempt had failed before, its error is returned instead.
    pub fn is_no_slot(&self) -> bool {
        self.0.kind == Kind::NoSlot
    }

    /// Whether the time was up: of the whole call, of one attempt, of making the connection, or the
    /// transport's own. [`Error::timed_out`] says which.
    ///
    /// False for statuses 408 and 504, in which the server speaks of its own time, and where a
    /// failure was not repeated because the wait would have passed the timeout.
    pub fn is_timeout(&self) -> bool {
        self.timed_out().is_some()
    }

    /// Which time was up; `None` where that is not what happened.
    ///
    /// [`TimeoutKind::Total`] also stands for a call that its rate limiter does not let pass in time.
    pub fn timed_out(&self) -> Option<TimeoutKind> {
        match self.0.kind {
            Kind::TimedOut(kind) => Some(kind),
            Kind::NoSlot => Some(TimeoutKind::Total),
            Kind::Transport(TransportErrorKind::Timeout) => Some(TimeoutKind::Transport),
            Kind::Transport(TransportErrorKind::Connect) => self.caused_by_time().then_some(TimeoutKind::Connect),
            _ => None,
        }
    }

    fn caused_by_time(&self) -> bool {
        self.source().into_iter().flat_map(causes).any(|cause| {
            let io = cause.downcast_ref::<io::Error>();
            io.is_some_and(|io| io.kind() == io::ErrorKind::TimedOut)
        })
    }

    /// Whether there was no connection: unknown host, refused, no certificate to be trusted, or it
    /// ended before the request was sent. The server has not handled the request.
    pub fn is_connect(&self) -> bool {
        matches!(self.transport_kind(), Some(TransportErrorKind::Connect | TransportErrorKind::Tls))
    }

    /// Why the transport gave no answer; `None` where it did, and where it was not asked or the
    /// client did not wait for it any longer.
    ///
    /// [`TransportErrorKind::Io`] is a connection that broke: the server may have handled the request.
    pub fn transport_kind(&self) -> Option<TransportErrorKind> {
        match self.0.kind {
            Kind::Transport(kind) => Some(kind),
            _ => None,
        }
    }

    /// Whether the call succeeded, but its answer is not what it should be: not JSON, or a value of
    /// another type. [`Error::body`] has it. The server has done what it was asked for.
    pub fn is_decode(&self) -> bool {
        self.0.kind == Kind::Decode
    }

    /// Whether a next page or a redirect leads to another host, where this client does not send the
    /// key.
    pub fn is_foreign_host(&self) -> bool {
        self.0.kind == Kind::ForeignHost || self.transport_kind() == Some(TransportErrorKind::ForeignHost)
    }

    /// Whether the pages of a list repeat, or the next one is at no address.
    pub fn is_paging(&self) -> bool {
        self.0.kind == Kind::Paging
    }

    /// Whether a list has more items than `collect_all` was to collect. `collect_first` cuts a list off
    /// instead, and `items()` has no bound.
    pub fn is_too_many_items(&self) -> bool {
        self.0.kind == Kind::TooManyItems
    }

    /// Whether nobody knows if the server has handled the last request: the connection broke or the
    /// time was up after it was sent, something on the way may have answered in the place of the
    /// server (408, 502, 503, 504), or the answer is longer than allowed.
    ///
    /// An operation that does its work twice when it is called twice is not to be called again
    /// before somebody has looked.
    pub fn is_ambiguous(&self) -> bool {
        self.transport_kind() == Some(TransportErrorKind::TooLarge) || self.fault() == Some(Fault::Unclear)
    }

    /// Whether the same call may succeed later and cannot do its work twice.
    ///
    /// True after status 429; when there was no connection, unless for want of trust in a
    /// certificate; and when the rate limiter had no slot in time. For operations that can be
    /// repeated without harm also after 408, 502, 503 and 504, when the time was up, and when the
    /// connection broke. The call itself has been repeated already as often as its
    /// [`Retry`](crate::Retry) allows.
    pub fn is_retryable(&self) -> bool {
        let idempotent = self.0.subject.as_ref().is_some_and(Subject::is_idempotent);
        self.fault().is_some_and(|fault| fault.may_repeat(idempotent))
    }
}
