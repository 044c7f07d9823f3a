//! Errors as an API words them.

use std::fmt;

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue};
use serde_json::{Map, Value};

use super::Reply;
use crate::subject::Subject;
use crate::{Answer, Api, Error, Operation};

/// An error answer in the shape that the API has for them: its code, message, details and operation
/// id, each where the client looks for it. What an API has no place for is left out.
#[derive(Clone)]
pub struct ErrorReply {
    api: &'static Api,
    status: u16,
    body: Value,
}

/// What the error of no call is about.
static NO_CALL: Operation = Operation::get("test", "/");

impl ErrorReply {
    /// An error with this status that says nothing else.
    pub fn new(api: &'static Api, status: u16) -> Self {
        Self { api, status, body: Value::Object(Map::new()) }
    }

    /// The code that programs match on.
    #[must_use]
    pub fn code(self, code: &str) -> Self {
        let place = self.api.errors.code;
        self.put(place, code.into())
    }

    /// The sentence for people.
    #[must_use]
    pub fn message(self, message: &str) -> Self {
        let place = self.api.errors.message;
        self.put(place, message.into())
    }

    /// One of the further facts.
    #[must_use]
    pub fn detail(self, name: &str, value: impl Into<Value>) -> Self {
        match self.api.errors.details {
            [] => self,
            place => self.put(&[place, &[name]].concat(), value.into()),
        }
    }

    /// What the server's support asks for.
    #[must_use]
    pub fn operation_id(self, id: &str) -> Self {
        let place = self.api.errors.operation_id;
        self.put(place, id.into())
    }

    /// The error that a call would end with, for what takes an error and makes no call.
    ///
    /// It is about an operation called `test`.
    pub fn to_error(&self) -> Error {
        let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static("application/json"))]);
        let body = self.body.to_string().into();
        Error::refused(self.api, Answer::new(self.status, headers, body, Subject::from(&NO_CALL)))
    }

    /// Puts a value at a path of keys, whatever stood there.
    fn put(mut self, place: &[&str], value: Value) -> Self {
        if let Some((last, way)) = place.split_last() {
            let mut object = &mut self.body;
            for key in way {
                object = &mut as_object(object)[*key];
            }
            as_object(object)[*last] = value;
        }
        self
    }
}

/// The value, which is an object afterwards; `Value` makes the keys that it is asked for.
fn as_object(value: &mut Value) -> &mut Value {
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    value
}

impl From<ErrorReply> for Reply {
    fn from(error: ErrorReply) -> Self {
        Self::json(error.status, error.body)
    }
}

impl fmt::Debug for ErrorReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorReply").field("status", &self.status).field("body", &self.body).finish()
    }
}
