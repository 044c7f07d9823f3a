//! A transport over the application's own HTTP client.

use std::fmt;
use std::io;

use bytes::{Bytes, BytesMut};
use http::StatusCode;
use reqwest::{Client, Response, Url};

use crate::transport::is_not_http;
use crate::{BoxFuture, Transport, TransportError, TransportErrorKind};

/// Sends requests by a [`reqwest::Client`] of the application, with its pool, proxies and
/// certificates.
///
/// The client must follow no redirects; build it with
/// [`redirect::Policy::none()`](reqwest::redirect::Policy::none). This is a matter of a whole
/// client, so it cannot be set here. One that follows them takes the request elsewhere before this
/// transport knows; the call is then refused with an error that names both hosts. Of a redirect to
/// the very same address nothing can be seen.
///
/// Where the client has TLS by rustls, and one of the features `hyper-transport` and `aws-lc-rs` is
/// on, a certificate that is not accepted is of the kind [`Tls`](TransportErrorKind::Tls) and not
/// attempted again. Otherwise it is a failure to connect.
///
/// Time limits of the client hold besides those of this crate. Its own repetitions are limited by
/// reqwest to requests that the server has not looked at.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use clientwright_runtime::ReqwestTransport;
///
/// let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
/// let transport = ReqwestTransport::new(client).max_response_bytes(1024 * 1024);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ReqwestTransport {
    client: Client,
    max_response_bytes: usize,
}

impl ReqwestTransport {
    /// A transport over this client: answers of 16 MiB.
    pub fn new(client: Client) -> Self {
        Self { client, max_response_bytes: 16 * 1024 * 1024 }
    }

    /// How long the body of a response may be, decompressed if the client does that.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    async fn exchange(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        if tokio::runtime::Handle::try_current().is_err() {
            let message = "this transport needs a tokio runtime, and there is none here";
            return Err(TransportError::new(TransportErrorKind::Unusable, message));
        }
        let request = reqwest::Request::try_from(request).map_err(unanswered)?;
        let asked = request.url().clone();
        let response = self.client.execute(request).await.map_err(unanswered)?;
        refuse_followed(&asked, response.url())?;
        let mut head = http::Response::new(());
        *head.status_mut() = response.status();
        *head.version_mut() = response.version();
        *head.headers_mut() = response.headers().clone();
        let body = read(response, self.max_response_bytes).await?;
        Ok(head.map(|()| body))
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

/// Shows nothing of the client, whose default headers may hold secrets.
impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").field("max_response_bytes", &self.max_response_bytes).finish_non_exhaustive()
    }
}

/// Whether the answer is from where the request was sent.
fn refuse_followed(asked: &Url, answered: &Url) -> Result<(), TransportError> {
    if asked == answered {
        return Ok(());
    }
    let (here, there) = (asked.origin(), answered.origin());
    let kind = if here == there { TransportErrorKind::Redirect } else { TransportErrorKind::ForeignHost };
    let (here, there) = (here.ascii_serialization(), there.ascii_serialization());
    let message = format!(
        "the reqwest client followed a redirect from {here} to {there}; \
         build it with redirect::Policy::none(), since redirects are not followed"
    );
    Err(TransportError::new(kind, message))
}

async fn read(mut response: Response, bound: usize) -> Result<Bytes, TransportError> {
    let status = response.status();
    let announced = response.content_length().unwrap_or(0);
    if usize::try_from(announced).map_or(true, |announced| announced > bound) {
        return Err(TransportError::too_large(status, bound));
    }
    let mut whole = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| cut_short(status, error))? {
        if chunk.len() > bound - whole.len() {
            return Err(TransportError::too_large(status, bound));
        }
        whole.extend_from_slice(&chunk);
    }
    Ok(whole.freeze())
}

fn unanswered(error: reqwest::Error) -> TransportError {
    let (kind, message) = match tls_failure(&error) {
        Some(message) => (TransportErrorKind::Tls, message),
        None if error.is_connect() => (TransportErrorKind::Connect, "cannot connect"),
        None if error.is_timeout() => (TransportErrorKind::Timeout, "the reqwest client's time was up"),
        None if error.is_builder() => (TransportErrorKind::Unusable, "reqwest cannot send this request"),
        None if is_not_http(&error) => (TransportErrorKind::Io, "the answer cannot be read as HTTP"),
        None => (TransportErrorKind::Io, "the connection broke"),
    };
    TransportError::new(kind, message).with_source(cause(error))
}

/// What rustls says about the failure, where this crate knows rustls at all.
#[cfg(feature = "__hyper")]
fn tls_failure(error: &reqwest::Error) -> Option<&'static str> {
    use crate::tls_failure::{handshake, refused_client};
    refused_client(error).or_else(|| handshake(error).filter(|_| error.is_connect()))
}

#[cfg(not(feature = "__hyper"))]
fn tls_failure(_: &reqwest::Error) -> Option<&'static str> {
    None
}

fn cut_short(status: StatusCode, error: reqwest::Error) -> TransportError {
    match error.is_timeout() {
        true => unanswered(error),
        false => TransportError::cut_short(status).with_source(cause(error)),
    }
}

/// The error without the address, whose query may hold what nobody should read, and with what it
/// says about time in the terms of the standard library.
fn cause(error: reqwest::Error) -> Box<dyn std::error::Error + Send + Sync> {
    let error = error.without_url();
    match error.is_timeout() {
        true => Box::new(io::Error::new(io::ErrorKind::TimedOut, error)),
        false => Box::new(error),
    }
}
