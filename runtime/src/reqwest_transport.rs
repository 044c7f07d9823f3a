//! A transport over the application's own HTTP client.

use std::fmt;
use std::io;

use bytes::{Bytes, BytesMut};
use reqwest::{Client, Response, Url};

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
/// Time limits of the client hold besides those of this crate. Its own repetitions are limited by
/// reqwest to requests that the server has not looked at.
///
/// ```
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
    let announced = response.content_length().unwrap_or(0);
    if usize::try_from(announced).map_or(true, |announced| announced > bound) {
        return Err(TransportError::too_large(bound));
    }
    let mut whole = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(cut_short)? {
        if chunk.len() > bound - whole.len() {
            return Err(TransportError::too_large(bound));
        }
        whole.extend_from_slice(&chunk);
    }
    Ok(whole.freeze())
}

fn unanswered(error: reqwest::Error) -> TransportError {
    let (kind, message) = match () {
        () if error.is_connect() && is_tls(&error) => (TransportErrorKind::Tls, "the TLS handshake failed"),
        () if error.is_connect() => (TransportErrorKind::Connect, "cannot connect"),
        () if error.is_timeout() => (TransportErrorKind::Timeout, "the reqwest client's time was up"),
        () if error.is_builder() => (TransportErrorKind::Unusable, "reqwest cannot send this request"),
        () => (TransportErrorKind::Io, "the connection broke"),
    };
    TransportError::new(kind, message).with_source(cause(error))
}

/// Whether rustls ended the connection, where this crate knows rustls at all.
#[cfg(feature = "__hyper")]
fn is_tls(error: &reqwest::Error) -> bool {
    crate::transport::causes(error).any(|cause| cause.is::<rustls::Error>())
}

#[cfg(not(feature = "__hyper"))]
fn is_tls(_: &reqwest::Error) -> bool {
    false
}

fn cut_short(error: reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() { TransportErrorKind::Timeout } else { TransportErrorKind::Io };
    TransportError::new(kind, "the answer was cut short").with_source(cause(error))
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
