//! What is repeated, when, and how often.

use serde_json::json;

use super::fake::{Step, answer};
use super::rig::{Rig, seconds};
use crate::{Call, Error, Operation, Retry, TransportErrorKind};

fn busy() -> Step {
    answer(503, "")
}

fn found() -> Step {
    answer(200, json!({ "id": "b_1" }))
}

fn asking(status: u16, headers: &'static [(&'static str, &'static str)]) -> Step {
    Step::Answer(status, headers, String::new())
}

/// The times of the requests that reading a book takes when the server answers so and then well.
fn reading(step: Step) -> Vec<u128> {
    let rig = Rig::new([step, found()]);
    rig.run(rig.client.books().get("b_1")).unwrap();
    rig.sent()
}

/// The number of requests and the error of creating a book when the server answers so.
fn creating(step: Step) -> (usize, Option<Error>) {
    let rig = Rig::new([step, found()]);
    let result = rig.run(rig.client.books().create("Emma", 7));
    (rig.sent().len(), result.err())
}

#[test]
fn waits_double_and_are_random_below_their_bound() {
    let rig = Rig::new([busy(), busy(), busy(), found()]);
    let (book, answer) = rig.run(rig.client.books().get("b_1").send_with_answer()).unwrap();
    assert_eq!((book.id.as_str(), answer.attempts()), ("b_1", 4));
    assert_eq!(rig.sent(), [0, 250, 750, 1750]);
}

#[test]
fn bound_of_the_wait_has_a_bound_and_chance_may_be_odd() {
    let retry = Retry::standard().max_attempts(40).base_backoff(seconds(1)).max_backoff(seconds(3));
    for (random, times) in [(1.0, [0, 1000, 3000, 6000, 9000]), (f64::NAN, [0; 5]), (7.0, [0, 1000, 3000, 6000, 9000])]
    {
        let script = [busy(), busy(), busy(), busy(), found()];
        let rig = Rig::with(script, |builder| builder.retry(retry.clone()).random(move || random));
        rig.run(rig.client.books().get("b_1")).unwrap();
        assert_eq!(rig.sent(), times, "{random}");
    }
}

#[test]
fn last_failure_is_the_error_and_says_how_often_it_was_tried() {
    let rig = Rig::new([answer(502, ""), busy(), answer(504, ""), answer(503, json!({ "msg": "full" }))]);
    let error = rig.run(rig.client.books().get("b_1")).unwrap_err();
    assert_eq!((error.attempts(), error.status(), rig.sent().len()), (4, Some(503), 4));
    assert_eq!(error.to_string(), "books.get: 503 Service Unavailable: full (4 attempts)");
    let once = Rig::new([answer(404, "")]);
    let error = once.run(once.client.books().get("b_1")).unwrap_err();
    assert_eq!((error.attempts(), error.to_string().as_str()), (1, "books.get: 404 Not Found"));
}

#[test]
fn what_may_have_been_handled_is_not_sent_twice() {
    use TransportErrorKind::{Io, Timeout};
    let answers = [408, 500, 502, 503, 504].map(|status| answer(status, ""));
    let other = [
        Step::Fail(Io),
        Step::Fail(Timeout),
        Step::Hang,
        asking(503, &[("retry-after", "1")]),
        asking(408, &[("retry-after", "1")]),
    ];
    for step in answers.into_iter().chain(other) {
        let (requests, error) = creating(step);
        let error = error.unwrap();
        assert_eq!((requests, error.attempts(), error.is_retryable()), (1, 1, false), "{error}");
        // Nobody knows what a 500 has done, but the server says that it did not what it was asked to.
        let unclear = error.status() != Some(500);
        assert_eq!(error.is_ambiguous(), unclear, "{error}");
        assert_eq!(error.to_string().ends_with("not repeated: it may have been handled)"), unclear, "{error}");
    }
}

#[test]
fn what_was_not_handled_is_sent_again_whatever_the_operation() {
    for step in [answer(429, ""), Step::Fail(TransportErrorKind::Connect)] {
        let (requests, error) = creating(step);
        assert!(error.is_none(), "{error:?}");
        assert_eq!(requests, 2);
    }
}

#[test]
fn idempotent_operation_is_repeated_after_every_passing_fault() {
    use TransportErrorKind::{Connect, Io, Timeout};
    for step in [408, 502, 503, 504].map(|status| answer(status, "")) {
        assert_eq!(reading(step), [0, 250]);
    }
    for step in [Connect, Io, Timeout].map(Step::Fail) {
        assert_eq!(reading(step), [0, 250]);
    }
    assert_eq!(reading(Step::Hang), [0, 30_250]);
}

#[test]
fn lasting_failures_are_not_repeated() {
    let statuses = [400, 401, 403, 404, 409, 410, 422, 500, 501, 505, 302, 100];
    let statuses = statuses.into_iter().filter(|status| *status != 100).map(|status| answer(status, ""));
    let others = [Step::Fail(TransportErrorKind::TooLarge), answer(200, "<html>")];
    for step in statuses.chain(others) {
        let rig = Rig::new([step]);
        let error = rig.run(rig.client.books().get("b_1")).unwrap_err();
        assert_eq!((rig.sent().len(), error.attempts(), error.is_retryable()), (1, 1, false), "{error}");
    }
}

