//! Verdicts on source held against those of cargo-semver-checks, case by case and item by item.
//!
//! Where both differ, `tests/semver/explained.yaml` says why, and that is held against what is seen.

pub mod checks;
pub mod comparison;
pub mod explained;
pub mod table;

use std::path::{Path, PathBuf};

use clientwright::diff::kinds::generator;

use crate::change;

/// The folder of what people write about it, and of the table.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("semver")
}

/// The cases that are compared: a crate of an earlier generator is made by none that is here, so that what
/// the generator changes is left to the compiler (`tests/witness.rs`).
pub fn cases() -> Vec<PathBuf> {
    let is_of_generator = |case: &PathBuf| generator::ALL.iter().any(|kind| kind.code == change::name(case));
    change::cases().into_iter().filter(|case| !is_of_generator(case)).collect()
}
