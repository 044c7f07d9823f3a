//! Examples fit the operations they are examples of.

use serde_json::Value;

use super::Rule;
use super::values::{Faults, Spot, Types, View};
use crate::diag::Report;
use crate::model::{Api, Body, Example, Operation, Returns, Type};

pub const RULE: Rule = Rule { code: "example_mismatch", check, page: PAGE };

const PAGE: &str = "\
Examples fit the operations they are examples of.

## What it finds

An example that names an unknown parameter or field, lacks a required one, or has a value of the
wrong type.

## Why

People copy examples. One that does not fit is wrong, or it knows better than the spec.

## Example

```yaml
create:
  doc: Makes a thing.
  examples: { plain: { request: { nmae: shelf } } }
```

## Instead

```yaml
create:
  doc: Makes a thing.
  examples: { plain: { request: { name: shelf } } }
```

If the example was seen to work, correct the spec.
";

fn check(api: &Api, report: &mut Report) {
    let types = Types::of(api);
    let mut faults = Faults::new(RULE.code, "correct the example, or the spec if the example is right", report);
    for operation in api.operations() {
        for example in &operation.examples {
            check_sent(&types, operation, example, &mut faults);
            check_answer(&types, operation, example, &mut faults);
        }
    }
}

fn check_sent(types: &Types<'_>, operation: &Operation, example: &Example, faults: &mut Faults<'_>) {
    let spot = |part: &str| Spot::of_part(part, &example.place);
    if let Some(path) = &example.path {
        types.check_inputs(path, &operation.parameters, &spot("path"), faults);
    }
    if let Some(query) = &example.query {
        types.check_inputs(query, &operation.query, &spot("query"), faults);
    }
    let Some(request) = &example.request else { return };
    match &operation.body {
        Body::None => {
            faults.push(format!("`{}` sends no body", operation.name.wire), spot("request").key_place(), None)
        }
        Body::Empty => types.check_inputs(request, &[], &spot("request"), faults),
        Body::Fields(fields) => types.check_inputs(request, fields, &spot("request"), faults),
        Body::Whole(reference) => {
            types.check_value(request, &Type::Object(reference.clone()), View::Write, &spot("request"), faults);
        }
    }
}

fn check_answer(types: &Types<'_>, operation: &Operation, example: &Example, faults: &mut Faults<'_>) {
    let spot = Spot::of_part("response", &example.place);
    let response: &Value = match &example.response {
        Some(response) => response,
        None => return,
    };
    match &operation.returns {
        Returns::None => faults.push(format!("`{}` answers with no body", operation.name.wire), spot.key_place(), None),
        Returns::Type(reference) | Returns::List { list: reference, .. } => {
            types.check_value(response, &Type::Object(reference.clone()), View::Read, &spot, faults);
        }
    }
}
