//! Generates typed Rust API clients from a YAML spec.
//!
//! The pipeline, one room a stage: [`read`] → [`spec`] → [`model`] → [`rules`] → [`emit`] → [`mod@write`].
//! A room imports earlier rooms and [`diag`] only. Beside [`emit`] stands [`export`], which makes
//! documents of the same API.

pub mod diag;
pub mod drift;
pub mod emit;
mod entry;
pub mod expand;
pub mod export;
pub mod files;
pub mod model;
pub mod read;
pub mod rules;
pub mod samples;
pub mod spec;
pub mod stats;
pub mod timing;
pub mod write;
pub mod yaml;

use diag::{FileId, Report};
use drift::Drift;
use emit::{TemplateError, Templates};
use files::Files;
use model::Api;
use read::{Loaded, Sources};
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
