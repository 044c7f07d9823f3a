//! The grammar as a JSON Schema, so that editors complete and explain every key.

use serde_json::{Map, Value, json};

use super::grammar::{self, Kind, Table};

/// The schema of all spec files, as text. Which table a file must fit is told by the keys it has.
pub fn text() -> String {
    let mut defs = Map::new();
    for table in [&grammar::API, &grammar::RESOURCE, &grammar::TYPES] {
        define(table, &mut defs);
    }
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": crate::files::MARK,
        "title": "Clientwright spec file",
        "if": { "required": ["api"] },
        "then": reference(&grammar::API),
        "else": {
            "if": { "required": ["service"] },
            "then": reference(&grammar::RESOURCE),
            "else": { "if": { "required": ["types"] }, "then": reference(&grammar::TYPES), "else": reference(&grammar::RESOURCE) },
        },
        "$defs": defs,
    });
    let mut text = serde_json::to_string_pretty(&schema).expect("a JSON value always has a text");
    text.push('\n');
    text
}

fn define(table: &'static Table, defs: &mut Map<String, Value>) {
    let name = def_name(table);
    if defs.contains_key(&name) {
        return;
    }
    // The entry is reserved before its parts are visited, because tables may contain themselves.
    defs.insert(name.clone(), Value::Null);
    let mut properties = Map::new();
    for key in table.keys {
        properties.insert(key.name.to_owned(), described(of_kind(key.kind, defs), key.doc));
    }
    let required: Vec<&str> = table.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    defs.insert(
        name,
        json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false }),
    );
}

fn of_kind(kind: Kind, defs: &mut Map<String, Value>) -> Value {
    match kind {
        Kind::Any => json!({}),
        Kind::Text => json!({ "type": ["string", "number", "boolean"] }),
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Integer => json!({ "type": "integer", "minimum": 0 }),
        Kind::Number => json!({ "type": "number" }),
        Kind::Word(words) => json!({ "enum": words }),
        Kind::List(inner) => json!({ "type": "array", "items": of_kind(*inner, defs) }),
        Kind::Names(inner) => json!({ "type": "object", "additionalProperties": of_kind(*inner, defs) }),
        Kind::Object(table) => defined(table, defs),
        Kind::TextOr(table) => json!({ "anyOf": [{ "type": ["string", "number", "boolean"] }, defined(table, defs)] }),
        Kind::WordOr(words, table) => json!({ "anyOf": [{ "enum": words }, defined(table, defs)] }),
        Kind::ListOrNames(list, names) => json!({ "anyOf": [
            { "type": "array", "items": of_kind(*list, defs) },
            { "type": "object", "additionalProperties": of_kind(*names, defs) },
        ] }),
    }
}

fn defined(table: &'static Table, defs: &mut Map<String, Value>) -> Value {
    define(table, defs);
    reference(table)
}

fn reference(table: &'static Table) -> Value {
    json!({ "$ref": format!("#/$defs/{}", def_name(table)) })
}

fn def_name(table: &'static Table) -> String {
    table.name.replace([' ', '.'], "_")
}

fn described(mut schema: Value, doc: &str) -> Value {
    if let Value::Object(object) = &mut schema {
        object.insert("description".to_owned(), Value::from(doc));
    }
    schema
}
