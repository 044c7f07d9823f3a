//! How bytes get to a server and back.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;

/// A boxed future that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one HTTP request and gives its whole response.
///
/// An implementation follows no redirect and repeats nothing on its own: both are decided by the
/// client. It must not print requests, whose headers carry the key.
pub trait Transport: Send + Sync + 'static {
    /// Sends the request.
    ///
    /// # Errors
    ///
    /// When there is no response, or only a part of one. Any status is a response.
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        (**self).send(request)
    }
}

/// Why there is no response.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// The kinds of [`TransportError`]; retries depend on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There was no connection, so the server has not seen the request.
    Connect,
    /// The time was up; the server may have seen the request.
    Timeout,
    /// The response is larger than allowed; the server has handled the request.
    TooLarge,
    /// The transport cannot send at all, in this place or in this state, and would fail again in
    /// the same way; the server has not seen the request.
    Unusable,
    /// Anything else; the server may have seen the request.
    Io,
}

impl TransportErrorKind {
    /// One of a few words, fit for the label of a metric.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::TooLarge => "too_large",
            Self::Unusable => "unusable",
            Self::Io => "io",
        }
    }
}

impl TransportError {
    /// An error of this kind; the message is a phrase without the address or the key in it.
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    /// The same error with what caused it.
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// The error of a response that is longer than `bound` bytes.
    pub(crate) fn too_large(bound: usize) -> Self {
        Self::new(TransportErrorKind::TooLarge, format!("the answer is longer than {bound} bytes"))
    }

    /// The kind of error.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    pub(crate) fn into_source(self) -> Option<Box<dyn StdError + Send + Sync>> {
        self.source
    }
}

/// The message, and the innermost cause, which is the one that says what happened.
impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        let mut cause = self.source();
        while let Some(inner) = cause.and_then(StdError::source) {
            cause = Some(inner);
        }
        cause.map_or(Ok(()), |cause| write!(f, ": {cause}"))
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
