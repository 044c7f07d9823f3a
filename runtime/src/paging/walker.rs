//! The walk from page to page, the same for every list and every client.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

use crate::answer::{decode, mistyped};
use crate::base_url::Place;
use crate::{Answer, Client, DecodeError, Error, Json, Operation, PageStyle, Paging, Request};

/// Says what to ask for next, and stops at the last page, at an error, and where the pages begin to
/// repeat.
pub(crate) struct Walker {
    client: Client,
    /// The request for the page that is asked for next, or was asked for last.
    request: Request,
    state: State,
    /// The cursors and links followed so far.
    seen: BTreeSet<String>,
}

enum State {
    /// There is a page to ask for.
    More,
    /// The page at hand leads nowhere, which is said once its items were given.
    Stuck(Error),
    Done,
}

/// A page as it came.
pub(crate) struct Page {
    pub(crate) answer: Answer,
    pub(crate) value: Value,
}

impl Walker {
    pub(crate) fn new(client: Client, request: Request) -> Self {
        Self { client, request, state: State::More, seen: BTreeSet::new() }
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.request.operation()
    }

    /// Asks for nothing more.
    pub(crate) fn stop(&mut self) {
        self.state = State::Done;
    }

    /// What asks for the next page; `None` after the last one and after an error.
    pub(crate) fn request(&self) -> Option<Request> {
        matches!(self.state, State::More).then(|| self.request.clone())
    }

    /// What is wrong with a walk that has no next page; it is said once.
    pub(crate) fn end(&mut self) -> Option<Error> {
        match std::mem::replace(&mut self.state, State::Done) {
            State::Stuck(error) => Some(error),
            State::More | State::Done => None,
        }
    }

    /// Takes what came of the request, and finds out where the next page is.
    pub(crate) fn turn(&mut self, answer: Result<Answer, Error>) -> Result<Page, Error> {
        self.state = State::Done;
        let answer = answer?;
        let value = answer.json(self.operation())?;
        let Some(paging) = self.operation().paging else {
            return Ok(Page { answer, value });
        };
        match self.next(paging, &answer, &value) {
            Ok(None) => {}
            Ok(Some(request)) => {
                self.request = request;
                self.state = State::More;
            }
            Err(error) => self.state = State::Stuck(error),
        }
        Ok(Page { answer, value })
    }

    /// The whole page as a value; one that cannot be decoded ends the walk.
    pub(crate) fn decode<P: Json>(&mut self, page: Result<Page, Error>) -> Result<P, Error> {
        let operation = self.operation();
        let decoded = page.and_then(|Page { answer, value }| decode(&answer, value, operation));
        if decoded.is_err() {
            self.stop();
        }
        decoded
    }

    /// The request for the page after this one.
    fn next(&mut self, paging: &Paging, answer: &Answer, page: &Value) -> Result<Option<Request>, Error> {
        match paging.style {
            PageStyle::NextLink { field } => {
                let link = self.mark(field, answer, page)?;
                link.map(|link| self.linked(&link)).transpose()
            }
            PageStyle::Cursor { field, parameter } => {
                let cursor = self.mark(field, answer, page)?;
                Ok(cursor.map(|cursor| self.with_parameter(parameter, cursor)))
            }
            PageStyle::PageNumber { parameter, first, pages } => {
                let number = self.number(parameter, first);
                let last = pages.and_then(|pages| page.get(pages)).and_then(Value::as_u64);
                let more = match last {
                    Some(pages) => number.saturating_sub(first).saturating_add(1) < pages,
                    None => page[paging.items].as_array().is_some_and(|items| !items.is_empty()),
                };
                let next = number.saturating_add(1).to_string();
                Ok(more.then(|| self.with_parameter(parameter, next)))
            }
        }
    }

    /// The link or cursor in `field`, unless it is the end; one that was followed is an error.
    fn mark(&mut self, field: &'static str, answer: &Answer, page: &Value) -> Result<Option<String>, Error> {
        let mark = match page.get(field) {
            None | Some(Value::Null) => return Ok(None),
            Some(Value::String(text)) if text.is_empty() => return Ok(None),
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            Some(other) => {
                let error = DecodeError::new("a string", other).within(field);
                return Err(mistyped(answer, self.operation(), error));
            }
        };
        if !self.seen.insert(mark.clone()) {
            let reason = format!("the pages repeat: `{field}` is {mark} again");
            return Err(Error::paging(self.operation(), reason));
        }
        Ok(Some(mark))
    }

    fn linked(&self, link: &str) -> Result<Request, Error> {
        let base = self.client.base();
        match base.place(link) {
            Place::Here(path) => Ok(self.request.with_link(path)),
            Place::Foreign(there) => {
                let here = base.origin();
                let reason = format!("the next page is at {there}, away from {here}; not followed");
                Err(Error::foreign(self.operation(), reason))
            }
            Place::Unreadable => {
                let reason = format!("the link to the next page is no address: {link}");
                Err(Error::paging(self.operation(), reason))
            }
        }
    }

    fn with_parameter(&self, parameter: &str, value: String) -> Request {
        let mut request = self.request.clone();
        request.set_query(parameter, &value);
        request
    }

    /// The number of the page that was asked for.
    fn number(&self, parameter: &str, first: u64) -> u64 {
        let mut asked = self.request.query().iter().filter(|(name, _)| name == parameter);
        asked.next_back().and_then(|(_, number)| number.parse().ok()).unwrap_or(first)
    }
}

impl fmt::Debug for Walker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.state {
            State::Done => f.write_str("at the end"),
            _ => fmt::Debug::fmt(&self.request, f),
        }
    }
}
