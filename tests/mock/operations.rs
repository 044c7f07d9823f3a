//! Every operation of both APIs, called by its client with the arguments of its example: the stand-in
//! answers with the status of success and with what the client reads without a rest.

use std::collections::BTreeSet;
use std::task::{Context, Poll, Waker};

use clientwright_runtime::BoxFuture;
use ngrok_mock::Mock;
use serde_json::{Map, Value, json};

use crate::facts::{self, Facts, text};
use crate::{calls, depot_calls};

#[test]
fn every_operation_of_the_first_api_is_done() {
    let facts = Facts::read(ngrok_mock::DESCRIPTION);
    let done: Vec<Result<(), String>> = calls::all()
        .map(|case| {
            let mock = ngrok_mock::mock();
            prepare(&mock, &facts, case.name, case.target, case.body);
            let client = ngrok_client::Client::builder().key("key_1").transport(mock.clone()).build();
            let call = (case.call)(&client.expect("the client can be made"));
            let answer = finish(call.answer).map(|answer| answer.map(|answer| answer.debug));
            check(&mock, case.name, case.status, answer)
        })
        .collect();
    assert_eq!(done.len(), 252);
    report(done);
}

#[test]
fn every_operation_of_the_second_api_is_done() {
    let facts = Facts::read(depot_mock::DESCRIPTION);
    let done: Vec<Result<(), String>> = depot_calls::all()
        .map(|case| {
            let mock = depot_mock::mock();
            prepare(&mock, &facts, case.name, case.target, case.body);
            let client = depot_client::Client::builder().key("key_1").transport(mock.clone()).build();
            let call = (case.call)(&client.expect("the client can be made"));
            let answer = finish(call.answer).map(|answer| answer.map(|answer| answer.debug));
            check(&mock, case.name, case.status, answer)
        })
        .collect();
    assert_eq!(done.len(), 10);
    report(done);
}

fn report(done: Vec<Result<(), String>>) {
    let faults: Vec<String> = done.into_iter().filter_map(Result::err).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Nothing here waits, so a future that is not ready at once never is.
fn finish<T>(mut work: BoxFuture<'_, T>) -> Option<T> {
    match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => Some(done),
        Poll::Pending => None,
    }
}

fn check<E: std::fmt::Debug>(
    mock: &Mock,
    name: &str,
    status: u16,
    answer: Option<Result<String, E>>,
) -> Result<(), String> {
    let calls = mock.calls();
    let [call] = calls.as_slice() else { return Err(format!("{name}: {} requests", calls.len())) };
    if call.operation != name || call.status != Some(status) {
        return Err(format!("{name}: {} {:?}: {answer:?}", call.operation, call.status));
    }
    match answer {
        Some(Ok(debug)) if debug.contains("Extra{\"") => Err(format!("{name}: unknown fields in {debug}")),
        Some(Ok(_)) => Ok(()),
        other => Err(format!("{name}: {other:?}")),
    }
}

/// Makes what must exist: what the request mentions, and what its path leads to.
fn prepare(mock: &Mock, facts: &Facts, name: &str, target: &str, body: &str) {
    let operation = facts.operation(name);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let body: Value = if body.is_empty() { Value::Null } else { body.parse().expect("the body is JSON") };
    let mut texts: BTreeSet<String> = path.split('/').chain(query.split(['=', '&'])).map(str::to_owned).collect();
    facts::collect(&body, &mut texts);

    let table = facts.table(text(&operation["table"])).expect("each operation is about something that is kept");
    let arguments = facts.arguments(operation, path);
    let mut item = Map::new();
    if let Some(field) = operation["field"].as_str().filter(|_| operation["does"] == "get") {
        item.insert(field.to_owned(), json!({}));
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
    for state in states {
        mock.seed(&state).unwrap_or_else(|error| panic!("{name}: {error}\n{state:#}"));
    }
}
