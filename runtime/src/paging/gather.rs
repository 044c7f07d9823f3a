//! Items that are collected, as many as there may be.

use crate::{Error, Operation};

/// Items that were collected, and the bound on them.
pub(crate) struct Gather<T> {
    items: Vec<T>,
    max: usize,
    /// Whether it is an error that there are more.
    all: bool,
}

impl<T> Gather<T> {
    /// Takes every item; more than `max` are an error.
    pub(crate) fn all(max: usize) -> Self {
        Self { items: Vec::new(), max, all: true }
    }

    /// Takes the first `max` items.
    pub(crate) fn first(max: usize) -> Self {
        Self { items: Vec::new(), max, all: false }
    }

    /// Whether another item is to be asked for.
    pub(crate) fn wants_more(&self) -> bool {
        self.all || self.items.len() < self.max
    }

    pub(crate) fn push(&mut self, item: T, operation: &'static Operation) -> Result<(), Error> {
        if self.items.len() >= self.max {
            return Err(Error::too_many_items(operation, self.max));
        }
        self.items.push(item);
        Ok(())
    }

    /// The items; none are left.
    pub(crate) fn finish(&mut self) -> Vec<T> {
        std::mem::take(&mut self.items)
    }
}
