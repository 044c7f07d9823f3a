//! The pages of a list, as an iterator.

use std::fmt;
use std::iter::FusedIterator;
use std::marker::PhantomData;

use super::Client;
use super::fetch::Fetch;
use crate::paging::{Cursor, Walker};
use crate::{Error, Json, Request};

/// The pages of a list; each is requested when it is asked for.
///
/// After an error it gives `None`. Nothing is requested again.
#[must_use = "nothing is sent until a page is asked for"]
pub struct Pages<P> {
    walker: Walker,
    fetch: Fetch,
    page: PhantomData<fn() -> P>,
}

impl<P: Json> Pages<P> {
    pub(super) fn new(client: Client, request: Request) -> Self {
        let walker = Walker::new(client.as_ref().clone(), request);
        Self { walker, fetch: Fetch::new(client), page: PhantomData }
    }

    /// Begins at a page that another walk has come to; at the first one without a cursor.
    ///
    /// The list must be that of the other walk, arguments included: its filters are in the cursor.
    pub fn resume(mut self, cursor: impl Into<Option<Cursor>>) -> Self {
        if let Some(cursor) = cursor.into() {
            self.fetch.forget();
            self.walker.resume(&cursor);
        }
        self
    }

    /// Whether the next page is requested as soon as a page is given; not unless this says so.
    ///
    /// The thread of the client does it. One page is fetched ahead at most, and possibly in vain.
    pub fn prefetch(mut self, prefetch: bool) -> Self {
        self.fetch.prefetch = prefetch;
        self
    }

    /// Where another walk can go on: the page after those that were given, or the one that was the
    /// error; `None` at the end.
    pub fn cursor(&self) -> Option<Cursor> {
        self.walker.cursor()
    }
}

impl<P: Json> Iterator for Pages<P> {
    type Item = Result<P, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let page = self.fetch.page(&mut self.walker)?;
        let decoded = self.walker.decode(page);
        self.fetch.ahead(&self.walker);
        Some(decoded)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.walker.size_hint()
    }
}

impl<P: Json> FusedIterator for Pages<P> {}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&self.walker).finish()
    }
}
