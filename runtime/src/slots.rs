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
    /// Who waits, in the order of coming; a waker is there once somebody was told to wait.
    queue: BTreeMap<u64, Option<Waker>>,
    next_ticket: u64,
}

/// What somebody in the queue is told.
pub(crate) enum Verdict {
    /// The slot is taken. Who comes next, if they sleep, must be woken.
    Enter(Option<Waker>),
    /// Others must move first, and will wake this one.
    WaitForOthers,
    /// Nothing happens before this time, unless somebody wakes this one.
    WaitUntil(Instant),
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

    /// Gives the last place in the queue.
    pub(crate) fn enter(&mut self) -> u64 {
        let ticket = self.next_ticket;
        self.next_ticket += 1;
        self.queue.insert(ticket, None);
        ticket
    }

    /// Takes a slot for the holder of a ticket, or tells what to wait for.
    pub(crate) fn ask(&mut self, ticket: u64, now: Instant, waker: &Waker) -> Verdict {
        let first = self.queue.first_key_value().is_none_or(|(first, _)| *first == ticket);
        let verdict = if first { self.try_take(now) } else { Verdict::WaitForOthers };
        if let Verdict::Enter(_) = verdict {
            self.queue.remove(&ticket);
            return Verdict::Enter(self.first());
        }
        self.queue.insert(ticket, Some(waker.clone()));
        verdict
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
        self.queue.first_key_value().and_then(|(_, waker)| waker.clone())
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
        match now.checked_add(self.window) {
            // The clocks of two clients may differ in what they call now.
            Some(free) => {
                let place = self.cooling.partition_point(|other| *other <= free);
                self.cooling.insert(place, free);
            }
            // A window that never ends takes the slot away for good.
            None => self.requests = self.requests.saturating_sub(1),
        }
        self.first()
    }

    /// Lets nobody in for a while, unless that holds for longer already.
    pub(crate) fn pause(&mut self, now: Instant, wait: Duration) {
        let far = || now.checked_add(Duration::from_secs(u64::from(u32::MAX))).unwrap_or(now);
        let end = now.checked_add(wait).unwrap_or_else(far);
        self.paused_until = Some(self.paused_until.map_or(end, |until| until.max(end)));
    }
}
