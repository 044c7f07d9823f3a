//! The items of the page at hand, the same for every type of item.

use std::iter::Enumerate;
use std::vec;

use serde_json::Value;

use super::{Cursor, Page, Walker};
use crate::answer::mistyped;
use crate::{Answer, DecodeError, Error, Json, Request};

/// A walk whose pages are taken apart.
pub(crate) struct Rows {
    pub(crate) walker: Walker,
    page: Option<Opened>,
}

/// The page at hand.
struct Opened {
    request: Request,
    answer: Answer,
    /// The items that were not given yet.
    values: Enumerate<vec::IntoIter<Value>>,
}

impl Rows {
    pub(crate) fn new(walker: Walker) -> Self {
        Self { walker, page: None }
    }

    /// Begins again at a page that another walk has come to.
    pub(crate) fn resume(&mut self, cursor: &Cursor) {
        self.page = None;
        self.walker.resume(cursor);
    }

    /// The page that the next item is looked for on; `None` at the end.
    pub(crate) fn cursor(&self) -> Option<Cursor> {
        match &self.page {
            Some(page) if page.values.len() > 0 => self.walker.cursor_of(&page.request),
            _ => self.walker.cursor(),
        }
    }

    /// The fewest and the most results that are still to come.
    ///
    /// One that cannot be decoded is the last, so no more than one is certain.
    pub(crate) fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.page.as_ref().map_or(0, |page| page.values.len());
        match self.walker.size_hint() {
            // The pages to come may be empty.
            (_, None) => (left.min(1), None),
            (fewest, Some(most)) => (left.min(1).max(fewest), Some(left.saturating_add(most))),
        }
    }

    /// The next item of the page at hand; `None` when another page is needed.
    pub(crate) fn take<T: Json>(&mut self) -> Option<Result<T, Error>> {
        let (index, value) = self.page.as_mut()?.values.next()?;
        Some(T::decode(value).map_err(|error| self.fail(error.at(index))))
    }

    /// Makes this the page at hand.
    pub(crate) fn open(&mut self, page: Result<Page, Error>) -> Result<(), Error> {
        self.page = None;
        let Page { request, answer, value } = page?;
        match self.items(&answer, value) {
            Ok(values) => {
                self.page = Some(Opened { request, answer, values: values.into_iter().enumerate() });
                Ok(())
            }
            Err(error) => {
                self.walker.fail(request);
                Err(error)
            }
        }
    }

    fn items(&self, answer: &Answer, mut page: Value) -> Result<Vec<Value>, Error> {
        let operation = self.walker.operation();
        let Some(paging) = operation.paging else {
            return Err(Error::paging(operation, "the answer holds no list".to_owned()));
        };
        let Value::Object(fields) = &mut page else {
            return Err(mistyped(answer, DecodeError::new("an object", &page)));
        };
        match fields.remove(paging.items) {
            Some(Value::Array(values)) => Ok(values),
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(other) => {
                let error = DecodeError::new("a list", &other).within(paging.items);
                Err(mistyped(answer, error))
            }
        }
    }

    /// Ends the walk at an item that cannot be decoded.
    fn fail(&mut self, error: DecodeError) -> Error {
        let operation = self.walker.operation();
        let error = match operation.paging {
            Some(paging) => error.within(paging.items),
            None => error,
        };
        let Some(Opened { request, answer, .. }) = self.page.take() else {
            return Error::paging(operation, error.to_string());
        };
        self.walker.fail(request);
        mistyped(&answer, error)
    }
}
