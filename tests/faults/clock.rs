//! Time for calls over real connections, without waiting for any of it.

use std::future::{poll_fn, ready};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Poll, Waker};
use std::time::{Duration, Instant, SystemTime};

use ngrok_client::runtime::{BoxFuture, Event, Observer, Step, Timer};

/// A clock that both keeps the time of a client and watches its calls.
///
/// A wait between attempts ends at once, and is remembered. The time of an attempt passes only
/// where [`Clock::pass`] says so, and never beyond the end of that attempt.
#[derive(Clone)]
pub struct Clock(Arc<Mutex<State>>);

struct State {
    start: Instant,
    elapsed: Duration,
    attempts: u32,
    waits: Vec<Duration>,
    /// Whether the next sleep is a wait; otherwise it is the bound of an attempt.
    waiting: bool,
    /// When the attempt under way is over.
    end: Duration,
    waker: Option<Waker>,
}

impl Clock {
    /// A clock that stands still.
    pub fn new() -> Self {
        Self(Arc::new(Mutex::new(State {
            start: Instant::now(),
            elapsed: Duration::ZERO,
            attempts: 0,
            waits: Vec::new(),
            waiting: false,
            end: Duration::ZERO,
            waker: None,
        })))
    }

    /// Lets time pass, up to the end of the attempt under way; tells whether some of it is left.
    pub fn pass(&self, by: Duration) -> bool {
        let mut state = self.state();
        let later = state.elapsed.saturating_add(by).min(state.end);
        state.elapsed = state.elapsed.max(later);
        if state.elapsed < state.end {
            return true;
        }
        let sleeper = state.waker.take();
        drop(state);
        sleeper.into_iter().for_each(Waker::wake);
        false
    }

    /// Forgets the attempts and waits so far.
    pub fn forget(&self) {
        let mut state = self.state();
        state.attempts = 0;
        state.waits.clear();
    }

    /// How many attempts there were.
    pub fn attempts(&self) -> u32 {
        self.state().attempts
    }

    /// The waits between them.
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().expect("nobody panics with the lock")
    }
}

impl Observer for Clock {
    fn on_event(&self, event: &Event<'_>) {
        let mut state = self.state();
        match event.step {
            Step::AttemptStarted => {
                state.attempts += 1;
                state.waiting = false;
            }
            Step::Waiting { duration, .. } => {
                state.waits.push(duration);
                state.waiting = true;
            }
            _ => {}
        }
    }
}

impl Timer for Clock {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut state = self.state();
        let end = state.elapsed + duration;
        if state.waiting {
            state.elapsed = end;
            return Box::pin(ready(()));
        }
        state.end = end;
        let clock = self.clone();
        Box::pin(poll_fn(move |context| {
            let mut state = clock.state();
            if state.elapsed >= end {
                return Poll::Ready(());
            }
            state.waker = Some(context.waker().clone());
            Poll::Pending
        }))
    }

    fn now(&self) -> Instant {
        let state = self.state();
        state.start + state.elapsed
    }

    /// The clock began on 9 September 2001 at 01:46:40 UTC.
    fn date(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000) + self.state().elapsed
    }
}
