//! The bounds on the time of a call.

use serde_json::json;

use super::fake::{Step, answer};
use super::rig::{Rig, seconds};
use crate::{Retry, TimeoutKind};

#[test]
fn each_attempt_has_a_bound_of_its_own() {
    let rig = Rig::with([Step::Hang, Step::Hang], |builder| {
        builder.attempt_timeout(seconds(7)).retry(Retry::standard().max_attempts(2))
    });
    let error = rig.run(rig.client.books().get("b_1")).unwrap_err();
    assert_eq!((rig.sent(), rig.elapsed()), (vec![0, 7250], 14_250));
    assert_eq!(error.timed_out(), Some(TimeoutKind::Attempt));
    assert_eq!(
        error.to_string(),
        "books.get: no whole answer within 7s (server https://api.books.example, 2 attempts)"
    );
}

#[test]
fn whole_call_has_a_bound_over_all_attempts() {
    let rig = Rig::with([Step::Hang, Step::Hang], |builder| builder.attempt_timeout(seconds(10)).timeout(seconds(15)));
    let error = rig.run(rig.client.books().get("b_1")).unwrap_err();
    assert_eq!((rig.sent(), rig.elapsed()), (vec![0, 10_250], 15_000));
    assert_eq!((error.timed_out(), error.attempts()), (Some(TimeoutKind::Total), 2));
    assert_eq!(
        error.to_string(),
        "books.get: not done within 15s in all (server https://api.books.example, 2 attempts)"
    );
    assert!(error.is_retryable());
}

#[test]
fn call_that_must_not_be_repeated_says_that_it_may_have_been_handled() {
    let rig = Rig::with([Step::Hang], |builder| builder.timeout(seconds(15)));
    let error = rig.run(rig.client.books().create("Emma", 7)).unwrap_err();
    assert!(error.is_ambiguous() && !error.is_retryable());
    let notes = "(server https://api.books.example, not repeated: it may have been handled)";
    assert_eq!(error.to_string(), format!("books.create: not done within 15s in all {notes}"));
}

#[test]
fn usual_bounds_leave_room_for_a_rate_window() {
    let rig = Rig::new([answer(429, ""), Step::Hang, answer(200, json!({}))]);
    rig.run(rig.client.books().get("b_1")).unwrap();
    assert_eq!(rig.sent(), [0, 63_000, 93_500]);
}

#[test]
fn call_can_have_bounds_of_its_own() {
    let rig = Rig::new([Step::Hang, Step::Hang, Step::Hang]);
    let get = || rig.client.books().get("b_1").with_retry(Retry::none());
    assert_eq!(rig.run(get().with_timeout(seconds(5))).unwrap_err().timed_out(), Some(TimeoutKind::Total));
    assert_eq!(rig.elapsed(), 5000);
    assert_eq!(rig.run(get().with_attempt_timeout(seconds(6))).unwrap_err().timed_out(), Some(TimeoutKind::Attempt));
    assert_eq!(rig.elapsed(), 11_000);
    assert!(rig.run(get().with_attempt_timeout(None)).unwrap_err().to_string().contains("not done within 180s"));
}

#[test]
fn nobody_is_asked_for_the_time_without_a_bound() {
    let rig = Rig::with([answer(200, json!({}))], |builder| builder.timeout(None));
    rig.run(rig.client.books().get("b_1").with_attempt_timeout(None)).unwrap();
    assert_eq!((rig.timer.sleepers(), rig.elapsed()), (0, 0));
    // A bound beyond what a clock can tell is none.
    let rig = Rig::with([answer(200, json!({}))], |builder| builder.timeout(std::time::Duration::MAX));
    rig.run(rig.client.books().get("b_1")).unwrap();
}
