//! Helpers of the tests.

pub mod bench;
pub mod canned;
pub mod change;
pub mod overlay;
pub mod proxy;
pub mod received;
pub mod reply;
pub mod rough;
pub mod semver;
pub mod server;
pub mod simulated;
pub mod stand_in;
pub mod tls;
pub mod witness;
pub mod workers;

/// The code of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
