//! Every kind of change is a folder: what is changed of `_base`, and the report about it.
//!
//! `edits.yaml` is a list of `{ file, at, old, new }`: the text `at` of the base becomes `old` on the
//! old side and `new` on the new side, and stays where that is not given; without `at`, the file is
//! there with that text on the sides that give one. With `crate: true` it is the emitted crate of the old
//! side that is changed, which then is what an earlier generator made of it.
//! `BLESS=1 cargo test -p clientwright-tests --test diff` rewrites the expectations.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clientwright::diff::accepted;
use clientwright::diff::bump::Verdict;
use clientwright::diff::kinds::{self, WAIVED};
use clientwright::diff::render::{self, Asked, Format, Told};
use clientwright::diff::{self, Diff, Kind, Mirror, Side};
use clientwright::model::Api;
use clientwright_tests::change::{self, Change, Crate, Crates};
use libtest_mimic::{Arguments, Failed, Trial};
use similar::TextDiff;

const EXPECTATIONS: &[(&str, Format)] = &[
    ("expected.txt", Format::Text),
    ("expected.md", Format::Markdown),
    ("expected.json", Format::Json),
    ("expected.github", Format::Github),
    ("expected.sarif", Format::Sarif),
    ("expected.xml", Format::Junit),
];

fn main() {
    let arguments = Arguments::from_args();
    let mut trials: Vec<Trial> = change::cases()
        .into_iter()
        .map(|case| {
            let name = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Trial::test(name.clone(), move || check(&name, &case))
        })
        .collect();
    trials.push(Trial::test("_every_kind_has_a_case", every_kind_has_a_case));
    trials.push(Trial::test("_every_mirror_is_a_kind_or_has_a_reason", every_mirror_is_a_kind_or_has_a_reason));
    trials.push(Trial::test(
        "_every_known_change_is_a_kind_or_has_a_reason",
        every_known_change_is_a_kind_or_has_a_reason,
    ));
    trials.push(Trial::test("_every_word_of_the_list_is_explained", every_word_of_the_list_is_explained));
    trials.push(Trial::test("_every_page_has_its_example", every_page_has_its_example));
    for spec in ["spec", "tests/second/spec", "tests/names/spec", "tests/export/workshop/spec"] {
        let name = format!("_{}_compared_with_itself", spec.replace('/', "_"));
        trials.push(Trial::test(name, move || itself(spec)));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn check(name: &str, case: &Path) -> Result<(), Failed> {
    let change = change::laid_out(case)?;
    let Change { old, new, .. } = &change;
    let (before, after) = (api(old)?, api(new)?);
    let diff = change.diff();
    let sides = [("old", old), ("new", new)].map(|(label, analysis)| Side { label, sources: &analysis.sources });
    let verdict = Verdict::new(&diff.entries, &before.package.version, &after.package.version);
    let told = Told::new(&diff, sides[0], sides[1], &verdict, Asked { given: Some(""), ..Asked::default() });
    for (file, format) in EXPECTATIONS {
        // Text is always expected, the other formats where a case has them.
        if *format == Format::Text || case.join(file).exists() {
            compare(&case.join(file), &told.render(*format))?;
        }
    }
    if case.join("expected.changelog.md").exists() {
        compare(&case.join("expected.changelog.md"), &render::section(&diff.entries, &verdict))?;
    }
    if name.starts_with('_') {
        return Ok(());
    }
    let kind = kinds::find(name).ok_or("the folder is named after no kind")?;
    finds(&diff, kind)?;
    judges(&diff, kind)?;
    for side in [before, after] {
        nothing(&Diff::between(side, side))?;
    }
    explains(before, after, &diff)?;
    unchanged(&change)?;
    mirrors(&change.swapped().diff(), kind)
}

fn api(analysis: &clientwright::Analysis) -> Result<&Api, Failed> {
    let faults = || analysis.report.render(&analysis.sources, Default::default(), false).into();
    analysis.api.as_ref().ok_or_else(faults)
}

fn compare(file: &Path, found: &str) -> Result<(), Failed> {
    if std::env::var_os("BLESS").is_some() {
        fs::write(file, found)?;
        return Ok(());
    }
    let expected = fs::read_to_string(file).map_err(|_| format!("no {}; this was found:\n{found}", file.display()))?;
    if expected == found {
        return Ok(());
    }
    Err(TextDiff::from_lines(expected.as_str(), found).unified_diff().header("expected", "found").to_string().into())
}

fn codes(diff: &Diff) -> Vec<&'static str> {
    diff.entries
        .iter()
        .flat_map(|entry| [entry.kind].into_iter().chain(entry.also.iter().copied()))
        .map(|kind| kind.code)
        .collect()
}

fn finds(diff: &Diff, kind: &Kind) -> Result<(), Failed> {
    match codes(diff).contains(&kind.code) {
        true => Ok(()),
        false => Err(format!("`{}` is not among {:?}", kind.code, codes(diff)).into()),
    }
}

/// What is judged by the emitted items is among what the table says is possible.
fn judges(diff: &Diff, kind: &Kind) -> Result<(), Failed> {
    for entry in diff.entries.iter().filter(|entry| entry.kind == kind && entry.also.is_empty()) {
        if !kind.rust.contains(&entry.rust) {
            return Err(format!("`{}` is judged {}, the table has {:?}", kind.code, entry.rust, kind.rust).into());
        }
    }
    Ok(())
}

fn mirrors(swapped: &Diff, kind: &Kind) -> Result<(), Failed> {
    let expected = match &kind.mirror {
        Mirror::Is(code) => code,
        Mirror::Same => kind.code,
        Mirror::Waived(_) => return Ok(()),
    };
    match codes(swapped).contains(&expected) {
        true => Ok(()),
        false => Err(format!("swapped, `{expected}` is not among {:?}", codes(swapped)).into()),
    }
}

fn nothing(diff: &Diff) -> Result<(), Failed> {
    match diff.entries.is_empty() {
        true => Ok(()),
        false => Err(format!("{:#?}", diff.entries).into()),
    }
}

/// A crate compared with itself yields nothing.
fn unchanged(change: &Change) -> Result<(), Failed> {
    for files in change.crates.iter().flat_map(|crates| [&crates.then, &crates.now]) {
        let mut diff = Diff::default();
        let notes = diff.add_generator(api(&change.old)?, &change::texts(files), &change::texts(files));
        nothing(&diff)?;
        assert!(notes.is_empty(), "{notes:?}");
    }
    Ok(())
}

/// No item of the crate differs without an entry that says so.
fn explains(before: &Api, after: &Api, diff: &Diff) -> Result<(), Failed> {
    let unexplained = diff::unexplained(before, after, diff);
    if unexplained.is_empty() { Ok(()) } else { Err(format!("nothing explains {unexplained:#?}").into()) }
}

fn itself(spec: &str) -> Result<(), Failed> {
    let folder: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(spec);
    let analysis = clientwright_tests::overlay::analysed(&folder);
    nothing(&Diff::between(api(&analysis)?, api(&analysis)?))
}

fn every_kind_has_a_case() -> Result<(), Failed> {
    let missing: Vec<&str> = kinds::all()
        .map(|kind| kind.code)
        .filter(|code| !change::root().join(code).join("edits.yaml").exists())
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("no case for {missing:?}").into()) }
}

