//! What must exist before a call can be done.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::facts::{self, Facts, text};

/// States to add one after the other: what the request mentions, and what its path leads to.
pub fn states(facts: &Facts, name: &str, target: &str, body: &str) -> Vec<Value> {
    let operation = facts.operation(name);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let body: Value = if body.is_empty() { Value::Null } else { body.parse().expect("the body is JSON") };
    let mut texts: BTreeSet<String> = path.split('/').chain(query.split(['=', '&'])).map(str::to_owned).collect();
    facts::collect(&body, &mut texts);

    let table = facts.table(text(&operation["table"])).expect("each operation is about something that is kept");
    let arguments = facts.arguments(operation, path);
    let mut item = Map::new();
    if let Some(field) = operation["field"].as_str().filter(|_| operation["does"] == "get") {
        let is_backend = field == "backend";
        item.insert(field.to_owned(), if is_backend { json!({ "backend": "bkdhr_1" }) } else { json!({}) });
    }
    let own = facts::with_key(&table, &arguments, item);
    let is_on_item =
        !matches!(text(&operation["does"]), "create" | "list" | "replace") || operation["field"].is_string();
    let besides = own.get("id").and_then(Value::as_str).map(str::to_owned).filter(|_| is_on_item).into_iter().collect();
    let mut states = facts.mentioned(texts, path, &besides);
    if is_on_item {
        states.push(facts.state(&table, own));
    }
    if let Some(holder) = facts.holder(text(&operation["path"])).filter(|holder| !holder.item.ends_with("/{id}")) {
        states.push(facts.state(&holder, facts::with_key(&holder, &arguments, Map::new())));
    }
    if let Some(vault) = body.get("vault_name") {
        states.push(json!({ "vaults": [{ "name": vault }] }));
    }
    states
}
