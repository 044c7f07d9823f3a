//! The lists that stand beside a spec and are no part of the API: wanted differences and accepted changes.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::folder::{self, Fault};
use super::{Loaded, SPEC_LIMIT, beside};
use crate::diag::FileId;

const ACCEPTED: &str = "accepted.yaml";

/// Reads the list of wanted differences, `drift.yaml` in the folder of the spec; `None` without one.
pub fn drift_list(loaded: &mut Loaded, dir: &Path) -> Option<FileId> {
    list(loaded, dir, "drift.yaml")
}

/// Reads the list of accepted changes, `accepted.yaml` in the folder of the spec; `None` without one.
pub fn accepted_list(loaded: &mut Loaded, dir: &Path) -> Option<FileId> {
    list(loaded, dir, ACCEPTED)
}

/// The text of the list of accepted changes; empty without one.
///
/// # Errors
///
/// It is there and cannot be read.
pub fn accepted_text(dir: &Path) -> Result<String, String> {
    let text = text(dir, ACCEPTED).unwrap_or_else(|| Ok(String::new()));
    text.map_err(|fault| format!("`{}` {}", dir.join(ACCEPTED).display(), fault.message))
}

fn list(loaded: &mut Loaded, dir: &Path, name: &str) -> Option<FileId> {
    let outcome = text(dir, name)?;
    beside(loaded, &dir.join(name), outcome)
}

/// `None` where there is nothing of that name. Links stay inside the folder, as those of the spec do.
fn text(dir: &Path, name: &str) -> Option<Result<String, Box<Fault>>> {
    let path = dir.join(name);
    match fs::symlink_metadata(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Ok(found) if found.is_symlink() && leads_elsewhere(dir, &path) => Some(Err(Fault::leads_elsewhere())),
        _ => Some(folder::read(&path, &SPEC_LIMIT)),
    }
}

/// A link that leads nowhere cannot be read, which is said as of any other file.
fn leads_elsewhere(dir: &Path, link: &Path) -> bool {
    let (Ok(dir), Ok(target)) = (dir.canonicalize(), link.canonicalize()) else { return false };
    !target.starts_with(dir)
}
