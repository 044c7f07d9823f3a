//! What operations are called with: the examples of the spec, and where they are silent something that fits.

use std::path::Path;

use clientwright::Analysis;
use clientwright::diag::Format;
use clientwright::model::Returns;
use clientwright::samples::Samples;
use clientwright_tests::overlay;
use serde_json::{Value, json};
use tempfile::TempDir;

fn tests() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn things() -> Analysis {
    let spec = TempDir::new().unwrap();
    for folder in ["ui/_base", "samples"] {
        overlay::lay(&tests().join(folder), spec.path()).unwrap();
    }
    let analysis = overlay::analysed(spec.path());
    let findings = analysis.report.render(&analysis.sources, Format::Text, false);
    assert!(!analysis.report.has_errors(), "{findings}");
    analysis
}

/// Where the operation `things.NAME` sends what.
fn sent(name: &str) -> (String, Value) {
    let api = things().api.unwrap();
    let samples = Samples::of(&api);
    let service = api.services.iter().find(|service| service.path == "things").unwrap();
    let operation = service.operations.iter().find(|operation| operation.name.wire == name).unwrap();
    let call = samples.call(service, operation).unwrap();
    (call.target(), call.json().unwrap_or_default())
}

#[test]
fn the_example_that_sends_something_is_taken_as_it_is() {
    let body = json!({ "name": "shelf", "note": null, "sizes": [1.0, 2.5], "owner_id": "own_3" });
    assert_eq!(sent("create"), ("/things".to_owned(), body));
}

#[test]
fn what_an_operation_does_not_show_is_taken_from_others() {
    assert_eq!(sent("get"), ("/things/th_8".to_owned(), Value::Null));
}

#[test]
fn what_does_not_fit_is_left_out_and_what_must_be_given_is_made_up() {
    assert_eq!(sent("update"), ("/things/th_8".to_owned(), json!({ "note": "other", "by_day": "example" })));
    assert_eq!(sent("carry"), ("/owners/own_1/th_8/sh_example".to_owned(), json!({ "by_day": "example" })));
}

#[test]
fn what_would_have_to_hold_itself_cannot_be_called() {
    let api = things().api.unwrap();
    let samples = Samples::of(&api);
    let folds = api.services.iter().find(|service| service.path == "folds").unwrap();
    assert!(samples.call(folds, &folds.operations[0]).is_none());
}

#[test]
fn every_operation_of_a_sound_spec_can_be_called_and_answers() {
    for spec in ["../spec", "second/spec", "names/spec", "export/workshop/spec"] {
        let api = overlay::analysed(&tests().join(spec)).api.unwrap();
        let samples = Samples::of(&api);
        for service in &api.services {
            for operation in &service.operations {
                let name = format!("{}.{}", service.path, operation.name.wire);
                let call = samples.call(service, operation).unwrap_or_else(|| panic!("{name} cannot be called"));
                assert!(!call.target().contains(['{', '}', ' ']), "{name}: {}", call.target());
                assert!(!call.target().contains("//"), "{name}: {}", call.target());
                let answers = !matches!(operation.returns, Returns::None);
                assert_eq!(samples.answer(operation).is_some(), answers, "{name}");
            }
        }
    }
}