#[test]
fn idempotency_is_a_fact_of_the_operation_and_not_of_its_method() {
    static REPEATABLE: Operation = Operation::post("books.scan", "/scan").with_idempotent(true);
    static ONCE: Operation = Operation::delete("books.pop", "/pop").with_idempotent(false);
    for (operation, requests) in [(&REPEATABLE, 2), (&ONCE, 1)] {
        let rig = Rig::new([busy(), answer(204, "")]);
        let call = Call::new(rig.client.runtime().clone(), operation);
        let result = rig.run(call.send::<()>());
        assert_eq!((rig.sent().len(), result.is_ok()), (requests, requests == 2), "{}", operation.name);
    }
}

#[test]
fn server_says_when_to_come_back() {
    for status in [408, 429, 502, 503, 504] {
        assert_eq!(reading(asking(status, &[("retry-after", "7")])), [0, 7000], "{status}");
    }
    // A server that asks for no wait is not hammered all the same.
    assert_eq!(reading(asking(429, &[("retry-after", "0")])), [0, 250]);
    assert_eq!(reading(asking(503, &[("retry-after", "Sun, 09 Sep 2001 01:46:30 GMT")])), [0, 250]);
    // The two clocks are years apart, and only that of the server counts.
    let dates = &[("retry-after", "Sun, 06 Nov 1994 12:00:09 GMT"), ("date", "Sun, 06 Nov 1994 12:00:00 GMT")];
    assert_eq!(reading(asking(503, dates)), [0, 9000]);
    // Without the server's date the clock of the timer has to do.
    assert_eq!(reading(asking(503, &[("retry-after", "Sun, 09 Sep 2001 01:46:45 GMT")])), [0, 5000]);
    assert_eq!(reading(asking(503, &[("retry-after", "soon")])), [0, 250]);
}

#[test]
fn refused_request_waits_for_the_rate_window() {
    assert_eq!(reading(answer(429, "")), [0, 63_000]);
    let rig =
        Rig::with([answer(429, ""), found()], |builder| builder.retry(Retry::standard().rate_limit_wait(seconds(10))));
    rig.run(rig.client.books().get("b_1")).unwrap();
    assert_eq!(rig.sent(), [0, 10_500]);
}

#[test]
fn too_many_at_once_do_not_wait_for_the_window() {
    assert_eq!(reading(answer(429, json!({ "error_code": "E_BUSY" }))), [0, 250]);
    assert_eq!(reading(answer(429, json!({ "error_code": "E_LIMIT" }))), [0, 63_000]);
}

#[test]
fn wait_that_would_pass_the_timeout_is_not_begun() {
    let rig = Rig::new([answer(429, ""), found()]);
    let error = rig.run(rig.client.books().get("b_1").with_timeout(seconds(63))).unwrap_err();
    assert_eq!((rig.sent().len(), rig.elapsed()), (1, 0));
    assert!(error.is_rate_limited() && error.is_retryable() && !error.is_timeout());
    let line = "books.get: 429 Too Many Requests (not repeated: a wait of 63s would pass the timeout of 63s)";
    assert_eq!(error.to_string(), line);
    rig.run(rig.client.books().get("b_1").with_timeout(seconds(64))).unwrap();
    let forever = Rig::new([asking(429, &[("retry-after", "99999999999999999999")])]);
    assert!(forever.run(forever.client.books().get("b_1")).unwrap_err().is_rate_limited());
    assert_eq!(forever.elapsed(), 0);
}

#[test]
fn policy_holds_for_a_client_or_for_one_call() {
    let rig = Rig::with([busy(), busy(), found()], |builder| builder.retry(Retry::none()));
    assert!(rig.run(rig.client.books().get("b_1")).is_err());
    assert_eq!(rig.sent().len(), 1);
    rig.run(rig.client.books().get("b_1").with_retry(Retry::standard())).unwrap();
    assert_eq!(rig.sent().len(), 3);
    let rig = Rig::new([busy()]);
    assert!(rig.run(rig.client.books().get("b_1").with_retry(Retry::standard().max_attempts(0))).is_err());
    assert_eq!(rig.sent().len(), 1);
}

#[test]
fn pages_are_requested_as_the_list_was() {
    let page = answer(200, json!({ "books": [{ "id": "b_1" }], "next_page_uri": "/v1/books?before=b_1" }));
    let rig = Rig::new([page, busy()]);
    let mut items = rig.client.books().list().with_retry(Retry::none()).with_header("x-trace", "t").items();
    rig.run(items.try_next()).unwrap();
    assert_eq!(rig.run(items.try_next()).unwrap_err().attempts(), 1);
    assert!(rig.seen().iter().all(|request| request.headers()["x-trace"] == "t"));
}

#[test]
fn retries_send_the_same_bytes() {
    let rig = Rig::new([answer(429, ""), found()]);
    rig.run(rig.client.books().create("Emma", 7)).unwrap();
    let [first, second] = rig.seen().try_into().unwrap();
    assert_eq!((first.uri(), first.headers(), first.body()), (second.uri(), second.headers(), second.body()));
}
