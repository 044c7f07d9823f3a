//! The items of a list, as a stream.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::fetch::Fetch;
use super::{Rows, Walker};
use crate::{Client, Error, Json, Request};

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

    /// A page without items is passed over.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            if let Some(item) = self.rows.take() {
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
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Items").field(&self.rows.walker).finish()
    }
}
