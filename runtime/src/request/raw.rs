//! What is different about requests to paths that are in no description.

use std::fmt;

use serde_json::Value;

use super::{Request, Target};
use crate::options::Options;
use crate::raw_path::unfit_path;
use crate::subject::Subject;
use crate::{Body, Method};

impl Request {
    /// A request to a path that is in no description.
    pub(crate) fn raw(method: Method, path: String) -> Self {
        Self {
            subject: Subject::raw(method, &path),
            invalid: unfit_path(&path),
            target: Target::Path(path),
            query: Vec::new(),
            body: None,
            json: None,
            options: Options::default(),
        }
    }

    /// Fills in a path parameter that may not be there.
    pub(crate) fn set_raw_path(&mut self, name: &str, value: &dyn fmt::Display) {
        if !self.subject.path().contains(&format!("{{{name}}}")) {
            self.refuse(|| format!("the path has no parameter `{name}`"));
        }
        self.set_path(name, value);
    }

    pub(crate) fn set_idempotent(&mut self, idempotent: bool) {
        self.subject.set_idempotent(idempotent);
    }

    /// Sets a field of the body of a raw call.
    pub(crate) fn set_raw_field(&mut self, name: String, value: Value) {
        match self.json {
            None => self.body.get_or_insert_default().put(name, value, true),
            Some(_) => self.refuse(|| format!("the field `{name}` has no place in a body that is no JSON object")),
        }
    }

    /// Makes this the whole body of a raw call.
    pub(crate) fn set_raw_body(&mut self, body: serde_json::Result<Value>) {
        match body {
            Ok(Value::Object(fields)) => (self.body, self.json) = (Some(Body::whole(fields, true)), None),
            Ok(json) => (self.body, self.json) = (None, Some(json)),
            Err(error) => self.refuse(|| format!("the body cannot be made JSON: {error}")),
        }
    }
}
