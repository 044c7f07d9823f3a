//! The report for programs, as `schema.json` describes it.

use serde::Serialize;

use super::Told;
use super::words::standing;
use crate::diag::Located;
use crate::diff::change;
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
    gaps: Gaps<'a>,
}

#[derive(Serialize)]
struct Gaps<'a> {
    operations_without_example: Vec<Subject<'a>>,
    fields_without_example: Vec<Subject<'a>>,
    without_doc: Vec<Subject<'a>>,
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
        gaps: Gaps {
            operations_without_example: subjects(&told.gaps.operations),
            fields_without_example: subjects(&told.gaps.unshown),
            without_doc: subjects(&told.gaps.undescribed),
        },
    };
    let mut json = serde_json::to_string_pretty(&document).expect("texts and numbers always serialize");
    json.push('\n');
    json
}

fn change<'a>(told: &Told<'_>, entry: &'a Entry) -> Change<'a> {
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
        subjects: subjects(&entry.subjects),
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

fn subjects(subjects: &[change::Subject]) -> Vec<Subject<'_>> {
    subjects.iter().map(|one| Subject { owner: &one.owner, part: one.part, member: &one.member }).collect()
}
