//! Time that passes when a test wants it to.

use std::collections::BTreeMap;
use std::fmt;
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant, SystemTime};

use crate::{BoxFuture, Timer};

/// A clock that stands still until it is moved, so that no test waits and every wait is exact.
///
/// Give a clone to [`ClientBuilder::timer`](crate::ClientBuilder::timer), and have
/// [`ManualTimer::run`] do the calls: it moves the time on whenever they wait for nothing else.
///
/// ```
/// use std::time::Duration;
///
/// use clientwright_runtime::Timer;
/// use clientwright_runtime::testing::ManualTimer;
///
/// let timer = ManualTimer::new();
/// timer.run(timer.sleep(Duration::from_secs(3600)));
/// assert_eq!(timer.elapsed(), Duration::from_secs(3600));
/// ```
#[derive(Clone)]
pub struct ManualTimer(Arc<Mutex<Clock>>);

struct Clock {
    start: Instant,
    date: SystemTime,
    elapsed: Duration,
    /// Who sleeps until when; the number tells sleepers with the same end apart.
    sleepers: BTreeMap<(Duration, u64), Waker>,
    next: u64,
}

impl ManualTimer {
    /// A clock that starts on 9 September 2001 at 01:46:40 UTC.
    pub fn new() -> Self {
        Self::starting_at(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000))
    }

    /// A clock that starts at a date.
    pub fn starting_at(date: SystemTime) -> Self {
        let (start, elapsed) = (Instant::now(), Duration::ZERO);
        Self(Arc::new(Mutex::new(Clock { start, date, elapsed, sleepers: BTreeMap::new(), next: 0 })))
    }

    /// How much time has passed.
    pub fn elapsed(&self) -> Duration {
        self.clock().elapsed
    }

    /// How many sleeps have not ended.
    pub fn sleepers(&self) -> usize {
        self.clock().sleepers.len()
    }

    /// Lets time pass, and wakes those whose sleep has ended.
    pub fn advance(&self, by: Duration) {
        let to = self.elapsed().saturating_add(by);
        self.move_to(to);
    }

    /// Does work to its end, moving the time on whenever nothing else is left to wait for.
    ///
    /// # Panics
    ///
    /// When the work waits for something that is no sleep and that nobody has brought about.
    pub fn run<F: IntoFuture>(&self, work: F) -> F::Output {
        let mut work = pin!(work.into_future());
        let flag = Arc::new(Flag(AtomicBool::new(true)));
        let waker = Waker::from(flag.clone());
        let mut context = Context::from_waker(&waker);
        loop {
            while !flag.0.swap(false, Ordering::SeqCst) {
                let next = self.clock().sleepers.keys().next().copied();
                let (end, _) = next.expect("the work waits for nothing that could ever happen");
                self.move_to(end);
            }
            if let Poll::Ready(done) = work.as_mut().poll(&mut context) {
                return done;
            }
        }
    }

    fn move_to(&self, elapsed: Duration) {
        let mut clock = self.clock();
        clock.elapsed = elapsed;
        let asleep = clock.sleepers.split_off(&(elapsed, u64::MAX));
        let woken = std::mem::replace(&mut clock.sleepers, asleep);
        drop(clock);
        woken.into_values().for_each(Waker::wake);
    }

    fn clock(&self) -> MutexGuard<'_, Clock> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for ManualTimer {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for ManualTimer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ManualTimer").field("elapsed", &self.elapsed()).finish_non_exhaustive()
    }
}

impl Timer for ManualTimer {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut clock = self.clock();
        clock.next += 1;
        let place = (clock.elapsed.saturating_add(duration), clock.next);
        Box::pin(Sleep { timer: self.clone(), place })
    }

    fn now(&self) -> Instant {
        let clock = self.clock();
        clock.start + clock.elapsed
    }

    fn date(&self) -> SystemTime {
        let clock = self.clock();
        clock.date + clock.elapsed
    }
}

struct Sleep {
    timer: ManualTimer,
    place: (Duration, u64),
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut clock = self.timer.clock();
        if clock.elapsed >= self.place.0 {
            return Poll::Ready(());
        }
        clock.sleepers.insert(self.place, context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.timer.clock().sleepers.remove(&self.place);
    }
}

/// Whether somebody was woken.
struct Flag(AtomicBool);

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_moves_to_the_end_of_each_sleep() {
        let timer = ManualTimer::new();
        let seconds = Duration::from_secs;
        let date = timer.date();
        timer.run(async {
            timer.sleep(seconds(2)).await;
            assert_eq!(timer.elapsed(), seconds(2));
            timer.sleep(Duration::ZERO).await;
            timer.sleep(seconds(3)).await;
        });
        assert_eq!((timer.elapsed(), timer.date()), (seconds(5), date + seconds(5)));
    }

    #[test]
    fn dropped_sleeper_is_forgotten() {
        let timer = ManualTimer::new();
        let mut sleep = timer.sleep(Duration::from_secs(1));
        assert!(sleep.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        assert_eq!(timer.sleepers(), 1);
        drop(sleep);
        assert_eq!(timer.sleepers(), 0);
    }

    #[test]
    #[should_panic(expected = "nothing that could ever happen")]
    fn endless_wait_is_a_panic() {
        ManualTimer::new().run(std::future::pending::<()>());
    }
}
