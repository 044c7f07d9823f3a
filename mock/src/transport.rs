//! The stand-in in the same program, without a socket.

use std::time::{Duration, Instant};

use bytes::Bytes;
use clientwright_runtime::{BoxFuture, Timer, Transport, TransportError, TransportErrorKind};

use crate::mock::Mock;

/// The timer of tokio. A sleep never ends outside a runtime, for nothing could wake the sleeper.
pub(crate) struct Sleep;

impl Timer for Sleep {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async move { tokio::time::sleep(duration).await })
    }

    fn now(&self) -> Instant {
        Instant::now()
    }
}

impl Transport for Mock {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let delivery = self.deliver(request);
            if !delivery.delay.is_zero() {
                self.timer().sleep(delivery.delay).await;
            }
            let broken = |what: &str| TransportError::new(TransportErrorKind::Io, what);
            let response = delivery.response.ok_or_else(|| broken("the connection was reset"))?;
            match delivery.cut {
                Some(at) if at < response.body().len() => Err(broken("the answer ended early")),
                _ => Ok(response),
            }
        })
    }
}
