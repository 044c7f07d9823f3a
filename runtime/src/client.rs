//! The client: the one place where requests are sent.

use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, LOCATION};
use http::{HeaderMap, HeaderValue};

use crate::base_url::{BaseUrl, Place};
use crate::{
    Answer, Api, BoxFuture, ClientBuilder, Error, Method, Operation, Request, Timer, Transport, TransportError,
    TransportErrorKind,
};

/// Sends the requests of one API with one key.
///
/// Cloning is cheap and shares the connections. `Debug` shows the base URL alone.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) api: &'static Api,
    pub(crate) base: BaseUrl,
    pub(crate) base_text: String,
    /// All that every request carries, the key included.
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Option<Duration>,
    pub(crate) max_response_bytes: usize,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) timer: Arc<dyn Timer>,
}

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

    /// Sends a request and gives the answer, if it is a success.
    ///
    /// # Errors
    ///
    /// When an argument cannot be sent, when there is no answer in time, and when the status is
    /// not a 2xx.
    pub async fn execute(&self, request: &Request) -> Result<Answer, Error> {
        let operation = request.operation();
        let outgoing = self.outgoing(request)?;
        let answer = self.exchange(outgoing).await;
        self.judge(operation, answer.map_err(|error| Error::transport(operation, error))?)
    }

    /// The request as HTTP, with the address, the key and all headers.
    fn outgoing(&self, request: &Request) -> Result<http::Request<Bytes>, Error> {
        let refuse = |reason| Error::invalid(request.operation(), reason);
        if let Some(reason) = request.invalid() {
            return Err(refuse(reason));
        }
        let mut outgoing = http::Request::new(Bytes::new());
        *outgoing.method_mut() = method(request.method());
        *outgoing.uri_mut() = self
            .address(request)
            .map_err(|error| refuse("the arguments do not make an address".to_owned()).with_source(error))?;
        *outgoing.headers_mut() = self.0.headers.clone();
        if let Some(body) = request.body() {
            let json = HeaderValue::from_static("application/json");
            outgoing.headers_mut().insert(CONTENT_TYPE, json);
            *outgoing.body_mut() = body.to_bytes();
        }
        Ok(outgoing)
    }

    fn address(&self, request: &Request) -> Result<http::Uri, http::Error> {
        let query = request.query_string();
        match request.is_link() {
            true if query.is_empty() => self.0.base.at(request.path()),
            true => self.0.base.at(&format!("{}?{query}", request.path())),
            false => self.0.base.below(request.path(), &query),
        }
    }

    /// Sends bytes and receives bytes, in time and not too many.
    async fn exchange(&self, outgoing: http::Request<Bytes>) -> Result<Answer, TransportError> {
        let response = match self.0.timeout {
            None => self.0.transport.send(outgoing).await?,
            Some(limit) => {
                let sleep = self.0.timer.sleep(limit);
                let response = within(self.0.transport.send(outgoing), sleep).await;
                response.unwrap_or_else(|| Err(late(limit)))?
            }
        };
        let (parts, body) = response.into_parts();
        if body.len() > self.0.max_response_bytes {
            return Err(TransportError::too_large(self.0.max_response_bytes));
        }
        Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body })
    }

    /// Tells success from the rest by the status alone.
    fn judge(&self, operation: &'static Operation, answer: Answer) -> Result<Answer, Error> {
        match answer.status {
            200..=299 => Ok(answer),
            300..=399 => Err(self.redirected(operation, answer)),
            _ => Err(Error::refused(self.0.api, operation, answer)),
        }
    }

    /// A redirect is never followed: it would take the key to a place the application did not name.
    fn redirected(&self, operation: &'static Operation, answer: Answer) -> Error {
        let location = answer.headers.get(LOCATION).and_then(|location| location.to_str().ok());
        let here = self.0.base.origin();
        let (foreign, to) = match location.map(|location| self.0.base.place(location)) {
            None => return Error::refused(self.0.api, operation, answer),
            Some(Place::Here(_)) => (false, here.to_string()),
            Some(Place::Foreign(there)) => (true, format!("{there}, away from {here}")),
            Some(Place::Unreadable) => (false, "an address that cannot be read".to_owned()),
        };
        let reason = format!("redirects to {to}; redirects are not followed");
        Error::redirect(operation, answer, foreign, reason)
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

fn method(method: Method) -> http::Method {
    match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Patch => http::Method::PATCH,
        Method::Delete => http::Method::DELETE,
    }
}

fn late(limit: Duration) -> TransportError {
    TransportError::new(TransportErrorKind::Timeout, format!("no answer within {limit:?}"))
}

/// What the work gives, unless the sleep ends first.
async fn within<T>(mut work: BoxFuture<'_, T>, mut sleep: BoxFuture<'static, ()>) -> Option<T> {
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => sleep.as_mut().poll(context).map(|()| None),
    })
    .await
}
