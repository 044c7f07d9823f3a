//! Every diagnostic is a folder: the spec with the mistake beside what is said about it.
//!
//! A case holds only the files that differ from `_base`. Its file `make` is for what is better
//! made than kept: a line is a path, a recipe and its size, or `remove` and a path.
//! `BLESS=1 cargo test -p clientwright-tests --test ui` rewrites the expectations.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright::diag::Format;
use clientwright_tests::overlay;
use libtest_mimic::{Arguments, Failed, Trial};
use similar::TextDiff;
use tempfile::TempDir;

const EXPECTATIONS: &[(&str, Format)] =
    &[("expected.txt", Format::Text), ("expected.json", Format::Json), ("expected.github", Format::Github)];

fn main() {
    let arguments = Arguments::from_args();
    let trials = cases().into_iter().map(|case| {
        let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(name, move || check(&case))
    });
    let mut trials: Vec<Trial> = trials.collect();
    trials.push(Trial::test("_base", base_is_sound));
    libtest_mimic::run(&arguments, trials).exit();
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("ui")
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(root()).expect("the folder of the cases is there");
    let folders = entries.map(|entry| entry.expect("it can be listed").path()).filter(|path| path.is_dir());
    let mut cases: Vec<PathBuf> = folders.filter(|path| !path.ends_with("_base")).collect();
    cases.sort();
    cases
}

/// What is wrong in a case must be the case's doing.
fn base_is_sound() -> Result<(), Failed> {
    let spec = TempDir::new()?;
    overlay::lay(&root().join("_base"), spec.path())?;
    match rendered(spec.path(), Format::Text).as_str() {
        "" => Ok(()),
        findings => Err(findings.into()),
    }
}

fn check(case: &Path) -> Result<(), Failed> {
    let spec = TempDir::new()?;
    overlay::lay(&root().join("_base"), spec.path())?;
    overlay::lay(case, spec.path())?;
    make(case, spec.path())?;
    for (file, format) in EXPECTATIONS {
        let expected = fs::read_to_string(case.join(file)).ok();
        // Text is always expected, the other formats where a case has them.
        if expected.is_some() || *format == Format::Text {
            compare(&case.join(file), expected.as_deref(), &rendered(spec.path(), *format))?;
        }
    }
    Ok(())
}

fn rendered(spec: &Path, format: Format) -> String {
    let analysis = overlay::analysed(spec);
    analysis.report.render(&analysis.sources, format, false)
}

fn compare(file: &Path, expected: Option<&str>, found: &str) -> Result<(), Failed> {
    if found.is_empty() {
        return Err("the spec is broken, and nothing was found".into());
    }
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

fn make(case: &Path, spec: &Path) -> Result<(), Failed> {
    let recipes = fs::read_to_string(case.join("make")).unwrap_or_default();
    for line in recipes.lines() {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["remove", path] => fs::remove_file(spec.join(path))?,
            [path, recipe, size] => fs::write(spec.join(path), made(recipe, size.parse()?)?)?,
            _ => return Err(format!("`{line}` is no recipe").into()),
        }
    }
    Ok(())
}

fn made(recipe: &str, size: usize) -> Result<String, Failed> {
    Ok(match recipe {
        "scalar" => format!("doc: {}\n", "x".repeat(size)),
        "nested" => format!("doc: {}{}\n", "[".repeat(size), "]".repeat(size)),
        // The mistake is the last thing on a line of this length.
        "wide" => format!("types: {{ Wide: {{ doc: {}, values: {{ a: A. }}, wsa: [] }} }}\n", "x".repeat(size)),
        // Each list names the one before it ten times.
        "aliases" => (1..size).fold("a0: &a0 [x]\n".to_owned(), |text, n| {
            format!("{text}a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(", "))
        }),
        _ => return Err(format!("`{recipe}` is no recipe").into()),
    })
}
