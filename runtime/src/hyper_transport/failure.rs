//! What a failure before the response means: above all, whether the server can have handled the
//! request.

use hyper_util::client::legacy::Error as PoolError;

use super::connector::ThroughProxy;
use crate::tls_failure::{handshake, refused_client};
use crate::transport::{causes, is_not_http};
use crate::{TransportError, TransportErrorKind};

/// The error of a request to which there is no response.
pub(super) fn unanswered(error: PoolError) -> TransportError {
    let tls = refused_client(&error).or_else(|| handshake(&error).filter(|_| is_unsent(&error)));
    let (kind, message) = match tls {
        Some(message) => (TransportErrorKind::Tls, message),
        None if error.is_connect() => (TransportErrorKind::Connect, "cannot connect"),
        None if is_unsent(&error) => (TransportErrorKind::Connect, "the connection ended before the request was sent"),
        None if is_unhandled(&error) => (TransportErrorKind::Connect, "the server did not take the request"),
        None if is_not_http(&error) => (TransportErrorKind::Io, "the answer cannot be read as HTTP"),
        None => (TransportErrorKind::Io, "the connection broke"),
    };
    let proxy = causes(&error).find_map(|cause| cause.downcast_ref::<ThroughProxy>());
    let message = proxy.map_or_else(|| message.to_owned(), |proxy| format!("{message} through {proxy}"));
    TransportError::new(kind, message).with_source(error)
}

/// Whether no byte of the request was written.
///
/// The pool names no connection for an error that came before one was ready. On a connection,
/// hyper calls those requests canceled that it gives back untouched.
fn is_unsent(error: &PoolError) -> bool {
    let canceled = |cause: &dyn Fn(&hyper::Error) -> bool| {
        causes(error).filter_map(|cause| cause.downcast_ref::<hyper::Error>()).any(cause)
    };
    error.connect_info().is_none() || canceled(&hyper::Error::is_canceled)
}

/// Whether the server said that it will not look at the request.
#[cfg(feature = "http2")]
fn is_unhandled(error: &PoolError) -> bool {
    let mut said = causes(error).filter_map(|cause| cause.downcast_ref::<h2::Error>());
    said.any(|said| {
        let refused = said.is_reset() && said.reason() == Some(h2::Reason::REFUSED_STREAM);
        // Streams that the server had begun do not end with the graceful GOAWAY, only later ones do.
        let going = said.is_go_away() && said.reason() == Some(h2::Reason::NO_ERROR);
        said.is_remote() && (refused || going)
    })
}

#[cfg(not(feature = "http2"))]
fn is_unhandled(_: &PoolError) -> bool {
    false
}
