//! How connections are made: straight, through a forwarding proxy, or through a tunnel.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use hyper::rt::{Read, Write};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::legacy::connect::{Connection, HttpConnector};
use hyper_util::client::proxy::matcher::Intercept;
use tower_service::Service;

use super::routes::Routes;
use super::stream::Stream;
use super::tls::Configs;
use crate::BoxFuture;

type BoxError = Box<dyn StdError + Send + Sync>;
type Connecting = BoxFuture<'static, Result<Stream, BoxError>>;

/// Makes connections, each within the time allowed for it.
#[derive(Clone)]
pub(super) struct Connector {
    tcp: HttpConnector,
    tls: Configs,
    routes: Routes,
    limit: Duration,
}

/// A failure on the way through a proxy.
#[derive(Debug)]
pub(super) struct ThroughProxy {
    proxy: Uri,
    source: BoxError,
}

impl Connector {
    pub(super) fn new(tls: Configs, routes: Routes, limit: Duration) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        // A host with several addresses shares this time among them, so that one that is silent
        // does not use up all of it.
        tcp.set_connect_timeout(Some(limit));
        Self { tcp, tls, routes, limit }
    }

    fn connect(&self, target: Uri) -> Connecting {
        match self.routes.proxy(&target) {
            None => connected((self.tcp.clone(), self.tls.target.clone()).into(), target, false),
            Some(proxy) => {
                let uri = proxy.uri().clone();
                let connecting = self.through(&proxy, target);
                Box::pin(async move { connecting.await.map_err(|source| ThroughProxy { proxy: uri, source }.into()) })
            }
        }
    }

    fn through(&self, proxy: &Intercept, target: Uri) -> Connecting {
        let to_proxy = HttpsConnector::from((self.tcp.clone(), self.tls.proxy.clone()));
        if target.scheme() == Some(&Scheme::HTTP) {
            return connected(to_proxy, proxy.uri().clone(), true);
        }
        let mut tunnel = Tunnel::new(proxy.uri().clone(), to_proxy);
        if let Some(credentials) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(credentials.clone());
        }
        connected((tunnel, self.tls.target.clone()).into(), target, false)
    }
}

fn connected<C>(mut connector: HttpsConnector<C>, target: Uri, forwarded: bool) -> Connecting
where
    HttpsConnector<C>: Service<Uri, Error = BoxError>,
    <HttpsConnector<C> as Service<Uri>>::Response: Read + Write + Connection + Unpin + Send + 'static,
    <HttpsConnector<C> as Service<Uri>>::Future: Send + 'static,
{
    let connecting = connector.call(target);
    Box::pin(async move { Ok(Stream::new(connecting.await?, forwarded)) })
}

impl Service<Uri> for Connector {
    type Response = Stream;
    type Error = BoxError;
    type Future = Connecting;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.tcp.poll_ready(context).map_err(Into::into)
    }

    /// Resolving the host, TCP, the proxy and TLS share one limit.
    fn call(&mut self, target: Uri) -> Connecting {
        let limit = self.limit;
        let connecting = self.connect(target);
        Box::pin(async move {
            let late = |_| io::Error::new(io::ErrorKind::TimedOut, format!("no connection within {limit:?}"));
            tokio::time::timeout(limit, connecting).await.map_err(late)?
        })
    }
}

impl fmt::Display for ThroughProxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the proxy {}", self.proxy.to_string().trim_end_matches('/'))
    }
}

impl StdError for ThroughProxy {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.source)
    }
}
