//! The findings of a run, collected and rendered.

use super::resolve::{Finding, resolve};
use super::{Diagnostic, Severity, github, json, text};
use crate::read::Sources;

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal, in the manner of rustc.
    #[default]
    Text,
    /// One JSON object.
    Json,
    /// Workflow commands, which become annotations of a pull request.
    Github,
}

/// Findings in the order they were made; rendered by place, equal ones once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    diagnostics: Vec<Diagnostic>,
}

impl Report {
    /// A report of nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds findings, for example those of another report.
    pub fn extend(&mut self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        self.diagnostics.extend(diagnostics);
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Whether something was found that forbids generating.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The findings in the order they were made.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The whole report as text, ending in a line break unless it is empty.
    ///
    /// An empty report is an empty text, save in JSON. Only [`Format::Text`] knows colors.
    pub fn render(&self, sources: &Sources, format: Format, color: bool) -> String {
        let findings = self.findings(sources);
        match format {
            Format::Text => text::render(&findings, color),
            Format::Json => json::render(&findings),
            Format::Github => github::render(&findings),
        }
    }

    fn findings<'a>(&'a self, sources: &'a Sources) -> Vec<Finding<'a>> {
        let mut findings = resolve(&self.diagnostics, sources);
        findings.sort_by(|a, b| a.order().cmp(&b.order()));
        findings.dedup_by(|later, earlier| later.diagnostic == earlier.diagnostic);
        findings
    }
}

impl From<Diagnostic> for Report {
    fn from(diagnostic: Diagnostic) -> Self {
        Report { diagnostics: vec![diagnostic] }
    }
}

impl FromIterator<Diagnostic> for Report {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Report { diagnostics: diagnostics.into_iter().collect() }
    }
}

impl Extend<Diagnostic> for Report {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.diagnostics.extend(diagnostics);
    }
}

impl IntoIterator for Report {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.diagnostics.into_iter()
    }
}
