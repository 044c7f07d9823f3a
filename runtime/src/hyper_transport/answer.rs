//! The body of a response, up to a bound.

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};

use crate::{TransportError, TransportErrorKind};

/// The whole body, as soon as it is known to be short enough.
pub(super) async fn read(mut body: Incoming, bound: usize) -> Result<Bytes, TransportError> {
    let announced = body.size_hint().lower();
    if usize::try_from(announced).map_or(true, |announced| announced > bound) {
        return Err(TransportError::too_large(bound));
    }
    let mut whole = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(cut_short)?.into_data() else {
            continue;
        };
        if data.len() > bound - whole.len() {
            return Err(TransportError::too_large(bound));
        }
        whole.extend_from_slice(&data);
    }
    Ok(whole.freeze())
}

fn cut_short(error: hyper::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Io, "the answer was cut short").with_source(error)
}
