//! Changes that are wanted although they are grave: `accepted.yaml` beside the spec.

use super::Diff;
use super::entry::Entry;
use crate::diag::{Diagnostic, FileId, Path, Place, Report};
use crate::read::Sources;
use crate::yaml::{self, Yaml};

/// An entry of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    pub fingerprint: String,
    pub why: String,
    place: Place,
}

/// The keys of an entry; `spec/README.md` explains them.
pub const KEYS: &[&str] = &["fingerprint", "kind", "what", "why"];

/// Reads the list; what is wrong with it goes to the report.
pub fn read(sources: &Sources, file: FileId, report: &mut Report) -> Vec<Acceptance> {
    let text = sources.get(file).map_or("", |source| source.text.as_str());
    let entries = match yaml::parse(file, text) {
        Ok(Yaml::List(entries)) => entries,
        // A list that has only comments left.
        Ok(Yaml::Null) => Vec::new(),
        Ok(other) => {
            let message = format!("the accepted changes are a list, this is {}", other.kind());
            report.push(Diagnostic::error("wrong_type", message, Place::value(file, Path::root())).help(HELP));
            Vec::new()
        }
        Err(fault) => {
            report.push(fault);
            Vec::new()
        }
    };
    let mut list: Vec<Acceptance> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let path = Path::root().index(index);
        match acceptance(file, &path, entry) {
            Err(diagnostic) => report.push(*diagnostic),
            Ok(entry) if list.iter().any(|other| other.fingerprint == entry.fingerprint) => {
                let message = format!("`{}` is accepted twice", entry.fingerprint);
                report
                    .push(Diagnostic::error("accepted_twice", message, entry.place).help("remove one of the entries"));
            }
            Ok(entry) => list.push(entry),
        }
    }
    list
}

const HELP: &str = "`cargo xtask accept` writes entries with `fingerprint`, `kind`, `what` and `why`";

fn acceptance(file: FileId, path: &Path, entry: &Yaml) -> Result<Acceptance, Box<Diagnostic>> {
    let fault = |code, message: String, place| Box::new(Diagnostic::error(code, message, place).help(HELP));
    let Yaml::Map(keys) = entry else {
        let message = format!("an accepted change is a mapping, this is {}", entry.kind());
        return Err(fault("wrong_type", message, Place::value(file, path.clone())));
    };
    if let Some((name, _)) = keys.iter().find(|(name, _)| !KEYS.contains(&name.as_str())) {
        let place = Place::key(file, path.key(name, 0));
        return Err(fault("unknown_key", format!("unknown key `{name}`"), place));
    }
    let text = |wanted: &str| {
        let found = keys.iter().find(|(name, _)| name == wanted).map(|(_, value)| value);
        match found {
            Some(Yaml::Text(text)) if !text.trim().is_empty() => Ok(text.trim().to_owned()),
            _ => Err(fault(
                "key_missing",
                format!("`{wanted}` is missing, or no text"),
                Place::value(file, path.clone()),
            )),
        }
    };
    let place = Place::key(file, path.key("fingerprint", 0));
    // Reports say the reason in a line.
    let why = text("why")?.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Acceptance { fingerprint: text("fingerprint")?, why, place })
}

/// Marks what is accepted, and reports entries that accept nothing. Those that the old side has too have
/// served: their change is part of it by now.
pub fn apply(diff: &mut Diff, list: &[Acceptance], served: &[Acceptance], report: &mut Report) {
    for acceptance in list {
        let found = diff.entries.iter_mut().find(|entry| entry.fingerprint == acceptance.fingerprint);
        match found {
            Some(entry) if entry.kind.refused => {
                let message = format!("`{}` cannot be accepted: {}", entry.kind.code, entry.kind.why);
                report
                    .push(Diagnostic::error("not_acceptable", message, acceptance.place.clone()).help(entry.kind.keep));
            }
            Some(entry) => entry.accepted = Some(acceptance.why.clone()),
            None if served.iter().any(|old| old.fingerprint == acceptance.fingerprint) => {}
            None => {
                let message = format!("no change has the fingerprint `{}`", acceptance.fingerprint);
                let help = "remove the entry, or look at `cargo xtask diff` for what the change has become";
                report.push(Diagnostic::error("unused_acceptance", message, acceptance.place.clone()).help(help));
            }
        }
    }
}

/// The list with one entry more, in the order of fingerprints so that branches seldom meet.
pub fn with(text: &str, entry: &Entry, why: &str) -> String {
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
    let block = format!(
        "- fingerprint: \"{}\"\n  kind: {}\n  what: {}\n  why: {}\n",
        entry.fingerprint,
        entry.kind.code,
        quoted(&super::render::summary(entry)),
        quoted(&why.split_whitespace().collect::<Vec<_>>().join(" ")),
    );
    let head = if text.trim().is_empty() {
        "# Grave changes of the spec that are wanted, and why; `cargo xtask accept` adds to it.\n"
    } else {
        ""
    };
    let mut blocks: Vec<&str> = Vec::new();
    let starts: Vec<usize> =
        text.match_indices("- fingerprint:").map(|(at, _)| at).filter(|at| is_line_start(text, *at)).collect();
    let intro = &text[..starts.first().copied().unwrap_or(text.len())];
    for (index, start) in starts.iter().enumerate() {
        blocks.push(&text[*start..starts.get(index + 1).copied().unwrap_or(text.len())]);
    }
    let place = blocks.iter().position(|other| other.lines().next() > block.lines().next()).unwrap_or(blocks.len());
    blocks.insert(place, &block);
    let ends = |block: &str| if block.ends_with('\n') { block.to_owned() } else { format!("{block}\n") };
    let intro = if intro.is_empty() { String::new() } else { ends(intro) };
    head.to_owned() + &intro + &blocks.into_iter().map(ends).collect::<String>()
}

fn is_line_start(text: &str, at: usize) -> bool {
    at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n')
}
