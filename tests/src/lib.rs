//! Helpers of the tests.

pub mod server;
