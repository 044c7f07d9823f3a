//! A request as a value, before anything is sent.

mod raw;
#[cfg(test)]
mod tests;

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderName};
use serde_json::Value;

use crate::options::{self, Options};
use crate::raw_path::unfit_whole;
use crate::subject::Subject;
use crate::{Body, Json, Method, Operation, ToQuery, query};

/// What an operation will send: method, path, query and body, without the address of the API and
/// without the key; and the timeouts, retries and headers that hold for it alone.
///
/// An argument that cannot be sent is remembered here and becomes an error when the request is
/// sent; the first one wins.
#[derive(Clone)]
pub struct Request {
    subject: Subject,
    target: Target,
    query: Vec<(String, String)>,
    body: Option<Body>,
    /// JSON that is no object and is sent instead of one.
    json: Option<Value>,
    options: Options,
    invalid: Option<String>,
}

/// Where a request goes, seen from the base URL.
#[derive(Clone)]
enum Target {
    /// A path below the base URL's own; the query comes after it.
    Path(String),
    /// A path with its query from the root of the origin, as the server wrote it.
    Link(String),
}

impl Request {
    pub(crate) fn new(operation: &'static Operation) -> Self {
        Self {
            subject: operation.into(),
            target: Target::Path(operation.path.to_owned()),
            query: Vec::new(),
            body: operation.body.then(Body::default),
            json: None,
            options: Options::default(),
            invalid: None,
        }
    }

