//! A server in simulated time, which sees when each request arrives.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use clientwright_runtime::testing::ManualTimer;
use clientwright_runtime::{BoxFuture, Timer, Transport, TransportError, TransportErrorKind};

/// What happens to one request.
#[derive(Clone, Copy, Debug)]
pub struct Fate {
    /// How long it is on its way to the server.
    pub up: Duration,
    /// How long its answer is on the way, the server's work included.
    pub down: Duration,
    pub end: End,
}

/// How a request ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With an answer of this status.
    Status(u16),
    /// Before the server has seen it.
    Refused,
    /// After the server has seen it, without an answer.
    Broken,
}

/// A server; a request that is given up before it arrives never arrives.
#[derive(Clone)]
pub struct SimulatedServer(Arc<Server>);

struct Server {
    timer: ManualTimer,
    fate: Box<dyn Fn(usize) -> Fate + Send + Sync>,
    sent: AtomicUsize,
    under_way: AtomicUsize,
    most_under_way: AtomicUsize,
    arrivals: Mutex<Vec<Duration>>,
}

impl SimulatedServer {
    /// A server at which the request of each number, from 0, has this fate.
    pub fn new(timer: &ManualTimer, fate: impl Fn(usize) -> Fate + Send + Sync + 'static) -> Self {
        let (sent, under_way, most_under_way, arrivals) = Default::default();
        Self(Arc::new(Server { timer: timer.clone(), fate: Box::new(fate), sent, under_way, most_under_way, arrivals }))
    }

    /// How many requests were sent, those included that never arrived.
    pub fn sent(&self) -> usize {
        self.0.sent.load(Ordering::SeqCst)
    }

    /// How many requests were under way at the same time at most.
    pub fn most_under_way(&self) -> usize {
        self.0.most_under_way.load(Ordering::SeqCst)
    }

    /// How many requests arrived in any span of time of this length at most; a span does not hold
    /// its own end.
    pub fn most_within(&self, window: Duration) -> usize {
        let arrivals = self.0.arrivals.lock().expect("no holder panics");
        let within =
            |start: usize| arrivals[start..].iter().take_while(|time| **time < arrivals[start] + window).count();
        (0..arrivals.len()).map(within).max().unwrap_or(0)
    }
}

impl Transport for SimulatedServer {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let server = self.0.clone();
        let fate = (server.fate)(server.sent.fetch_add(1, Ordering::SeqCst));
        let under_way = UnderWay::new(server.clone());
        Box::pin(async move {
            let _under_way = under_way;
            server.timer.sleep(fate.up).await;
            if fate.end == End::Refused {
                return Err(TransportError::new(TransportErrorKind::Connect, "refused"));
            }
            server.arrivals.lock().expect("no holder panics").push(server.timer.elapsed());
            server.timer.sleep(fate.down).await;
            let End::Status(status) = fate.end else {
                return Err(TransportError::new(TransportErrorKind::Io, "broken"));
            };
            let response = http::Response::builder().status(status);
            Ok(response.body("{}".into()).expect("the status is one"))
        })
    }
}

struct UnderWay(Arc<Server>);

impl UnderWay {
    fn new(server: Arc<Server>) -> Self {
        let now = server.under_way.fetch_add(1, Ordering::SeqCst) + 1;
        server.most_under_way.fetch_max(now, Ordering::SeqCst);
        Self(server)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.under_way.fetch_sub(1, Ordering::SeqCst);
    }
}
