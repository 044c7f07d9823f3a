//! The rate limiter under load, in simulated time: what the server sees, and what becomes of calls.

use std::sync::Mutex;
use std::time::Duration;

use clientwright_runtime::testing::ManualTimer;
use clientwright_runtime::{RateLimiter, Timer};
use clientwright_tests::simulated::{End, Fate, SimulatedServer};
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use futures_util::stream::FuturesOrdered;
use ngrok_client::{API, Client, Error};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

const MINUTE: Duration = Duration::from_secs(60);

fn millis(count: u64) -> Duration {
    Duration::from_millis(count)
}

/// Numbers that only look random: the same in every run.
struct Numbers(Mutex<u64>);

impl Numbers {
    fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }

    /// A number below `bound`.
    fn below(&self, bound: u64) -> u64 {
        let mut state = self.0.lock().expect("no holder panics");
        *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (*state >> 33) % bound
    }
}

/// Runs all at the same time and polls none that was not woken, which `join_all` does if they are few.
async fn all<F: Future>(futures: impl IntoIterator<Item = F>) -> Vec<F::Output> {
    futures.into_iter().collect::<FuturesOrdered<_>>().collect().await
}

/// A client that all calls go through, and its server.
fn client(timer: &ManualTimer, server: &SimulatedServer, timeout: Option<Duration>) -> Client {
    let random = Numbers::new(7);
    let builder = Client::builder().key("k").transport(server.clone()).timer(timer.clone()).timeout(timeout);
    let builder = builder.random(move || random.below(1000) as f64 / 1000.0);
    builder.rate_limiter(RateLimiter::for_api(&API)).build().expect("the client can be made")
}

/// A thousand calls at once; how they ended, and when the last one did.
fn thousand(client: &Client, timer: &ManualTimer) -> Vec<Option<Error>> {
    let calls = (0..1000).map(|number| {
        let id = format!("cr_{number}");
        async move {
            match number % 3 {
                0 => client.credentials().create().await.err(),
                1 => client.credentials().delete(id).await.err(),
                _ => client.credentials().get(id).await.err(),
            }
        }
    });
    timer.run(all(calls))
}

/// An error that says what a program can do about it.
fn is_named(error: &Error) -> bool {
    error.is_no_slot()
        || error.is_rate_limited()
        || error.is_server_error()
        || error.is_timeout()
        || error.transport_kind().is_some()
}

fn quick(numbers: &Numbers, end: End) -> Fate {
    Fate { up: millis(numbers.below(200)), down: millis(numbers.below(800)), end }
}

#[test]
fn thousand_calls_at_once_all_succeed_and_keep_the_limit() {
    let timer = ManualTimer::new();
    let numbers = Numbers::new(1);
    let server = SimulatedServer::new(&timer, move |_| quick(&numbers, End::Status(200)));
    let errors = thousand(&client(&timer, &server, None), &timer);
    assert_eq!((errors.iter().flatten().count(), server.sent()), (0, 1000));
    assert_eq!(server.most_within(MINUTE), 120);
    // Nine windows for 1,000 requests, of which the last begins after eight.
    let minutes = timer.elapsed().as_secs_f64() / 60.0;
    assert!((8.0..8.2).contains(&minutes), "{minutes}");
}

#[test]
fn thousand_calls_that_may_not_wait_so_long_fail_at_once_where_no_slot_can_be_had() {
    let timer = ManualTimer::new();
    let numbers = Numbers::new(2);
    let server = SimulatedServer::new(&timer, move |_| quick(&numbers, End::Status(200)));
    let errors = thousand(&client(&timer, &server, Some(3 * MINUTE)), &timer);
    let failed: Vec<_> = errors.iter().flatten().collect();
    assert_eq!((failed.len(), server.sent()), (640, 360));
    assert!(failed.iter().all(|error| error.is_no_slot() && error.attempts() == 0));
    assert!(timer.elapsed() < 3 * MINUTE);
}

