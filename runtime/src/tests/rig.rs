//! A client whose transport follows a script, whose time is simulated and whose chance is fixed.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;

use super::emitted::Client;
use super::fake::{Fake, Step};
use crate::testing::ManualTimer;
use crate::{BoxFuture, ClientBuilder, Transport, TransportError};

/// A client and all that can be seen of it.
pub struct Rig {
    pub client: Client,
    pub timer: ManualTimer,
    transport: Arc<Timed>,
}

/// Notes when each request was sent.
struct Timed {
    fake: Arc<Fake>,
    timer: ManualTimer,
    sent: Mutex<Vec<u128>>,
}

impl Transport for Timed {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        self.sent.lock().unwrap().push(self.timer.elapsed().as_millis());
        self.fake.send(request)
    }
}

impl Rig {
    /// A client as it is by default; every random number is a half.
    pub fn new(script: impl IntoIterator<Item = Step>) -> Self {
        Self::with(script, |builder| builder)
    }

    /// A client that is set up further.
    pub fn with(
        script: impl IntoIterator<Item = Step>,
        set: impl FnOnce(ClientBuilder<Client>) -> ClientBuilder<Client>,
    ) -> Self {
        let timer = ManualTimer::new();
        let transport = Arc::new(Timed { fake: Fake::new(script), timer: timer.clone(), sent: Mutex::default() });
        let builder = Client::builder().key("key_1").transport(transport.clone()).timer(timer.clone());
        let client = set(builder.random(|| 0.5)).build().unwrap();
        Self { client, timer, transport }
    }

    /// Does work, letting time pass as it needs.
    pub fn run<F: IntoFuture>(&self, work: F) -> F::Output {
        self.timer.run(work)
    }

    /// When the requests so far were sent, in milliseconds.
    pub fn sent(&self) -> Vec<u128> {
        self.transport.sent.lock().unwrap().clone()
    }

    /// The requests themselves; they are forgotten.
    pub fn seen(&self) -> Vec<http::Request<Bytes>> {
        self.transport.fake.seen()
    }

    /// The time that has passed, in milliseconds.
    pub fn elapsed(&self) -> u128 {
        self.timer.elapsed().as_millis()
    }
}

pub fn seconds(count: u64) -> Duration {
    Duration::from_secs(count)
}
