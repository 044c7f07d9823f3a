//! `cargo xtask diff` and `cargo xtask accept`.

use std::env;
use std::path::Path;

use clientwright::diag::Report;
use clientwright::diff::accepted;
use clientwright::diff::bump::Verdict;
use clientwright::diff::render::{self, Asked, Told};
use clientwright::diff::{self, Diff, Entry, Side, Threshold};
use clientwright::read::git::Refusal;
use clientwright::read::given::{self, Given};
use clientwright::{Version, read, write};

use crate::cli::{self, Format};
use crate::commands::templates;
use crate::console::{self, Status};
use crate::folders;

/// Compares two versions of the spec.
pub fn run(arguments: cli::Diff) -> Status {
    report(&arguments).unwrap_or_else(|status| status)
}

/// Adds a change to the list of those that are accepted.
pub fn accept(arguments: cli::Accept) -> Status {
    accepting(&arguments).unwrap_or_else(|status| status)
}

/// Both sides and what changes between them.
struct Comparison {
    old: Version,
    new: Version,
    diff: Diff,
    verdict: Verdict,
    /// What is wrong with the list of accepted changes.
    faults: Report,
}

fn report(arguments: &cli::Diff) -> Result<Status, Status> {
    if arguments.schema {
        console::product(render::SCHEMA);
        return Ok(Status::Fine);
    }
    let threshold = threshold(&arguments.fail_on)?;
    let compared =
        compare(arguments.base.as_deref(), arguments.head.as_deref(), &arguments.folders, arguments.faults())?;
    let Comparison { old, new, diff, verdict, faults } = &compared;
    if arguments.bump {
        console::product(verdict.line());
        return Ok(Status::Fine);
    }
    if arguments.changelog {
        changelog(diff, verdict);
        return Ok(Status::Fine);
    }
    let given = (arguments.head.is_none() || !new.is_document).then(|| given(arguments));
    let asked = Asked { threshold, expand: arguments.expand, given: given.as_deref() };
    let told = Told::new(diff, named(old), named(new), verdict, asked);
    console::product(told.render(arguments.format.into()));
    if arguments.format == cli::Report::Github {
        summarise(&told)?;
    }
    console::findings(faults, &new.analysis.sources, arguments.faults());
    let too_small = arguments.check_version && !verdict.is_enough();
    if too_small {
        console::fault(TOO_SMALL, arguments.faults());
    }
    let exceeded = diff.entries.iter().any(|entry| threshold.is_exceeded(entry));
    Ok(if exceeded || too_small || faults.has_errors() { Status::Found } else { Status::Fine })
}

const TOO_SMALL: &str = "the version of the package is too small for what changes: raise it in api.yaml and generate";

fn changelog(diff: &Diff, verdict: &Verdict) {
    let section = render::section(&diff.entries, verdict);
    if section.is_empty() {
        console::message("nothing changes that a change log would tell");
    }
    console::product(section);
}

/// What `accept` has to be told to find the same changes, as people type it into a shell.
fn given(arguments: &cli::Diff) -> String {
    let path = |path: &Option<std::path::PathBuf>| path.as_ref().map(|path| path.to_string_lossy().into_owned());
    let folders = &arguments.folders;
    let options =
        [("--base", arguments.base.clone()), ("--spec", path(&folders.spec.dir)), ("--out", path(&folders.out))];
    let option = |(name, value): (&str, Option<String>)| value.map(|value| format!(" {name}={}", quoted(&value)));
    options.into_iter().filter_map(option).collect()
}

fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "/._-:@+=,".contains(c);
    if text.chars().all(is_plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

fn threshold(words: &[String]) -> Result<Threshold, Status> {
    let threshold =
        words.iter().try_fold(Threshold::default(), |threshold, word| diff::threshold::parse(word, threshold));
    threshold.map_err(usage)
}

fn usage(message: impl std::fmt::Display) -> Status {
    console::error(message);
    Status::Usage
}

fn compare(
    base: Option<&str>,
    head: Option<&str>,
    folders: &cli::Compared,
    faults: Format,
) -> Result<Comparison, Status> {
    let (spec, out) = (folders::spec(folders.spec.dir.clone()), folders::out(folders.out.clone()));
    let (old, new) = (side(given::base(base, &spec, &out))?, side(given::head(head, &spec))?);
    let (old, new) = clientwright::versions(old, new);
    let (Some(before), Some(after)) = (&old.analysis.api, &new.analysis.api) else {
        // Annotations belong to the files that are there, which the old side need not have.
        let sides = [("old", &old, Format::Text), ("new", &new, faults)];
        sides.into_iter().for_each(|(which, version, faults)| unloaded(which, version, faults));
        return Err(Status::NotLoaded);
    };
    let diff = if new.is_document { Diff::between_documents(before, after) } else { Diff::between(before, after) };
    let (mut diff, mut faults) = (diff, Report::new());
    if old.client.is_some() {
        let notes = clientwright::compare_generator(&mut diff, &old, &templates(Format::Text)?).map_err(failed)?;
        notes.iter().for_each(|note| console::message(format!("note: {note}")));
    }
    accepted::apply(&mut diff, &new.accepted, &old.accepted, &mut faults);
    let verdict = Verdict::new(&diff.entries, &before.package.version, &after.package.version);
    Ok(Comparison { diff, verdict, faults, old, new })
}

/// A revision that is not there is a side that does not load.
fn side(given: Result<Given, Refusal>) -> Result<Given, Status> {
    given.map_err(|refusal| {
        console::error(refusal);
        Status::NotLoaded
    })
}

fn named(version: &Version) -> Side<'_> {
    Side { label: &version.label, sources: &version.analysis.sources }
}

fn unloaded(which: &str, version: &Version, format: Format) {
    if version.analysis.api.is_none() {
        console::findings(&version.analysis.report, &version.analysis.sources, format);
        console::error(format!("the {which} side does not load: {}", version.label));
    }
}

/// In a workflow, the summary of the job gets the whole report, because annotations are few.
fn summarise(told: &Told<'_>) -> Result<(), Status> {
    let Some(path) = env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return Ok(()) };
    write::append(Path::new(&path), &told.render(render::Format::Markdown)).map_err(failed)
}

fn failed(error: impl std::fmt::Display) -> Status {
    console::error(error);
    Status::Found
}

fn accepting(arguments: &cli::Accept) -> Result<Status, Status> {
    if arguments.why.trim().is_empty() {
        return Err(usage("say why the change is wanted, for those who read the list later"));
    }
    let compared = compare(arguments.base.as_deref(), None, &arguments.folders, Format::Text)?;
    let entry = compared.diff.entries.iter().find(|entry| entry.fingerprint == arguments.fingerprint);
    let entry = entry.ok_or_else(|| usage(unknown(&arguments.fingerprint, &compared)))?;
    acceptable(entry)?;
    let dir = folders::spec(arguments.folders.spec.dir.clone());
    let path = dir.join("accepted.yaml");
    let text = read::accepted_text(&dir).map_err(failed)?;
    write::list(&path, &accepted::with(&text, entry, &arguments.why)).map_err(failed)?;
    console::product(format!("{} now accepts {}\n", path.display(), render::summary(entry)));
    Ok(Status::Fine)
}

fn acceptable(entry: &Entry) -> Result<(), Status> {
    if entry.kind.refused {
        return Err(failed(format!("`{}` cannot be accepted: {}", entry.kind.code, entry.kind.why)));
    }
    match &entry.accepted {
        Some(why) => Err(failed(format!("it is accepted already, because: {why}"))),
        None => Ok(()),
    }
}

fn unknown(fingerprint: &str, compared: &Comparison) -> String {
    let (old, new) = (&compared.old.label, &compared.new.label);
    format!(
        "no change from {old} to {new} has the fingerprint `{fingerprint}`; `cargo xtask diff` shows those there are"
    )
}
