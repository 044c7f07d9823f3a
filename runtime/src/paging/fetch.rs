//! The requests of a walk, sent by whoever polls.

use std::task::{Context, Poll, ready};

use super::{Page, Walker};
use crate::{Answer, BoxFuture, Client, Error};

/// Sends what a walker asks for.
pub(super) struct Fetch {
    client: Client,
    waiting: Option<BoxFuture<'static, Result<Answer, Error>>>,
}

impl Fetch {
    pub(super) fn new(client: Client) -> Self {
        Self { client, waiting: None }
    }

    /// The next page; `None` after the last one and after an error.
    pub(super) fn poll_page(
        &mut self,
        walker: &mut Walker,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Page, Error>>> {
        if self.waiting.is_none() {
            let Some(request) = walker.request() else {
                return Poll::Ready(walker.end().map(Err));
            };
            let client = self.client.clone();
            self.waiting = Some(Box::pin(async move { client.execute(&request).await }));
        }
        let Some(waiting) = &mut self.waiting else {
            return Poll::Ready(None);
        };
        let answer = ready!(waiting.as_mut().poll(context));
        self.waiting = None;
        Poll::Ready(Some(walker.turn(answer)))
    }
}
