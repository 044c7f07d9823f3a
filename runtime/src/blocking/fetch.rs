//! The requests of a walk, waited for.

use super::Client;
use super::pending::Pending;
use crate::Error;
use crate::paging::{Page, Walker};

/// Sends what a walker asks for.
pub(super) struct Fetch {
    client: Client,
    /// The next page, where it was sent for before it was asked for.
    ahead: Option<Pending>,
    pub(super) prefetch: bool,
}

impl Fetch {
    pub(super) fn new(client: Client) -> Self {
        Self { client, ahead: None, prefetch: false }
    }

    /// Gives up what was sent.
    pub(super) fn forget(&mut self) {
        self.ahead = None;
    }

    /// The next page; `None` after the last one and after an error.
    pub(super) fn page(&mut self, walker: &mut Walker) -> Option<Result<Page, Error>> {
        // A walk that has ended may have had the next page on its way.
        let ahead = self.ahead.take();
        match walker.request() {
            Some(request) => {
                let pending = ahead.unwrap_or_else(|| self.client.start(request));
                Some(walker.turn(pending.wait()))
            }
            None => walker.end().map(Err),
        }
    }

    /// Has the thread send for the page after the one at hand, if that is wanted.
    pub(super) fn ahead(&mut self, walker: &Walker) {
        if self.prefetch && self.ahead.is_none() {
            self.ahead = walker.request().map(|request| self.client.start(request));
        }
    }
}
