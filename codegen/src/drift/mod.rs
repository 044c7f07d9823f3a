//! The API against somebody else's description of it.
//!
//! Both sides are read into the same small shape, and what contradicts each other is listed, each
//! cause once. `spec/drift.yaml` says which differences are wanted.

mod combine;
mod compare;
mod document;
mod draft;
mod entry;
mod facts;
mod faults;
mod glob;
mod group;
mod kind;
mod ours;

mod programs;
mod refs;
mod schema;
pub mod shape;
mod site;
mod text;
mod tree;
mod values;
mod wanted;

pub use document::About;
pub use entry::KEYS;
pub use group::{Group, Heading};
pub use kind::{KINDS, Kind, PARTS, Part};
pub use shape::Surface;
pub use site::Difference;

use crate::diag::Places;
use crate::diag::{Diagnostic, FileId, Format, Place, Report};
use crate::model::Api;
use crate::read::Sources;
use crate::yaml::{self, Yaml};

/// What a document says otherwise.
#[derive(Debug)]
pub struct Drift {
    /// The document as the user named it.
    pub file: String,
    /// What it says of itself.
    pub about: About,
    /// The list of wanted differences, as messages name it.
    pub list: String,
    /// The differences that nobody has asked for.
    pub groups: Vec<Group>,
    /// How many differences are on the list, counted as the others are.
    pub wanted: usize,
}

/// Reads a document; `None` when it cannot be, and the report says why.
pub fn document(sources: &Sources, file: FileId, report: &mut Report) -> Option<(About, Surface)> {
    let yaml = parsed(sources, file).map_err(|fault| report.push(foreign(fault))).ok()?;
    document::read(file, &yaml, report)
}

/// Holds an API against a document; `None` when the document or the list cannot be read.
///
/// The document is read without an API too, so that its faults are reported together with those of the spec.
pub fn run(
    api: Option<&Api>,
    sources: &Sources,
    document: FileId,
    list: Option<FileId>,
    report: &mut Report,
) -> Option<Drift> {
    let theirs = self::document(sources, document, report);
    let entries = match list {
        None => Some(Vec::new()),
        Some(file) => entries(sources, file, report),
    };
    let ((about, theirs), entries) = (theirs?, entries?);
    let ours = ours::read(api?, home(sources));
    let file = sources.display_name(document);
    let (left, wanted) = wanted::sift(compare::compare(&ours, &theirs), &entries, (&file, &about), report);
    let list = format!("{}/drift.yaml", sources.root.trim_end_matches('/'));
    Some(Drift { file, about, list, groups: group::group(left), wanted: group::group(wanted).len() })
}

impl Drift {
    /// The report: text tells the differences alone, the other formats the findings of the run as well.
    pub fn render(&self, report: &Report, sources: &Sources, format: Format) -> String {
        let spots = self.groups.iter().flat_map(|group| group.in_spec().into_iter().chain(group.in_document()));
        let places = Places::find(sources, spots);
        match format {
            Format::Text => text::render(self, &places),
            Format::Json => programs::json(self, &places, report, sources),
            Format::Github => programs::github(self, &places, report, sources),
        }
    }
}

#[expect(clippy::result_large_err, reason = "made once per file, and moved straight into a report")]
fn parsed(sources: &Sources, file: FileId) -> Result<Yaml, Diagnostic> {
    yaml::parse(file, sources.get(file).map_or("", |source| source.text.as_str()))
}

/// Says of somebody else's file what was said as of one of ours.
fn foreign(mut fault: Diagnostic) -> Diagnostic {
    fault.message = fault.message.replace("are not part of the spec language", "are not read in documents");
    let help = match fault.code {
        "yaml_alias" | "yaml_tag" | "yaml_directive" => {
            Some("write the document without them; converting it to JSON does that")
        }
        "yaml_depth" => Some("give the inner schema a name under `components`, and refer to it"),
        _ => None,
    };
    if let Some(help) = help {
        fault.help = Some(help.to_owned());
    }
    fault
}

/// A list with a faulty entry is no list: what the entry was to accept would be reported as a difference.
fn entries(sources: &Sources, file: FileId, report: &mut Report) -> Option<Vec<wanted::Entry>> {
    let mut faults = Report::new();
    let parsed = parsed(sources, file).map_err(|fault| faults.push(fault));
    let entries = parsed.map(|yaml| wanted::read(file, &yaml, &mut faults));
    let sound = !faults.has_errors();
    report.extend(faults);
    entries.ok().filter(|_| sound)
}

fn home(sources: &Sources) -> Place {
    let chief = sources.iter().find(|(_, source)| source.name == "api.yaml").map(|(file, _)| file);
    Place::file(chief.unwrap_or(FileId(0)))
}
