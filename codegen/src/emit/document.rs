//! Documents made of templates: the manifest and the README of the emitted crate.

use std::collections::BTreeMap;
use std::fmt;

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, UndefinedBehavior};
use serde_json::{Value, json};

use super::guide;
use crate::files::MARK;
use crate::model::{Api, FormerService, Mock, Service};
use crate::samples::Samples;

/// The version of the runtime that emitted code is written for.
const RUNTIME_VERSION: &str = "0.1.0";

/// The version of the stand-in's engine that reads the description.
const MOCK_VERSION: &str = "0.1.0";

/// Template texts by name: `Cargo.toml.jinja` makes `Cargo.toml`.
#[derive(Clone, Debug, Default)]
pub struct Templates(pub BTreeMap<String, String>);

/// What is wrong with a template, and where.
#[derive(Debug)]
pub struct TemplateError {
    /// Name of the template file.
    pub template: String,
    /// Line in it, counted from 1.
    pub line: Option<usize>,
    message: String,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "templates/{}", self.template)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for TemplateError {}

/// Every document.
pub fn all(samples: &Samples<'_>, templates: &Templates) -> Result<Vec<(String, String)>, TemplateError> {
    let view = view(samples);
    let output = |name: &String| name.trim_end_matches(".jinja").to_owned();
    // Those in `mock/` are of the stand-in, which not every API wants.
    let wanted = |name: &&String| samples.api().package.mock.is_some() || !name.starts_with("mock/");
    templates.0.keys().filter(wanted).map(|name| Ok((output(name), render(templates, name, &view)?))).collect()
}

/// The document that becomes this file; `None` without a template of it.
pub fn one(samples: &Samples<'_>, templates: &Templates, file: &str) -> Result<Option<String>, TemplateError> {
    let name = format!("{file}.jinja");
    if !templates.0.contains_key(&name) {
        return Ok(None);
    }
    render(templates, &name, &view(samples)).map(Some)
}

fn render(templates: &Templates, name: &str, view: &Value) -> Result<String, TemplateError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let mut syntax = SyntaxConfig::builder();
    syntax.keep_trailing_newline(true).trim_blocks(true).lstrip_blocks(true);
    environment.set_syntax(syntax.build().map_err(|error| fault(name, &error))?);
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.add_filter("toml", toml_string);
    let source = templates.0.get(name).map_or("", String::as_str);
    environment.add_template(name, source).map_err(|error| fault(name, &error))?;
    let template = environment.get_template(name).map_err(|error| fault(name, &error))?;
    template.render(minijinja::value::Serde(view)).map_err(|error| fault(name, &error))
}

fn fault(name: &str, error: &minijinja::Error) -> TemplateError {
    let detail = error.detail().map(str::to_owned).unwrap_or_else(|| error.kind().to_string());
    TemplateError { template: name.to_owned(), line: error.line(), message: detail }
}

/// A basic TOML string; JSON's escapes are a subset of TOML's.
fn toml_string(text: String) -> String {
    Value::from(text).to_string()
}

/// What templates see: plain facts, no decisions left.
fn view(samples: &Samples<'_>) -> Value {
    let api = samples.api();
    json!({
        "mark": MARK,
        "api": { "title": api.title, "doc": api.doc, "base_url": api.base_url },
        "environment": api.environment,
        "package": api.package,
        "runtime_version": RUNTIME_VERSION,
        "crate": api.package.name.replace('-', "_"),
        "mock": api.package.mock.as_ref().map(|mock| standin(api, mock)),
        "services": api.services.iter().map(service).collect::<Vec<_>>(),
        "operations": api.services.iter().map(|service| service.operations.len()).sum::<usize>(),
        "error_codes": !api.errors.codes.is_empty(),
        "auth": api.auth,
        "rate_limit": api.rate_limit,
        "guide": guide::facts(samples),
    })
}

/// The crate of the stand-in lies one folder below that of the client.
fn standin(api: &Api, mock: &Mock) -> Value {
    json!({
        "name": mock.name,
        "crate": mock.name.replace('-', "_"),
        "description": format!("A stateful stand-in for the {}, for tests", api.title),
        "engine_path": mock.engine_path.as_ref().map(|path| format!("../{path}")),
        "engine_version": MOCK_VERSION,
    })
}

fn earlier_features(service: &Service) -> Vec<&String> {
    let all = FormerService::apart(&service.was, &service.feature, |former| &former.feature);
    all.map(|former| &former.feature).collect()
}

fn service(service: &Service) -> Value {
    json!({
        "path": service.path_in_rust(),
        "feature": service.feature,
        "requires": service.requires,
        "earlier_features": earlier_features(service),
        "doc": service.doc.lines().next().unwrap_or_default(),
        "deprecated": service.deprecated.is_some(),
        "methods": service.operations.iter().map(|operation| operation.name.rust.clone()).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault_of(source: &str) -> String {
        let templates = Templates(BTreeMap::from([("NOTES.jinja".to_owned(), source.to_owned())]));
        let view = json!({ "package": { "name": "depot-client" } });
        render(&templates, "NOTES.jinja", &view).unwrap_err().to_string()
    }

    #[test]
    fn a_template_fault_names_template_and_line() {
        let syntax = fault_of("one\n{% if package %}\nthree\n");
        assert!(syntax.starts_with("templates/NOTES.jinja:"), "{syntax}");
        let unknown = fault_of("one\ntwo {{ package.nome.x }}\n");
        assert!(unknown.starts_with("templates/NOTES.jinja:2: "), "{unknown}");
        let filter = fault_of("{{ package.name | shout }}");
        assert!(filter.starts_with("templates/NOTES.jinja:1: ") && filter.contains("shout"), "{filter}");
    }

    #[test]
    fn text_goes_into_toml_as_a_string() {
        assert_eq!(toml_string("a \"b\" \\ \n".to_owned()), r#""a \"b\" \\ \n""#);
    }
}
