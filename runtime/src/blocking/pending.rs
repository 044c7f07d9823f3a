//! A request that is under way on the background thread.

use super::worker::Waiting;
use crate::subject::Subject;
use crate::{Answer, Error, TransportError, TransportErrorKind};

/// An answer to wait for; dropping it gives the request up.
pub(super) struct Pending {
    subject: Subject,
    /// `None` where waiting would never end.
    waiting: Option<Waiting<Result<Answer, Error>>>,
}

impl Pending {
    pub(super) fn new(subject: Subject, waiting: Option<Waiting<Result<Answer, Error>>>) -> Self {
        Self { subject, waiting }
    }

    pub(super) fn wait(self) -> Result<Answer, Error> {
        let Some(waiting) = self.waiting else {
            let reason = "a blocking call from the thread that does the work of this client would wait for itself";
            return Err(Error::invalid(self.subject, reason.to_owned()));
        };
        let lost = || {
            let message = "the call was lost: the transport panicked, or the thread of the client has ended";
            Err(Error::transport(self.subject, TransportError::new(TransportErrorKind::Io, message)))
        };
        waiting.wait().unwrap_or_else(lost)
    }
}
