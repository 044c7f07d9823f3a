//! Staying below what a server allows.

use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use crate::slots::{Slots, Verdict};
use crate::{Api, BoxFuture, Timer};

/// The longest that one answer can pause all calls: a header that cannot be meant must not stop a
/// program for good.
const MAX_PAUSE: Duration = Duration::from_secs(3600);

/// Keeps clients below a number of requests in any span of time, and of requests at once.
///
/// Clones share their slots, so one limiter can serve several clients of one account. Who waits is
/// served in the order of coming. A request takes a slot when it is sent, and the slot is free again
/// a whole window after the request has ended: so the server never counts more in any window,
/// however long requests are on their way to it. Of a request that is given up nobody knows whether
/// it still arrives; it counts as ended by then.
///
/// Each attempt of a call takes a slot of its own, and has none while it waits to be repeated.
/// Waiting for a slot counts towards the timeout of the call. A call whose turn would come after
/// that, if nobody before it gives up, fails at once; see
/// [`Error::is_no_slot`](crate::Error::is_no_slot). After a 429, which another program of the same
/// account may have brought about, nobody is let in until the wait is over, or for an hour at most.
///
/// Dropping a call frees its place in the queue and its part of [`RateLimiter::max_concurrent`] at
/// once, and its slot a window later. A call that is neither polled nor dropped keeps what it has,
/// and holds up all who are behind it.
///
/// This is a sliding window, as servers that count requests in any span of time use it. A token
/// bucket or GCRA of the same number, full at first, lets nearly twice as many into one window:
/// what it holds, and what is refilled before the window ends.
#[derive(Clone)]
pub struct RateLimiter(Arc<Shared>);

struct Shared {
    requests: u64,
    window: Duration,
    concurrent: Option<u64>,
    slots: Mutex<Slots>,
}

impl RateLimiter {
    /// At most so many requests in any span as long as `window`; at least one.
    pub fn new(requests: u64, window: Duration) -> Self {
        Self::with(requests, window, None)
    }

    /// What the description of an API says; `None` if it says nothing.
    pub fn for_api(api: &Api) -> Option<Self> {
        api.rate_limit.map(|limit| Self::new(limit.requests, limit.window))
    }

    /// At most so many requests at the same time; at least one.
    ///
    /// The limiter is another one than before, with all of its slots free.
    #[must_use]
    pub fn max_concurrent(self, requests: u64) -> Self {
        Self::with(self.0.requests, self.0.window, Some(requests))
    }

    fn with(requests: u64, window: Duration, concurrent: Option<u64>) -> Self {
        let slots = Slots::new(requests.max(1), window, concurrent.map(|most| most.max(1)));
        Self(Arc::new(Shared { requests, window, concurrent, slots: Mutex::new(slots) }))
    }

    /// Lets nobody in for a time that begins now, unless that is so already.
    pub(crate) fn pause(&self, now: Instant, wait: Duration) {
        let late = self.0.slots().pause(now, wait.min(MAX_PAUSE.max(self.0.window)));
        late.into_iter().for_each(Waker::wake);
    }

    /// Waits for a slot behind all who came before; gives the time at which there would be one as
    /// soon as it is known to be no earlier than `until`.
    pub(crate) async fn acquire(&self, timer: &Arc<dyn Timer>, until: Option<Instant>) -> Result<Permit, Instant> {
        let now = timer.now();
        let ticket = self.0.slots().enter(now, until)?;
        let mut place = Place { shared: self.0.clone(), ticket, served: false, sleep: None };
        poll_fn(|context| place.poll(timer, context)).await?;
        Ok(Permit { shared: self.0.clone(), timer: timer.clone() })
    }
}

impl fmt::Debug for RateLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Shared { requests, window, concurrent, .. } = &*self.0;
        let mut shown = f.debug_struct("RateLimiter");
        shown.field("requests", requests).field("window", window).field("max_concurrent", concurrent);
        shown.finish_non_exhaustive()
    }
}

impl Shared {
    /// The slots are whole again when a lock is given up, so a panic elsewhere does not spoil them.
    fn slots(&self) -> MutexGuard<'_, Slots> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Wakes whoever has become the first in the queue; the lock must be given up before.
fn wake(first: Option<Waker>) {
    if let Some(waker) = first {
        waker.wake();
    }
}

/// A place in the queue. Dropping it lets those behind move up.
struct Place {
    shared: Arc<Shared>,
    ticket: u64,
    served: bool,
    /// Of the first in the queue: until when it sleeps.
    sleep: Option<(Instant, BoxFuture<'static, ()>)>,
}

impl Place {
    fn poll(&mut self, timer: &Arc<dyn Timer>, context: &mut Context<'_>) -> Poll<Result<(), Instant>> {
        let now = timer.now();
        let verdict = self.shared.slots().ask(self.ticket, now, context.waker());
        match verdict {
            Verdict::Enter(next) => {
                self.served = true;
                wake(next);
                return Poll::Ready(Ok(()));
            }
            Verdict::TooLate(time) => return Poll::Ready(Err(time)),
            Verdict::WaitForOthers => self.sleep = None,
            Verdict::WaitUntil(time) => {
                let sleep = self.sleep.take().filter(|(until, _)| *until == time);
                let (_, mut sleep) = sleep.unwrap_or_else(|| (time, timer.sleep(time.saturating_duration_since(now))));
                match sleep.as_mut().poll(context) {
                    Poll::Pending => self.sleep = Some((time, sleep)),
                    // Whether the time has come is asked in another poll, lest a timer that ends
                    // early keeps the thread busy.
                    Poll::Ready(()) => context.waker().wake_by_ref(),
                }
            }
        }
        Poll::Pending
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if !self.served {
            let next = self.shared.slots().leave(self.ticket);
            wake(next);
        }
    }
}

/// A slot in use. Dropping it ends the request.
pub(crate) struct Permit {
    shared: Arc<Shared>,
    timer: Arc<dyn Timer>,
}

impl Drop for Permit {
    fn drop(&mut self) {
        let next = self.shared.slots().end(self.timer.now());
        wake(next);
    }
}
