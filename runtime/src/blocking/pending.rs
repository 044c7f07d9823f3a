//! A request that is under way on the background thread.

use super::worker::Waiting;
use crate::{Answer, Error, Operation, TransportError, TransportErrorKind};

/// An answer to wait for; dropping it gives the request up.
pub(super) struct Pending {
    operation: &'static Operation,
    /// `None` where waiting would never end.
    waiting: Option<Waiting<Result<Answer, Error>>>,
}

impl Pending {
    pub(super) fn new(operation: &'static Operation, waiting: Option<Waiting<Result<Answer, Error>>>) -> Self {
        Self { operation, waiting }
    }

    pub(super) fn wait(self) -> Result<Answer, Error> {
        let Some(waiting) = self.waiting else {
            let reason = "a blocking call from the thread that does the work of this client would wait for itself";
            return Err(Error::invalid(self.operation, reason.to_owned()));
        };
        let lost = || {
            let message = "the call was lost: the transport panicked, or the thread of the client has ended";
            Err(Error::transport(self.operation, TransportError::new(TransportErrorKind::Io, message)))
        };
        waiting.wait().unwrap_or_else(lost)
    }
}
