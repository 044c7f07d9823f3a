//! How bytes get to a server and back.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use http::StatusCode;

/// A boxed future that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one HTTP request and gives its whole response.
///
/// # A transport of your own
///
/// It follows no redirect and repeats nothing: both are decided by the client. The kind of its
/// errors is what retries go by, so [`Connect`](TransportErrorKind::Connect) must mean that the
/// server has surely not handled the request. It must not print requests, whose headers carry the
/// key, and it bounds what it reads. Where the future is dropped, the request is given up.
///
/// ```
/// use clientwright_runtime::bytes::Bytes;
/// use clientwright_runtime::{BoxFuture, Transport, TransportError, TransportErrorKind, http};
/// use std::io;
///
/// /// Sends requests by whatever the application has.
/// struct Bridge;
///
/// impl Transport for Bridge {
///     fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
///         Box::pin(async move {
///             let (status, body) = exchange(request).await.map_err(|error| {
///                 let kind = match error.kind() {
///                     io::ErrorKind::ConnectionRefused => TransportErrorKind::Connect,
///                     io::ErrorKind::TimedOut => TransportErrorKind::Timeout,
///                     _ => TransportErrorKind::Io,
///                 };
///                 TransportError::new(kind, "no answer").with_source(error)
///             })?;
///             let mut response = http::Response::new(Bytes::from(body));
///             *response.status_mut() = status;
///             Ok(response)
///         })
///     }
/// }
/// # async fn exchange(_: http::Request<Bytes>) -> io::Result<(http::StatusCode, Vec<u8>)> {
/// #     Err(io::ErrorKind::ConnectionRefused.into())
/// # }
/// ```
///
/// One that does something to requests on their way to another transport:
///
/// ```
/// use clientwright_runtime::bytes::Bytes;
/// use clientwright_runtime::{BoxFuture, Transport, TransportError, http};
///
/// struct Tagged<T>(T);
///
/// impl<T: Transport> Transport for Tagged<T> {
///     fn send(&self, mut request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
///         let team = http::HeaderValue::from_static("billing");
///         request.headers_mut().insert("x-team", team);
///         self.0.send(request)
///     }
/// }
/// ```
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
    /// The server has surely not handled the request: there was no connection, it ended before the
    /// request was written, or the server said that it had not looked at it.
    Connect,
    /// One side does not accept the certificate or the protocol of the other, which does not pass
    /// by itself. The server has not handled the request.
    Tls,
    /// The time was up; the server may have seen the request.
    Timeout,
    /// The response is larger than allowed; the server has handled the request.
    TooLarge,
    /// The transport cannot be made as it is set up, or cannot send at all, in this place or in this
    /// state, and would fail again in the same way; the server has not seen the request.
    Unusable,
    /// What sends for the transport followed a redirect on the same host, which it must not; a
    /// server has handled the request.
    Redirect,
    /// What sends for the transport followed a redirect to another host, which it must not; a
    /// server has handled the request.
    ForeignHost,
    /// Anything else; the server may have seen the request.
    Io,
}

impl TransportErrorKind {
    /// One of a few words, fit for the label of a metric.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Tls => "tls",
            Self::Timeout => "timeout",
            Self::TooLarge => "too_large",
            Self::Unusable => "unusable",
            Self::Redirect => "redirect",
            Self::ForeignHost => "foreign_host",
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
    ///
    /// The status is told because it says what has become of the request.
    pub(crate) fn too_large(status: StatusCode, bound: usize) -> Self {
        let message = format!("the answer {status} is longer than {bound} bytes (`max_response_bytes` allows more)");
        Self::new(TransportErrorKind::TooLarge, message)
    }

    /// The error of a response whose head arrived and whose body did not.
    #[cfg(any(feature = "__hyper", feature = "reqwest"))]
    pub(crate) fn cut_short(status: StatusCode) -> Self {
        Self::new(TransportErrorKind::Io, format!("the answer {status} was cut short"))
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
        match self.source().and_then(|source| causes(source).last()) {
            Some(cause) => write!(f, ": {cause}"),
            None => Ok(()),
        }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// Whether what arrived as an answer is none of HTTP, or has too large a head.
#[cfg(any(feature = "__hyper", feature = "reqwest"))]
pub(crate) fn is_not_http(error: &(dyn StdError + 'static)) -> bool {
    causes(error).filter_map(|cause| cause.downcast_ref()).any(hyper::Error::is_parse)
}

/// An error and all that caused it, from the outside in.
///
/// [`io::Error`] leaves what it wraps out of its sources, so it is opened here.
pub(crate) fn causes<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&cause| {
        let wrapped = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        wrapped.map_or_else(|| cause.source(), |wrapped| Some(wrapped as _))
    })
}
