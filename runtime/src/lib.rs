//! What every client emitted by Clientwright shares: requests that can be looked at before they
//! are sent, answers that decode whatever a server adds or leaves out, errors, paging and the
//! transport.
//!
//! **Applications normally use this crate through an emitted client**, which re-exports what they
//! need of it. It knows no API and no endpoint: those are data ([`Api`], [`Operation`]) and types
//! in the emitted crate.
//!
//! # How a call runs
//!
//! An emitted method makes a [`Call`]: a client and a [`Request`], which is a plain value. Awaiting
//! the call hands the request to [`Client::execute`], the one function that does IO. It puts the
//! address, the key and the headers on, and makes attempts: each waits for a slot of the
//! [`RateLimiter`] if there is one, passes the bytes to the [`Transport`], and takes anything but a
//! 2xx status for an [`Error`]. What [`Retry`] allows is attempted again, within the timeout of the
//! call and the [`RetryBudget`] of the client. An [`Observer`] sees each step. Only then does a thin
//! generic shim decode the [`Answer`].
//!
//! What no description has is called by [`Client::request`], a [`RawCall`] with the same key,
//! retries, limits and errors.
//!
//! Lists are walked by [`Pages`] and [`Items`], which follow whatever the API's [`Paging`] says.
//! Headers, timeouts and retries that were set for the list hold for each of its pages. A walk holds
//! one page, or two where it fetches ahead, and a [`Cursor`] takes it up elsewhere.
//!
//! # Laws of the values
//!
//! - A field that is absent, null or new never fails to decode, nor does an unfamiliar value of an
//!   open enum or timestamp. A value of the wrong type does, and [`DecodeError`] names its place.
//! - What was received is what is serialized again: [`Extra`] keeps the fields nobody knows and the
//!   form in which empty ones arrived.
//! - `Debug` never shows a secret: neither a [`Secret`], nor the client's key, nor a [`Body`] field
//!   made from one.
//!
//! # Features
//!
//! | feature | brings |
//! |---|---|
//! | `hyper-transport` (default) | `HyperTransport` over hyper and rustls, with TLS by ring, and `TokioTimer`: what sends and keeps the time where the application gives no [`Transport`] or [`Timer`] of its own |
//! | `aws-lc-rs` | the same with TLS by aws-lc-rs; without the default features ring is not even compiled |
//! | `http2` | HTTP/2 in that transport, for servers that offer it |
//! | `reqwest` | `ReqwestTransport` over the application's own `reqwest::Client`, and `TokioTimer` |
//! | `blocking` | the module `blocking`: a client whose calls wait for their answers, and `TokioTimer` |
//! | `tracing` | a span of the crate `tracing` for each call, and events of its steps |
//! | `testing` | the module `testing`: a transport without a network, a timer that tests move, and builders of what is read; its docs are a guide |
//!
//! The transports need a tokio runtime with IO and time enabled around them; a blocking client
//! has its own. Without any feature the crate is free of a runtime.
//!
//! With `tracing` each call is a span `call` of level info, with `operation`, `method`, `path`,
//! `attempts`, `status` and `operation_id`. In it are warnings of attempts that are repeated and, at
//! the levels debug and trace, the other steps that an [`Observer`] is told. The target of all of it
//! is `clientwright`. Of a request nothing is written down but its method and its path with `{name}`
//! for each parameter.

#![deny(missing_docs)]

#[cfg(all(feature = "__hyper", not(any(feature = "hyper-transport", feature = "aws-lc-rs"))))]
compile_error!("`__hyper` is internal: ask for `hyper-transport` or `aws-lc-rs`");

// The tests use an emitted client, which names this crate as any other would.
#[cfg(test)]
extern crate self as clientwright_runtime;

mod answer;
mod attempt;
mod base_url;
#[cfg(feature = "blocking")]
pub mod blocking;
mod body;
mod budget;
mod builder;
mod calendar;
mod call;
mod client;
mod deadline;
mod decode_error;
mod error;
mod error_body;
mod extra;
mod facts;
mod failure;
mod fields;
#[cfg(feature = "__hyper")]
mod hyper_transport;
mod id;
mod json;
mod limiter;
mod macros;
mod model;
mod observer;
mod open_enum;
mod options;
mod outgoing;
mod paging;
mod predicates;
mod query;
mod raw;
mod raw_path;
mod redact;
mod request;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod retry;
mod retry_after;
mod run;
mod scalars;
mod secret;
mod settings;
mod slots;
mod subject;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
#[cfg(test)]
mod tests;
mod timer;
mod timestamp;
#[cfg(feature = "__hyper")]
mod tls_failure;
#[cfg_attr(not(feature = "tracing"), path = "no_trace.rs")]
mod trace;
mod transport;
mod watch;

pub use answer::{Answer, Response};
pub use body::Body;
pub use budget::RetryBudget;
pub use builder::ClientBuilder;
pub use call::{Call, Connect, Sending};
pub use client::Client;
pub use deadline::TimeoutKind;
pub use decode_error::DecodeError;
pub use error::Error;
pub use extra::Extra;
pub use facts::{Api, Auth, ErrorShape, Method, Operation, PageStyle, Paging, RateLimit};
pub use fields::{Fields, Presence, Writer};
#[cfg(feature = "__hyper")]
pub use hyper_transport::{HyperTransport, HyperTransportBuilder, Proxy};
pub use id::Id;
pub use json::{Json, list, map};
pub use limiter::RateLimiter;
pub use model::Model;
pub use observer::{Event, Observer, Outcome, Step, StopReason, WaitReason};
pub use open_enum::{OpenEnum, UnknownValue};
pub use paging::{Collecting, Cursor, Items, Pages};
pub use query::ToQuery;
pub use raw::RawCall;
pub use request::Request;
#[cfg(feature = "reqwest")]
pub use reqwest_transport::ReqwestTransport;
pub use retry::Retry;
pub use secret::Secret;
pub use serde_json::{Map, Value};
pub use timer::Timer;
#[cfg(feature = "__tokio")]
pub use timer::TokioTimer;
pub use timestamp::Timestamp;
pub use transport::{BoxFuture, Transport, TransportError, TransportErrorKind};

/// The types that a [`Transport`] of an application's own meets, in the versions of this crate.
pub use {bytes, http};

/// What the macros of this crate name in the code they write; nothing here is for people.
#[doc(hidden)]
pub mod __private {
    pub use crate::model::{deserialize, from_text, serialize};
    pub use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
}
