//! The transport used where the application brings none: hyper over rustls, with a pool.

mod answer;
mod builder;
mod connector;
mod failure;
mod proxy;
mod routes;
mod stream;
#[cfg(test)]
mod tests;
mod tls;

use std::fmt;

use bytes::Bytes;
use http::header::PROXY_AUTHORIZATION;
use http_body_util::Full;
use hyper_util::client::legacy::Client;

use crate::{BoxFuture, Transport, TransportError, TransportErrorKind};

pub use builder::HyperTransportBuilder;
use connector::Connector;
pub use proxy::Proxy;
use routes::Routes;

/// HTTP/1.1, and HTTP/2 with the feature `http2`, over TCP and TLS, reusing connections.
///
/// It trusts what the operating system trusts, and goes through the proxies that the environment
/// names; both can be set, see [`HyperTransportBuilder`]. Cloning is cheap and shares the
/// connections.
///
/// It runs inside a tokio runtime with IO and time enabled, and answers with an error outside of
/// any. Connections belong to the runtime in which they were made, so a transport should not
/// outlive it.
///
/// # How often a request is sent
///
/// At most once. One that finds its pooled connection closed before a single byte was written is
/// put on another connection; one that may have reached the server never is, and ends in an error.
#[derive(Clone)]
pub struct HyperTransport {
    pool: Client<Connector, Full<Bytes>>,
    routes: Routes,
    max_response_bytes: usize,
}

impl HyperTransport {
    /// A transport to be set up: connections within 10 s, answers of 16 MiB.
    pub fn builder() -> HyperTransportBuilder {
        HyperTransportBuilder::new()
    }

    async fn exchange(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        if tokio::runtime::Handle::try_current().is_err() {
            let message = "this transport needs a tokio runtime, and there is none here";
            return Err(TransportError::new(TransportErrorKind::Unusable, message));
        }
        let mut request = request.map(Full::new);
        if let Some(credentials) = self.routes.credentials(request.uri()) {
            request.headers_mut().insert(PROXY_AUTHORIZATION, credentials);
        }
        let response = self.pool.request(request).await.map_err(failure::unanswered)?;
        let (parts, body) = response.into_parts();
        let body = answer::read(parts.status, body, self.max_response_bytes).await?;
        Ok(http::Response::from_parts(parts, body))
    }
}

impl Transport for HyperTransport {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport").finish_non_exhaustive()
    }
}
