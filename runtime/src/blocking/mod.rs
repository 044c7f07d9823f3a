//! The client for programs that do not await: the same calls, each of which waits for its answer.
//!
//! A [`Client`] is made by the same [`ClientBuilder`](crate::ClientBuilder) as the other one and
//! sends through the same [`Transport`](crate::Transport). All its clones share one background
//! thread, which runs a tokio runtime and on it every call; the calling thread only waits. So
//! calls may be made from any number of threads, and from within an async runtime too: that blocks
//! the task that calls, but it neither panics nor waits for itself. The thread ends with the last
//! clone.
//!
//! A server that is served by the very thread that calls and waits cannot answer it, so such a
//! call ends when its time is up.

mod call;
mod client;
mod fetch;
mod items;
mod pages;
mod pending;
mod worker;

pub use client::Client;
pub use items::Items;
pub use pages::Pages;
