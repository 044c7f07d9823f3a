//! Staying below what a server allows, in simulated time.

use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use serde_json::json;

use super::emitted::API;
use super::fake::{Step, answer};
use super::observer::Log;
use super::rig::{Rig, seconds};
use super::slow::{another, slow};
use super::woken::{Woken, all, poll};
use crate::testing::ManualTimer;
use crate::{Error, RateLimiter, Timer};

fn numbers(count: usize) -> Vec<String> {
    (0..count).map(|number| number.to_string()).collect()
}

#[test]
fn slot_is_free_a_whole_window_after_the_request_has_ended() {
    let (client, server) = slow(&RateLimiter::new(2, seconds(10)), seconds(1));
    server.timer.run(all(numbers(5).into_iter().map(|n| client.books().get(n).send())));
    assert_eq!(server.times(), [0, 0, 11_000, 11_000, 22_000]);
}

#[test]
fn window_slides_with_each_request() {
    let (client, server) = slow(&RateLimiter::new(2, seconds(10)), Duration::ZERO);
    server.timer.run(async {
        for pause in [0, 7, 0, 0] {
            server.timer.sleep(seconds(pause)).await;
            client.books().get("b").await.unwrap();
        }
    });
    assert_eq!(server.times(), [0, 7000, 10_000, 17_000]);
}

#[test]
fn all_who_share_a_limiter_are_served_in_the_order_of_coming() {
    let limiter = RateLimiter::new(3, seconds(10));
    let (client, server) = slow(&limiter, seconds(1));
    let clients = [client.clone(), another(&limiter, &server), client];
    let calls = numbers(40).into_iter().enumerate().map(|(index, n)| clients[index % 3].books().get(n).send());
    server.timer.run(all(calls));
    assert_eq!(server.names(), numbers(40));
    assert_eq!((server.times()[39], server.times()[3]), (143_000, 11_000));
}

#[test]
fn so_many_at_once_and_no_more() {
    let (client, server) = slow(&RateLimiter::new(100, seconds(10)).max_concurrent(2), seconds(1));
    server.timer.run(all(numbers(5).into_iter().map(|n| client.books().get(n).send())));
    assert_eq!(server.times(), [0, 0, 1000, 1000, 2000]);
    assert_eq!((server.names(), server.busiest()), (numbers(5), 2));
}

#[test]
fn dropped_call_frees_its_place_at_once_and_its_slot_a_window_later() {
    let (client, server) = slow(&RateLimiter::new(2, seconds(10)).max_concurrent(1), seconds(100));
    let woken = Arc::new(Woken::default());
    let mut calls: Vec<_> = numbers(4).into_iter().map(|n| client.books().get(n).send()).collect();
    calls.iter_mut().for_each(|call| assert!(poll(call, &woken).is_pending()));
    server.timer.advance(seconds(1));
    drop(calls.remove(0));
    // Somebody in the middle of the queue is gone as well.
    drop(calls.remove(1));
    calls.iter_mut().for_each(|call| assert!(poll(call, &woken).is_pending()));
    assert_eq!((server.times(), server.names()), (vec![0, 1000], vec!["0".into(), "1".into()]));
    drop(calls.remove(0));
    server.timer.run(calls.remove(0)).unwrap();
    assert_eq!((server.times()[2], server.names()[2].as_str()), (11_000, "3"));
}

#[test]
fn one_who_was_woken_and_leaves_wakes_the_next() {
    let limiter = RateLimiter::new(9, seconds(10)).max_concurrent(1);
    let timer: Arc<dyn Timer> = Arc::new(ManualTimer::new());
    let wakers: [Arc<Woken>; 3] = Default::default();
    let mut waiting: Vec<_> = (0..3).map(|_| Box::pin(limiter.acquire(&timer, None))).collect();
    let Poll::Ready(Ok(permit)) = poll(&mut waiting[0], &wakers[0]) else { panic!("the first has a slot") };
    assert!(poll(&mut waiting[1], &wakers[1]).is_pending());
    assert!(poll(&mut waiting[2], &wakers[2]).is_pending());
    drop(permit);
    assert_eq!(wakers.each_ref().map(|waker| waker.times()), [0, 1, 0]);
    drop(waiting.remove(1));
    assert_eq!(wakers.each_ref().map(|waker| waker.times()), [0, 1, 1]);
    assert!(poll(&mut waiting[1], &wakers[2]).is_ready());
}

