//! Where a walk has been, in the memory of a few pages however long it gets.

use std::collections::VecDeque;

/// How many marks are remembered. Lists that go round do so within a few pages.
const RECENT: usize = 8;

/// Notices a mark that comes again: at once where it is that of the first page or one of the last
/// few, else after some rounds, by Brent's way of finding cycles.
#[derive(Debug, Default)]
pub(super) struct Trail {
    first: Option<String>,
    recent: VecDeque<String>,
    /// A mark to compare with, renewed after twice as many steps each time: once it lies within a
    /// cycle and there is time for a whole round, the cycle is found.
    saved: Option<String>,
    steps: u64,
    reach: u64,
}

impl Trail {
    /// A walk that begins at this mark, if its first page has one.
    pub(super) fn starting_at(first: Option<String>) -> Self {
        Self { first, recent: VecDeque::with_capacity(RECENT), saved: None, steps: 0, reach: 1 }
    }

    /// Goes on to a mark; `false` where the walk has been there.
    pub(super) fn follow(&mut self, mark: String) -> bool {
        if self.first.iter().chain(&self.saved).chain(&self.recent).any(|known| *known == mark) {
            return false;
        }
        self.steps += 1;
        if self.steps >= self.reach {
            self.saved = Some(mark.clone());
            (self.steps, self.reach) = (0, self.reach.saturating_mul(2));
        }
        if self.recent.len() >= RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(mark);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many marks are followed, when the walk runs into a round of `round` marks after `lead`.
    fn followed(lead: u64, round: u64) -> Option<u64> {
        let mut trail = Trail::starting_at(Some("start".to_owned()));
        let mark = |step: u64| if step < lead { step } else { lead + (step - lead) % round };
        (0..10 * (lead + round) + 10).find(|step| !trail.follow(mark(*step).to_string()))
    }

    #[test]
    fn mark_of_the_first_page_is_noticed_at_once() {
        let mut trail = Trail::starting_at(Some("start".to_owned()));
        assert!((0..1000).all(|step: u32| trail.follow(step.to_string())));
        assert!(!trail.follow("start".to_owned()));
        assert!(trail.follow("1000".to_owned()));
    }

    #[test]
    fn short_round_is_noticed_at_once() {
        for lead in 0..40 {
            for round in 1..=8 {
                assert_eq!(followed(lead, round), Some(lead + round));
            }
        }
    }

    #[test]
    fn long_round_is_noticed_soon() {
        for lead in 0..60 {
            for round in 9..60 {
                let followed = followed(lead, round).expect("the round is noticed");
                assert!(followed <= 3 * (lead + round), "{lead}, {round}: {followed}");
            }
        }
    }

    #[test]
    fn marks_that_differ_are_never_held_against_a_walk() {
        let mut trail = Trail::starting_at(None);
        assert!((0..100_000).all(|step: u32| trail.follow(step.to_string())));
    }
}
