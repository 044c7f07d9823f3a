//! The items of a list, as a stream.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_core::stream::FusedStream;

use super::fetch::Fetch;
use super::{Collecting, Cursor, Gather, Rows, Walker};
use crate::{Client, Error, Json, Operation, Request};

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
    pub(crate) fn new(client: Client, request: Request) -> Self {
        let rows = Rows::new(Walker::new(client.clone(), request));
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
    /// Nothing is spawned: the request goes on whenever an item is asked for. One page is fetched
    /// ahead at most, and possibly in vain.
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

    /// The next item; `None` after the last one and after an error.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// The next item; `None` after the last one and after an error.
    ///
    /// # Errors
    ///
    /// When a request fails, an answer cannot be decoded, or it leads to another host or to a page
    /// that was there already.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error> {
        self.next().await.transpose()
    }

    /// All the items that are left, if there are no more than `max`.
    ///
    /// More are the error [`Error::is_too_many_items`], so that a list that has outgrown its
    /// program is noticed; [`Items::collect_first`] cuts it off instead.
    pub fn collect_all(self, max: usize) -> Collecting<T> {
        Collecting::new(self, Gather::all(max))
    }

    /// The first `max` of the items that are left; nothing tells whether there are more.
    pub fn collect_first(self, max: usize) -> Collecting<T> {
        Collecting::new(self, Gather::first(max))
    }

    pub(super) fn operation(&self) -> &'static Operation {
        self.rows.walker.operation()
    }

    /// A page without items is passed over.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.rows.take() {
                self.fetch.poll_ahead(&self.rows.walker, context);
                return Poll::Ready(Some(item));
            }
            let Some(page) = ready!(self.fetch.poll_page(&mut self.rows.walker, context)) else {
                return Poll::Ready(None);
            };
            if let Err(error) = self.rows.open(page) {
                return Poll::Ready(Some(Err(error)));
            }
        }
    }
}

impl<T: Json> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rows.size_hint()
    }
}

impl<T: Json> FusedStream for Items<T> {
    fn is_terminated(&self) -> bool {
        self.rows.size_hint() == (0, Some(0))
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Items").field(&self.rows.walker).finish()
    }
}
