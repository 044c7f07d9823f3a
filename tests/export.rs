//! The exported OpenAPI document: goldens of two small APIs, and what holds for the first one as a whole.
//!
//! `BLESS=1 cargo test -p clientwright-tests --test export` rewrites the goldens. Whether the
//! document is OpenAPI is not judged here, but by `export/validate.py` with tools of others.

#[path = "export/fits.rs"]
mod fits;
#[path = "export/parts.rs"]
mod parts;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clientwright::model::Api;
use clientwright::timing::Timings;
use clientwright::{analyse, export, read};
use serde_json::{Value, json};
use similar::TextDiff;

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn api(spec: PathBuf) -> Api {
    let analysis = analyse(read::folder(&spec), &mut Timings::new());
    assert!(!analysis.report.has_errors(), "{}", spec.display());
    analysis.api.expect("a spec without errors is an API")
}

fn first() -> Api {
    api(here().join("../spec"))
}

#[track_caller]
fn golden(name: &str, spec: &str) {
    let text = export::yaml(&export::openapi(&api(here().join(spec))));
    let file = here().join(format!("export/{name}.openapi.yaml"));
    if std::env::var_os("BLESS").is_some() {
        return fs::write(file, text).unwrap();
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    let diff = TextDiff::from_lines(&expected, &text).unified_diff().to_string();
    assert!(diff.is_empty(), "{} differs; BLESS=1 rewrites it\n{diff}", file.display());
}

#[test]
fn the_second_api_is_exported_as_read() {
    golden("second", "second/spec");
}

#[test]
fn what_the_second_api_lacks_is_exported_as_read() {
    golden("workshop", "export/workshop/spec");
}

#[test]
fn every_operation_stands_once() {
    let api = first();
    let document = export::openapi(&api);
    let found: Vec<String> =
        parts::operations(&document).map(|(_, _, operation)| text(&operation["operationId"])).collect();
    let names = |service: &'_ clientwright::model::Service| {
        let path = service.path.clone();
        service.operations.iter().map(move |operation| format!("{path}.{}", operation.name.wire)).collect::<Vec<_>>()
    };
    let wanted: BTreeSet<String> = api.services.iter().flat_map(names).collect();
    assert_eq!(found.iter().cloned().collect::<BTreeSet<_>>(), wanted);
    assert_eq!(found.len(), wanted.len());
}

#[test]
fn every_pointer_leads_somewhere_and_every_component_is_used() {
    let document = export::openapi(&first());
    let mut pointers = BTreeSet::new();
    parts::walk(&document, &mut |value| pointers.extend(value["$ref"].as_str().map(str::to_owned)));
    for pointer in &pointers {
        assert!(document.pointer(pointer.trim_start_matches('#')).is_some(), "{pointer} leads nowhere");
    }
    for section in ["parameters", "responses", "schemas"] {
        for name in document["components"][section].as_object().unwrap().keys() {
            let pointer = format!("#/components/{section}/{name}");
            assert!(pointers.contains(&pointer), "{pointer} is of no use");
        }
    }
}

#[test]
fn no_schema_is_empty() {
    let document = export::openapi(&first());
    let mut count = 0;
    parts::schemas(&document, &mut |place, schema| {
        count += 1;
        assert!(schema.as_object().is_some_and(|facts| !facts.is_empty()), "{place}: {schema}");
    });
    assert!(count > 500, "{count} schemas have been seen");
}

#[test]
fn the_parameters_of_a_path_are_those_of_its_operations() {
    let document = export::openapi(&first());
    for (path, _, operation) in parts::operations(&document) {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let declared: Vec<String> = parameters.filter(|of| of["in"] == "path").map(|of| text(&of["name"])).collect();
        let named: Vec<&str> = path.split(['{', '}']).skip(1).step_by(2).collect();
        assert_eq!(declared, named, "{path}");
    }
}

#[test]
fn every_example_fits_its_schema() {
    let document = export::openapi(&first());
    let examples = parts::examples(&document);
    assert!(examples.len() > 100, "{} examples have been seen", examples.len());
    for (place, schema, value) in examples {
        let faults = fits::faults(&document, schema, value);
        assert!(faults.is_empty(), "{place}: {faults:?}");
    }
}

/// Otherwise an example that fits would prove nothing.
#[test]
fn no_request_fits_with_a_field_too_many() {
    let document = export::openapi(&first());
    let requests: Vec<_> =
        parts::examples(&document).into_iter().filter(|(place, ..)| place.contains("requestBody")).collect();
    assert!(requests.len() > 20, "{} requests have been seen", requests.len());
    for (place, schema, value) in requests {
        let mut value = value.clone();
        value["unheard_of"] = json!(1);
        assert!(!fits::faults(&document, schema, &value).is_empty(), "{place}");
    }
}

#[test]
fn answers_are_open_and_secrets_have_no_default() {
    let document = export::openapi(&first());
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let (sent, answered) = (parts::reached(&document, "requestBody"), parts::reached(&document, "responses"));
    for (name, schema) in schemas.iter().filter(|(_, schema)| schema["type"] == "object") {
        let strict = schema["additionalProperties"] == false;
        assert_eq!(strict, sent.contains(name), "{name}");
        assert!(!strict || !answered.contains(name), "{name}");
        for property in schema["properties"].as_object().unwrap().values().filter(|of| of["x-secret"] == true) {
            assert!(property["format"] == "password" && property["default"].is_null(), "{name}");
        }
    }
}

#[test]
fn json_and_yaml_say_the_same() {
    let document = export::openapi(&first());
    let from_json: Value = serde_json::from_str(&export::json(&document)).unwrap();
    let from_yaml: Value = serde_yaml::from_str(&export::yaml(&document)).unwrap();
    assert_eq!(from_json, document);
    assert_eq!(from_yaml, document);
}

fn text(value: &Value) -> String {
    value.as_str().expect("this is a text").to_owned()
}
