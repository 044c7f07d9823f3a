//! The list of wanted differences, `spec/drift.yaml`: what differs on purpose, and why.

use crate::diag::{Diagnostic, FileId, Place, Report};
use crate::yaml::Yaml;

use super::document::About;
use super::entry;
use super::glob::Glob;
use super::kind::{Kind, Part};
use super::shape::nameless;
use super::site::Difference;
use super::tree::Node;

/// One entry of the list: what it is about, and what differences are like it.
#[derive(Debug)]
pub struct Entry {
    /// The documents it applies to; patterns of one key are alternatives, keys hold together.
    pub documents: Documents,
    pub kinds: Vec<Kind>,
    pub parts: Vec<Part>,
    pub operations: Vec<Glob>,
    pub types: Vec<Glob>,
    pub fields: Vec<Glob>,
    pub place: Place,
}

/// Patterns of a document's file name, title and version.
#[derive(Debug)]
pub struct Documents {
    pub file: Vec<Glob>,
    pub title: Vec<Glob>,
    pub version: Vec<Glob>,
}

/// Reads the list; faulty entries go to the report and are left out.
pub fn read(file: FileId, yaml: &Yaml, report: &mut Report) -> Vec<Entry> {
    let root = Node::root(file, yaml);
    if !matches!(yaml, Yaml::List(_)) {
        let message = format!("the list of wanted differences is a list, this is {}", yaml.kind());
        report.push(
            Diagnostic::error("wrong_type", message, root.value_place()).help("begin each entry with `- document:`"),
        );
    }
    let entries: Vec<Node<'_>> = root.elements().collect();
    entries.iter().filter_map(|node| entry::read(node, report)).collect()
}

/// The differences that are left, and those that are wanted. Entries that apply and match nothing are reported.
pub fn sift(
    differences: Vec<Difference>,
    entries: &[Entry],
    (file, about): (&str, &About),
    report: &mut Report,
) -> (Vec<Difference>, Vec<Difference>) {
    let mut entries: Vec<(&Entry, bool)> =
        entries.iter().filter(|entry| entry.documents.apply_to(file, about)).map(|entry| (entry, false)).collect();
    let (wanted, left) = differences.into_iter().partition(|difference| is_wanted(difference, &mut entries));
    for (entry, _) in entries.iter().filter(|(_, used)| !used) {
        report.push(
            Diagnostic::error(
                "unused_drift",
                format!("no difference of `{file}` is like this entry"),
                entry.place.clone(),
            )
            .help("remove it, or make it fit; name with `document` the documents that still differ"),
        );
    }
    (left, wanted)
}

/// Every entry that matches counts as used, not the first alone: then their order does not matter.
fn is_wanted(difference: &Difference, entries: &mut [(&Entry, bool)]) -> bool {
    let mut wanted = false;
    for (_, used) in entries.iter_mut().filter(|(entry, _)| entry.matches(difference)) {
        *used = true;
        wanted = true;
    }
    wanted
}

impl Documents {
    fn apply_to(&self, file: &str, about: &About) -> bool {
        let base = file.rsplit('/').next().unwrap_or(file);
        any(&self.file, &[base]) && any(&self.title, &[&about.title]) && any(&self.version, &[&about.version])
    }
}

impl Entry {
    fn matches(&self, difference: &Difference) -> bool {
        let types: Vec<&str> = difference.types.iter().map(String::as_str).collect();
        self.kinds.contains(&difference.kind)
            && (self.parts.is_empty() || self.parts.contains(&difference.part))
            && any(&self.operations, &[&nameless(&difference.operation)])
            && any(&self.types, &types)
            && any(&self.fields, &[&difference.field, &difference.pointer])
    }
}

/// Whether some pattern fits some text. No pattern at all fits everything.
fn any(patterns: &[Glob], texts: &[&str]) -> bool {
    patterns.is_empty() || patterns.iter().any(|pattern| texts.iter().any(|text| pattern.matches(text)))
}
