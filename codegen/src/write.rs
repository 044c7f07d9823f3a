//! The door out: generated texts become files. Nothing else in this crate writes.
//!
//! A file is ours if it carries [`MARK`](crate::files::MARK); all others are never touched.
//! Everything is decided before anything is changed, and every text is complete on disk,
//! beside its target, before the first one is moved into place.

mod commit;
mod error;
mod lock;
mod plan;
mod stale;

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::files::Files;
use plan::Plan;

pub use error::{Refusal, Why, WriteError};

/// What is done about files that are not as they should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// They are written, and files that are no longer made are removed.
    Write,
    /// They are reported, because there should be none.
    Check,
    /// They are reported, to show what writing would do.
    DryRun,
}

/// What was done, or what would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files that were written; empty unless writing.
    pub written: Vec<String>,
    /// How many files were as they should be.
    pub unchanged: usize,
    /// Files that were removed; empty unless writing.
    pub removed: Vec<String>,
    /// Files that are not as they should be; empty when writing.
    pub stale: Vec<Stale>,
}

/// A file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// The folder as it was named.
    pub folder: PathBuf,
    /// Relative to the folder, with forward slashes.
    pub path: String,
    /// In what way it is stale.
    pub kind: Kind,
    /// What writing would change, as a unified diff that may be cut short.
    /// Empty unless the file is [`Kind::Changed`].
    pub diff: String,
}

/// In what way a file is stale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is not there.
    Missing,
    /// It differs.
    Changed,
    /// It is there and is no longer made.
    Orphaned,
}

impl Kind {
    /// `missing`, `changed` or `orphaned`.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Missing => "missing",
            Kind::Changed => "changed",
            Kind::Orphaned => "orphaned",
        }
    }

    /// What is wrong with the file, as the end of a sentence.
    pub(crate) fn told(self) -> &'static str {
        match self {
            Kind::Missing => "is missing",
            Kind::Changed => "is not what the spec says now",
            Kind::Orphaned => "is no longer made of anything",
        }
    }
}

/// Makes the folder hold exactly these generated files, or tells how it differs.
///
/// Files whose bytes are right are not touched, so their times stay.
///
/// # Errors
///
/// Something stands in the way that is not ours, or the disk refuses.
/// In the first case, and when a text cannot be put on disk, nothing has been changed.
pub fn sync(files: &Files, dir: &Path, mode: Mode) -> Result<Outcome, WriteError> {
    sync_all(&[(files, dir)], mode)
}

/// Does the same for several folders, one after the other. A second process that writes there waits for its turn.
///
/// # Errors
///
/// As for [`sync`]. Whatever stands in the way in any of the folders is found before
/// the first of them is changed.
pub fn sync_all(folders: &[(&Files, &Path)], mode: Mode) -> Result<Outcome, WriteError> {
    let _turn = (mode == Mode::Write).then(|| lock::acquire(folders.iter().map(|(_, dir)| *dir)));
    let plans: Vec<Plan<'_>> = folders.iter().map(|(files, dir)| Plan::new(files, dir)).collect::<Result<_, _>>()?;
    let mut outcome = Outcome::default();
    for (plan, (_, dir)) in plans.into_iter().zip(folders) {
        outcome.extend(match mode {
            Mode::Write => commit::commit(plan, dir)?,
            Mode::Check | Mode::DryRun => stale::outcome(plan, dir),
        });
    }
    Ok(outcome)
}

/// Writes a list that people and this program keep together; it is there whole, or as it was.
///
/// # Errors
///
/// The disk refuses.
pub fn list(path: &Path, text: &str) -> Result<(), WriteError> {
    let dir = path.parent().filter(|dir| !dir.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let staged = commit::temporary(dir, text).map_err(WriteError::io("write into", dir))?;
    staged.persist(path).map_err(|error| WriteError::io("write", path)(error.error))
}

/// Adds to the end of a file that others write too.
///
/// # Errors
///
/// The disk refuses.
pub fn append(path: &Path, text: &str) -> Result<(), WriteError> {
    let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
    let mut file = file.map_err(WriteError::io("open", path))?;
    file.write_all(text.as_bytes()).map_err(WriteError::io("write", path))
}

#[cfg(test)]
mod tests;
