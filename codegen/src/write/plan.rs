//! Compares what should be with what is. Changes nothing.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Refusal, Why, WriteError};
use crate::files::{Files, MARK_WITHIN, is_marked};

/// Temporary files are called this and a few random letters.
pub(super) const TEMPORARY: &str = ".clientwright-";

/// What it takes to make the folder right.
pub(super) struct Plan<'a> {
    pub changes: Vec<Change<'a>>,
    pub unchanged: usize,
    /// Generated files that are no longer made, relative to the folder.
    pub orphans: Vec<String>,
    /// What killed runs left behind.
    pub leftovers: Vec<PathBuf>,
}

/// A file to be written.
pub(super) struct Change<'a> {
    /// Relative to the folder, with forward slashes.
    pub path: &'a str,
    pub text: &'a str,
    /// What stands there now.
    pub old: Option<Vec<u8>>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(files: &'a Files, dir: &Path) -> Result<Self, WriteError> {
        check_folder(dir)?;
        let mut plan = Plan { changes: Vec::new(), unchanged: 0, orphans: Vec::new(), leftovers: Vec::new() };
        let refusals = plan.compare(files, dir)?;
        if !refusals.is_empty() {
            return Err(WriteError::Refused(refusals));
        }
        plan.walk(files, dir, "")?;
        plan.orphans.sort();
        Ok(plan)
    }

    fn compare(&mut self, files: &'a Files, dir: &Path) -> Result<Vec<Refusal>, WriteError> {
        let mut refusals = Vec::new();
        let mut passed = BTreeSet::new();
        for (path, text) in files.iter() {
            let target = dir.join(path);
            let clear = marked(text).and_then(|()| clear_way(dir, &target, &mut passed));
            if let Err(why) = clear {
                refusals.push(Refusal { path: target, why });
                continue;
            }
            match existing(&target)? {
                Some(old) if old == text.as_bytes() => self.unchanged += 1,
                Some(old) if !is_marked(&old) => refusals.push(Refusal { path: target, why: Why::Unowned }),
                old => self.changes.push(Change { path, text, old }),
            }
        }
        Ok(refusals)
    }

    fn walk(&mut self, files: &Files, dir: &Path, prefix: &str) -> Result<(), WriteError> {
        let folder = dir.join(prefix);
        let found = match fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            found => found.map_err(WriteError::io("read", &folder))?,
        };
        for entry in found {
            let entry = entry.map_err(WriteError::io("read", &folder))?;
            let kind = entry.file_type().map_err(WriteError::io("read", &folder))?;
            let name = entry.file_name();
            // A name that is not UTF-8 is none of ours.
            let Some(name) = name.to_str() else { continue };
            let path = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") };
            if kind.is_dir() && !is_foreign(&entry.path(), &path, name) {
                self.walk(files, dir, &path)?;
            } else if kind.is_file() {
                self.file(files, &entry.path(), path, name)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, files: &Files, at: &Path, path: String, name: &str) -> Result<(), WriteError> {
        if name.starts_with(TEMPORARY) {
            self.leftovers.push(at.to_owned());
        } else if files.get(&path).is_none() && is_marked(&head(at)?) {
            self.orphans.push(path);
        }
        Ok(())
    }
}

fn check_folder(dir: &Path) -> Result<(), WriteError> {
    match fs::metadata(dir) {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => Err(WriteError::Refused(vec![Refusal { path: dir.to_owned(), why: Why::Occupied }])),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(WriteError::io("write into", dir)(error)),
    }
}

/// Folders of other tools: hidden ones, and what cargo builds.
fn is_foreign(at: &Path, path: &str, name: &str) -> bool {
    name.starts_with('.') || path == "target" || at.join("CACHEDIR.TAG").is_file()
}

fn marked(text: &str) -> Result<(), Why> {
    if is_marked(text.as_bytes()) { Ok(()) } else { Err(Why::Unmarked) }
}

/// Refuses links and things of the wrong kind on the way to a file, the file included.
///
/// Folders are looked at once: `passed` holds those that were.
fn clear_way(dir: &Path, target: &Path, passed: &mut BTreeSet<PathBuf>) -> Result<(), Why> {
    let steps = target.ancestors().take_while(|step| *step != dir);
    for step in steps {
        if passed.contains(step) {
            continue;
        }
        let Ok(found) = fs::symlink_metadata(step) else { continue };
        let fits = if step == target { found.is_file() } else { found.is_dir() };
        match fits {
            true => {}
            false if found.is_symlink() => return Err(Why::Link),
            false => return Err(Why::Occupied),
        }
        passed.insert(step.to_owned());
    }
    Ok(())
}

fn existing(path: &Path) -> Result<Option<Vec<u8>>, WriteError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(WriteError::io("read", path)(error)),
    }
}

fn head(path: &Path) -> Result<Vec<u8>, WriteError> {
    let mut head = Vec::new();
    let file = File::open(path).map_err(WriteError::io("read", path))?;
    file.take(MARK_WITHIN as u64).read_to_end(&mut head).map_err(WriteError::io("read", path))?;
    Ok(head)
}
