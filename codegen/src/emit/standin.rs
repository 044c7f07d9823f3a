//! The stand-in for the API: a description of it as data, which a hand-written engine serves.
//!
//! A line of the description is one type, resource or operation, so that a change of the spec is a
//! change of few lines.

mod deeds;
mod shapes;

use serde_json::{Map, Value, json};

use crate::files::MARK;
use crate::model::{Api, Errors, RateLimit};
use deeds::Tables;
use shapes::Shapes;

/// The description of an API, as JSON.
pub fn description(api: &Api) -> String {
    let shapes = Shapes::of(api);
    let tables = Tables::of(api);
    let facts = [
        ("api", json!(api.name)),
        ("title", json!(api.title)),
        ("base_url", json!(api.base_url)),
        ("environment", json!(api.environment)),
        ("auth", json!({ "header": api.auth.header, "prefix": api.auth.prefix })),
        ("headers", api.headers.iter().map(|header| (header.name.clone(), json!(header.value))).collect()),
        ("errors", errors(&api.errors)),
        ("rate_limit", api.rate_limit.as_ref().map_or(Value::Null, rate_limit)),
        ("reference", json!(api.reference.as_ref().map(|reference| &reference.name.wire))),
        ("filter", json!(api.filter)),
    ];
    let mut text = format!("{{\n\"generated\": \"{MARK}\"");
    for (key, value) in facts {
        text.push_str(&format!(",\n\"{key}\": {value}"));
    }
    block(&mut text, "ids", api.ids.iter().map(|id| (id.name.wire.clone(), id_kind(id))));
    block(&mut text, "types", shapes.objects());
    block(&mut text, "tables", tables.all());
    block(&mut text, "operations", tables.operations(&shapes));
    text.push_str("\n}\n");
    text
}

/// A mapping with one entry a line.
fn block(text: &mut String, key: &str, entries: impl Iterator<Item = (String, Value)>) {
    let lines: Vec<String> = entries.map(|(name, value)| format!("{}: {value}", Value::from(name))).collect();
    text.push_str(&format!(",\n\"{key}\": {{\n{}\n}}", lines.join(",\n")));
}

fn id_kind(id: &crate::model::IdKind) -> Value {
    let mut entry = Map::new();
    if let Some(prefix) = &id.prefix {
        entry.insert("prefix".to_owned(), json!(prefix));
    }
    if id.integer {
        entry.insert("integer".to_owned(), json!(true));
    }
    entry.into()
}

fn errors(errors: &Errors) -> Value {
    let stated = errors.codes.iter().filter_map(|code| Some((code.code.clone(), json!(code.status?))));
    json!({
        "code": errors.code,
        "message": errors.message,
        "details": errors.details,
        "operation_id": errors.operation_id,
        "status": errors.status,
        "operation_id_header": errors.operation_id_header,
        "when": errors.when,
        "statuses": stated.collect::<Map<String, Value>>(),
    })
}

fn rate_limit(limit: &RateLimit) -> Value {
    json!({ "requests": limit.requests, "window": limit.window, "status": limit.status, "code": limit.code })
}
