//! A transport that answers from a script, a timer that is always up, and what runs them.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use bytes::Bytes;

use super::emitted::Client;
use crate::{BoxFuture, Error, Retry, Timer, Transport, TransportError, TransportErrorKind};

/// What the transport does with one request.
#[derive(Clone)]
pub enum Step {
    /// Answers with this status, these headers and this body.
    Answer(u16, &'static [(&'static str, &'static str)], String),
    /// Gives no answer at all.
    Fail(TransportErrorKind),
    /// Never ends.
    Hang,
}

/// Answers with a status and a body.
pub fn answer(status: u16, body: impl ToString) -> Step {
    Step::Answer(status, &[], body.to_string())
}

/// Answers requests in the order of the script and remembers them.
#[derive(Default)]
pub struct Fake {
    script: Mutex<VecDeque<Step>>,
    seen: Mutex<Vec<http::Request<Bytes>>>,
}

impl Fake {
    pub fn new(script: impl IntoIterator<Item = Step>) -> Arc<Self> {
        Arc::new(Self { script: Mutex::new(script.into_iter().collect()), ..Self::default() })
    }

    /// The requests so far; they are forgotten.
    pub fn seen(&self) -> Vec<http::Request<Bytes>> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }

    /// The addresses of the requests so far; they are forgotten.
    pub fn addresses(&self) -> Vec<String> {
        self.seen().iter().map(|request| request.uri().to_string()).collect()
    }
}

impl Transport for Fake {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        self.seen.lock().unwrap().push(request);
        let step = self.script.lock().unwrap().pop_front().expect("the script has an answer");
        match step {
            Step::Answer(status, headers, body) => {
                let start = http::Response::builder().status(status);
                let response = headers.iter().fold(start, |head, (name, value)| head.header(*name, *value));
                Box::pin(async move { Ok(response.body(body.into()).unwrap()) })
            }
            Step::Fail(kind) => Box::pin(async move { Err(TransportError::new(kind, "broken")) }),
            Step::Hang => Box::pin(std::future::pending()),
        }
    }
}

/// Every sleep is over at once; remembers how long each was.
#[derive(Default)]
pub struct FakeTimer(Mutex<Vec<Duration>>);

impl FakeTimer {
    pub fn slept(&self) -> Vec<Duration> {
        self.0.lock().unwrap().clone()
    }
}

impl Timer for FakeTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.lock().unwrap().push(duration);
        Box::pin(std::future::ready(()))
    }

    fn now(&self) -> Instant {
        Instant::now()
    }
}

/// A client of the book shop at `https://api.books.example/v1` over the script, which repeats
/// nothing.
pub fn client(script: impl IntoIterator<Item = Step>) -> (Client, Arc<Fake>) {
    let fake = Fake::new(script);
    let builder = Client::builder().key("key_1").transport(fake.clone());
    (builder.timer(FakeTimer::default()).retry(Retry::none()).build().unwrap(), fake)
}

/// The error of reading a book when the server answers so.
pub fn error_of(step: Step) -> Error {
    run(client([step]).0.books().get("b_1")).unwrap_err()
}

/// Runs what never has to wait.
pub fn run<F: IntoFuture>(work: F) -> F::Output {
    let mut work = pin!(work.into_future());
    match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("the work waits for something"),
    }
}
