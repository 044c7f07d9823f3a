//! A report as one JSON object, for editors and scripts.

use serde::Serialize;

use super::resolve::{Finding, Site};
use super::{Severity, text};

#[derive(Serialize)]
struct Document<'a> {
    schema_version: u32,
    diagnostics: Vec<Entry<'a>>,
    errors: usize,
    warnings: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    #[serde(flatten)]
    site: Position<'a>,
    related: Vec<Position<'a>>,
    help: Option<&'a str>,
}

/// Lines and columns are counted from 1, columns in characters; the end is exclusive.
/// All four are null where the file as a whole is meant.
#[derive(Serialize)]
struct Position<'a> {
    file: &'a str,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    label: &'a str,
}

pub(super) fn render(findings: &[Finding<'_>]) -> String {
    let document = Document {
        schema_version: 1,
        diagnostics: findings.iter().map(entry).collect(),
        errors: text::count(findings, Severity::Error),
        warnings: text::count(findings, Severity::Warning),
    };
    let mut json = serde_json::to_string_pretty(&document).expect("names and numbers always serialize");
    json.push('\n');
    json
}

fn entry<'a>(finding: &'a Finding<'_>) -> Entry<'a> {
    Entry {
        code: finding.diagnostic.code,
        severity: finding.diagnostic.severity.name(),
        message: &finding.diagnostic.message,
        site: position(&finding.primary),
        related: finding.related.iter().map(position).collect(),
        help: finding.diagnostic.help.as_deref(),
    }
}

fn position<'a>(site: &'a Site<'_>) -> Position<'a> {
    let line = site.found.map(|found| found.line);
    Position {
        file: &site.name,
        line,
        column: site.found.map(|found| found.column),
        end_line: line,
        end_column: site.end_column(),
        label: site.label,
    }
}
