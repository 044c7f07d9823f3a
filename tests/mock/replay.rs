//! Every recorded exchange: with what must have existed before, the request gets an answer of the
//! recorded shape, which is the same keys, null and absent in the same places, and the same types.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::ask::ask;
use crate::facts::{self, Facts, Table, text};
use crate::row::{self, Row};

#[test]
fn every_recorded_exchange_has_the_recorded_shape() {
    let rows = row::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("wire"));
    assert_eq!(rows.len(), 109);
    let facts = Facts::read(ngrok_mock::DESCRIPTION);
    let faults: Vec<String> = rows.iter().flat_map(|row| replay(row, &facts)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn replay(row: &Row, facts: &Facts) -> Vec<String> {
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
fn before(row: &Row, facts: &Facts) -> Vec<Value> {
    if row.status >= 400 {
        return Vec::new();
    }
    let operation = facts.operation(&row.call);
    let table = facts.table(text(&operation["table"])).expect("each operation is about something that is kept");
    let own = own_items(row, operation, &table, facts);
    let mut besides: BTreeSet<String> = own.iter().filter_map(id_of).collect();
    besides.extend(row.answer.as_ref().filter(|_| operation["does"] == "create").and_then(id_of));
    let mut texts: BTreeSet<String> = row.path.split('/').map(str::to_owned).collect();
    row.body.iter().chain(&row.answer).for_each(|value| facts::collect(value, &mut texts));
    let mut states = facts.mentioned(texts, &row.path, &besides);
    for state in &mut states {
        // The hostname of the endpoint that is recorded was reserved before.
        if row.call == "endpoints.create" && state.get("reserved_domains").is_some() {
            state["reserved_domains"][0]["domain"] = json!("harbour.example");
        }
    }
    states.extend(own.into_iter().map(|item| facts.state(&table, item)));
    states
}

fn id_of(item: &Value) -> Option<String> {
    item.get("id").and_then(Value::as_str).map(str::to_owned)
}

/// The items that the exchange itself is about, oldest first, as the answer shows them.
fn own_items(row: &Row, operation: &Value, table: &Table<'_>, facts: &Facts) -> Vec<Value> {
    let arguments = facts.arguments(operation, &row.path);
    let with_key = |item| facts::with_key(table, &arguments, item);
    let answer = row.answer.as_ref().map(|answer| known(answer, &row.unknown));
    match (text(&operation["does"]), answer) {
        ("create", _) => Vec::new(),
        ("list", Some(answer)) => {
            let pages = answer.as_object().into_iter().flat_map(|page| page.values());
            let items = pages.filter_map(Value::as_array).flatten();
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
fn filled(item: &Value, table: &Table<'_>, facts: &Facts) -> Map<String, Value> {
    let mut filled = item.as_object().cloned().unwrap_or_default();
    facts.read_fields(table.name).for_each(|name| _ = filled.entry(name).or_insert(Value::Null));
    filled
}