    /// The operation that this is a request for; `None` where the client does not know the path.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.subject.name().map(|_| self.subject.operation())
    }

    pub(crate) fn subject(&self) -> &Subject {
        &self.subject
    }

    /// The HTTP method.
    pub fn method(&self) -> Method {
        self.subject.method()
    }

    /// The escaped path with its leading slash, without the query.
    pub fn path(&self) -> &str {
        match &self.target {
            Target::Path(path) => path,
            Target::Link(link) => link.split('?').next().unwrap_or(link),
        }
    }

    /// The query parameters in order, not escaped; a name may stand there several times.
    pub fn query(&self) -> &[(String, String)] {
        &self.query
    }

    /// The query parameters as they are sent, without a question mark; empty if there are none.
    pub fn query_string(&self) -> String {
        match &self.target {
            Target::Path(_) => query::encode(&self.query),
            Target::Link(link) => link.split_once('?').map_or("", |(_, query)| query).to_owned(),
        }
    }

    /// The JSON object that is sent; `None` where the operation takes none, or a raw call sends
    /// other JSON.
    pub fn body(&self) -> Option<&Body> {
        self.body.as_ref()
    }

    /// The body as it is sent.
    pub(crate) fn body_bytes(&self) -> Option<Bytes> {
        let json = self.json.as_ref().map(|json| json.to_string().into());
        json.or_else(|| self.body.as_ref().map(Body::to_bytes))
    }

    /// The headers that this request has beside those that all of them have.
    pub fn headers(&self) -> &HeaderMap {
        &self.options.headers
    }

    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    pub(crate) fn options_mut(&mut self) -> &mut Options {
        &mut self.options
    }

    /// Sets a header, replacing what was set before.
    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        match options::header(name, value) {
            Ok((name, value)) => {
                self.options.headers.insert(name, value);
            }
            Err(reason) => {
                self.invalid.get_or_insert(reason);
            }
        }
    }

    /// The path below which the base URL's own prefix has no place: a link of the server.
    pub(crate) fn is_link(&self) -> bool {
        matches!(self.target, Target::Link(_))
    }

    /// The same request for another page, whose path and query the server gave.
    pub(crate) fn with_link(&self, path_and_query: String) -> Self {
        let target = Target::Link(path_and_query);
        Self { target, query: Vec::new(), ..self.clone() }
    }

    /// The same request with another query.
    pub(crate) fn with_query(&self, query: Vec<(String, String)>) -> Self {
        Self { query, ..self.clone() }
    }

    /// The value of a query parameter, the last one if there are several.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        let mut values = self.query.iter().filter(|(known, _)| known == name);
        values.next_back().map(|(_, value)| value.as_str())
    }

    /// A text that is the same for all ways to write the path and the query of one page.
    pub(crate) fn same_page(&self) -> String {
        let mut query = query::decode(&self.query_string());
        query.sort();
        format!("{}?{}", self.path(), query::encode(&query))
    }

    /// Why this cannot be sent, if it cannot.
    pub(crate) fn invalid(&self) -> Option<String> {
        let unfit = || match &self.target {
            Target::Path(path) => unfit_whole(path),
            Target::Link(_) => None,
        };
        self.invalid.clone().or_else(unfit)
    }

    /// Puts an escaped path parameter in the place of `{name}`.
    pub(crate) fn set_path(&mut self, name: &str, value: &dyn fmt::Display) {
        let value = value.to_string();
        if let Some(reason) = unfit_segment(&value) {
            let reason = format!("the path parameter `{name}` {reason}");
            self.invalid.get_or_insert(reason);
        }
        if let Target::Path(path) = &mut self.target {
            *path = path.replace(&format!("{{{name}}}"), &query::escape(&value));
        }
    }

    /// Sets a query parameter, replacing what was set before.
    pub(crate) fn set_query(&mut self, name: &str, value: &dyn ToQuery) {
        let mut values = Vec::new();
        value.values(&mut values);
        self.query.retain(|(known, _)| known != name);
        self.query.extend(values.into_iter().map(|value| (name.to_owned(), value)));
    }

    /// Adds a query parameter, leaving what was set before.
    pub(crate) fn add_query(&mut self, name: String, value: String) {
        self.query.push((name, value));
    }

    /// Sets how many items a page has at most.
    pub(crate) fn set_page_size(&mut self, size: u32) {
        match self.subject.operation().paging.and_then(|paging| paging.size) {
            Some(parameter) => self.set_query(parameter, &size),
            None => {
                self.invalid.get_or_insert_with(|| "the operation has no parameter for the size of a page".to_owned());
            }
        }
    }

    /// Sets a field of the body.
    pub(crate) fn set_field(&mut self, name: String, value: Value, secret: bool) {
        match &mut self.body {
            Some(body) => body.put(name, value, secret),
            None => self.refuse_body(),
        }
    }

    /// Makes an object the whole body.
    pub(crate) fn set_body<T: Json>(&mut self, value: &T) {
        match (&self.body, value.encode()) {
            (None, _) => self.refuse_body(),
            (Some(_), Value::Object(fields)) => {
                self.body = Some(Body::whole(fields, value.secret()));
            }
            _ => {
                self.invalid.get_or_insert_with(|| "the body is not a JSON object".to_owned());
            }
        }
    }

    fn refuse_body(&mut self) {
        self.refuse(|| "the operation takes no body".to_owned());
    }

    /// Remembers why this cannot be sent; what was wrong before stays.
    fn refuse(&mut self, reason: impl FnOnce() -> String) {
        self.invalid.get_or_insert_with(reason);
    }
}

/// Why a path segment would make the path mean something else.
fn unfit_segment(value: &str) -> Option<&'static str> {
    match value {
        "" => Some("is empty"),
        "." => Some("is `.`, which stands for the path itself"),
        ".." => Some("is `..`, which leaves the path"),
        _ => None,
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let query = self.query_string();
        let mark = if query.is_empty() { "" } else { "?" };
        let line = format!("{} {}{mark}{query}", self.method().as_str(), self.path());
        let mut shown = f.debug_struct("Request");
        if let Some(operation) = self.subject.name() {
            shown.field("operation", &operation);
        }
        shown.field("line", &line);
        if !self.options.headers.is_empty() {
            // A value may be a secret.
            let names: Vec<_> = self.options.headers.keys().map(HeaderName::as_str).collect();
            shown.field("headers", &names);
        }
        if let Some(body) = &self.body {
            shown.field("body", body);
        }
        if self.json.is_some() {
            shown.field("body", &format_args!("***"));
        }
        if let Some(invalid) = self.invalid() {
            shown.field("invalid", &invalid);
        }
        shown.finish()
    }
}
