//! Where requests hold secrets.

use std::collections::BTreeSet;

use clientwright::model::{Api, Body, Operation, Type};
use clientwright::samples::Samples;
use serde_json::Value;

/// The operation that is called `service.operation`.
pub fn operation<'a>(api: &'a Api, name: &str) -> &'a Operation {
    let mut operations = named(api);
    let found = operations.find(|(known, _)| known == name);
    found.unwrap_or_else(|| panic!("there is no operation {name}")).1
}

/// All operations by their names.
pub fn named(api: &Api) -> impl Iterator<Item = (String, &Operation)> {
    api.services.iter().flat_map(|service| {
        let named = move |operation| (format!("{}.{}", service.path, name(operation)), operation);
        service.operations.iter().map(named)
    })
}

fn name(operation: &Operation) -> &str {
    &operation.name.wire
}

/// The paths of the secret fields that the body of an operation can have: `target.datadog.api_key`.
pub fn of_operation(api: &Api, operation: &Operation) -> BTreeSet<String> {
    let (samples, mut places) = (Samples::of(api), BTreeSet::new());
    match &operation.body {
        Body::Fields(fields) => {
            for field in fields {
                collect(&samples, &field.name.wire, &field.ty, field.secret, &mut places);
            }
        }
        Body::Whole(reference) => collect(&samples, "", &Type::Object(reference.clone()), false, &mut places),
        Body::None | Body::Empty => {}
    }
    places
}

fn collect(samples: &Samples<'_>, path: &str, ty: &Type, secret: bool, places: &mut BTreeSet<String>) {
    match ty {
        Type::List(inner) | Type::Map(inner) => collect(samples, path, inner, secret, places),
        Type::Object(reference) => {
            let object = samples.object(reference).expect("the type is declared");
            for input in object.fields.iter().filter_map(|field| field.write.as_ref()) {
                collect(samples, &joined(path, &input.name.wire), &input.ty, input.secret, places);
            }
        }
        _ if secret => _ = places.insert(path.to_owned()),
        _ => {}
    }
}

/// The texts of a body with their paths; elements of lists have that of the list.
pub fn texts(body: &Value) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    walk("", body, &mut found);
    found
}

fn walk<'v>(path: &str, value: &'v Value, found: &mut Vec<(String, &'v str)>) {
    match value {
        Value::String(text) => found.push((path.to_owned(), text)),
        Value::Array(values) => values.iter().for_each(|value| walk(path, value, found)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| walk(&joined(path, name), value, found)),
        _ => {}
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
