//! The pages of a list, as an iterator.

use std::fmt;
use std::iter::FusedIterator;
use std::marker::PhantomData;

use super::Client;
use super::fetch::Fetch;
use crate::paging::Walker;
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
}

impl<P: Json> Iterator for Pages<P> {
    type Item = Result<P, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let page = self.fetch.page(&mut self.walker)?;
        Some(self.walker.decode(page))
    }
}

impl<P: Json> FusedIterator for Pages<P> {}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Pages").field(&self.walker).finish()
    }
}
