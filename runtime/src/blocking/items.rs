//! The items of a list, as an iterator.

use std::fmt;
use std::iter::FusedIterator;
use std::marker::PhantomData;

use super::Client;
use super::fetch::Fetch;
use crate::paging::{Rows, Walker};
use crate::{Error, Json, Request};

/// The items of a list over all of its pages, each page requested when it is needed.
///
/// After an error it gives `None`. Nothing is requested again.
#[must_use = "nothing is sent until an item is asked for"]
pub struct Items<T> {
    rows: Rows,
    fetch: Fetch,
    item: PhantomData<fn() -> T>,
}

impl<T: Json> Items<T> {
    pub(super) fn new(client: Client, request: Request) -> Self {
        let rows = Rows::new(Walker::new(client.as_ref().clone(), request));
        Self { rows, fetch: Fetch::new(client), item: PhantomData }
    }
}

impl<T: Json> Iterator for Items<T> {
    type Item = Result<T, Error>;

    /// A page without items is passed over.
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.rows.take() {
                return Some(item);
            }
            let page = self.fetch.page(&mut self.rows.walker)?;
            if let Err(error) = self.rows.open(page) {
                return Some(Err(error));
            }
        }
    }
}

impl<T: Json> FusedIterator for Items<T> {}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Items").field(&self.rows.walker).finish()
    }
}
