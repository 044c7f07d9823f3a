//! Generates typed Rust API clients from a YAML spec.
//!
//! The pipeline, one room a stage: [`read`] → [`spec`] → [`model`] → [`rules`] → [`emit`] → [`mod@write`].
//! A room imports earlier rooms and [`diag`] only. Beside [`emit`] stands [`export`], which makes
//! documents of the same API.

pub mod diag;
pub mod diff;
pub mod drift;
pub mod emit;
mod entry;
pub mod expand;
pub mod export;
pub mod files;
pub mod lift;
pub mod model;
pub mod read;
pub mod rules;
pub mod samples;
pub mod spec;
pub mod stats;
pub mod surface;
pub mod timing;
pub mod write;
pub mod yaml;

use diag::{FileId, Report};
use diff::Diff;
use diff::accepted::{self, Acceptance};
use drift::Drift;
use emit::{TemplateError, Templates};
use files::Files;
use model::Api;
use read::client::Client;
use read::given::{Content, Given};
use read::{Loaded, Source, Sources};
use surface::Texts;
use timing::Timings;

/// A spec and what was found in it.
#[derive(Debug)]
pub struct Analysis {
    /// The texts, which rendering the findings needs.
    pub sources: Sources,
    /// The API; absent when the spec does not load.
    pub api: Option<Api>,
    /// Everything found: faults of files, of shape, of meaning, and what the rules say.
    pub report: Report,
}

/// Reads meaning out of texts: parse, lower, check.
pub fn analyse(loaded: Loaded, timings: &mut Timings) -> Analysis {
    let Loaded { sources, mut report } = loaded;
    let written = timings.time("parse", || spec::parse(&sources, &mut report));
    let api = timings.time("lower", || model::lower(&written, &mut report)).filter(|_| !report.has_errors());
    timings.time("check", || api.iter().for_each(|api| rules::check(api, &mut report)));
    Analysis { sources, api, report }
}

/// Holds a spec against somebody else's description of the same API; both files were read with the spec.
///
/// Without a [`Drift`] the spec, the document or the list of wanted differences does not load.
pub fn drift(loaded: Loaded, document: Option<FileId>, list: Option<FileId>) -> (Analysis, Option<Drift>) {
    let mut analysis = analyse(loaded, &mut Timings::new());
    let Analysis { sources, api, report } = &mut analysis;
    let drift = document.and_then(|document| drift::run(api.as_ref(), sources, document, list, report));
    (analysis, drift)
}

/// One side of a comparison, understood.
#[derive(Debug)]
pub struct Version {
    /// How a report calls it.
    pub label: String,
    pub analysis: Analysis,
    /// The changes that it accepts.
    pub accepted: Vec<Acceptance>,
    /// The crate that was emitted for it, if it is the old side and there is one.
    pub client: Option<Client>,
    /// Whether it comes from a document, or has become one.
    pub is_document: bool,
}

/// Understands what a comparison is given. If one side is a document, the other is compared as the document
/// that it can be exported to, because a document has no word for most of what a spec says.
pub fn versions(old: Given, new: Given) -> (Version, Version) {
    let is_document = |given: &Given| matches!(given.content, Content::Document(_));
    let documents = is_document(&old) || is_document(&new);
    let understood = |given: Given| match given.content {
        Content::Document(file) => document(given, file),
        Content::Spec if documents => exported(spec_version(given)),
        Content::Spec => spec_version(given),
    };
    std::thread::scope(|scope| {
        let old = scope.spawn(|| understood(old));
        let new = understood(new);
        (old.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), new)
    })
}

/// Adds to a comparison what the generator itself changes, if the old side has the crate that was emitted for it.
/// Says what could not be compared.
///
/// # Errors
///
/// A template is faulty.
pub fn compare_generator(diff: &mut Diff, old: &Version, templates: &Templates) -> Result<Vec<String>, TemplateError> {
    let (Some(api), Some(client)) = (&old.analysis.api, &old.client) else { return Ok(Vec::new()) };
    let today = emit::library(api, templates)?;
    let then = Texts(client.files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect());
    // What cannot be read is no file that has come since.
    let now = Texts(today.iter().filter(|(path, _)| !client.faults.contains_key(*path)).collect());
    let notes = diff.add_generator(api, &then, &now);
    let unread = client.faults.iter().map(|(path, fault)| format!("`{path}` {fault}, and is not compared"));
    Ok(unread.chain(notes).map(|note| format!("{} of {}: {note}", client.folder, old.label)).collect())
}

fn spec_version(given: Given) -> Version {
    let Given { label, loaded, content: _, accepted, client } = given;
    let mut analysis = analyse(loaded, &mut Timings::new());
    let mut faults = Report::new();
    let accepted = accepted.map(|file| accepted::read(&analysis.sources, file, &mut faults)).unwrap_or_default();
    // What a faulty list was to accept would be reported as if nobody had accepted it.
    if faults.has_errors() {
        analysis.api = None;
    }
    analysis.report.extend(faults);
    Version { label, analysis, accepted, client, is_document: false }
}

fn document(given: Given, file: Option<FileId>) -> Version {
    let Given { label, loaded: Loaded { sources, mut report }, .. } = given;
    let read = file.and_then(|file| drift::document(&sources, file, &mut report));
    let api = read.map(|(about, surface)| lift::api(&about, &surface));
    Version {
        label,
        analysis: Analysis { sources, api, report },
        accepted: Vec::new(),
        client: None,
        is_document: true,
    }
}

/// A spec as the document that it can be exported to.
fn exported(version: Version) -> Version {
    let Some(api) = &version.analysis.api else { return version };
    let text = export::yaml(&export::openapi(api));
    let label = format!("{} as an OpenAPI document", version.label);
    let source = Source { name: label.clone(), text };
    let loaded = Loaded { sources: Sources { beside: vec![source], ..Sources::default() }, report: Report::new() };
    let content = Content::Document(Some(FileId(0)));
    document(Given { label, loaded, content, accepted: None, client: None }, Some(FileId(0)))
}

/// Everything that is made of an API.
pub fn generate(api: &Api, templates: &Templates, timings: &mut Timings) -> Result<Files, TemplateError> {
    timings.time("emit", || emit::all(api, templates))
}

/// The resolved API as JSON, keys in a stable order.
pub fn model_json(api: &Api) -> String {
    let mut text = serde_json::to_string_pretty(api).expect("the model has text keys only");
    text.push('\n');
    text
}
