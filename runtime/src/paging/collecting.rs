//! The future of the items of a list.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::{Gather, Items};
use crate::{Error, Json};

/// The items of a list, being collected.
///
/// Dropping it gives them up.
#[must_use = "nothing is sent until it is awaited"]
pub struct Collecting<T> {
    items: Items<T>,
    gather: Gather<T>,
}

impl<T: Json> Collecting<T> {
    pub(super) fn new(items: Items<T>, gather: Gather<T>) -> Self {
        Self { items, gather }
    }
}

/// The items are moved out of it, and nothing in it is pinned.
impl<T> Unpin for Collecting<T> {}

impl<T: Json> Future for Collecting<T> {
    type Output = Result<Vec<T>, Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let Self { items, gather } = self.get_mut();
        while gather.wants_more() {
            match ready!(items.poll(context)) {
                Some(item) => gather.push(item?, items.operation())?,
                None => break,
            }
        }
        Poll::Ready(Ok(gather.finish()))
    }
}

impl<T> fmt::Debug for Collecting<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Collecting").field(&self.items).finish()
    }
}
