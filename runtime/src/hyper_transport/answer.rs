//! The body of a response, up to a bound.

use bytes::{Bytes, BytesMut};
use http::StatusCode;
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};

use crate::TransportError;

/// The whole body, as soon as it is known to be short enough.
pub(super) async fn read(status: StatusCode, mut body: Incoming, bound: usize) -> Result<Bytes, TransportError> {
    let announced = body.size_hint().lower();
    if usize::try_from(announced).map_or(true, |announced| announced > bound) {
        return Err(TransportError::too_large(status, bound));
    }
    let mut whole = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|error| TransportError::cut_short(status).with_source(error))?.into_data() else {
            continue;
        };
        if data.len() > bound - whole.len() {
            return Err(TransportError::too_large(status, bound));
        }
        whole.extend_from_slice(&data);
    }
    Ok(whole.freeze())
}
