//! The pages of a list, as a stream.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::Walker;
use super::fetch::Fetch;
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
        Poll::Ready(page.map(|page| self.walker.decode(page)))
    }
}

impl<P: Json> Stream for Pages<P> {
    type Item = Result<P, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&self.walker).finish()
    }
}
