//! The stand-in on a socket.
//!
//! Requests below `/_mock` are for the stand-in itself: `state` reads (GET), replaces (PUT) and adds
//! (POST) what exists, `faults` lists (GET), adds (POST) and clears (DELETE) faults, `calls` tells
//! (GET) and forgets (DELETE) what was asked, `clock` (POST) moves the clock by `advance` seconds, and
//! `reset` (POST) forgets everything.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Request, StatusCode};
use http_body::Frame;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tower::ServiceExt;

use crate::control;
use crate::errors;
use crate::fault::Delivery;
use crate::mock::Mock;
use crate::refusal::Refusal;

/// How long a connection may be silent before or between requests.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long requests that are under way may take once the server is to end.
const FAREWELL: Duration = Duration::from_secs(5);

/// How many connections there may be; more wait until one ends.
pub const MOST_CONNECTIONS: usize = 16_384;

/// Serves until `end` is over; requests that are under way are answered then.
///
/// A connection that cannot be accepted, for want of file descriptors say, ends nothing: the next one is tried.
pub async fn serve(mock: Mock, listener: TcpListener, end: impl Future<Output = ()>) {
    let router = router(mock.clone());
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let mut end = pin!(end);
    loop {
        let place = tokio::select! {
            place = places.clone().acquire_owned() => place,
            () = &mut end => break,
        };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut end => break,
        };
        let Ok((stream, _)) = accepted else {
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // Small answers go out at once.
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let service = hyper::service::service_fn(move |request: Request<hyper::body::Incoming>| {
            let router = router.clone();
            async move { unbroken(router.oneshot(request.map(Body::new)).await) }
        });
        let mut http = hyper::server::conn::http1::Builder::new();
        http.timer(TokioTimer::new()).header_read_timeout(PATIENCE);
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // What ends a connection early is the client's doing, or a fault that was asked for.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(listener);
    let _ = tokio::time::timeout(FAREWELL, graceful.shutdown()).await;
}

/// The stand-in as a service, for a server of your own.
pub fn router(mock: Mock) -> Router {
    Router::new().nest("/_mock", control::router()).fallback(answer).with_state(mock)
}

/// Marks an answer in whose place the connection breaks.
#[derive(Clone)]
struct Broken;

/// An error in place of an answer makes the connection end.
fn unbroken(answer: Result<Response, Infallible>) -> Result<Response, io::Error> {
    match answer {
        Ok(answer) if answer.extensions().get::<Broken>().is_some() => Err(io::ErrorKind::ConnectionReset.into()),
        Ok(answer) => Ok(answer),
        Err(never) => match never {},
    }
}

async fn answer(State(mock): State<Mock>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, mock.max_body()).await else {
        let refusal = Refusal::when("body_too_large", format_args!("a body may have {} bytes", mock.max_body()));
        return errors::refused(mock.api(), &refusal, "").map(Body::from);
    };
    let Delivery { delay, response, cut } = mock.deliver(Request::from_parts(parts, body));
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
    match (response, cut) {
        (None, _) => {
            let mut broken = Response::new(Body::empty());
            broken.extensions_mut().insert(Broken);
            broken
        }
        (Some(response), Some(at)) if at < response.body().len() => cut_short(response, at),
        (Some(response), _) => response.map(Body::from),
    }
}

/// An answer that says how long it is, and ends before that.
fn cut_short(response: http::Response<Bytes>, at: usize) -> Response {
    let length = response.body().len();
    let mut cut = response.map(|bytes| Body::new(Cut { bytes: Some(bytes.slice(..at)), waited: false }));
    cut.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(length));
    cut
}

/// Some bytes, then an error.
struct Cut {
    bytes: Option<Bytes>,
    waited: bool,
}

impl http_body::Body for Cut {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, ctx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(bytes) = self.bytes.take() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        if !self.waited {
            // What was given is sent only once there is nothing more to take.
            self.waited = true;
            ctx.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionAborted.into())))
    }
}

/// A text as an answer.
pub(crate) fn said(status: StatusCode, text: impl Into<String>) -> Response {
    let mut response = Response::new(Body::from(text.into() + "\n"));
    *response.status_mut() = status;
    response
}
