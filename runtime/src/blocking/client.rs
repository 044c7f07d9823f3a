//! The client that waits for each answer.

use std::fmt;
use std::sync::Arc;

use super::pending::Pending;
use super::worker::Worker;
use crate::{Answer, Api, ClientBuilder, Connect, Error, Method, RawCall, Request, trace};

/// Sends the requests of one API with one key, and waits for each answer.
///
/// Cloning is cheap and shares the connections and the background thread. Dropping the last clone
/// gives up what is still under way and waits until the thread has ended, which takes no longer
/// than a step of the transport does. `Debug` shows the base URL alone.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    worker: Worker,
    client: crate::Client,
}

impl Client {
    /// A client to be set up.
    pub fn builder(api: &'static Api) -> ClientBuilder<Self> {
        ClientBuilder::new(api)
    }

    /// The API that this is a client of.
    pub fn api(&self) -> &'static Api {
        self.0.client.api()
    }

    /// Where requests go, without a slash at the end.
    pub fn base_url(&self) -> &str {
        self.0.client.base_url()
    }

    /// A call of any path below the base URL, such as `/things/{id}`, for what no description has.
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawCall<Self> {
        RawCall::new(self.clone(), method, path.into())
    }

    /// Sends a request and gives the answer, if it is a success.
    ///
    /// # Errors
    ///
    /// When an argument cannot be sent, when there is no answer in time, when the status is not a
    /// 2xx, and when the transport panicked or calls the client that it belongs to.
    pub fn execute(&self, request: &Request) -> Result<Answer, Error> {
        self.start(request.clone()).wait()
    }

    /// Sends a request without waiting.
    pub(super) fn start(&self, request: Request) -> Pending {
        let subject = request.subject().clone();
        if self.0.worker.is_here() {
            return Pending::new(subject, None);
        }
        let client = self.0.client.clone();
        let work = trace::carried(async move { client.execute(&request).await });
        let waiting = self.0.worker.spawn(work);
        Pending::new(subject, Some(waiting))
    }
}

/// The client that is awaited, from which this one is made.
impl AsRef<crate::Client> for Client {
    fn as_ref(&self) -> &crate::Client {
        &self.0.client
    }
}

/// The same client for programs that do not await. It fails when the system gives no thread.
impl TryFrom<crate::Client> for Client {
    type Error = Error;

    fn try_from(client: crate::Client) -> Result<Self, Error> {
        let worker = Worker::start().map_err(|error| {
            Error::setup(format!("the thread of the blocking client cannot be started: {error}")).with_source(error)
        })?;
        Ok(Self(Arc::new(Inner { worker, client })))
    }
}

impl Connect for Client {
    type Handle = Self;

    fn handle(&self) -> Self {
        self.clone()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0.client, f)
    }
}