#[test]
fn thousand_calls_with_faults_end_with_success_or_a_named_error_and_keep_the_limit() {
    for (seed, timeout) in [(3, None), (4, Some(30 * MINUTE)), (5, Some(3 * MINUTE))] {
        let timer = ManualTimer::new();
        let numbers = Numbers::new(seed);
        let server = SimulatedServer::new(&timer, move |_| {
            let end = match numbers.below(100) {
                0..8 => End::Refused,
                8..12 => End::Broken,
                12..20 => End::Status(503),
                20..22 => End::Status(429),
                _ => End::Status(200),
            };
            quick(&numbers, end)
        });
        let errors = thousand(&client(&timer, &server, timeout), &timer);
        let failed: Vec<_> = errors.iter().flatten().collect();
        assert!(failed.iter().all(|error| is_named(error)), "{failed:?}");
        assert!(server.most_within(MINUTE) <= 120, "{}", server.most_within(MINUTE));
        match timeout {
            Some(timeout) => assert!(timer.elapsed() <= timeout),
            // Those that must not be sent twice, and a few that had no luck four times.
            None => assert!(failed.len() < 100, "{}", failed.len()),
        }
    }
}

/// One call of the many.
#[derive(Clone, Debug)]
struct Caller {
    /// When it comes.
    at: u64,
    /// Which of the clients makes it.
    client: usize,
    timeout: Option<u64>,
    /// After how long it is given up.
    patience: Option<u64>,
}

fn callers() -> impl Strategy<Value = Vec<Caller>> {
    let caller = (0..20_000_u64, 0..2_usize, option::of(1..60_000_u64), option::of(0..20_000_u64));
    let caller = caller.prop_map(|(at, client, timeout, patience)| Caller { at, client, timeout, patience });
    vec(caller, 1..40)
}

fn fates() -> impl Strategy<Value = Vec<Fate>> {
    let end = prop_oneof![
        6 => Just(End::Status(200)),
        1 => Just(End::Status(503)),
        1 => Just(End::Status(429)),
        1 => Just(End::Refused),
        1 => Just(End::Broken),
    ];
    let fate = (0..3000_u64, 0..6000_u64, end);
    vec(fate.prop_map(|(up, down, end)| Fate { up: millis(up), down: millis(down), end }), 1..20)
}

#[test]
fn whatever_happens_the_server_never_sees_too_many_and_everybody_is_served() {
    let limits = (1..6_usize, 1..15_u64, option::of(1..4_usize));
    let config = Config { cases: 256, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]));
    let outcome = runner.run(&(limits, callers(), fates()), |((requests, window, most), callers, fates)| {
        let window = Duration::from_secs(window);
        let timer = ManualTimer::new();
        let server = SimulatedServer::new(&timer, move |number| fates[number % fates.len()]);
        let mut limiter = RateLimiter::new(requests as u64, window);
        if let Some(most) = most {
            limiter = limiter.max_concurrent(most as u64);
        }
        let clients: Vec<_> = (0..2)
            .map(|_| {
                let builder = Client::builder().key("k").transport(server.clone()).timer(timer.clone());
                builder.timeout(None).rate_limiter(limiter.clone()).build().expect("the client can be made")
            })
            .collect();
        let calls = callers.iter().map(|caller| one(caller, &clients, &timer));
        let ended = timer.run(all(calls));
        prop_assert!(server.most_within(window) <= requests);
        prop_assert!(most.is_none_or(|most| server.most_under_way() <= most));
        for (caller, end) in callers.iter().zip(ended) {
            match end {
                None => prop_assert!(caller.patience.is_some()),
                Some(result) => prop_assert!(result.as_ref().err().is_none_or(is_named), "{result:?}"),
            }
        }
        // Nobody has left a place or a slot behind: once all has passed, as many as may be are let in.
        timer.advance(2 * MINUTE);
        let before = timer.elapsed();
        let slots = (0..requests.min(most.unwrap_or(requests)))
            .map(|_| clients[0].credentials().get("cr").with_timeout(millis(1)));
        let refused = timer.run(all(slots.map(|call| call.send())));
        prop_assert!(refused.iter().all(|result| result.as_ref().err().is_none_or(|error| !error.is_no_slot())));
        prop_assert!(timer.elapsed() - before <= millis(1));
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

/// Makes a call; `None` when it was given up.
async fn one(caller: &Caller, clients: &[Client], timer: &ManualTimer) -> Option<Result<(), Error>> {
    timer.sleep(millis(caller.at)).await;
    let call = clients[caller.client].credentials().get("cr").with_timeout(caller.timeout.map(millis)).send();
    let Some(patience) = caller.patience else {
        return Some(call.await.map(drop));
    };
    match select(call, timer.sleep(millis(patience))).await {
        Either::Left((result, _)) => Some(result.map(drop)),
        Either::Right(_) => None,
    }
}
