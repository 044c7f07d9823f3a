//! Ways through an OpenAPI document.

use std::collections::BTreeSet;

use serde_json::Value;

/// Every operation with its path and method.
pub fn operations(document: &Value) -> impl Iterator<Item = (&String, &String, &Value)> {
    let paths = document["paths"].as_object().expect("a document has paths").iter();
    paths.flat_map(|(path, item)| {
        let entries = item.as_object().expect("a path is an object").iter();
        entries.filter(|(method, _)| *method != "parameters").map(move |(method, operation)| (path, method, operation))
    })
}

/// Calls `visit` with a value and everything in it.
pub fn walk<'v>(value: &'v Value, visit: &mut impl FnMut(&'v Value)) {
    visit(value);
    let inner: Vec<&Value> = match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(entries) => entries.values().collect(),
        _ => Vec::new(),
    };
    inner.into_iter().for_each(|value| walk(value, visit));
}

/// Calls `visit` with the place of every schema and the schema.
pub fn schemas(document: &Value, visit: &mut impl FnMut(&str, &Value)) {
    let mut roots = Vec::new();
    for (name, schema) in document["components"]["schemas"].as_object().into_iter().flatten() {
        roots.push((name.clone(), schema));
    }
    walk(document, &mut |value| roots.extend(value.get("schema").map(|schema| ("in place".to_owned(), schema))));
    for (place, schema) in roots {
        inner_schemas(&place, schema, visit);
    }
}

fn inner_schemas(place: &str, schema: &Value, visit: &mut impl FnMut(&str, &Value)) {
    visit(place, schema);
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        inner_schemas(&format!("{place}.{name}"), property, visit);
    }
    for key in ["items", "additionalProperties"] {
        if let Some(inner) = schema.get(key).filter(|inner| !inner.is_boolean()) {
            inner_schemas(&format!("{place}[]"), inner, visit);
        }
    }
    for inner in ["anyOf", "oneOf", "allOf"].iter().filter_map(|key| schema[key].as_array()).flatten() {
        inner_schemas(place, inner, visit);
    }
}

/// Every example of parameters, requests and answers: its place, its schema, its value.
pub fn examples(document: &Value) -> Vec<(String, &Value, &Value)> {
    let mut examples = Vec::new();
    for (path, method, operation) in operations(document) {
        let at = format!("{method} {path}");
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            add(&mut examples, &format!("{at} parameters"), parameter);
        }
        add(&mut examples, &format!("{at} requestBody"), &operation["requestBody"]["content"]["application/json"]);
        for (status, response) in operation["responses"].as_object().into_iter().flatten() {
            add(&mut examples, &format!("{at} {status}"), &response["content"]["application/json"]);
        }
    }
    examples
}

fn add<'d>(examples: &mut Vec<(String, &'d Value, &'d Value)>, at: &str, holder: &'d Value) {
    for (name, example) in holder["examples"].as_object().into_iter().flatten() {
        examples.push((format!("{at}, {name}"), &holder["schema"], &example["value"]));
    }
}

/// Names of the schemas that the named part of any operation leads to.
pub fn reached(document: &Value, part: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&Value> = operations(document).map(|(_, _, operation)| &operation[part]).collect();
    while let Some(value) = open.pop() {
        let mut pointers = Vec::new();
        walk(value, &mut |value| pointers.extend(value["$ref"].as_str()));
        for pointer in pointers {
            let target = document.pointer(pointer.trim_start_matches('#')).expect("every pointer leads somewhere");
            let name = pointer.trim_start_matches("#/components/").to_owned();
            if reached.insert(name) {
                open.push(target);
            }
        }
    }
    reached.into_iter().filter_map(|name| name.strip_prefix("schemas/").map(str::to_owned)).collect()
}
