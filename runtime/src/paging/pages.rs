//! The pages of a list, as a stream.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_core::stream::FusedStream;

use super::fetch::Fetch;
use super::{Cursor, Walker};
use crate::{Client, Error, Json, Request};

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
    pub(crate) fn new(client: Client, request: Request) -> Self {
        Self { walker: Walker::new(client.clone(), request), fetch: Fetch::new(client), page: PhantomData }
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
    /// Nothing is spawned: the request is sent, and goes on when the next page is asked for. One
    /// page is fetched ahead at most, and possibly in vain.
    pub fn prefetch(mut self, prefetch: bool) -> Self {
        self.fetch.prefetch = prefetch;
        self
    }

    /// Where another walk can go on: the page after those that were given, or the one that was the
    /// error; `None` at the end.
    pub fn cursor(&self) -> Option<Cursor> {
        self.walker.cursor()
    }

    /// The next page; `None` after the last one and after an error.
    pub async fn next(&mut self) -> Option<Result<P, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// The next page; `None` after the last one and after an error.
    ///
    /// # Errors
    ///
    /// When the request fails, the answer cannot be decoded, or it leads to another host or to a
    /// page that was there already.
    pub async fn try_next(&mut self) -> Result<Option<P>, Error> {
        self.next().await.transpose()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P, Error>>> {
        let page = ready!(self.fetch.poll_page(&mut self.walker, context));
        let decoded = page.map(|page| self.walker.decode(page));
        self.fetch.poll_ahead(&self.walker, context);
        Poll::Ready(decoded)
    }
}

impl<P: Json> Stream for Pages<P> {
    type Item = Result<P, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.walker.size_hint()
    }
}

impl<P: Json> FusedStream for Pages<P> {
    fn is_terminated(&self) -> bool {
        self.walker.size_hint() == (0, Some(0))
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&self.walker).finish()
    }
}