fn every_mirror_is_a_kind_or_has_a_reason() -> Result<(), Failed> {
    for kind in kinds::all() {
        let sound = match &kind.mirror {
            Mirror::Is(code) => kinds::find(code).is_some() && *code != kind.code,
            Mirror::Same => true,
            Mirror::Waived(reason) => reason.len() > 20,
        };
        if !sound {
            return Err(format!("the mirror of `{}` is neither", kind.code).into());
        }
    }
    Ok(())
}

/// `known.txt` lists what can change of an API, as far as anybody has told.
fn every_known_change_is_a_kind_or_has_a_reason() -> Result<(), Failed> {
    let known = fs::read_to_string(change::root().join("known.txt"))?;
    let known: Vec<&str> = known.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let lost: Vec<&&str> = known
        .iter()
        .filter(|line| {
            let code = line.split(" = ").last().unwrap_or_default();
            kinds::find(code).is_some() == kinds::waiver(code).is_some()
        })
        .collect();
    if !lost.is_empty() {
        return Err(format!("neither a kind nor waived, or both: {lost:?}").into());
    }
    let stale: Vec<&str> =
        WAIVED.iter().map(|(code, _)| *code).filter(|code| !known.iter().any(|line| line.ends_with(code))).collect();
    if stale.is_empty() { Ok(()) } else { Err(format!("waived, and not on the list: {stale:?}").into()) }
}

