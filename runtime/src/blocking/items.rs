//! The items of a list, as an iterator.

use std::fmt;
use std::iter::FusedIterator;
use std::marker::PhantomData;

use super::Client;
use super::fetch::Fetch;
use crate::paging::{Cursor, Gather, Rows, Walker};
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

    /// Begins at a page that another walk has come to; at the first one without a cursor.
    ///
    /// The list must be that of the other walk, arguments included: its filters are in the cursor.
    pub fn resume(mut self, cursor: impl Into<Option<Cursor>>) -> Self {
        if let Some(cursor) = cursor.into() {
            self.fetch.forget();
            self.rows.resume(&cursor);
        }
        self
    }

    /// Whether the next page is requested while the items of the page at hand are given; not
    /// unless this says so.
    ///
    /// The thread of the client does it. One page is fetched ahead at most, and possibly in vain.
    pub fn prefetch(mut self, prefetch: bool) -> Self {
        self.fetch.prefetch = prefetch;
        self
    }

    /// Where another walk can go on: the page on which the next item is looked for, or the one
    /// that was the error; `None` at the end.
    ///
    /// A walk that is taken up in the middle of a page gives the items of that page again, so that
    /// none is left out.
    pub fn cursor(&self) -> Option<Cursor> {
        self.rows.cursor()
    }

    /// All the items that are left, if there are no more than `max`.
    ///
    /// # Errors
    ///
    /// Those of the walk, and where there are more items [`Error::is_too_many_items`], so that a
    /// list that has outgrown its program is noticed; [`Items::collect_first`] cuts it off instead.
    pub fn collect_all(self, max: usize) -> Result<Vec<T>, Error> {
        self.collect_into(Gather::all(max))
    }

    /// The first `max` of the items that are left; nothing tells whether there are more.
    ///
    /// # Errors
    ///
    /// Those of the walk.
    pub fn collect_first(self, max: usize) -> Result<Vec<T>, Error> {
        self.collect_into(Gather::first(max))
    }

    fn collect_into(mut self, mut gather: Gather<T>) -> Result<Vec<T>, Error> {
        let operation = self.rows.walker.operation();
        while gather.wants_more() {
            match self.next() {
                Some(item) => gather.push(item?, operation)?,
                None => break,
            }
        }
        Ok(gather.finish())
    }
}

impl<T: Json> Iterator for Items<T> {
    type Item = Result<T, Error>;

    /// A page without items is passed over.
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.rows.take() {
                self.fetch.ahead(&self.rows.walker);
                return Some(item);
            }
            let page = self.fetch.page(&mut self.rows.walker)?;
            if let Err(error) = self.rows.open(page) {
                return Some(Err(error));
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rows.size_hint()
    }
}

impl<T: Json> FusedIterator for Items<T> {}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Items").field(&self.rows.walker).finish()
    }
}
