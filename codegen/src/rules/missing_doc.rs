//! Everything an application can name is described.

use super::Rule;
use crate::diag::{Diagnostic, Place, Report};
use crate::model::{Api, Body, Field, Operation, TypeDef, TypeKind};

pub const RULE: Rule = Rule { code: "missing_doc", check };

fn check(api: &Api, report: &mut Report) {
    for definition in api.types.iter().chain(api.services.iter().flat_map(|service| &service.types)) {
        check_type(definition, report);
    }
    for operation in api.services.iter().flat_map(|service| &service.operations) {
        check_operation(operation, report);
    }
}

fn check_type(definition: &TypeDef, report: &mut Report) {
    require(&definition.doc, "type", &definition.name.wire, &definition.place, report);
    let TypeKind::Object(object) = &definition.kind else { return };
    for field in &object.fields {
        check_field(field, report);
    }
}

fn check_field(field: &Field, report: &mut Report) {
    if field.read.is_some() {
        require(&field.doc, "field", &field.name.wire, &field.place, report);
        return;
    }
    // A field that is only written may be described where it is written.
    for input in [&field.create, &field.update, &field.write].into_iter().flatten() {
        require(&input.doc, "field", &field.name.wire, &field.place, report);
    }
}

fn check_operation(operation: &Operation, report: &mut Report) {
    require(&operation.doc, "operation", &operation.name.wire, &operation.place, report);
    for input in operation.parameters.iter().chain(&operation.query) {
        require(&input.doc, "parameter", &input.name.wire, &input.place, report);
    }
    if let Body::Fields(fields) = &operation.body {
        fields.iter().for_each(|input| require(&input.doc, "field", &input.name.wire, &input.place, report));
    }
}

fn require(doc: &str, kind: &str, name: &str, place: &Place, report: &mut Report) {
    if doc.is_empty() {
        let message = format!("the {kind} `{name}` is not described");
        report.push(Diagnostic::error(RULE.code, message, place.clone()).help("add `doc:`, with meaning, unit and what absence means"));
    }
}
