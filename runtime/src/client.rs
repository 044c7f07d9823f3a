//! The client: the one place where requests are sent.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderMap;

use crate::base_url::BaseUrl;
use crate::outgoing::{address, outgoing};
use crate::run::{Next, Run};
use crate::trace::CallSpan;
use crate::{
    Answer, Api, ClientBuilder, Error, Method, Observer, RateLimiter, RawCall, Request, Retry, RetryBudget, Timer,
    Transport,
};

/// Sends the requests of one API with one key.
///
/// Cloning is cheap and shares the connections, the retry budget and the rate limiter. `Debug`
/// shows the base URL alone.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) api: &'static Api,
    pub(crate) base: BaseUrl,
    pub(crate) base_text: String,
    /// All that every request carries, the key included.
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) retry: Retry,
    pub(crate) budget: RetryBudget,
    pub(crate) limiter: Option<RateLimiter>,
    pub(crate) observers: Vec<Arc<dyn Observer>>,
    pub(crate) random: Random,
    pub(crate) max_response_bytes: usize,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) timer: Arc<dyn Timer>,
}

/// Where numbers between 0 and 1 come from.
pub(crate) type Random = Arc<dyn Fn() -> f64 + Send + Sync>;

impl Client {
    pub(crate) fn new(inner: Inner) -> Self {
        Self(Arc::new(inner))
    }

    /// A client to be set up.
    pub fn builder(api: &'static Api) -> ClientBuilder<Self> {
        ClientBuilder::new(api)
    }

    /// The API that this is a client of.
    pub fn api(&self) -> &'static Api {
        self.0.api
    }

    /// Where requests go, without a slash at the end.
    pub fn base_url(&self) -> &str {
        &self.0.base_text
    }

    pub(crate) fn base(&self) -> &BaseUrl {
        &self.0.base
    }

    pub(crate) fn address(&self, request: &Request) -> Result<http::Uri, http::Error> {
        address(&self.0, request)
    }

    /// A call of any path below the base URL, such as `/things/{id}`, for what no description has.
    pub fn request(&self, method: Method, path: impl Into<String>) -> RawCall<Self> {
        RawCall::new(self.clone(), method, path.into())
    }

    /// Sends a request, again where that is safe and of use, and gives the answer, if it is a
    /// success.
    ///
    /// # Errors
    ///
    /// When an argument cannot be sent, when there is no answer in time, and when the status is
    /// not a 2xx; of several attempts the last one counts.
    pub async fn execute(&self, request: &Request) -> Result<Answer, Error> {
        let span = CallSpan::new(request.subject());
        span.around(self.run(request, &span)).await
    }

    async fn run(&self, request: &Request, span: &CallSpan) -> Result<Answer, Error> {
        let outgoing = outgoing(&self.0, request)?;
        let mut run = Run::start(&self.0, request, span);
        loop {
            match run.attempt(outgoing.clone()).await {
                Next::Wait(wait) => run.wait(wait).await,
                Next::Done(result) => return result,
            }
        }
    }
}

/// What is common to all clients: each is made of this one.
impl AsRef<Client> for Client {
    fn as_ref(&self) -> &Client {
        self
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base_url", &self.base_url()).finish_non_exhaustive()
    }
}
