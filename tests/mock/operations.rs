//! Every operation of both APIs, called by its client with the arguments of its example: the stand-in
//! answers with the status of success and with what the client reads without a rest.

use std::task::{Context, Poll, Waker};

use clientwright_runtime::BoxFuture;
use ngrok_mock::Mock;

use crate::facts::Facts;
use crate::{calls, depot_calls, prepare};

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

fn prepare(mock: &Mock, facts: &Facts, name: &str, target: &str, body: &str) {
    for state in prepare::states(facts, name, target, body) {
        mock.seed(&state).unwrap_or_else(|error| panic!("{name}: {error}\n{state:#}"));
    }
}
