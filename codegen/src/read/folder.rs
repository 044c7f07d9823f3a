//! Walks a folder and reads what belongs to it.

use std::fs::{self, File, FileType};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::SPEC_LIMIT;

/// A file with its text, or with the reason why it has none.
pub(super) struct Entry {
    /// Path inside the folder, with forward slashes; empty for the folder itself.
    pub name: String,
    pub outcome: Result<String, Box<Fault>>,
}

/// Why a file is refused.
#[derive(Debug, Default)]
pub(super) struct Fault {
    pub code: &'static str,
    /// Follows the name of the file.
    pub message: String,
    pub label: String,
    pub help: String,
    /// Line and column, where the fault has a place in the text.
    pub point: Option<(usize, usize)>,
    /// As much of the text as a message needs to show.
    pub text: String,
}

/// How large a file may be, and what to do about a larger one.
pub(super) struct Limit {
    pub bytes: u64,
    pub help: &'static str,
}

impl Fault {
    pub(super) fn new(code: &'static str, message: impl Into<String>, help: impl Into<String>) -> Box<Self> {
        Box::new(Fault { code, message: message.into(), help: help.into(), ..Fault::default() })
    }

    /// What is outside of the folder is nobody's to read.
    pub(super) fn leads_elsewhere() -> Box<Self> {
        Self::new("symlink", "is a link that leads elsewhere", "put the file itself into the folder")
    }

    fn unreadable(error: &std::io::Error) -> Box<Self> {
        Self::new("unreadable", format!("cannot be read: {error}"), "check the permissions of the file")
    }
}

/// What kind of folder it is.
pub(super) struct Kind {
    /// Code and advice for when the folder or its chief file is missing.
    pub missing: (&'static str, &'static str),
    /// Whether a file belongs to it, by its name.
    pub belongs: fn(&str) -> Belongs,
    /// A file that has to be there.
    pub chief: Option<&'static str>,
}

/// Whether a file belongs to the folder.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Belongs {
    Yes,
    /// It is of no interest.
    No,
    /// It looks as if it should, but does not; with advice.
    Stray(String),
}

/// Everything in the folder that belongs to it or looks as if it should, sorted by name.
pub(super) fn entries(dir: &Path, kind: &Kind) -> Vec<Entry> {
    let (code, help) = kind.missing;
    let mut entries = match fs::metadata(dir) {
        Ok(found) if found.is_dir() => walked(dir, kind),
        Ok(_) => vec![refused("", Fault::new(code, "is not a folder", help))],
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            vec![refused("", Fault::new(code, "does not exist", help))]
        }
        Err(error) => vec![refused("", Fault::unreadable(&error))],
    };
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    entries
}

fn refused(name: &str, fault: Box<Fault>) -> Entry {
    Entry { name: name.to_owned(), outcome: Err(fault) }
}

fn walked(dir: &Path, kind: &Kind) -> Vec<Entry> {
    let real = dir.canonicalize().ok();
    let mut walk = Walk { root: dir, real, belongs: kind.belongs, entries: Vec::new() };
    walk.folder("");
    let stands_in = |name: &str, chief: &str| name.split('.').next() == chief.split('.').next();
    // Said once and here: without its chief file, everything else in the folder is in doubt.
    if let Some(chief) = kind.chief.filter(|chief| !walk.entries.iter().any(|entry| stands_in(&entry.name, chief))) {
        walk.refuse(chief, Fault::new(kind.missing.0, "is missing", kind.missing.1));
    }
    walk.entries
}

struct Walk<'a> {
    root: &'a Path,
    /// The folder without links.
    real: Option<PathBuf>,
    belongs: fn(&str) -> Belongs,
    entries: Vec<Entry>,
}

