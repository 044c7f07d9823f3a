//! The transports against servers and proxies on loopback.

use std::future::Future;

use bytes::Bytes;
use clientwright_runtime::{Transport, TransportError};

#[path = "transports/http2.rs"]
mod http2;
#[path = "transports/pool.rs"]
mod pool;
#[path = "transports/proxies.rs"]
mod proxies;
#[path = "transports/reqwest.rs"]
mod reqwest_client;
#[path = "transports/tls.rs"]
mod tls;

/// Runs to the end on a runtime of its own, with one thread and tokio's clock.
fn run<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(work)
}

/// The status of the answer to a request with or without a body.
async fn send(
    transport: &impl Transport,
    method: http::Method,
    url: impl AsRef<str>,
) -> Result<http::Response<Bytes>, TransportError> {
    let body = if method == http::Method::POST { "{}" } else { "" };
    let request = http::Request::builder().method(method).uri(url.as_ref()).header("authorization", "Bearer key_1");
    transport.send(request.body(Bytes::from_static(body.as_bytes())).unwrap()).await
}

async fn get(transport: &impl Transport, url: impl AsRef<str>) -> Result<http::Response<Bytes>, TransportError> {
    send(transport, http::Method::GET, url).await
}

async fn post(transport: &impl Transport, url: impl AsRef<str>) -> Result<http::Response<Bytes>, TransportError> {
    send(transport, http::Method::POST, url).await
}
