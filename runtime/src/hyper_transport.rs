//! The transport used where the application brings none: hyper over rustls, with a pool.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Incoming};
use hyper_rustls::{ConfigBuilderExt, HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::{ClientConfig, RootCertStore};

use crate::{BoxFuture, Transport, TransportError, TransportErrorKind};

type Pool = Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

/// HTTP/1.1 over TCP and TLS, reusing connections; trusts what the operating system trusts.
///
/// It runs inside a tokio runtime with IO and time enabled, and answers with an error outside of
/// any.
#[derive(Clone)]
pub struct HyperTransport {
    pool: Pool,
    max_response_bytes: usize,
}

/// A [`HyperTransport`] to be set up.
#[derive(Clone, Debug)]
#[must_use]
pub struct HyperTransportBuilder {
    connect_timeout: Duration,
    max_response_bytes: usize,
    tls: bool,
}

impl HyperTransport {
    /// A transport to be set up: connections within 10 s, answers of 16 MiB.
    pub fn builder() -> HyperTransportBuilder {
        HyperTransportBuilder {
            connect_timeout: Duration::from_secs(10),
            max_response_bytes: 16 * 1024 * 1024,
            tls: true,
        }
    }

    async fn exchange(&self, request: http::Request<Bytes>) -> Result<http::Response<Bytes>, TransportError> {
        if tokio::runtime::Handle::try_current().is_err() {
            let message = "this transport needs a tokio runtime, and there is none here";
            return Err(TransportError::new(TransportErrorKind::Unusable, message));
        }
        let response = self.pool.request(request.map(Full::new)).await.map_err(unanswered)?;
        let (parts, body) = response.into_parts();
        let body = read(body, self.max_response_bytes).await?;
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

impl HyperTransportBuilder {
    /// How long a TCP connection may take to be made.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long the body of a response may be.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// Whether `https` is needed; without it no certificate is loaded and every `https` host is
    /// refused.
    pub fn tls(mut self, tls: bool) -> Self {
        self.tls = tls;
        self
    }

    /// The transport.
    ///
    /// # Errors
    ///
    /// When the platform's certificates cannot be read.
    pub fn build(self) -> Result<HyperTransport, TransportError> {
        let tls = self.tls_config().map_err(|error| {
            let message = "the platform's certificates cannot be read";
            TransportError::new(TransportErrorKind::Connect, message).with_source(error)
        })?;
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(self.connect_timeout));
        let connector = HttpsConnectorBuilder::new().with_tls_config(tls);
        let connector = connector.https_or_http().enable_http1().wrap_connector(tcp);
        let pool = Client::builder(TokioExecutor::new()).pool_timer(TokioTimer::new()).build(connector);
        Ok(HyperTransport { pool, max_response_bytes: self.max_response_bytes })
    }

    fn tls_config(&self) -> Result<ClientConfig, rustls::Error> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider);
        let config = config.with_safe_default_protocol_versions()?;
        let config = match self.tls {
            true => config.try_with_platform_verifier()?,
            false => config.with_root_certificates(RootCertStore::empty()),
        };
        Ok(config.with_no_client_auth())
    }
}

fn unanswered(error: hyper_util::client::legacy::Error) -> TransportError {
    match error.is_connect() {
        true => TransportError::new(TransportErrorKind::Connect, "cannot connect"),
        false => TransportError::new(TransportErrorKind::Io, "the connection broke"),
    }
    .with_source(error)
}

/// The whole body, as soon as it is known to be short enough.
async fn read(mut body: Incoming, bound: usize) -> Result<Bytes, TransportError> {
    let announced = body.size_hint().lower();
    if usize::try_from(announced).map_or(true, |announced| announced > bound) {
        return Err(TransportError::too_large(bound));
    }
    let mut whole = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(cut_short)?.into_data() else {
            continue;
        };
        if data.len() > bound - whole.len() {
            return Err(TransportError::too_large(bound));
        }
        whole.extend_from_slice(&data);
    }
    Ok(whole.freeze())
}

fn cut_short(error: hyper::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Io, "the answer was cut short").with_source(error)
}
