//! The report for programs, as `schema.json` describes it.

use serde::Serialize;

use super::Told;
use super::words::standing;
use crate::diag::Located;
use crate::diff::entry::Entry;

/// Rises when a key goes or changes its meaning; new keys may come at any time.
const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    old: &'a str,
    new: &'a str,
    /// Whether something is as grave as was asked about, and not accepted.
    fails: bool,
    version: Version<'a>,
    changes: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Version<'a> {
    needed: &'a str,
    old: &'a str,
    new: &'a str,
    least: Option<String>,
    enough: bool,
}

#[derive(Serialize)]
struct Change<'a> {
    fingerprint: &'a str,
    kind: &'a str,
    also: Vec<&'a str>,
    standing: &'a str,
    wire: &'a str,
    rust: &'a str,
    fails: bool,
    accepted: Option<&'a str>,
    subjects: Vec<Subject<'a>>,
    before: &'a str,
    after: &'a str,
    old_place: Option<Located>,
    new_place: Option<Located>,
    items: Vec<Item<'a>>,
    why: &'a str,
    instead: &'a str,
    hints: &'a [String],
}

#[derive(Serialize)]
struct Subject<'a> {
    owner: &'a str,
    part: &'a str,
    member: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    path: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    rust: &'a str,
}

/// The whole report.
pub fn render(told: &Told<'_>) -> String {
    let verdict = told.verdict;
    let document = Document {
        schema_version: SCHEMA_VERSION,
        old: told.old,
        new: told.new,
        fails: told.entries.iter().any(|entry| told.fails(entry)),
        version: Version {
            needed: verdict.needed.name(),
            old: &verdict.old,
            new: &verdict.new,
            least: verdict.least.map(|version| version.to_string()),
            enough: verdict.is_enough(),
        },
        changes: told.entries.iter().map(|entry| change(told, entry)).collect(),
    };
    let mut json = serde_json::to_string_pretty(&document).expect("texts and numbers always serialize");
    json.push('\n');
    json
}

fn change<'a>(told: &Told<'_>, entry: &'a Entry) -> Change<'a> {
    let subject = |subject: &'a crate::diff::change::Subject| Subject {
        owner: &subject.owner,
        part: subject.part,
        member: &subject.member,
    };
    let item = |item: &'a crate::diff::judge::Signature| Item {
        path: &item.path,
        old: item.old.as_deref(),
        new: item.new.as_deref(),
        rust: item.rust.name(),
    };
    Change {
        fingerprint: &entry.fingerprint,
        kind: entry.kind.code,
        also: entry.also.iter().map(|kind| kind.code).collect(),
        standing: standing(entry),
        wire: entry.wire.name(),
        rust: entry.rust.name(),
        fails: told.fails(entry),
        accepted: entry.accepted.as_deref(),
        subjects: entry.subjects.iter().map(subject).collect(),
        before: &entry.before,
        after: &entry.after,
        old_place: told.before(entry),
        new_place: told.after(entry),
        items: entry.signatures.iter().map(item).collect(),
        why: entry.kind.why,
        instead: entry.kind.keep,
        hints: &entry.hints,
    }
}
