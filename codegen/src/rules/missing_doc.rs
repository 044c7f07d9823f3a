//! Everything an application can name is described.

use std::collections::BTreeSet;

use super::Rule;
use crate::diag::{Diagnostic, Place, Report};
use crate::model::{Api, Field, Operation, TypeDef, TypeKind};

pub const RULE: Rule = Rule { code: "missing_doc", check, page: PAGE };

const PAGE: &str = "\
Everything an application can name is described.

## What it finds

An operation, parameter, field or type without `doc`.

## Why

The documentation of the client is made of these words and of nothing else.

## Example

```yaml
weight: { type: uint32, read: always }
```

## Instead

```yaml
weight: { type: uint32, read: always, doc: The weight in grams; 0 if nobody has weighed it. }
```

Say what it means, in which unit, and what absence means.
";

fn check(api: &Api, report: &mut Report) {
    let mut missing = Missing { report, places: BTreeSet::new() };
    let definitions = || api.definitions();
    definitions().for_each(|definition| check_fields(definition, &mut missing));
    for operation in api.operations() {
        check_operation(operation, &mut missing);
    }
    for definition in definitions() {
        missing.require(&definition.doc, "type", &definition.name.wire, &definition.place);
    }
}

fn check_fields(definition: &TypeDef, missing: &mut Missing<'_>) {
    let TypeKind::Object(object) = &definition.kind else { return };
    for field in &object.fields {
        check_field(field, missing);
    }
}

fn check_field(field: &Field, missing: &mut Missing<'_>) {
    if field.read.is_some() {
        missing.require(&field.doc, "field", &field.name.wire, &field.place);
    }
    // A phase may be described by itself, and by the field where it is not.
    for input in [&field.create, &field.update, &field.write].into_iter().flatten() {
        missing.require(&input.doc, "field", &input.name.wire, &field.place);
    }
}

fn check_operation(operation: &Operation, missing: &mut Missing<'_>) {
    missing.require(&operation.doc, "operation", &operation.name.wire, &operation.place);
    for input in operation.parameters.iter().chain(&operation.query) {
        missing.require(&input.doc, "parameter", &input.name.wire, &input.place);
    }
}

/// One finding a place: the enum of a field, say, is described by the words of the field.
struct Missing<'r> {
    report: &'r mut Report,
    places: BTreeSet<Place>,
}

impl Missing<'_> {
    fn require(&mut self, doc: &str, kind: &str, name: &str, place: &Place) {
        if doc.is_empty() && self.places.insert(place.clone()) {
            let message = format!("the {kind} `{name}` is not described");
            let help = "add `doc`, with meaning, unit and what absence means";
            self.report.push(Diagnostic::error(RULE.code, message, place.clone()).help(help));
        }
    }
}
