//! Finds the places of a report's findings, each once.

use std::collections::BTreeMap;

use super::{Diagnostic, FileId, Label, Place};
use crate::read::Sources;
use crate::yaml::{Found, locate};

/// A finding with its places found.
pub(super) struct Finding<'a> {
    pub diagnostic: &'a Diagnostic,
    pub primary: Site<'a>,
    pub related: Vec<Site<'a>>,
}

/// A label with its place found.
#[derive(Clone)]
pub(super) struct Site<'a> {
    pub file: FileId,
    /// The file as messages name it.
    pub name: String,
    pub text: &'a str,
    pub label: &'a str,
    /// `None` for the file as a whole.
    pub found: Option<Found>,
}

impl Site<'_> {
    /// The column behind the last character, counted from 1.
    pub fn end_column(&self) -> Option<usize> {
        let found = self.found?;
        let covered = self.text.get(found.offset..found.offset + found.len)?;
        Some(found.column + covered.chars().count())
    }
}

impl Finding<'_> {
    /// By file name, then by position, then by what is said.
    pub fn order(&self) -> (&str, usize, &str, &str) {
        let offset = self.primary.found.map_or(0, |found| found.offset);
        (&self.primary.name, offset, self.diagnostic.code, &self.diagnostic.message)
    }
}

/// Finds every place. A place that several findings share is looked for once.
pub(super) fn resolve<'a>(diagnostics: &'a [Diagnostic], sources: &'a Sources) -> Vec<Finding<'a>> {
    let mut finder = Finder { sources, known: BTreeMap::new() };
    let finding = |diagnostic: &'a Diagnostic| Finding {
        diagnostic,
        primary: finder.site(&diagnostic.primary),
        related: diagnostic.related.iter().map(|label| finder.site(label)).collect(),
    };
    diagnostics.iter().map(finding).collect()
}

struct Finder<'a> {
    sources: &'a Sources,
    known: BTreeMap<&'a Place, Option<Found>>,
}

impl<'a> Finder<'a> {
    fn site(&mut self, label: &'a Label) -> Site<'a> {
        let file = label.place.file;
        let text = self.sources.get(file).map_or("", |source| source.text.as_str());
        let found = *self.known.entry(&label.place).or_insert_with(|| locate(text, &label.place.spot));
        Site { file, name: self.sources.display_name(file), text, label: &label.text, found }
    }
}
