//! What a request is for, as errors and events name it.

use std::borrow::Cow;
use std::sync::Arc;

use crate::{Method, Operation};

/// An operation, or the method and path of a request that no operation stands for.
#[derive(Clone, Debug)]
pub(crate) struct Subject {
    operation: &'static Operation,
    /// The path as the application wrote it, with `{name}` for each parameter.
    path: Option<Arc<str>>,
    idempotent: bool,
}

/// What stands for a request to a path that is in no description.
static RAW: [Operation; 5] = [
    Operation::get("", ""),
    Operation::post("", ""),
    Operation::put("", ""),
    Operation::patch("", ""),
    Operation::delete("", ""),
];

impl Subject {
    /// A request to a path that is in no description.
    pub(crate) fn raw(method: Method, path: &str) -> Self {
        let [get, post, put, patch, delete] = &RAW;
        let operation = match method {
            Method::Get => get,
            Method::Post => post,
            Method::Put => put,
            Method::Patch => patch,
            Method::Delete => delete,
        };
        Self { path: Some(path.into()), ..operation.into() }
    }

    pub(crate) fn set_idempotent(&mut self, idempotent: bool) {
        self.idempotent = idempotent;
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The name of the operation; `None` where the API's description knows none.
    pub(crate) fn name(&self) -> Option<&'static str> {
        self.path.is_none().then_some(self.operation.name)
    }

    pub(crate) fn method(&self) -> Method {
        self.operation.method
    }

    /// The path with `{name}` in the place of each parameter.
    pub(crate) fn path(&self) -> &str {
        self.path.as_deref().unwrap_or(self.operation.path)
    }

    /// Whether sending it twice does the same as sending it once.
    pub(crate) fn is_idempotent(&self) -> bool {
        self.idempotent
    }

    /// The operation, or else method and path.
    pub(crate) fn label(&self) -> Cow<'static, str> {
        match &self.path {
            None => self.operation.name.into(),
            Some(path) => format!("{} {path}", self.method().as_str()).into(),
        }
    }
}

impl From<&'static Operation> for Subject {
    fn from(operation: &'static Operation) -> Self {
        Self { operation, path: None, idempotent: operation.idempotent }
    }
}
