//! The pages and the items of a list, as streams.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;
use serde_json::Value;

use crate::answer::{decode, mistyped};
use crate::walker::{Page, Walker};
use crate::{Answer, Client, DecodeError, Error, Json, Request};

/// The pages of a list; each is requested when it is asked for.
///
/// After an error it gives `None`. Nothing is requested again.
#[must_use = "nothing is sent until a page is asked for"]
pub struct Pages<P> {
    walker: Walker,
    page: PhantomData<fn() -> P>,
}

impl<P: Json> Pages<P> {
    pub(crate) fn new(client: Client, request: Request) -> Self {
        Self { walker: Walker::new(client, request), page: PhantomData }
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
        let operation = self.walker.operation();
        let page = ready!(self.walker.poll_page(context));
        let decoded = page.map(|page| page.and_then(|Page { answer, value }| decode(&answer, value, operation)));
        if let Some(Err(_)) = decoded {
            self.walker.stop();
        }
        Poll::Ready(decoded)
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

/// The items of a list over all of its pages, each page requested when it is needed.
///
/// After an error it gives `None`. Nothing is requested again.
#[must_use = "nothing is sent until an item is asked for"]
pub struct Items<T> {
    rows: Rows,
    item: PhantomData<fn() -> T>,
}

impl<T: Json> Items<T> {
    pub(crate) fn new(client: Client, request: Request) -> Self {
        let walker = Walker::new(client, request);
        Self { rows: Rows { walker, page: None }, item: PhantomData }
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

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let row = ready!(self.rows.poll(context));
        Poll::Ready(row.map(|row| {
            let (index, value) = row?;
            T::decode(value).map_err(|error| self.rows.fail(error.at(index)))
        }))
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

/// The items as JSON, the same for every type of item.
struct Rows {
    walker: Walker,
    /// The page at hand, and those of its items that were not given yet.
    page: Option<(Answer, std::iter::Enumerate<vec::IntoIter<Value>>)>,
}

impl Rows {
    /// The next item and its index in its page. An empty page is passed over.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<(usize, Value), Error>>> {
        loop {
            let row = self.page.as_mut().and_then(|(_, values)| values.next());
            if let Some(row) = row {
                return Poll::Ready(Some(Ok(row)));
            }
            match ready!(self.walker.poll_page(context)) {
                None => return Poll::Ready(None),
                Some(page) => {
                    if let Err(error) = page.and_then(|page| self.open(page)) {
                        self.stop();
                        return Poll::Ready(Some(Err(error)));
                    }
                }
            }
        }
    }

    fn open(&mut self, Page { answer, mut value }: Page) -> Result<(), Error> {
        let operation = self.walker.operation();
        let Some(paging) = operation.paging else {
            return Err(Error::paging(operation, "the answer holds no list".to_owned()));
        };
        let Value::Object(fields) = &mut value else {
            return Err(mistyped(&answer, operation, DecodeError::new("an object", &value)));
        };
        let values = match fields.remove(paging.items) {
            Some(Value::Array(values)) => values,
            None | Some(Value::Null) => Vec::new(),
            Some(other) => {
                let error = DecodeError::new("a list", &other).within(paging.items);
                return Err(mistyped(&answer, operation, error));
            }
        };
        self.page = Some((answer, values.into_iter().enumerate()));
        Ok(())
    }

    fn stop(&mut self) {
        self.page = None;
        self.walker.stop();
    }

    /// Ends the walk at an item that cannot be decoded.
    fn fail(&mut self, error: DecodeError) -> Error {
        let operation = self.walker.operation();
        let error = match operation.paging {
            Some(paging) => error.within(paging.items),
            None => error,
        };
        let failed = match &self.page {
            Some((answer, _)) => mistyped(answer, operation, error),
            None => Error::paging(operation, error.to_string()),
        };
        self.stop();
        failed
    }
}
