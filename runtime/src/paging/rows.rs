//! The items of the page at hand, the same for every type of item.

use std::iter::Enumerate;
use std::vec;

use serde_json::Value;

use super::{Page, Walker};
use crate::answer::mistyped;
use crate::{Answer, DecodeError, Error, Json};

/// A walk whose pages are taken apart.
pub(crate) struct Rows {
    pub(crate) walker: Walker,
    /// The page at hand, and those of its items that were not given yet.
    page: Option<(Answer, Enumerate<vec::IntoIter<Value>>)>,
}

impl Rows {
    pub(crate) fn new(walker: Walker) -> Self {
        Self { walker, page: None }
    }

    /// The next item of the page at hand; `None` when another page is needed.
    pub(crate) fn take<T: Json>(&mut self) -> Option<Result<T, Error>> {
        let (index, value) = self.page.as_mut()?.1.next()?;
        Some(T::decode(value).map_err(|error| self.fail(error.at(index))))
    }

    /// Makes this the page at hand.
    pub(crate) fn open(&mut self, page: Result<Page, Error>) -> Result<(), Error> {
        let opened = page.and_then(|page| self.items(page));
        if opened.is_err() {
            self.stop();
        }
        opened
    }

    fn items(&mut self, Page { answer, mut value }: Page) -> Result<(), Error> {
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
