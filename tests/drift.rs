//! Every way in which a document can differ is a folder: what is changed, and what is said about it.
//!
//! `_base` holds a spec and a document that say the same. A case holds files that take the place of
//! those, and `edits.yaml`: a list of `{ file, from, to }`. Its file `make` is for what is better made
//! than kept: a line is a path, a recipe and its size, or `remove` and a path.
//! `BLESS=1 cargo test -p clientwright-tests --test drift` rewrites the expectations.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright::diag::Format;
use clientwright::drift::{KEYS, KINDS, PARTS};
use clientwright::timing::Timings;
use clientwright::{export, read};
use libtest_mimic::{Arguments, Failed, Trial};
use similar::TextDiff;
use tempfile::TempDir;

const EXPECTATIONS: &[(&str, Format)] =
    &[("expected.txt", Format::Text), ("expected.json", Format::Json), ("expected.github", Format::Github)];

/// What a case consists of beside the files of a spec.
const OURS: &[&str] = &["edits.yaml", "make", "expected.txt", "expected.json", "expected.github"];

fn main() {
    let arguments = Arguments::from_args();
    let trials = cases().into_iter().map(|case| {
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(name, move || check(&case))
    });
    let mut trials: Vec<Trial> = trials.collect();
    for spec in ["spec", "tests/second/spec", "tests/names/spec", "tests/export/workshop/spec"] {
        let name = format!("_a_document_made_of_{}_says_the_same", spec.replace('/', "_"));
        trials.push(Trial::test(name, move || own_document_says_the_same(spec)));
    }
    trials.push(Trial::test("_every_kind_has_a_case", every_kind_has_a_case));
    trials.push(Trial::test("_every_word_is_explained", every_word_is_explained));
    libtest_mimic::run(&arguments, trials).exit();
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("drift")
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(root()).expect("the folder of the cases is there");
    let folders = entries.map(|entry| entry.expect("it can be listed").path()).filter(|path| path.is_dir());
    let mut cases: Vec<PathBuf> = folders.filter(|path| !path.ends_with("_base")).collect();
    cases.sort();
    cases
}

fn check(case: &Path) -> Result<(), Failed> {
    let work = TempDir::new()?;
    lay_out(case, work.path())?;
    for (file, format) in EXPECTATIONS {
        let expected = fs::read_to_string(case.join(file)).ok();
        // Text is always expected, the other formats where a case has them.
        if expected.is_some() || *format == Format::Text {
            compare(&case.join(file), expected.as_deref(), &said(work.path(), *format))?;
        }
    }
    Ok(())
}

/// Compares as the command line does, under names that are the same everywhere.
fn said(work: &Path, format: Format) -> String {
    let spec = work.join("spec");
    let mut loaded = read::folder(&spec);
    "spec".clone_into(&mut loaded.sources.root);
    let json = work.join("document.json");
    let document = read::document(&mut loaded, &if json.exists() { json } else { work.join("document.yaml") });
    let list = read::drift_list(&mut loaded, &spec);
    let prefix = format!("{}/", work.to_string_lossy().replace('\\', "/"));
    loaded.sources.beside.iter_mut().for_each(|source| source.name = source.name.replace(&prefix, ""));
    let (analysis, drift) = clientwright::drift(loaded, document, list);
    let findings = analysis.report.render(&analysis.sources, format, false).replace(&prefix, "");
    match (drift, format) {
        (None, _) => findings,
        (Some(drift), Format::Text) => findings + &drift.render(&analysis.report, &analysis.sources, format),
        (Some(drift), _) => drift.render(&analysis.report, &analysis.sources, format),
    }
}

fn compare(file: &Path, expected: Option<&str>, found: &str) -> Result<(), Failed> {
    if std::env::var_os("BLESS").is_some() {
        fs::write(file, found)?;
        return Ok(());
    }
    match expected {
        None => Err(format!("no {}; this was found:\n{found}", file.display()).into()),
        Some(expected) if expected == found => Ok(()),
        Some(expected) => {
            Err(TextDiff::from_lines(expected, found).unified_diff().header("expected", "found").to_string().into())
        }
    }
}

