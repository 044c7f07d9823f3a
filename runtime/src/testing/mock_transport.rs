//! A transport without a network.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;

use super::{Recorded, Reply};
use crate::{BoxFuture, Transport, TransportError};

/// Answers from a script or a function, and remembers what it was asked.
///
/// Clones are the same transport: give one to
/// [`ClientBuilder::transport`](crate::ClientBuilder::transport) and ask another one what was sent.
#[derive(Clone)]
pub struct MockTransport(Arc<Inner>);

struct Inner {
    replies: Mutex<Replies>,
    requests: Mutex<Vec<Recorded>>,
}

enum Replies {
    Script(VecDeque<Reply>),
    Function(Box<dyn FnMut(&Recorded) -> Reply + Send>),
}

impl MockTransport {
    /// Does with the requests, in their order, what the script says.
    ///
    /// A request after the end of the script is a panic, and so a failed test, that names it. The
    /// blocking client makes it an error of the call, after the panic was printed.
    pub fn scripted(script: impl IntoIterator<Item = impl Into<Reply>>) -> Self {
        Self::new(Replies::Script(script.into_iter().map(Into::into).collect()))
    }

    /// Does with each request what the function says, which may keep a state of its own.
    ///
    /// The function is called by one request at a time, and must make no call itself.
    pub fn answering<R: Into<Reply>>(mut answer: impl FnMut(&Recorded) -> R + Send + 'static) -> Self {
        Self::new(Replies::Function(Box::new(move |request| answer(request).into())))
    }

    fn new(replies: Replies) -> Self {
        Self(Arc::new(Inner { replies: Mutex::new(replies), requests: Mutex::default() }))
    }

    /// The requests so far, every attempt of a call included.
    pub fn requests(&self) -> Vec<Recorded> {
        lock(&self.0.requests).clone()
    }

    /// The requests so far, each on a line: `GET /books?limit=2`.
    pub fn lines(&self) -> Vec<String> {
        lock(&self.0.requests).iter().map(Recorded::to_string).collect()
    }

    /// The requests since this was asked last, or since the beginning.
    pub fn take_requests(&self) -> Vec<Recorded> {
        std::mem::take(&mut lock(&self.0.requests))
    }

    /// Holds that the whole script was used.
    ///
    /// # Panics
    ///
    /// When a reply of the script is left over.
    #[track_caller]
    pub fn assert_done(&self) {
        if let Replies::Script(left) = &*lock(&self.0.replies) {
            assert!(
                left.is_empty(),
                "no request came for {} of the replies, the first of which is {:?}",
                left.len(),
                left[0]
            );
        }
    }
}

impl Transport for MockTransport {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let request = Recorded::new(request);
        lock(&self.0.requests).push(request.clone());
        let reply = match &mut *lock(&self.0.replies) {
            Replies::Script(script) => script.pop_front(),
            Replies::Function(answer) => Some(answer(&request)),
        };
        reply.unwrap_or_else(|| panic!("the script has no reply for {request}")).send()
    }
}

impl fmt::Debug for MockTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockTransport").field("requests", &self.requests()).finish_non_exhaustive()
    }
}

/// A test that has failed elsewhere leaves what it holds in order.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
