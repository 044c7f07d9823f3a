//! Pairs of specs: what a case changes of a base, before and after.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright::model::Api;
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
    Ok(Change { old: side(&edits, "old")?, new: side(&edits, "new")? })
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
    let key = |name: &str| edit.get(name).and_then(Value::as_str);
    let file = key("file").ok_or("an edit names no file")?;
    let path = folder.join(file);
    let Some(wanted) = key(side) else { return Ok(()) };
    let Some(at) = key("at") else { return Ok(fs::write(path, wanted)?) };
    let text = fs::read_to_string(&path)?;
    if text.matches(at).count() != 1 {
        return Err(format!("{file} does not have this once:\n{at}").into());
    }
    Ok(fs::write(path, text.replace(at, wanted))?)
}
