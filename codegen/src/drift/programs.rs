//! Differences for programs: JSON, and the commands that annotate a pull request.

use serde::Serialize;
use serde_json::Value;

use crate::diag::{Diagnostic, Format, Place, Report};
use crate::read::Sources;

use super::Drift;
use super::group::Group;
use super::kind::{Kind, Part};
use crate::diag::{Located, Places};

#[derive(Serialize)]
struct Entry<'a> {
    kind: Kind,
    field: &'a str,
    types: &'a [String],
    message: &'a str,
    spec: Vec<Located>,
    document: Vec<Located>,
    at: Vec<Occurrence<'a>>,
}

/// One operation with the difference, and the way to the field in it.
#[derive(Serialize)]
struct Occurrence<'a> {
    operation: &'a str,
    part: Part,
    pointer: &'a str,
}

/// The object that every command writes for a report, with the differences added.
pub fn json(drift: &Drift, places: &Places<'_>, report: &Report, sources: &Sources) -> String {
    let mut whole: Value = serde_json::from_str(&report.render(sources, Format::Json, false)).unwrap_or_default();
    let entries: Vec<Entry<'_>> = drift.groups.iter().map(|group| entry(group, places)).collect();
    whole["document"] = serde_json::json!({
        "file": drift.file, "title": drift.about.title, "version": drift.about.version,
    });
    whole["differences"] = serde_json::to_value(entries).unwrap_or_default();
    whole["wanted"] = drift.wanted.into();
    format!("{whole:#}\n")
}

fn entry<'a>(group: &'a Group, places: &Places<'_>) -> Entry<'a> {
    let located = |found: Vec<&Place>| found.into_iter().map(|place| places.get(place)).collect();
    let first = &group.differences[0];
    let occurrence = |difference: &'a super::site::Difference| Occurrence {
        operation: &difference.operation,
        part: difference.part,
        pointer: &difference.pointer,
    };
    Entry {
        kind: group.kind,
        field: &first.field,
        types: &first.types,
        message: &group.message,
        spec: located(group.in_spec()),
        document: located(group.in_document()),
        at: group.differences.iter().map(occurrence).collect(),
    }
}

/// The findings of the run with a finding for each group.
pub fn github(drift: &Drift, places: &Places<'_>, report: &Report, sources: &Sources) -> String {
    let mut whole = report.clone();
    whole.extend(drift.groups.iter().map(|group| diagnostic(group, places)));
    whole.render(sources, Format::Github, false)
}

/// The places are known by now, and a known position costs no search.
fn diagnostic(group: &Group, places: &Places<'_>) -> Diagnostic {
    let point = |place: &Place| match places.get(place) {
        Located { line: 0, .. } => Place::file(place.file),
        Located { line, column, .. } => Place::point(place.file, line, column),
    };
    let first = &group.differences[0];
    let operations = group.operations();
    let diagnostic =
        Diagnostic::error(group.kind.name(), group.message.clone(), point(&first.spec)).label(operations.join(", "));
    diagnostic.related(point(&first.document), "what the document says")
}