impl Walk<'_> {
    fn folder(&mut self, prefix: &str) {
        let found = match fs::read_dir(self.root.join(prefix)) {
            Ok(found) => found,
            Err(error) => return self.refuse(prefix, Fault::unreadable(&error)),
        };
        for entry in found {
            match entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?))) {
                Ok((name, kind)) => self.entry(prefix, &name.to_string_lossy(), kind),
                Err(error) => self.refuse(prefix, Fault::unreadable(&error)),
            }
        }
    }

    fn entry(&mut self, prefix: &str, name: &str, kind: FileType) {
        if name.starts_with('.') {
            return;
        }
        let name = if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") };
        if kind.is_symlink() {
            self.link(name);
        } else if kind.is_dir() {
            self.folder(&name);
        } else {
            self.file(name);
        }
    }

    fn link(&mut self, name: String) {
        let target = self.root.join(&name).canonicalize();
        let inside = |target: &Path| self.real.as_ref().is_some_and(|real| target.starts_with(real));
        let wanted = (self.belongs)(&name) != Belongs::No;
        match target {
            Ok(target) if target.is_file() && inside(&target) => self.file(name),
            Ok(target) if wanted || target.is_dir() => self.refuse(&name, Fault::leads_elsewhere()),
            Err(error) if wanted => self.refuse(&name, Fault::unreadable(&error)),
            _ => {}
        }
    }

    fn file(&mut self, name: String) {
        let outcome = match (self.belongs)(&name) {
            Belongs::No => return,
            Belongs::Yes => read(&self.root.join(&name), &SPEC_LIMIT),
            Belongs::Stray(help) => Err(Fault::new("stray_file", "is not a place for a spec file", help)),
        };
        self.entries.push(Entry { name, outcome });
    }

    fn refuse(&mut self, name: &str, fault: Box<Fault>) {
        self.entries.push(refused(name, fault));
    }
}

pub(super) fn read(path: &Path, limit: &Limit) -> Result<String, Box<Fault>> {
    let found = fs::metadata(path).map_err(|error| Fault::unreadable(&error))?;
    if !found.is_file() {
        return Err(Fault::new("unreadable", "is not a regular file", "put a plain file in its place"));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| Fault::unreadable(&error))?;
    // One byte more than is allowed, so that a file growing meanwhile is refused too.
    file.take(limit.bytes + 1).read_to_end(&mut bytes).map_err(|error| Fault::unreadable(&error))?;
    if bytes.len() as u64 > limit.bytes {
        return Err(too_large(found.len(), limit));
    }
    text(bytes)
}

/// The text that these bytes are; not what a merge left behind, and not what no text holds.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, Box<Fault>> {
    let is_utf16 = matches!(bytes[..], [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    if bytes.contains(&0) && !is_utf16 {
        return Err(Fault::new("binary", "is binary", "put a text in its place"));
    }
    let text = String::from_utf8(bytes).map_err(|error| not_utf8(&error))?;
    match text.lines().position(|line| line.starts_with("<<<<<<< ")) {
        None => Ok(text),
        Some(line) => {
            let mut fault = Fault::new("conflict", "holds both sides of a merge", "finish the merge first");
            fault.label = "the two sides begin here".to_owned();
            (fault.point, fault.text) = (Some((line + 1, 1)), text);
            Err(fault)
        }
    }
}

pub(super) fn too_large(size: u64, limit: &Limit) -> Box<Fault> {
    let message = format!("has {size} bytes, more than the {} that are read", limit.bytes);
    Fault::new("file_too_large", message, limit.help)
}

fn not_utf8(error: &std::string::FromUtf8Error) -> Box<Fault> {
    let bytes = error.as_bytes();
    let offset = error.utf8_error().valid_up_to();
    let good = String::from_utf8_lossy(&bytes[..offset]);
    let line = good.matches('\n').count() + 1;
    let column = good.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let help = match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it looks like UTF-16; save it as UTF-8",
        _ => "save it as UTF-8",
    };
    let mut fault = Fault::new("not_utf8", "is not UTF-8", help);
    fault.label = format!("byte 0x{:02x} at offset {offset}", bytes.get(offset).copied().unwrap_or_default());
    fault.point = Some((line, column));
    fault.text = String::from_utf8_lossy(bytes).into_owned();
    fault
}
