//! One exchange: what the client makes of a row.

use std::collections::BTreeSet;
use std::sync::Arc;

use bytes::Bytes;
use clientwright_runtime::{Body, Error, Request};
use clientwright_tests::canned::Canned;
use ngrok_client::Client;
use serde_json::Value;

use crate::calls::Build;
use crate::row::Row;
use crate::sent::{Decoded, Sent};

const ORIGIN: &str = "https://api.ngrok.com";

/// Makes the call of a row, and holds its request and its answer against the row.
pub fn check(row: &Row, build: Build) {
    let canned = Arc::new(canned(row));
    let builder = Client::builder().key("key_1").transport(canned.clone());
    let client = builder.build().expect("the client can be made");
    let Sent { request, answer, items } = build(&client, row);

    check_request(row, &request);
    let answer = run(answer);
    let outgoing = canned.seen();
    assert_eq!(outgoing.len(), 1, "requests");
    check_outgoing(row, &outgoing[0]);
    if row.status >= 400 {
        return check_error(row, &answer.expect_err("the status is an error"));
    }
    assert_eq!(request.operation().map(|operation| operation.status), Some(row.status), "documented status");
    check_answer(row, &answer.expect("the answer decodes"));
    if let Some(items) = items {
        check_items(row, &run(items).expect("the items decode"));
    }
}

/// Answers with the row. Where that is not the last page, its link leads to one without items.
fn canned(row: &Row) -> Canned {
    let body = row.answer.as_ref().map(Value::to_string).unwrap_or_default();
    let canned = Canned::new(row.status, body);
    let next = row.answer.as_ref().and_then(|answer| answer.get("next_page_uri")?.as_str());
    match (next, &row.answer) {
        (Some(next), Some(page)) => canned.with_page(next, last_page(page).to_string()),
        _ => canned,
    }
}

fn last_page(page: &Value) -> Value {
    let mut last = page.clone();
    last["next_page_uri"] = Value::Null;
    let fields = last.as_object_mut().expect("a page is an object");
    fields.values_mut().filter_map(Value::as_array_mut).for_each(Vec::clear);
    last
}

/// The request as the application can look at it.
fn check_request(row: &Row, request: &Request) {
    assert_eq!(request.operation().map(|operation| operation.name), Some(row.call.as_str()));
    assert_eq!(request.method().as_str(), row.method);
    assert_eq!(request.path(), row.path);
    assert_eq!(request.query(), row.query);
    assert_same(request.body().map(Body::value).as_ref(), row.body.as_ref());
}

/// The request as the transport gets it.
fn check_outgoing(row: &Row, outgoing: &http::Request<Bytes>) {
    let mut target = format!("{ORIGIN}{}", row.path);
    for (index, (name, value)) in row.query.iter().enumerate() {
        let mark = if index == 0 { '?' } else { '&' };
        target.push_str(&format!("{mark}{name}={value}"));
    }
    assert_eq!(outgoing.uri().to_string(), target);
    assert_eq!(outgoing.method().as_str(), row.method);
    let bytes = outgoing.body();
    let sent = (!bytes.is_empty()).then(|| serde_json::from_slice(bytes).expect("it is JSON"));
    assert_same(sent.as_ref(), row.body.as_ref());
}

fn check_answer(row: &Row, decoded: &Decoded) {
    // What has no body decodes to `()`, which is null in JSON.
    assert_same(Some(&decoded.json), Some(row.answer.as_ref().unwrap_or(&Value::Null)));
    assert_known(row, decoded);
}

/// Every field of the answer has its place in the type: none is merely carried along that is not said to be.
fn assert_known(row: &Row, decoded: &Decoded) {
    let extras = decoded.shown.split("Extra{").skip(1).filter_map(|rest| rest.split('}').next());
    let names = extras.flat_map(|names| names.split(", ")).filter(|name| !name.is_empty());
    let unknown: BTreeSet<_> = names.map(|name| name.trim_matches('"').to_owned()).collect();
    assert_eq!(unknown, row.unknown, "unknown fields of {}", decoded.shown);
}

fn check_items(row: &Row, items: &[Decoded]) {
    let fields = row.answer.as_ref().and_then(Value::as_object);
    let mut lists = fields.expect("a page is an object").values().filter(|value| value.is_array());
    let expected = lists.next().and_then(Value::as_array).expect("a page has a list");
    assert!(lists.next().is_none(), "a page has one list");
    assert_eq!(items.len(), expected.len());
    for (item, expected) in items.iter().zip(expected) {
        assert_same(Some(&item.json), Some(expected));
        assert_known(row, item);
    }
}

/// An error says what was recorded: a message and an operation id always, a code only if there is one.
fn check_error(row: &Row, error: &Error) {
    let said = row.answer.as_ref().expect("an error says something");
    assert_eq!(error.status(), Some(row.status));
    assert_eq!(error.is_not_found(), row.status == 404);
    assert_eq!(error.operation(), Some(row.call.as_str()));
    assert_eq!(error.message(), said["msg"].as_str());
    assert_eq!(error.operation_id(), said["details"]["operation_id"].as_str());
    assert!(error.operation_id().is_some() && error.message().is_some());
    assert_eq!(error.code(), said.get("error_code").and_then(Value::as_str));
    let details = serde_json::to_value(error.details()).expect("details are texts");
    assert_same(Some(&details), said.get("details"));
}

fn assert_same(found: Option<&Value>, expected: Option<&Value>) {
    let pretty = |value: Option<&Value>| value.map_or("nothing".to_owned(), |value| format!("{value:#}\n"));
    if found != expected {
        let (expected, found) = (pretty(expected), pretty(found));
        let diff = similar::TextDiff::from_lines(&expected, &found);
        panic!("{}", diff.unified_diff().header("recorded", "found"));
    }
}

fn run<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    runtime.expect("a runtime can be made").block_on(work)
}
