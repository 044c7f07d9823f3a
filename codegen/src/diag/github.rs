//! A report as workflow commands, which annotate the lines of a pull request.

use std::fmt::Write;

use super::resolve::{Finding, Site};

pub(super) fn render(findings: &[Finding<'_>]) -> String {
    findings.iter().map(command).collect()
}

fn command(finding: &Finding<'_>) -> String {
    let severity = finding.diagnostic.severity.name();
    let title = property(finding.diagnostic.code);
    let properties = position(&finding.primary);
    format!("::{severity} {properties},title={title}::{}\n", data(&message(finding)))
}

fn position(site: &Site<'_>) -> String {
    let mut properties = format!("file={}", property(&site.name));
    if let (Some(found), Some(end)) = (site.found, site.end_column()) {
        let (line, column) = (found.line, found.column);
        // Writing to a String cannot fail.
        let _ = write!(properties, ",line={line},endLine={line},col={column},endColumn={end}");
    }
    properties
}

/// Everything that the terminal shows around the source line, a line each.
fn message(finding: &Finding<'_>) -> String {
    let mut lines = vec![finding.diagnostic.message.clone()];
    if !finding.primary.label.is_empty() {
        lines.push(finding.primary.label.to_owned());
    }
    for site in &finding.related {
        let line = site.found.map(|found| format!(":{}", found.line)).unwrap_or_default();
        lines.push(format!("{}{line}: {}", site.name, site.label));
    }
    lines.extend(finding.diagnostic.help.as_ref().map(|help| format!("help: {help}")));
    lines.join("\n")
}

/// The message of a command.
pub(crate) fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command.
pub(crate) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
