//! How many retries all calls of a client may make together.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// What a retry costs; kept as a whole number, so that a fraction of it can be paid back exactly.
const RETRY: u64 = 1000;

/// How many retries the clients that share it may make, so that an outage is not amplified.
///
/// A retry after a fault takes one from the budget, and none is made when it is used up. Each
/// answer that is no fault pays a fraction back. So when everything fails, a full budget is spent
/// once and requests are as many as the application makes; when some fail, retries add at most
/// that fraction. A wait after status 429 costs nothing: the server paces it.
///
/// Clones share one budget, as all clones of a client do. Give the same one to several clients of
/// one server with [`ClientBuilder::retry_budget`](crate::ClientBuilder::retry_budget).
#[derive(Clone)]
pub struct RetryBudget(Arc<Shared>);

struct Shared {
    capacity: u64,
    refund: u64,
    left: AtomicU64,
}

impl RetryBudget {
    /// What a client has unless another one is set: 50 retries, of which an answer pays back a
    /// tenth of one.
    pub fn standard() -> Self {
        Self::new(50, 0.1)
    }

    /// A full budget of so many retries, of which an answer pays back a fraction of one.
    ///
    /// What is no number between 0 and 1 is taken for the nearest; thousandths count.
    pub fn new(retries: u32, refund: f64) -> Self {
        let capacity = u64::from(retries) * RETRY;
        // A float that is no number becomes 0, and the product fits.
        let refund = (refund.clamp(0.0, 1.0) * RETRY as f64).round() as u64;
        Self(Arc::new(Shared { capacity, refund, left: AtomicU64::new(capacity) }))
    }

    /// A budget that is never used up.
    pub fn unlimited() -> Self {
        Self(Arc::new(Shared { capacity: u64::MAX, refund: u64::MAX, left: AtomicU64::new(u64::MAX) }))
    }

    /// How many retries are left.
    pub fn retries_left(&self) -> u64 {
        self.0.left.load(Ordering::Relaxed) / RETRY
    }

    /// Takes a retry; tells whether there was one.
    pub(crate) fn take(&self) -> bool {
        let less = |left: u64| left.checked_sub(RETRY);
        self.0.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }

    /// Pays a fraction of a retry back.
    pub(crate) fn pay(&self) {
        let Shared { capacity, refund, left } = &*self.0;
        let more = |left: u64| (left < *capacity).then(|| left.saturating_add(*refund).min(*capacity));
        // A full budget stays as it is.
        let _ = left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }
}

/// As [`RetryBudget::standard`].
impl Default for RetryBudget {
    fn default() -> Self {
        Self::standard()
    }
}

impl fmt::Debug for RetryBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryBudget").field("retries_left", &self.retries_left()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_are_spent_and_paid_back_by_clones_together() {
        let budget = RetryBudget::new(2, 0.4);
        assert!(budget.take() && budget.clone().take() && !budget.take());
        (0..2).for_each(|_| budget.clone().pay());
        assert!(!budget.take());
        budget.pay();
        assert!(budget.take() && !budget.take());
    }

    #[test]
    fn full_budget_does_not_grow() {
        let budget = RetryBudget::new(1, 7.0);
        (0..5).for_each(|_| budget.pay());
        assert_eq!(budget.retries_left(), 1);
        assert!(budget.take() && !budget.take());
    }

    #[test]
    fn odd_numbers_do_no_harm() {
        let none = RetryBudget::new(0, f64::NAN);
        none.pay();
        assert!(!none.take());
        let all = RetryBudget::unlimited();
        assert!((0..1000).all(|_| all.take()));
        assert!(!RetryBudget::new(0, -1.0).take());
    }
}
