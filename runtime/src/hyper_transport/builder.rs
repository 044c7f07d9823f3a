//! A transport to be set up.

use std::time::Duration;

use hyper_util::client::legacy::{Builder, Client};
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::connector::Connector;
use super::tls::Certificates;
use super::{HyperTransport, Proxy};
use crate::{Secret, TransportError};

/// A [`HyperTransport`] to be set up.
///
/// `Debug` shows neither keys nor the credentials of a proxy.
#[derive(Clone, Debug)]
#[must_use]
pub struct HyperTransportBuilder {
    connect_timeout: Duration,
    max_response_bytes: usize,
    pool_idle_timeout: Option<Duration>,
    pool_max_idle_per_host: usize,
    proxy: Proxy,
    certificates: Certificates,
}

impl HyperTransportBuilder {
    pub(super) fn new() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            max_response_bytes: 16 * 1024 * 1024,
            // Load balancers commonly close a connection after 60 s of silence; being earlier
            // avoids a race between their closing it and our next request.
            pool_idle_timeout: Some(Duration::from_secs(50)),
            pool_max_idle_per_host: usize::MAX,
            proxy: Proxy::from_env(),
            certificates: Certificates { wanted: true, platform: true, roots: Vec::new(), identity: None },
        }
    }

    /// How long a connection may take to be made; 10 s unless set.
    ///
    /// Looking the host up, TCP, a proxy and the TLS handshake together get this time.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long the body of a response may be; 16 MiB unless set.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// How long a connection is kept for the next request; 50 s unless set, `None` for as long as
    /// the server keeps it.
    pub fn pool_idle_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.pool_idle_timeout = timeout.into();
        self
    }

    /// How many connections to one host are kept for later requests; as many as there are unless
    /// set. With 0 every request makes a connection of its own.
    pub fn pool_max_idle_per_host(mut self, connections: usize) -> Self {
        self.pool_max_idle_per_host = connections;
        self
    }

    /// Which proxies requests go through: a URL, or any [`Proxy`]; those of the environment unless
    /// set.
    pub fn proxy(mut self, proxy: impl Into<Proxy>) -> Self {
        self.proxy = proxy.into();
        self
    }

    /// Trusts certificates besides those that the operating system trusts: any number of them in
    /// PEM, or one in DER. Calling this again adds more.
    ///
    /// A company whose proxy looks into TLS has such a certificate.
    pub fn root_certificates(mut self, certificates: impl Into<Vec<u8>>) -> Self {
        self.certificates.roots.push(certificates.into());
        self
    }

    /// Whether certificates that the operating system trusts are trusted; they are unless set.
    /// Without them only [`root_certificates`](Self::root_certificates) count.
    pub fn platform_roots(mut self, trusted: bool) -> Self {
        self.certificates.platform = trusted;
        self
    }

    /// The certificate by which this client proves who it is, with the chain up to an authority
    /// that the server knows, and its private key (PKCS#8, PKCS#1 or SEC1); both in PEM. One text
    /// that holds both may be given twice.
    pub fn client_certificate(mut self, chain: impl Into<Vec<u8>>, key: impl Into<Secret>) -> Self {
        self.certificates.identity = Some((chain.into(), key.into()));
        self
    }

    /// Whether `https` is needed; without it the platform's certificates are not loaded and every
    /// `https` host is refused.
    pub fn tls(mut self, tls: bool) -> Self {
        self.certificates.wanted = tls;
        self
    }

    /// The transport.
    ///
    /// # Errors
    ///
    /// Of the kind [`Unusable`](crate::TransportErrorKind::Unusable), when a certificate, a key or a
    /// proxy, of the environment too, is not what it should be, or when the platform's certificates
    /// cannot be read.
    pub fn build(self) -> Result<HyperTransport, TransportError> {
        let routes = self.proxy.routes()?;
        let connector = Connector::new(self.certificates.configs()?, routes.clone(), self.connect_timeout);
        let mut pool = Client::builder(TokioExecutor::new());
        pool.pool_timer(TokioTimer::new());
        pool.pool_idle_timeout(self.pool_idle_timeout);
        pool.pool_max_idle_per_host(self.pool_max_idle_per_host);
        probe_idle_streams(&mut pool);
        Ok(HyperTransport { pool: pool.build(connector), routes, max_response_bytes: self.max_response_bytes })
    }
}

/// All requests share one HTTP/2 connection, and one that died unnoticed would take them all with
/// it, so a server that is silent for 20 s while requests wait is asked whether it is still there.
#[cfg(feature = "http2")]
fn probe_idle_streams(pool: &mut Builder) {
    pool.timer(TokioTimer::new());
    pool.http2_keep_alive_interval(Duration::from_secs(20));
    pool.http2_keep_alive_timeout(Duration::from_secs(10));
}

#[cfg(not(feature = "http2"))]
fn probe_idle_streams(_: &mut Builder) {}