#[test]
fn one_whose_sleep_has_ended_and_leaves_wakes_the_next() {
    let limiter = RateLimiter::new(1, seconds(10));
    let clock = ManualTimer::new();
    let timer: Arc<dyn Timer> = Arc::new(clock.clone());
    drop(clock.run(limiter.acquire(&timer, None)));
    let wakers: [Arc<Woken>; 2] = Default::default();
    let mut first = Box::pin(limiter.acquire(&timer, None));
    let mut second = Box::pin(limiter.acquire(&timer, None));
    assert!(poll(&mut first, &wakers[0]).is_pending() && poll(&mut second, &wakers[1]).is_pending());
    clock.advance(seconds(10));
    assert_eq!((wakers[0].times(), wakers[1].times()), (1, 0));
    drop(first);
    assert_eq!(wakers[1].times(), 1);
    assert!(poll(&mut second, &wakers[1]).is_ready());
}

#[test]
fn refused_call_has_all_pause_and_waits_without_a_slot() {
    let ok = || answer(200, json!({}));
    let rig = Rig::with([answer(429, ""), ok(), ok(), ok()], |builder| {
        builder.timeout(None).rate_limiter(RateLimiter::new(9, seconds(1)).max_concurrent(1))
    });
    let calls = numbers(3).into_iter().map(|n| rig.client.books().get(n).send());
    assert!(rig.run(all(calls)).iter().all(Result::is_ok));
    assert_eq!(rig.sent(), [0, 63_000, 63_000, 63_000]);
    let order: Vec<_> = rig.seen().iter().map(|sent| sent.uri().path().replace("/v1/books/", "")).collect();
    assert_eq!(order, ["0", "1", "2", "0"]);
}

#[test]
fn wait_that_cannot_be_meant_does_not_stop_a_program_for_good() {
    let forever = Step::Answer(429, &[("retry-after", "99999999999999")], String::new());
    let rig = Rig::with([forever, answer(200, json!({}))], |builder| {
        builder.rate_limiter(RateLimiter::for_api(&API)).timeout(None)
    });
    let get = || rig.client.books().get("b_1");
    assert!(rig.run(get().with_timeout(seconds(1))).unwrap_err().is_rate_limited());
    let error = rig.run(get().with_timeout(seconds(3600))).unwrap_err();
    assert!(error.is_no_slot() && !error.is_rate_limited());
    rig.run(get()).unwrap();
    assert_eq!(rig.sent(), [0, 3_600_000]);
}

#[test]
fn call_whose_turn_comes_too_late_fails_at_once() {
    let (client, server) = slow(&RateLimiter::new(2, seconds(10)), Duration::ZERO);
    let calls = numbers(8).into_iter().map(|n| client.books().get(n).with_timeout(seconds(20)).send());
    let timer = server.timer.clone();
    let timed = calls.map(|call| async {
        let result = call.await;
        (result.err(), timer.elapsed())
    });
    let ended = timer.run(all(timed));
    assert_eq!(server.times(), [0, 0, 10_000, 10_000]);
    for (error, elapsed) in &ended[4..] {
        let error = error.as_ref().unwrap();
        assert_eq!(*elapsed, Duration::ZERO);
        assert!(error.is_no_slot() && error.is_timeout() && error.is_retryable() && error.attempts() == 0);
        let line = "books.get: the rate limiter has no slot for 20s, which would pass the timeout";
        assert_eq!(error.to_string(), line);
    }
}

#[test]
fn call_that_waits_for_others_fails_when_its_time_is_up() {
    let (client, server) = slow(&RateLimiter::new(9, seconds(10)).max_concurrent(1), seconds(100));
    let woken = Arc::new(Woken::default());
    let mut first = client.books().get("1").send();
    assert!(poll(&mut first, &woken).is_pending());
    let error = server.timer.run(client.books().get("2").with_timeout(seconds(30))).unwrap_err();
    assert_eq!(error.to_string(), "books.get: the rate limiter had no slot within 30s in all");
    assert!(error.is_no_slot() && error.is_retryable());
    assert_eq!((server.times(), server.timer.elapsed()), (vec![0], seconds(30)));
    // It has left no place behind it.
    server.timer.advance(seconds(70));
    assert!(poll(&mut first, &woken).is_ready());
    server.timer.run(client.books().get("3")).unwrap();
    assert_eq!(server.times(), [0, 100_000]);
}