/// The spec and the document of a case, side by side.
fn lay_out(case: &Path, work: &Path) -> Result<(), Failed> {
    let spec = work.join("spec");
    for folder in [&root().join("_base"), case] {
        copy(folder, &spec)?;
    }
    for document in ["document.yaml", "document.json"] {
        if spec.join(document).exists() {
            fs::rename(spec.join(document), work.join(document))?;
        }
    }
    edit(case, work)?;
    make(case, work)
}

fn copy(from: &Path, to: &Path) -> Result<(), Failed> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else if !OURS.contains(&&*name.to_string_lossy()) {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

/// The document stands beside the folder of the spec.
fn place(work: &Path, file: &str) -> PathBuf {
    if file.starts_with("document.") { work.join(file) } else { work.join("spec").join(file) }
}

fn edit(case: &Path, work: &Path) -> Result<(), Failed> {
    let Ok(text) = fs::read_to_string(case.join("edits.yaml")) else { return Ok(()) };
    let edits: Vec<std::collections::BTreeMap<String, String>> = serde_yaml::from_str(&text)?;
    for edit in edits {
        let path = place(work, &edit["file"]);
        let before = fs::read_to_string(&path)?;
        if before.matches(&edit["from"]).count() != 1 {
            return Err(format!("{} does not have this once:\n{}", edit["file"], edit["from"]).into());
        }
        fs::write(path, before.replace(&edit["from"], &edit["to"]))?;
    }
    Ok(())
}

fn make(case: &Path, work: &Path) -> Result<(), Failed> {
    let recipes = fs::read_to_string(case.join("make")).unwrap_or_default();
    for line in recipes.lines() {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["remove", path] => fs::remove_file(place(work, path))?,
            [path, "zeros", size] => fs::File::create(place(work, path))?.set_len(size.parse()?)?,
            [path, "latin1", _] => fs::write(place(work, path), b"openapi: 3.0.0\ninfo: { title: Stra\xdfe }\n")?,
            _ => return Err(format!("`{line}` is no recipe").into()),
        }
    }
    Ok(())
}

/// What this project writes about an API and what it reads about it must be one.
fn own_document_says_the_same(spec: &str) -> Result<(), Failed> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(spec);
    let work = TempDir::new()?;
    let path = work.path().join("own.yaml");
    let analysis = clientwright::analyse(read::folder(&spec), &mut Timings::new());
    let api = analysis.api.ok_or("the spec does not load")?;
    fs::write(&path, export::yaml(&export::openapi(&api)))?;
    let mut loaded = read::folder(&spec);
    let document = read::document(&mut loaded, &path);
    let (analysis, drift) = clientwright::drift(loaded, document, None);
    let drift = drift.ok_or_else(|| analysis.report.render(&analysis.sources, Format::Text, false))?;
    match drift.groups.is_empty() {
        true => Ok(()),
        false => Err(drift.render(&analysis.report, &analysis.sources, Format::Text).into()),
    }
}

fn every_kind_has_a_case() -> Result<(), Failed> {
    let said: String = cases().iter().filter_map(|case| fs::read_to_string(case.join("expected.txt")).ok()).collect();
    let missing: Vec<&str> =
        KINDS.iter().map(|(name, _)| *name).filter(|name| !said.contains(&format!("  {name}: "))).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("no case shows {missing:?}").into()) }
}

fn every_word_is_explained() -> Result<(), Failed> {
    let legend = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/README.md"))?;
    let words =
        KEYS.iter().copied().chain(KINDS.iter().map(|(name, _)| *name)).chain(PARTS.iter().map(|(name, _)| *name));
    let missing: Vec<&str> = words.filter(|word| !legend.contains(&format!("`{word}`"))).collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("spec/README.md does not explain {missing:?}").into()) }
}
