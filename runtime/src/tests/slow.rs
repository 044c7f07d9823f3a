//! A server that takes its time, in simulated time.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;

use super::emitted::Client;
use crate::testing::ManualTimer;
use crate::{BoxFuture, RateLimiter, Timer, Transport, TransportError};

/// A server that takes its time, and writes down when each request came and which one it was.
pub struct Slow {
    pub timer: ManualTimer,
    latency: Duration,
    seen: Mutex<Vec<(u128, String)>>,
    busy: AtomicUsize,
    busiest: AtomicUsize,
}

impl Transport for Arc<Slow> {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let name = request.uri().path().trim_start_matches("/v1/books/").to_owned();
        self.seen.lock().unwrap().push((self.timer.elapsed().as_millis(), name));
        let busy = Busy::new(self.clone());
        let sleep = self.timer.sleep(self.latency);
        Box::pin(async move {
            sleep.await;
            drop(busy);
            Ok(http::Response::new("{}".into()))
        })
    }
}

/// A request that the server is at work on.
struct Busy(Arc<Slow>);

impl Busy {
    fn new(server: Arc<Slow>) -> Self {
        let busy = server.busy.fetch_add(1, Ordering::SeqCst) + 1;
        server.busiest.fetch_max(busy, Ordering::SeqCst);
        Self(server)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.busy.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A client of a server that takes so long, and the server; a call has no timeout.
pub fn slow(limiter: &RateLimiter, latency: Duration) -> (Client, Arc<Slow>) {
    let timer = ManualTimer::new();
    let (seen, busy, busiest) = Default::default();
    let server = Arc::new(Slow { timer, latency, seen, busy, busiest });
    (another(limiter, &server), server)
}

/// Another client of the same server.
pub fn another(limiter: &RateLimiter, server: &Arc<Slow>) -> Client {
    let builder = Client::builder().key("k").transport(server.clone()).timer(server.timer.clone());
    builder.timeout(None).attempt_timeout(None).rate_limiter(limiter.clone()).build().unwrap()
}

impl Slow {
    /// When each request came, in milliseconds.
    pub fn times(&self) -> Vec<u128> {
        self.seen.lock().unwrap().iter().map(|(time, _)| *time).collect()
    }

    /// Which book each request asked for.
    pub fn names(&self) -> Vec<String> {
        self.seen.lock().unwrap().iter().map(|(_, name)| name.clone()).collect()
    }

    /// How many requests there were at the same time.
    pub fn busiest(&self) -> usize {
        self.busiest.load(Ordering::SeqCst)
    }
}