#[test]
fn pause_that_is_too_long_for_those_who_wait_ends_their_wait() {
    let limiter = RateLimiter::new(1, seconds(10));
    let clock = ManualTimer::new();
    let timer: Arc<dyn Timer> = Arc::new(clock.clone());
    drop(clock.run(limiter.acquire(&timer, None)));
    let wakers: [Arc<Woken>; 3] = Default::default();
    let until = |count| Some(clock.now() + seconds(count));
    let mut waiting = [until(30), until(70), None].map(|until| Box::pin(limiter.acquire(&timer, until)));
    for (waiting, woken) in waiting.iter_mut().zip(&wakers) {
        assert!(poll(waiting, woken).is_pending());
    }
    limiter.pause(clock.now(), seconds(60));
    assert_eq!(wakers.each_ref().map(|waker| waker.times()), [1, 0, 0]);
    let Poll::Ready(Err(earliest)) = poll(&mut waiting[0], &wakers[0]) else { panic!("it is too late") };
    assert_eq!(earliest, clock.now() + seconds(60));
}

#[test]
fn failure_that_is_not_repeated_for_want_of_a_slot_stays_the_error() {
    let log = Log::default();
    let rig = Rig::with([answer(503, "")], |builder| {
        builder.timeout(seconds(30)).rate_limiter(RateLimiter::new(1, seconds(60))).observer(log.clone())
    });
    let error = rig.run(rig.client.books().get("b_1")).unwrap_err();
    assert_eq!((error.status(), error.attempts(), rig.elapsed()), (Some(503), 1, 250));
    let line = "books.get: 503 Service Unavailable (not repeated: the rate limiter had no slot in time)";
    assert_eq!(error.to_string(), line);
    assert!(error.is_retryable() && !error.is_no_slot());
    assert!(log.lines().iter().any(|line| line.ends_with("NotRepeated { reason: RateLimiter }")));
}

#[test]
fn observer_is_told_how_long_a_slot_took() {
    let log = Log::default();
    let rig = Rig::with((0..2).map(|_| answer(200, json!({}))), |builder| {
        builder.rate_limiter(RateLimiter::new(1, seconds(60))).observer(log.clone())
    });
    let admitted = |log: &Log| log.lines().iter().find(|line| line.contains("Admitted")).cloned();
    rig.run(rig.client.books().get("b_1")).unwrap();
    assert!(admitted(&log).unwrap().ends_with("0 Admitted { waited: 0ns }"));
    rig.run(rig.client.books().get("b_1")).unwrap();
    assert!(admitted(&log).unwrap().ends_with("0 Admitted { waited: 60s }"));
}

#[test]
fn odd_limits_do_no_harm() {
    for limiter in [RateLimiter::new(0, seconds(1)).max_concurrent(0), RateLimiter::new(1, seconds(1))] {
        let (client, server) = slow(&limiter, Duration::ZERO);
        server.timer.run(all(numbers(3).into_iter().map(|n| client.books().get(n).send())));
        assert_eq!(server.times(), [0, 1000, 2000]);
    }
    let (client, server) = slow(&RateLimiter::new(u64::MAX, Duration::ZERO), Duration::ZERO);
    server.timer.run(all(numbers(99).into_iter().map(|n| client.books().get(n).send())));
    assert_eq!(server.times(), [0; 99]);
    let (client, server) = slow(&RateLimiter::new(1, Duration::MAX), Duration::ZERO);
    server.timer.run(client.books().get("1")).unwrap();
    let late = |result: Result<_, Error>| assert!(result.unwrap_err().is_no_slot());
    late(server.timer.run(client.books().get("2").with_timeout(seconds(u64::from(u32::MAX)))));
    assert_eq!(server.times(), [0]);
}

#[test]
fn limits_of_an_api_are_those_of_its_description() {
    let shown = format!("{:?}", RateLimiter::for_api(&API).unwrap().max_concurrent(7));
    assert_eq!(shown, "RateLimiter { requests: 120, window: 60s, max_concurrent: Some(7), .. }");
    assert!(RateLimiter::for_api(&crate::Api { rate_limit: None, ..API }).is_none());
}
