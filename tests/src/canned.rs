//! A transport without a network.

use std::sync::Mutex;

use bytes::Bytes;
use clientwright_runtime::{BoxFuture, Transport, TransportError, TransportErrorKind};

/// How many requests are answered; those after them fail, so that no walk is endless.
const MOST_REQUESTS: usize = 16;

/// Answers every request with the same response, but for one URL, and remembers the requests.
pub struct Canned {
    status: u16,
    body: Bytes,
    elsewhere: Option<(String, Bytes)>,
    seen: Mutex<Vec<http::Request<Bytes>>>,
}

impl Canned {
    /// Answers with this status and this body.
    pub fn new(status: u16, body: impl Into<Bytes>) -> Self {
        Self { status, body: body.into(), elsewhere: None, seen: Mutex::default() }
    }

    /// Answers requests of this URL with a body of their own.
    pub fn with_page(self, url: impl Into<String>, body: impl Into<Bytes>) -> Self {
        Self { elsewhere: Some((url.into(), body.into())), ..self }
    }

    fn body(&self, url: &http::Uri) -> Bytes {
        match &self.elsewhere {
            Some((known, body)) if url.to_string() == *known => body.clone(),
            _ => self.body.clone(),
        }
    }

    /// The requests since this was last asked.
    pub fn seen(&self) -> Vec<http::Request<Bytes>> {
        std::mem::take(&mut *self.seen.lock().expect("nobody panics with the lock"))
    }
}

impl Transport for Canned {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let body = self.body(request.uri());
        let number = {
            let mut seen = self.seen.lock().expect("nobody panics with the lock");
            seen.push(request);
            seen.len()
        };
        if number > MOST_REQUESTS {
            let error = TransportError::new(TransportErrorKind::Io, "too many requests for one test");
            return Box::pin(async move { Err(error) });
        }
        let mut response = http::Response::new(body);
        *response.status_mut() = http::StatusCode::from_u16(self.status).expect("it is a status");
        Box::pin(async move { Ok(response) })
    }
}
