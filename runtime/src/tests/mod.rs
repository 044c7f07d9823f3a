//! The laws of the crate, held without IO: the transport and the timer are fakes, and the client
//! is an emitted one.

#[allow(dead_code, unused_imports, reason = "no test calls all that a client has")]
#[path = "../../tests/emitted/mod.rs"]
pub(crate) mod emitted;
mod fake;
mod rig;
mod slow;
mod woken;

#[cfg(feature = "blocking")]
mod blocking;
mod budget;
mod builder;
mod client;
mod collect;
mod cursor;
mod error;
mod headers;
mod limiter;
mod model;
mod observer;
mod operation;
mod paging;
mod prefetch;
mod raw;
mod retry;
#[cfg(feature = "testing")]
mod testing;
mod timeout;
#[cfg(feature = "tracing")]
mod tracing;
mod values;
