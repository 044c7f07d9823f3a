//! Helpers of the tests.

pub mod canned;
pub mod overlay;
pub mod received;
pub mod reply;
pub mod server;

/// The code of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
