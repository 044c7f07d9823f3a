//! A stand-in for an API: stateful, in memory, and strict where the API is.
//!
//! It knows no API itself. A description, which the generator emits from the same spec as the client,
//! says which resources there are, what each operation does to them, what is refused and with which
//! code, and how the values come about that the server gives. [`Api::read`] takes it in, and a
//! [`Mock`] answers requests by it.
//!
//! There are two ways to it. It is a [`Transport`](clientwright_runtime::Transport), so that a client
//! in the same program reaches it without a socket, in microseconds; and with the feature `server`
//! it is a server on a socket for clients of any kind.

mod admit;
mod api;
mod body;
mod builder;
mod calls;
mod check;
#[cfg(feature = "server")]
pub mod cli;
mod clock;
#[cfg(feature = "server")]
mod control;
mod description;
mod errors;
mod fault;
mod filter;
mod ids;
mod list;
mod mock;
mod operate;
mod path;
mod query;
mod refusal;
mod remove;
mod render;
mod seed;
#[cfg(feature = "server")]
pub mod server;
mod settle;
mod store;
mod template;
mod transport;
mod world;

pub use api::{Api, BadDescription};
pub use builder::Builder;
pub use calls::Call;
pub use fault::{BadFault, Delivery, Fault};
pub use mock::Mock;
pub use seed::BadSeed;
pub use serde_json::{Value, json};
