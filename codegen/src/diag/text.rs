//! A report as rustc would print it.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::Severity;
use super::clip::clip;
use super::resolve::{Finding, Site};

/// Wider lines are trimmed around the places shown in them.
const COLUMNS: usize = 160;

pub(super) fn render(findings: &[Finding<'_>], color: bool) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(COLUMNS);
    let rendered = findings.iter().map(|finding| renderer.render(&[group(finding)]) + "\n\n");
    rendered.collect::<String>() + &summary(findings) + "\n"
}

/// How many findings are of a severity.
pub(super) fn count(findings: &[Finding<'_>], severity: Severity) -> usize {
    findings.iter().filter(|finding| finding.diagnostic.severity == severity).count()
}

fn summary(findings: &[Finding<'_>]) -> String {
    let counts = [(count(findings, Severity::Error), "error"), (count(findings, Severity::Warning), "warning")];
    let counts: Vec<String> =
        counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| plural(count, what)).collect();
    // Findings are sorted by file, so equal names are neighbours.
    let mut files: Vec<&str> = findings.iter().map(|finding| finding.primary.name.as_str()).collect();
    files.dedup();
    format!("{} in {}", counts.join(" and "), plural(files.len(), "file"))
}

fn plural(count: usize, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{count} {what}{ending}")
}

fn group<'a>(finding: &'a Finding<'_>) -> Group<'a> {
    let diagnostic = finding.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let help = diagnostic.help.as_deref().map(|help| Level::HELP.message(help));
    title.elements(by_file(finding).into_iter().flat_map(elements)).elements(help)
}

/// The sites of a finding, those in the lines of one file together, the primary one first.
fn by_file<'a>(finding: &'a Finding<'_>) -> Vec<Vec<(AnnotationKind, &'a Site<'a>)>> {
    let related = finding.related.iter().map(|site| (AnnotationKind::Context, site));
    let mut files: Vec<Vec<(AnnotationKind, &Site<'_>)>> = Vec::new();
    for (kind, site) in std::iter::once((AnnotationKind::Primary, &finding.primary)).chain(related) {
        let together =
            |(_, other): &(_, &Site<'_>)| other.file == site.file && other.found.is_some() && site.found.is_some();
        match files.iter_mut().find(|sites| sites.first().is_some_and(together)) {
            Some(sites) => sites.push((kind, site)),
            None => files.push(vec![(kind, site)]),
        }
    }
    files
}

fn elements<'a>(sites: Vec<(AnnotationKind, &'a Site<'a>)>) -> Vec<Element<'a>> {
    let Some((_, first)) = sites.first() else { return Vec::new() };
    let origin = Origin::path(first.name.as_str());
    let Some(found) = first.found else { return whole_file(origin, first.label) };
    let (line, shown) = show(&sites);
    let snippet = Snippet::source(shown.source).line_start(line).annotations(shown.annotations);
    match shown.cut_in_front {
        // The renderer would count columns of what is left of the line.
        true => vec![origin.line(found.line).char_column(found.column).into(), snippet.into()],
        false => vec![snippet.path(first.name.as_str()).into()],
    }
}

/// Without a line there is nothing to write the label under.
fn whole_file<'a>(origin: Origin<'a>, label: &'a str) -> Vec<Element<'a>> {
    match label {
        "" => vec![origin.into()],
        label => vec![origin.into(), Level::NOTE.message(label).into()],
    }
}

/// The lines of a file that hold its places, and those between them.
#[derive(Default)]
struct Shown<'a> {
    source: String,
    annotations: Vec<Annotation<'a>>,
    cut_in_front: bool,
}

impl<'a> Shown<'a> {
    fn add_line(&mut self, line: &str, sites: &[(AnnotationKind, &'a Site<'a>)]) {
        let spans: Vec<_> = sites.iter().filter_map(|(_, site)| within_line(site)).collect();
        let clipped = clip(line.trim_end_matches('\r'), &spans);
        for ((kind, site), span) in sites.iter().zip(clipped.spans) {
            let span = self.source.len() + span.start..self.source.len() + span.end;
            self.annotations.push(annotation(*kind, site, span));
        }
        self.source.push_str(clipped.text);
        self.source.push('\n');
        self.cut_in_front |= clipped.cut_in_front;
    }
}

/// Shows places of one file; gives the number of the first line too.
fn show<'a>(sites: &[(AnnotationKind, &'a Site<'a>)]) -> (usize, Shown<'a>) {
    let lines = sites.iter().filter_map(|(_, site)| Some(site.found?.line));
    let (first, last) = (lines.clone().min().unwrap_or(1), lines.max().unwrap_or(1));
    let text = sites.first().map_or("", |(_, site)| site.text);
    let mut shown = Shown::default();
    for (number, line) in (1..=last).zip(text.split('\n')).skip(first - 1) {
        let here: Vec<_> = sites.iter().filter(|(_, site)| on_line(site, number)).copied().collect();
        shown.add_line(line, &here);
    }
    (first, shown)
}

fn on_line(site: &Site<'_>, number: usize) -> bool {
    site.found.is_some_and(|found| found.line == number)
}

fn within_line(site: &Site<'_>) -> Option<Range<usize>> {
    let found = site.found?;
    let start = site.text[..found.offset].rfind('\n').map_or(0, |at| at + 1);
    Some(found.offset - start..found.offset - start + found.len)
}

fn annotation<'a>(kind: AnnotationKind, site: &'a Site<'_>, span: Range<usize>) -> Annotation<'a> {
    let label = Some(site.label).filter(|label| !label.is_empty());
    kind.span(span).label(label)
}
