//! The macros that keep emitted code short: one line for all that does not differ between types.
//!
//! What they write is generic or `#[inline]`, so that an application compiles what it calls and
//! the emitted crate compiles next to nothing.

mod blocking;
mod call;
mod client;
mod input;
mod model;
mod open_enum;
#[cfg(any(test, feature = "testing"))]
mod testing;