fn every_word_of_the_list_is_explained() -> Result<(), Failed> {
    let legend = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/README.md"))?;
    let missing = accepted::KEYS.iter().find(|key| !legend.contains(&format!("`{key}`")));
    missing.map_or(Ok(()), |key| Err(format!("spec/README.md does not explain `{key}`").into()))
}

/// The examples of the pages are what the cases change, in the spec and in Rust.
fn every_page_has_its_example() -> Result<(), Failed> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/src/diff/examples.md");
    let mut text = String::from(
        "# Examples of all kinds of changes\n\nMade of the cases of the tests: \
         `BLESS=1 cargo test -p clientwright-tests --test diff` writes them.\n",
    );
    for kind in kinds::all() {
        text += &example(kind)?;
    }
    compare(&file, &text)
}

fn example(kind: &Kind) -> Result<String, Failed> {
    let change = change::laid_out(&change::root().join(kind.code))?;
    let mut text = match &change.crates {
        Some(Crates { then, now }) => {
            format!("\n## {}\n\nIn the emitted crate:\n\n```diff\n", kind.code) + &edits(then, now)
        }
        None => {
            let files = |analysis: &clientwright::Analysis| {
                let files = analysis.sources.files.iter();
                files.map(|source| (source.name.clone(), source.text.clone())).collect::<Crate>()
            };
            let edits = edits(&files(&change.old), &files(&change.new));
            format!("\n## {}\n\nIn the spec:\n\n```diff\n", kind.code) + &edits
        }
    };
    text += "```\n\n";
    let diff = change.diff();
    let items: Vec<_> = diff
        .entries
        .iter()
        .filter(|entry| entry.kind == kind || entry.also.contains(&kind))
        .flat_map(render::telling)
        .collect();
    if items.is_empty() {
        return Ok(text + "In Rust no item changes.\n");
    }
    text += "In Rust:\n\n```diff\n";
    for item in items.iter().take(6) {
        text += &format!("@@ {} @@\n", item.path);
        text.extend(item.old.iter().map(|old| format!("-{old}\n")));
        text.extend(item.new.iter().map(|new| format!("+{new}\n")));
    }
    if items.len() > 6 {
        text += &format!("@@ and {} more items @@\n", items.len() - 6);
    }
    Ok(text + "```\n")
}

/// The lines that differ, by file.
fn edits(before: &Crate, after: &Crate) -> String {
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let mut text = String::new();
    for name in names {
        let side = |files: &Crate| files.get(name).cloned().unwrap_or_default();
        let (before, after) = (side(before), side(after));
        if before != after {
            let diff = TextDiff::from_lines(before.as_str(), after.as_str());
            text += &format!("@@ {name} @@\n");
            text.extend(
                diff.iter_all_changes()
                    .filter(|change| change.tag() != similar::ChangeTag::Equal)
                    .map(|change| format!("{}{}", change.tag(), change.value().trim_end_matches('\n')) + "\n"),
            );
        }
    }
    text
}
