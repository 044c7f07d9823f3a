//! The requests of a walk, sent by whoever polls.

use std::mem;
use std::task::{Context, Poll, ready};

use super::{Page, Walker};
use crate::{Answer, BoxFuture, Client, Error};

/// Sends what a walker asks for.
pub(super) struct Fetch {
    client: Client,
    next: Next,
    pub(super) prefetch: bool,
}

/// How far the request for the next page is.
enum Next {
    NotSent,
    Sent(BoxFuture<'static, Result<Answer, Error>>),
    Answered(Result<Answer, Error>),
}

impl Fetch {
    pub(super) fn new(client: Client) -> Self {
        Self { client, next: Next::NotSent, prefetch: false }
    }

    /// Gives up what was sent.
    pub(super) fn forget(&mut self) {
        self.next = Next::NotSent;
    }

    /// The next page; `None` after the last one and after an error.
    pub(super) fn poll_page(
        &mut self,
        walker: &mut Walker,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Page, Error>>> {
        if walker.has_more() {
            ready!(self.poll_next(walker, context));
        }
        // A walk that has ended may have had the next page on its way.
        match mem::replace(&mut self.next, Next::NotSent) {
            Next::Answered(answer) if walker.has_more() => Poll::Ready(Some(walker.turn(answer))),
            _ => Poll::Ready(walker.end().map(Err)),
        }
    }

    /// Has the page after the one at hand come nearer, if that is wanted.
    pub(super) fn poll_ahead(&mut self, walker: &Walker, context: &mut Context<'_>) {
        if self.prefetch && walker.has_more() {
            // Whether it has come is asked again when the page is needed.
            let _ = self.poll_next(walker, context);
        }
    }

    /// Sends the request for the next page, if there is one and it was not sent, and ends with its
    /// answer.
    fn poll_next(&mut self, walker: &Walker, context: &mut Context<'_>) -> Poll<()> {
        if let Next::NotSent = self.next {
            let Some(request) = walker.request() else { return Poll::Ready(()) };
            let client = self.client.clone();
            self.next = Next::Sent(Box::pin(async move { client.execute(&request).await }));
        }
        if let Next::Sent(answer) = &mut self.next {
            self.next = Next::Answered(ready!(answer.as_mut().poll(context)));
        }
        Poll::Ready(())
    }
}
