//! The walk from page to page, the same for every list and every client.

use std::fmt;
use std::mem;

use serde_json::Value;

use super::Cursor;
use super::trail::Trail;
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
    trail: Trail,
}

enum State {
    /// There is a page to ask for.
    More,
    /// The page at hand leads nowhere, which is said once its items were given.
    Stuck(Error),
    /// There was an error with the page of the request, which can be asked for by another walk.
    Failed,
    Done,
}

/// A page as it came.
pub(crate) struct Page {
    /// What it was asked for with.
    pub(crate) request: Request,
    pub(crate) answer: Answer,
    pub(crate) value: Value,
}

impl Walker {
    pub(crate) fn new(client: Client, request: Request) -> Self {
        let trail = Trail::starting_at(start(&client, &request));
        Self { client, request, state: State::More, trail }
    }

    /// Begins again at a page that another walk has come to.
    pub(crate) fn resume(&mut self, cursor: &Cursor) {
        match cursor.resume(&self.client, &self.request) {
            Ok(request) => *self = Self::new(self.client.clone(), request),
            Err(error) => self.state = State::Stuck(error),
        }
    }

    /// The page that is asked for next, or that failed; `None` at the end.
    pub(crate) fn cursor(&self) -> Option<Cursor> {
        match self.state {
            State::More | State::Failed => self.cursor_of(&self.request),
            State::Stuck(_) | State::Done => None,
        }
    }

    pub(crate) fn cursor_of(&self, request: &Request) -> Option<Cursor> {
        Cursor::of(&self.client, request)
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.request.subject().operation()
    }

    /// The fewest and the most results that are still to come: pages, and an error perhaps.
    pub(crate) fn size_hint(&self) -> (usize, Option<usize>) {
        match self.state {
            State::More => (1, None),
            State::Stuck(_) => (1, Some(1)),
            State::Failed | State::Done => (0, Some(0)),
        }
    }

    /// Asks for nothing more after an error with a page.
    pub(crate) fn fail(&mut self, request: Request) {
        self.request = request;
        self.state = State::Failed;
    }

    /// Whether there is a page to ask for.
    pub(crate) fn has_more(&self) -> bool {
        matches!(self.state, State::More)
    }

    /// What asks for the next page; `None` after the last one and after an error.
    pub(crate) fn request(&self) -> Option<Request> {
        self.has_more().then(|| self.request.clone())
    }

    /// What is wrong with a walk that has no next page; it is said once.
    pub(crate) fn end(&mut self) -> Option<Error> {
        if !matches!(self.state, State::Stuck(_)) {
            return None;
        }
        match mem::replace(&mut self.state, State::Done) {
            State::Stuck(error) => Some(error),
            _ => None,
        }
    }

    /// Takes what came of the request, and finds out where the next page is.
    pub(crate) fn turn(&mut self, answer: Result<Answer, Error>) -> Result<Page, Error> {
        self.state = State::Failed;
        let answer = answer?;
        let value = answer.deserialize()?;
        let request = self.request.clone();
        self.state = State::Done;
        if let Some(paging) = self.operation().paging {
            match self.next(paging, &answer, &value) {
                Ok(None) => {}
                Ok(Some(next)) => {
                    self.request = next;
                    self.state = State::More;
                }
                Err(error) => self.state = State::Stuck(error),
            }
        }
        Ok(Page { request, answer, value })
    }

    /// The whole page as a value; one that cannot be decoded ends the walk.
    pub(crate) fn decode<P: Json>(&mut self, page: Result<Page, Error>) -> Result<P, Error> {
        let Page { request, answer, value } = page?;
        decode(&answer, value).inspect_err(|_| self.fail(request))
    }

    /// The request for the page after this one.
    fn next(&mut self, paging: &Paging, answer: &Answer, page: &Value) -> Result<Option<Request>, Error> {
        match paging.style {
            PageStyle::NextLink { field } => {
                let Some(link) = self.mark(field, answer, page)? else { return Ok(None) };
                let next = self.linked(&link)?;
                self.follow(next.same_page(), field, &link)?;
                Ok(Some(next))
            }
            PageStyle::Cursor { field, parameter } => {
                let Some(cursor) = self.mark(field, answer, page)? else { return Ok(None) };
                self.follow(cursor.clone(), field, &cursor)?;
                Ok(Some(self.with_parameter(parameter, cursor)))
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

    /// The link or cursor in `field`, unless it is the end.
    fn mark(&self, field: &'static str, answer: &Answer, page: &Value) -> Result<Option<String>, Error> {
        match page.get(field) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(Value::Number(number)) => Ok(Some(number.to_string())),
            Some(other) => {
                let error = DecodeError::new("a string", other).within(field);
                Err(mistyped(answer, error))
            }
        }
    }

    /// Goes to a mark that was found in `field`, unless the walk has been there.
    fn follow(&mut self, mark: String, field: &str, found: &str) -> Result<(), Error> {
        if self.trail.follow(mark) {
            return Ok(());
        }
        let reason = format!("the pages repeat: `{field}` is {found} again");
        Err(Error::paging(self.operation(), reason))
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
        let asked = self.request.parameter(parameter);
        asked.and_then(|number| number.parse().ok()).unwrap_or(first)
    }
}

/// The mark of the page that a walk begins at.
fn start(client: &Client, request: &Request) -> Option<String> {
    match request.subject().operation().paging?.style {
        PageStyle::NextLink { .. } => {
            let address = client.address(request).ok()?;
            Some(request.with_link(address.path_and_query()?.to_string()).same_page())
        }
        PageStyle::Cursor { parameter, .. } => request.parameter(parameter).map(str::to_owned),
        PageStyle::PageNumber { .. } => None,
    }
}

impl fmt::Debug for Walker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.state {
            State::Done | State::Failed => f.write_str("at the end"),
            State::More | State::Stuck(_) => fmt::Debug::fmt(&self.request, f),
        }
    }
}
