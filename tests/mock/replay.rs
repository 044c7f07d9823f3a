//! Every recorded exchange: with what must have existed before, the request gets an answer of the
//! recorded shape, which is the same keys, null and absent in the same places, and the same types.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ngrok_mock::DESCRIPTION;
use serde_json::{Map, Value, json};

use crate::ask::ask;
use crate::row::{self, Row};

#[test]
fn every_recorded_exchange_has_the_recorded_shape() {
    let rows = row::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("wire"));
    assert_eq!(rows.len(), 109);
    let facts = serde_json::from_str(DESCRIPTION).expect("the description is JSON");
    let faults: Vec<String> = rows.iter().flat_map(|row| replay(row, &facts)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn replay(row: &Row, facts: &Value) -> Vec<String> {
    let mock = ngrok_mock::mock();
    for state in before(row, facts) {
        mock.seed(&state).unwrap_or_else(|error| panic!("{}: {error}\n{state:#}", row.call));
    }
    let query: Vec<String> = row.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    let said = ask(&mock, &row.method, &format!("{}{mark}{}", row.path, query.join("&")), row.body.as_ref());
    if said.status != row.status {
        return vec![format!("{}: {} instead of {}: {:?}", row.call, said.status, row.status, said.body)];
    }
    let mut faults = Vec::new();
    let expected = row.answer.as_ref().map(|answer| known(answer, &row.unknown));
    compare(&row.call, expected.as_ref(), said.body.as_ref(), &mut faults);
    faults
}

/// A recorded value without the fields that nobody documents.
fn known(value: &Value, unknown: &BTreeSet<String>) -> Value {
    match value {
        Value::Object(entries) => {
            let kept = entries.iter().filter(|(key, _)| !unknown.contains(*key));
            Value::Object(kept.map(|(key, value)| (key.clone(), known(value, unknown))).collect())
        }
        Value::Array(elements) => elements.iter().map(|element| known(element, unknown)).collect(),
        other => other.clone(),
    }
}

fn compare(at: &str, recorded: Option<&Value>, found: Option<&Value>, faults: &mut Vec<String>) {
    match (recorded, found) {
        (Some(Value::Object(recorded)), Some(Value::Object(found))) => {
            let keys: BTreeSet<&String> = recorded.keys().chain(found.keys()).collect();
            for key in keys {
                compare(&format!("{at}.{key}"), recorded.get(key), found.get(key), faults);
            }
        }
        (Some(Value::Array(recorded)), Some(Value::Array(found))) if recorded.len() == found.len() => {
            for (n, (recorded, found)) in recorded.iter().zip(found).enumerate() {
                compare(&format!("{at}[{n}]"), Some(recorded), Some(found), faults);
            }
        }
        (Some(Value::String(_)), Some(Value::String(_)))
        | (Some(Value::Bool(_)), Some(Value::Bool(_)))
        | (Some(Value::Number(_)), Some(Value::Number(_)))
        | (Some(Value::Null), Some(Value::Null))
        | (None, None) => {}
        (recorded, found) => faults.push(format!("{at}: recorded {recorded:?}, found {found:?}")),
    }
}

/// What must have existed before the exchange, in the order in which it can be added.
fn before(row: &Row, facts: &Value) -> Vec<Value> {
    let mut states = Vec::new();
    let operation = &facts["operations"][&row.call];
    if row.status < 400 {
        let own = own_items(row, operation, facts);
        let mut seen: BTreeSet<String> = own.iter().filter_map(id_of).collect();
        states.extend(mentioned(row, facts, &mut seen));
        let service = &facts["tables"][text(&operation["table"])]["service"];
        states.extend(own.into_iter().map(|item| state(text(service), item)));
    }
    states
}

fn state(service: &str, item: Value) -> Value {
    json!({ service: [item] })
}

fn id_of(item: &Value) -> Option<String> {
    item.get("id").and_then(Value::as_str).map(str::to_owned)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The items that the exchange itself is about, oldest first, as the answer shows them.
fn own_items(row: &Row, operation: &Value, facts: &Value) -> Vec<Value> {
    let parameters = arguments(row, operation);
    let table = text(&operation["table"]);
    let with_key = |mut item: Map<String, Value>| {
        let wanted = arguments_of(text(&facts["tables"][table]["item"]));
        let own = parameters.iter().filter(|(name, _)| wanted.contains(name));
        own.for_each(|(name, value)| _ = item.entry(name.clone()).or_insert_with(|| json!(value)));
        Value::Object(item)
    };
    let answer = row.answer.as_ref().map(|answer| known(answer, &row.unknown));
    match (text(&operation["does"]), answer) {
        ("create", _) => Vec::new(),
        ("list", Some(answer)) => {
            let items = answer.as_object().into_iter().flat_map(|page| page.values()).filter_map(Value::as_array).flatten();
            let mut items: Vec<Value> = items.map(|item| with_key(filled(item, table, facts))).collect();
            if answer["next_page_uri"].is_string() {
                // There was at least one more.
                items.push(with_key(Map::new()));
            }
            items.reverse();
            items
        }
        (_, Some(answer)) if operation["field"].is_string() => {
            vec![with_key(Map::from_iter([(text(&operation["field"]).to_owned(), answer)]))]
        }
        (_, Some(answer)) => vec![with_key(filled(&answer, table, facts))],
        (_, None) => vec![with_key(Map::new())],
    }
}

/// A recorded item, with null for what it does not have.
fn filled(item: &Value, table: &str, facts: &Value) -> Map<String, Value> {
    let mut filled = item.as_object().cloned().unwrap_or_default();
    let fields = facts["types"][table]["fields"].as_array().into_iter().flatten();
    let read = fields.filter(|field| field["read"].is_string());
    read.for_each(|field| _ = filled.entry(text(&field["name"])).or_insert(Value::Null));
    filled
}

/// Names and values of the path parameters.
fn arguments(row: &Row, operation: &Value) -> BTreeMap<String, String> {
    let names = text(&operation["path"]).split('/').zip(row.path.split('/'));
    names.filter_map(|(name, value)| Some((name.strip_prefix('{')?.strip_suffix('}')?.to_owned(), value.to_owned()))).collect()
}

fn arguments_of(path: &str) -> Vec<String> {
    path.split('/').filter_map(|part| Some(part.strip_prefix('{')?.strip_suffix('}')?.to_owned())).collect()
}

/// An item for each id that the exchange mentions.
fn mentioned(row: &Row, facts: &Value, seen: &mut BTreeSet<String>) -> Vec<Value> {
    let mut ids = BTreeSet::new();
    ids.extend(row.path.split('/').map(str::to_owned));
    row.body.iter().chain(&row.answer).for_each(|value| collect(value, &mut ids));
    let created = row.answer.as_ref().filter(|_| row.call.ends_with(".create")).and_then(id_of);
    let mut states = Vec::new();
    for id in ids {
        let Some((kind, table)) = kind_of(&id, facts) else { continue };
        if Some(&id) == created.as_ref() || !seen.insert(id.clone()) {
            continue;
        }
        let mut item = json!({ "id": id });
        if kind == "ReservedDomain" && row.call == "endpoints.create" {
            item["domain"] = json!("harbour.example");
        }
        if kind == "HTTPSEdgeRoute" {
            item["edge_id"] = json!(row.path.split('/').nth(3));
        }
        states.push(state(text(&table["service"]), item));
    }
    states
}

fn collect(value: &Value, ids: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => _ = ids.insert(text.clone()),
        Value::Array(elements) => elements.iter().for_each(|element| collect(element, ids)),
        Value::Object(entries) => {
            ids.extend(entries.keys().cloned());
            entries.values().for_each(|value| collect(value, ids));
        }
        _ => {}
    }
}

/// The resource that an id is of, by its prefix, if items of it are kept.
fn kind_of<'a>(id: &str, facts: &'a Value) -> Option<(&'a str, &'a Value)> {
    let (prefix, number) = id.rsplit_once('_')?;
    number.parse::<u32>().ok()?;
    let kinds = facts["ids"].as_object()?;
    let (name, _) = kinds.iter().find(|(_, kind)| kind["prefix"] == prefix)?;
    Some((name, facts["tables"].get(name)?))
}
