//! The requests of a walk, waited for.

use super::Client;
use crate::Error;
use crate::paging::{Page, Walker};

/// Sends what a walker asks for.
pub(super) struct Fetch {
    client: Client,
}

impl Fetch {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// The next page; `None` after the last one and after an error.
    pub(super) fn page(&mut self, walker: &mut Walker) -> Option<Result<Page, Error>> {
        match walker.request() {
            Some(request) => Some(walker.turn(self.client.execute(&request))),
            None => walker.end().map(Err),
        }
    }
}
