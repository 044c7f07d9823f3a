//! Helpers of the tests.

pub mod canned;
pub mod received;
pub mod reply;
pub mod server;
