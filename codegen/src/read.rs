//! The door in: the folder of a spec becomes texts. Nothing else in this crate reads disk,
//! save the writer, which compares what it is about to write.

pub mod client;
mod folder;
pub mod git;
pub mod given;
mod lists;
mod surrogates;

use std::path::Path;

use crate::diag::{Diagnostic, FileId, Place, Report};
use folder::{Belongs, Entry, Fault, Kind, Limit};

pub use lists::{accepted_list, accepted_text, drift_list};

/// A spec file larger than this many bytes is refused.
pub const MAX_FILE_BYTES: u64 = 1 << 20;

/// A document beside the spec that is larger than this many bytes is refused.
pub const MAX_DOCUMENT_BYTES: u64 = 32 << 20;

const SPEC_LIMIT: Limit = Limit { bytes: MAX_FILE_BYTES, help: "split it into several files" };

const DOCUMENT_LIMIT: Limit =
    Limit { bytes: MAX_DOCUMENT_BYTES, help: "leave out what describes no operation, examples above all" };

/// One file of the spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path inside the folder, with forward slashes.
    pub name: String,
    /// The whole text.
    pub text: String,
}

impl Source {
    /// Leaves a byte order mark out, which the parser would count as a column.
    fn new(name: String, mut text: String) -> Self {
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        Source { name, text }
    }
}

/// The files of a spec.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// The folder as the user named it; only for messages.
    pub root: String,
    /// The good files by name. [`FileId`] counts these first.
    pub files: Vec<Source>,
    /// Files that are missing, misplaced or unreadable, so that a message can name them.
    /// [`FileId`] counts these after the good ones.
    pub refused: Vec<Source>,
    /// Files that the spec is held against and that are no part of it, each with its whole name.
    /// [`FileId`] counts these last.
    pub beside: Vec<Source>,
}

impl Sources {
    /// Sources that never were on disk, sorted by name.
    pub fn from_texts<N: Into<String>, T: Into<String>>(texts: impl IntoIterator<Item = (N, T)>) -> Self {
        let source = |(name, text): (N, T)| Source::new(name.into(), text.into());
        let mut files: Vec<Source> = texts.into_iter().map(source).collect();
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Sources { files, ..Sources::default() }
    }

    /// A file by its number, good or refused.
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.files.iter().chain(&self.refused).chain(&self.beside).nth(file.0)
    }

    /// The good files with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files.iter().enumerate().map(|(index, source)| (FileId(index), source))
    }

    /// How a message names a file: the folder as the user named it, then the file.
    pub fn display_name(&self, file: FileId) -> String {
        let name = self.get(file).map_or("", |source| source.name.as_str());
        let root = if file.0 < self.of_folder() { self.root.trim_end_matches('/') } else { "" };
        let parts = [root, name];
        let named: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        named.join("/")
    }

    /// Adds a file that is no part of the spec, so that a message can name it.
    pub fn add_beside(&mut self, name: String, text: String) -> FileId {
        let file = FileId(self.of_folder() + self.beside.len());
        self.beside.push(Source::new(name, text));
        file
    }

    /// How many files come from the folder.
    fn of_folder(&self) -> usize {
        self.files.len() + self.refused.len()
    }
}

/// What a folder gave: the good files, and what is wrong with the others.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The files.
    pub sources: Sources,
    /// What is wrong with the refused ones.
    pub report: Report,
}

/// Reads `api.yaml`, `resources/**/*.yaml` and `types/**/*.yaml`, in the order of their names.
///
/// Dot files are passed over, and so is everything that is not YAML.
pub fn folder(dir: &Path) -> Loaded {
    let help = "name the folder that holds `api.yaml` with --spec";
    load(dir, &Kind { missing: ("no_spec", help), belongs: spec_file, chief: Some("api.yaml") })
}

/// Reads an OpenAPI document to hold the spec against; `None` when it cannot be taken, and the report says why.
pub fn document(loaded: &mut Loaded, path: &Path) -> Option<FileId> {
    if !path.try_exists().unwrap_or(true) {
        let fault = Fault::new("no_document", "does not exist", "name an OpenAPI document, YAML or JSON");
        return beside(loaded, path, Err(fault));
    }
    beside(loaded, path, folder::read(path, &DOCUMENT_LIMIT).map(surrogates::rewritten))
}

fn beside(loaded: &mut Loaded, path: &Path, outcome: Result<String, Box<Fault>>) -> Option<FileId> {
    let name = path.to_string_lossy().replace('\\', "/");
    let (text, fault) = match outcome {
        Ok(text) => (text, None),
        Err(mut fault) => (std::mem::take(&mut fault.text), Some(fault)),
    };
    let file = loaded.sources.add_beside(name.clone(), text);
    loaded.report.extend(fault.iter().map(|fault| diagnostic(fault, "", &name, file)));
    fault.is_none().then_some(file)
}

/// Reads every `*.jinja` of a folder, in the order of their names.
pub fn templates(dir: &Path) -> Loaded {
    let help = "templates stand beside the sources of the generator";
    load(dir, &Kind { missing: ("no_templates", help), belongs: template_file, chief: None })
}

fn spec_file(name: &str) -> Belongs {
    let Some((stem, ext)) = name.rsplit_once('.') else { return Belongs::No };
    let is_yaml = ext.eq_ignore_ascii_case("yaml") || ext.eq_ignore_ascii_case("yml");
    // The lists of wanted differences and changes have their place here and are no part of the API.
    let placed =
        matches!(stem, "api" | "drift" | "accepted") || stem.starts_with("resources/") || stem.starts_with("types/");
    match (is_yaml, placed, ext) {
        (false, ..) => Belongs::No,
        (true, true, "yaml") if matches!(stem, "drift" | "accepted") => Belongs::No,
        (true, true, "yaml") => Belongs::Yes,
        (true, true, _) => Belongs::Stray(format!("rename it to `{stem}.yaml`")),
        (true, false, _) => Belongs::Stray(
            "services belong in `resources/`, shared types in `types/`, the rest in `api.yaml`".to_owned(),
        ),
    }
}

fn template_file(name: &str) -> Belongs {
    if name.ends_with(".jinja") { Belongs::Yes } else { Belongs::No }
}

fn load(dir: &Path, kind: &Kind) -> Loaded {
    let mut loaded = Loaded::default();
    loaded.sources.root = dir.to_string_lossy().replace('\\', "/");
    let mut faults = Vec::new();
    for Entry { name, outcome } in folder::entries(dir, kind) {
        match outcome {
            Ok(text) => loaded.sources.files.push(Source::new(name, text)),
            Err(fault) => faults.push((name, fault)),
        }
    }
    for (name, fault) in faults {
        let file = FileId(loaded.sources.files.len() + loaded.sources.refused.len());
        loaded.report.push(diagnostic(&fault, &loaded.sources.root, &name, file));
        loaded.sources.refused.push(Source::new(name, fault.text));
    }
    loaded
}

fn diagnostic(fault: &Fault, root: &str, name: &str, file: FileId) -> Diagnostic {
    let what = if name.is_empty() { root } else { name };
    let place = match fault.point {
        Some((line, column)) => Place::point(file, line, column),
        None => Place::file(file),
    };
    let message = format!("`{what}` {}", fault.message);
    Diagnostic::error(fault.code, message, place).label(fault.label.clone()).help(fault.help.clone())
}

#[cfg(test)]
mod tests;
