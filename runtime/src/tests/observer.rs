//! What observers are told.

use std::sync::{Arc, Mutex};

use serde_json::json;

use super::fake::{Step as Does, answer};
use super::rig::{Rig, seconds};
use crate::{Event, Observer, Retry, RetryBudget, TransportErrorKind};

/// Writes each event down in a line.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<String>>>);

impl Observer for Log {
    fn on_event(&self, event: &Event<'_>) {
        let Event { operation, method, path, attempt, step, .. } = event;
        let name = operation.unwrap_or("-");
        self.0.lock().unwrap().push(format!("{name} {} {path} {attempt} {step:?}", method.as_str()));
    }
}

impl Log {
    pub fn lines(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

fn watched(script: Vec<Does>) -> (Rig, Log) {
    let log = Log::default();
    let rig = Rig::with(script, |builder| builder.observer(log.clone()).attempt_timeout(seconds(3)));
    (rig, log)
}

#[test]
fn every_step_of_a_call_is_told() {
    let done = Does::Answer(200, &[("books-operation-id", "op_1")], json!({}).to_string());
    let (rig, log) = watched(vec![Does::Hang, answer(429, ""), Does::Fail(TransportErrorKind::Io), done]);
    rig.run(rig.client.books().get("b_1").with_query("q", "hunter2").with_header("x", "hunter3")).unwrap();
    let expected = [
        "0 CallStarted",
        "1 AttemptStarted",
        "1 AttemptFinished { outcome: TimedOut(Attempt), elapsed: 3s }",
        "1 Waiting { reason: Backoff, duration: 250ms }",
        "2 AttemptStarted",
        "2 AttemptFinished { outcome: Answered(429), elapsed: 0ns }",
        "2 Waiting { reason: RateLimited, duration: 63s }",
        "3 AttemptStarted",
        "3 AttemptFinished { outcome: NoAnswer(Io), elapsed: 0ns }",
        "3 Waiting { reason: Backoff, duration: 1s }",
        "4 AttemptStarted",
        "4 AttemptFinished { outcome: Answered(200), elapsed: 0ns }",
        "4 CallFinished { outcome: Answered(200), elapsed: 67.25s, operation_id: Some(\"op_1\") }",
    ];
    let expected: Vec<_> = expected.iter().map(|line| format!("books.get GET /books/{{id}} {line}")).collect();
    assert_eq!(log.lines(), expected);
}

#[test]
fn failure_that_is_not_repeated_says_why() {
    let stopped = |log: &Log| {
        let lines = log.lines();
        let mut reasons = lines.iter().filter_map(|line| line.split_once("NotRepeated { reason: "));
        reasons.next().map(|(_, reason)| reason.trim_end_matches(" }").to_owned())
    };
    let (rig, log) = watched(vec![answer(503, ""), answer(429, ""), answer(503, "")]);
    let get = || rig.client.books().get("b_1");
    rig.run(get().with_retry(Retry::none())).unwrap_err();
    assert_eq!(stopped(&log).as_deref(), Some("Attempts"));
    rig.run(get().with_timeout(seconds(1))).unwrap_err();
    assert_eq!(stopped(&log).as_deref(), Some("Timeout"));
    rig.run(rig.client.books().create("Emma", 7)).unwrap_err();
    assert_eq!(stopped(&log), None);
    let log = Log::default();
    let budget = RetryBudget::new(0, 0.0);
    let rig = Rig::with([answer(503, "")], |builder| builder.observer(log.clone()).retry_budget(budget));
    rig.run(rig.client.books().get("b_1")).unwrap_err();
    assert_eq!(stopped(&log).as_deref(), Some("Budget"));
}

#[test]
fn call_that_is_dropped_is_told_once_and_one_that_never_started_is_not() {
    let (rig, log) = watched(vec![Does::Hang]);
    let mut call = Box::pin(rig.client.books().get("b_1").into_future());
    let waiting = std::future::poll_fn(|context| std::task::Poll::Ready(call.as_mut().poll(context).is_pending()));
    assert!(rig.run(waiting));
    drop(call);
    let last = "books.get GET /books/{id} 1 CallFinished { outcome: Dropped, elapsed: 0ns, operation_id: None }";
    let lines = log.lines();
    assert_eq!((lines.len(), lines.last().map(String::as_str)), (3, Some(last)));
    rig.run(rig.client.books().get("")).unwrap_err();
    drop(rig.client.books().get("b_1").into_future());
    assert_eq!(log.lines(), [""; 0]);
}

#[test]
fn several_observers_see_the_same() {
    let logs = [Log::default(), Log::default()];
    let rig =
        Rig::with([answer(404, "")], |builder| logs.iter().fold(builder, |builder, log| builder.observer(log.clone())));
    rig.run(rig.client.books().get("b_1")).unwrap_err();
    let [first, second] = logs.map(|log| log.lines());
    assert_eq!((first.len(), &first), (4, &second));
}
