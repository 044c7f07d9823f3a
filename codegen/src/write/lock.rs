//! Lets processes that write the same folders do so one after the other.
//!
//! Without that, one would take the temporary files of another for those of a killed run and remove them.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{self, Path, PathBuf};

/// Waits until no other process writes into any of the folders; it is our turn as long as the result lives.
///
/// A lock is an advisory one on the folder that holds the folder, which need not exist yet, so that nothing is
/// left behind. Where folders cannot be locked, as on Windows, nobody waits.
pub(super) fn acquire<'p>(folders: impl IntoIterator<Item = &'p Path>) -> Vec<File> {
    // Two names of one folder would wait for each other, and so would two processes that begin at different ends.
    let holders: BTreeSet<PathBuf> = folders.into_iter().filter_map(holder).collect();
    holders.iter().filter_map(|holder| locked(holder)).collect()
}

fn holder(folder: &Path) -> Option<PathBuf> {
    let whole = fs::canonicalize(folder).or_else(|_| path::absolute(folder)).ok()?;
    whole.ancestors().skip(1).find_map(|step| fs::canonicalize(step).ok())
}

fn locked(folder: &Path) -> Option<File> {
    let file = File::open(folder).ok()?;
    file.lock().ok()?;
    Some(file)
}
