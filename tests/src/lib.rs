//! Helpers of the tests.

pub mod canned;
pub mod overlay;
pub mod proxy;
pub mod received;
pub mod reply;
pub mod rough;
pub mod server;
pub mod simulated;
pub mod tls;

/// The code of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
