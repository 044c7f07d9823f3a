//! Carries a plan out.

use std::fs::{self, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, TempPath};

use super::plan::{Change, Plan, TEMPORARY};
use super::{Outcome, WriteError};

/// Writes what has changed and removes what is no longer made.
///
/// A run that is killed leaves each file old or new, never in between, and perhaps
/// temporary files, which the next run removes.
pub(super) fn commit(plan: Plan<'_>, dir: &Path) -> Result<Outcome, WriteError> {
    for leftover in &plan.leftovers {
        remove(leftover)?;
    }
    let mut stage = Stage::default();
    for change in &plan.changes {
        stage.add(change, dir)?;
    }
    stage.publish()?;
    for orphan in &plan.orphans {
        remove(&dir.join(orphan))?;
        remove_empty_folders(dir, orphan);
    }
    Ok(Outcome {
        written: plan.changes.iter().map(|change| change.path.to_owned()).collect(),
        unchanged: plan.unchanged,
        removed: plan.orphans,
        stale: Vec::new(),
    })
}

/// Texts that are on disk beside their targets; dropped, it takes them away again.
#[derive(Default)]
struct Stage {
    texts: Vec<(TempPath, PathBuf)>,
    /// Folders that were made for the texts, outer ones first.
    folders: Vec<PathBuf>,
}

impl Stage {
    fn add(&mut self, change: &Change<'_>, dir: &Path) -> Result<(), WriteError> {
        let target = dir.join(change.path);
        let folder = target.parent().unwrap_or(dir);
        let staged = self.make_folder(folder).and_then(|()| temporary(folder, change.text));
        let staged = staged.map_err(WriteError::io("write into", folder))?;
        self.texts.push((staged, target));
        Ok(())
    }

    fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        let missing = folder.ancestors().take_while(|step| !step.as_os_str().is_empty() && !step.exists());
        let mut missing: Vec<&Path> = missing.collect();
        missing.reverse();
        for step in missing {
            fs::create_dir(step)?;
            self.folders.push(step.to_owned());
        }
        Ok(())
    }

    fn publish(mut self) -> Result<(), WriteError> {
        self.folders.clear();
        for (staged, target) in self.texts.drain(..) {
            staged.persist(&target).map_err(|error| WriteError::io("replace", &target)(error.error))?;
        }
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.texts.clear();
        for folder in self.folders.iter().rev() {
            // Somebody else may have put something into it meanwhile.
            let _ = fs::remove_dir(folder);
        }
    }
}

/// The file is closed at once: there may be more texts than files a process may hold open.
pub(super) fn temporary(folder: &Path, text: &str) -> io::Result<TempPath> {
    let mut builder = Builder::new();
    builder.prefix(TEMPORARY);
    if let Some(permissions) = permissions() {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    Ok(file.into_temp_path())
}

/// What a file gets that is created the usual way, less the umask.
#[cfg(unix)]
fn permissions() -> Option<Permissions> {
    Some(std::os::unix::fs::PermissionsExt::from_mode(0o666))
}

#[cfg(not(unix))]
fn permissions() -> Option<Permissions> {
    None
}

fn remove(path: &Path) -> Result<(), WriteError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(WriteError::io("remove", path)),
    }
}

fn remove_empty_folders(dir: &Path, orphan: &str) {
    let path = dir.join(orphan);
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != dir) {
        // It fails for the first folder that holds anything, which is where to stop.
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}
