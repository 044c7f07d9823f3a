//! A comparison as people and programs read it.

mod changelog;
mod gaps;
mod github;
mod json;
mod junit;
mod markdown;
mod sarif;
pub mod text;
mod words;

pub use changelog::section;
pub use words::{summary, telling};

use super::bump::Verdict;
use super::entry::Entry;
use super::{Diff, Gaps, Side, Threshold};
use crate::diag::{Located, Place, Places};

/// How a comparison is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// For people at a terminal.
    #[default]
    Text,
    /// For people in a comment or a summary.
    Markdown,
    /// One object, of a published schema.
    Json,
    /// Workflow commands, which annotate the lines of a pull request.
    Github,
    /// For services that show findings beside code.
    Sarif,
    /// For services that show results of tests.
    Junit,
}

/// The JSON Schema of the format that programs read.
pub const SCHEMA: &str = include_str!("schema.json");

/// How a comparison was asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    pub threshold: Threshold,
    /// Everywhere that each change shows, and changes of words one by one.
    pub expand: bool,
    /// The options with which `accept` makes the same comparison, each after a space; `None` where it cannot,
    /// because nothing is accepted beside a document.
    pub given: Option<&'a str>,
}

/// Everything that a report is made of.
pub struct Told<'a> {
    pub entries: &'a [Entry],
    pub gaps: &'a Gaps,
    pub old: &'a str,
    pub new: &'a str,
    pub verdict: &'a Verdict,
    pub asked: Asked<'a>,
    old_places: Places<'a>,
    new_places: Places<'a>,
}

impl<'a> Told<'a> {
    /// Finds the places of a comparison.
    pub fn new(diff: &'a Diff, old: Side<'a>, new: Side<'a>, verdict: &'a Verdict, asked: Asked<'a>) -> Self {
        Told {
            entries: &diff.entries,
            gaps: &diff.gaps,
            old: old.label,
            new: new.label,
            verdict,
            asked,
            old_places: Places::find(old.sources, diff.entries.iter().filter_map(|entry| entry.old.as_ref())),
            new_places: Places::find(new.sources, diff.entries.iter().filter_map(|entry| entry.new.as_ref())),
        }
    }

    /// The report.
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Text => text::render(self),
            Format::Markdown => markdown::render(self),
            Format::Json => json::render(self),
            Format::Github => github::render(self),
            Format::Sarif => sarif::render(self),
            Format::Junit => junit::render(self),
        }
    }

    fn before(&self, entry: &Entry) -> Option<Located> {
        entry.old.as_ref().map(|place: &Place| self.old_places.get(place))
    }

    fn after(&self, entry: &Entry) -> Option<Located> {
        entry.new.as_ref().map(|place: &Place| self.new_places.get(place))
    }

    /// Whether the comparison fails because of a change.
    fn fails(&self, entry: &Entry) -> bool {
        self.asked.threshold.is_exceeded(entry)
    }
}
