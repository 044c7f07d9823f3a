//! The bookkeeping of a rate limiter: who is let in, and when the next one is.

use std::collections::{BTreeMap, VecDeque};
use std::task::Waker;
use std::time::{Duration, Instant};

/// The slots of a limiter and the queue before it.
pub(crate) struct Slots {
    requests: u64,
    window: Duration,
    concurrent: Option<u64>,
    /// Requests that have not ended.
    in_flight: u64,
    /// When the slots of requests that have ended are free again, the earliest first.
    cooling: VecDeque<Instant>,
    paused_until: Option<Instant>,
    /// Who waits, in the order of coming.
    queue: BTreeMap<u64, Waiting>,
    next_ticket: u64,
}

struct Waiting {
    /// After this time there is no use in waiting.
    until: Option<Instant>,
    /// There once somebody was told to wait.
    waker: Option<Waker>,
}

/// What somebody in the queue is told.
pub(crate) enum Verdict {
    /// The slot is taken. Who comes next, if they sleep, must be woken.
    Enter(Option<Waker>),
    /// Others must move first, and will wake this one.
    WaitForOthers,
    /// Nothing happens before this time, unless somebody wakes this one.
    WaitUntil(Instant),
    /// Nothing happens before this time, which is too late.
    TooLate(Instant),
}

impl Slots {
    pub(crate) fn new(requests: u64, window: Duration, concurrent: Option<u64>) -> Self {
        Self {
            requests,
            window,
            concurrent,
            in_flight: 0,
            cooling: VecDeque::new(),
            paused_until: None,
            queue: BTreeMap::new(),
            next_ticket: 0,
        }
    }

    /// Gives the last place in the queue, or the time of being let in where that is too late.
    ///
    /// That time is the earliest unless somebody before gives up.
    pub(crate) fn enter(&mut self, now: Instant, until: Option<Instant>) -> Result<u64, Instant> {
        let earliest = self.earliest(now);
        if until.is_some_and(|until| earliest >= until) {
            return Err(earliest);
        }
        let ticket = self.next_ticket;
        self.next_ticket += 1;
        self.queue.insert(ticket, Waiting { until, waker: None });
        Ok(ticket)
    }

    /// When somebody behind the whole queue is let in at the earliest: each slot serves one of the
    /// queue, and another one a window later.
    fn earliest(&self, now: Instant) -> Instant {
        let ahead = self.queue.len() as u64;
        let rounds = u32::try_from(ahead / self.requests).unwrap_or(u32::MAX);
        let first = self.free_at(ahead % self.requests, now).max(self.paused_until.unwrap_or(now));
        after(first, self.window.saturating_mul(rounds))
    }

    /// When this slot is free at the earliest, the slots being sorted by that time.
    fn free_at(&self, slot: u64, now: Instant) -> Instant {
        let free = self.requests.saturating_sub(self.in_flight + self.cooling.len() as u64);
        match slot.checked_sub(free) {
            None => now,
            Some(taken) => match self.cooling.get(taken as usize) {
                Some(time) => now.max(*time),
                None => after(now, self.window),
            },
        }
    }

    /// Takes a slot for the holder of a ticket, or tells what to wait for.
    pub(crate) fn ask(&mut self, ticket: u64, now: Instant, waker: &Waker) -> Verdict {
        let first = self.queue.first_key_value().is_none_or(|(first, _)| *first == ticket);
        let verdict = if first { self.try_take(now) } else { Verdict::WaitForOthers };
        if let Verdict::Enter(_) = verdict {
            self.queue.remove(&ticket);
            return Verdict::Enter(self.first());
        }
        let until = self.queue.get_mut(&ticket).and_then(|waiting| {
            waiting.waker = Some(waker.clone());
            waiting.until
        });
        let time = if let Verdict::WaitUntil(time) = verdict { Some(time) } else { self.paused_until };
        match (time, until) {
            (Some(time), Some(until)) if time >= until => Verdict::TooLate(time),
            _ => verdict,
        }
    }

    fn try_take(&mut self, now: Instant) -> Verdict {
        while self.cooling.front().is_some_and(|free| *free <= now) {
            self.cooling.pop_front();
        }
        if let Some(end) = self.paused_until.filter(|end| *end > now) {
            return Verdict::WaitUntil(end);
        }
        if self.concurrent.is_some_and(|most| self.in_flight >= most) {
            return Verdict::WaitForOthers;
        }
        if self.in_flight + self.cooling.len() as u64 >= self.requests {
            return self.cooling.front().map_or(Verdict::WaitForOthers, |free| Verdict::WaitUntil(*free));
        }
        self.in_flight += 1;
        Verdict::Enter(None)
    }

    /// Whoever is first now.
    fn first(&self) -> Option<Waker> {
        self.queue.first_key_value().and_then(|(_, waiting)| waiting.waker.clone())
    }

    /// Gives a place in the queue up; whoever is first now must be woken.
    #[must_use]
    pub(crate) fn leave(&mut self, ticket: u64) -> Option<Waker> {
        self.queue.remove(&ticket);
        self.first()
    }

    /// Ends a request; whoever is first must be woken.
    #[must_use]
    pub(crate) fn end(&mut self, now: Instant) -> Option<Waker> {
        self.in_flight = self.in_flight.saturating_sub(1);
        let free = after(now, self.window);
        // The clocks of two clients may differ in what they call now.
        let place = self.cooling.partition_point(|other| *other <= free);
        self.cooling.insert(place, free);
        self.first()
    }

    /// Lets nobody in for a while, unless that holds for longer already; those for whom it is too
    /// long must be woken.
    #[must_use]
    pub(crate) fn pause(&mut self, now: Instant, wait: Duration) -> Vec<Waker> {
        let end = after(now, wait);
        self.paused_until = Some(self.paused_until.map_or(end, |until| until.max(end)));
        let late = self.queue.values().filter(|waiting| waiting.until.is_some_and(|until| until <= end));
        late.filter_map(|waiting| waiting.waker.clone()).collect()
    }
}

/// The time that much later; a lifetime later where no clock goes so far.
fn after(time: Instant, wait: Duration) -> Instant {
    let lifetime = Duration::from_secs(u64::from(u32::MAX));
    time.checked_add(wait).or_else(|| time.checked_add(lifetime)).unwrap_or(time)
}
