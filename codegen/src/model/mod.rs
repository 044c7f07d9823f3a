//! Spec → [`Api`]: what it means.
//!
//! References are resolved, groups and templates filled in, names decided once, services sorted.
//! An `Api` can always be emitted: whatever could not is refused while lowering.
//! It knows no YAML and no tokens.

mod lower;
pub mod names;
mod server;
mod types;
mod version;

pub use lower::lower;
pub use names::Name;
pub use types::*;
pub use version::Version;
