//! Pairs of specs: what a case changes of a base, before and after.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clientwright::diff::Diff;
use clientwright::emit::{self, Templates};
use clientwright::model::Api;
use clientwright::surface::Texts;
use clientwright::timing::Timings;
use clientwright::{Analysis, analyse, read};
use serde_yaml::Value;
use tempfile::TempDir;

use crate::overlay;

/// Both sides of a case.
pub struct Change {
    /// The spec before.
    pub old: Analysis,
    /// The spec after.
    pub new: Analysis,
    /// The crates, where a case changes what was emitted.
    pub crates: Option<Crates>,
}

/// Files of an emitted crate by their paths.
pub type Crate = BTreeMap<String, String>;

/// What the generator made of the old spec, and what it makes of it today.
pub struct Crates {
    pub then: Crate,
    pub now: Crate,
}

impl Change {
    /// What changes, with what the generator changes if the case is about that.
    ///
    /// # Panics
    ///
    /// A side does not load.
    pub fn diff(&self) -> Diff {
        let mut diff = Diff::between(api(&self.old), api(&self.new));
        if let Some(Crates { then, now }) = &self.crates {
            let notes = diff.add_generator(api(&self.old), &texts(then), &texts(now));
            assert!(notes.is_empty(), "{notes:?}");
        }
        diff
    }

    /// The other way round.
    #[must_use]
    pub fn swapped(self) -> Self {
        let crates = self.crates.map(|Crates { then, now }| Crates { then: now, now: then });
        Change { old: self.new, new: self.old, crates }
    }
}

/// The files as comparisons take them.
pub fn texts(files: &Crate) -> Texts<'_> {
    Texts(files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect())
}

fn api(analysis: &Analysis) -> &Api {
    analysis.api.as_ref().expect("both sides of a case load")
}

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The folder of the cases.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("diff")
}

/// The folders of the cases, by name.
pub fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(root()).expect("the folder of the cases is there");
    let folders = entries.map(|entry| entry.expect("it can be listed").path());
    let mut cases: Vec<PathBuf> = folders.filter(|path| path.join("edits.yaml").exists()).collect();
    cases.sort();
    cases
}

/// What a case is called: the kind of change that it shows.
pub fn name(case: &Path) -> String {
    case.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Both sides of a case, which are sound.
pub fn apis(case: &Path) -> Result<(Api, Api), String> {
    let sides = laid_out(case).map_err(|error| error.to_string())?;
    Ok((sides.old.api.ok_or("the old side does not load")?, sides.new.api.ok_or("the new side does not load")?))
}

/// Makes and reads both sides of a case.
pub fn laid_out(case: &Path) -> Outcome<Change> {
    let edits: Vec<Value> = serde_yaml::from_str(&fs::read_to_string(case.join("edits.yaml"))?)?;
    let (of_crate, of_spec): (Vec<Value>, Vec<Value>) =
        edits.into_iter().partition(|edit| edit.get("crate").and_then(Value::as_bool).unwrap_or_default());
    let (old, new) = (side(&of_spec, "old")?, side(&of_spec, "new")?);
    let crates = old.api.as_ref().filter(|_| !of_crate.is_empty()).map(|api| crates(api, &of_crate)).transpose()?;
    Ok(Change { old, new, crates })
}

fn crates(api: &Api, edits: &[Value]) -> Outcome<Crates> {
    let templates = read::templates(&root().join("../../templates")).sources.files;
    let templates = Templates(templates.into_iter().map(|source| (source.name, source.text)).collect());
    let files = emit::all(api, &templates)?;
    let now: Crate = files.iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    let mut then = now.clone();
    for edit in edits {
        let (file, at, old) = (key(edit, "file"), key(edit, "at"), key(edit, "old"));
        let file = file.ok_or("an edit names no file")?;
        let text = edited(file, then.get(file).map_or("", String::as_str), at, old.ok_or("it says no `old`")?)?;
        then.insert(file.to_owned(), text);
    }
    Ok(Crates { then, now })
}

fn side(edits: &[Value], side: &str) -> Outcome<Analysis> {
    let folder = TempDir::new()?;
    overlay::lay(&root().join("_base"), folder.path())?;
    for edit in edits {
        apply(edit, side, folder.path())?;
    }
    let mut loaded = read::folder(folder.path());
    "spec".clone_into(&mut loaded.sources.root);
    Ok(analyse(loaded, &mut Timings::new()))
}

fn apply(edit: &Value, side: &str, folder: &Path) -> Outcome<()> {
    let file = key(edit, "file").ok_or("an edit names no file")?;
    let path = folder.join(file);
    let Some(wanted) = key(edit, side) else { return Ok(()) };
    let text = if key(edit, "at").is_some() { fs::read_to_string(&path)? } else { String::new() };
    Ok(fs::write(path, edited(file, &text, key(edit, "at"), wanted)?)?)
}

fn key<'a>(edit: &'a Value, name: &str) -> Option<&'a str> {
    edit.get(name).and_then(Value::as_str)
}

/// The text with something else at a place, which has to be there once; another text without a place.
fn edited(file: &str, text: &str, at: Option<&str>, wanted: &str) -> Outcome<String> {
    match at {
        None => Ok(wanted.to_owned()),
        Some(at) if text.matches(at).count() == 1 => Ok(text.replace(at, wanted)),
        Some(at) => Err(format!("{file} does not have this once:\n{at}").into()),
    }
}
