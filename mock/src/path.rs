//! Paths: which operation one belongs to, and how one is written.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::api::BadDescription;
use crate::description::Facts;

/// What stands in a path segment as it is.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Finds operations.
#[derive(Debug)]
pub(crate) struct Router {
    /// Which entry of `methods` a path leads to; its parameters are called by their numbers.
    paths: matchit::Router<usize>,
    /// Method → name of the operation.
    methods: Vec<BTreeMap<String, String>>,
    /// What the paths of the real API begin with, which requests may leave out.
    prefix: String,
}

/// Where a request leads.
#[derive(Debug, PartialEq)]
pub(crate) enum Found {
    Operation {
        name: String,
        arguments: Vec<String>,
    },
    /// There is no such path.
    NoPath,
    /// The path takes other methods.
    NoMethod(Vec<String>),
}

impl Router {
    pub fn of(facts: &Facts) -> Result<Self, BadDescription> {
        let mut router = Self { paths: matchit::Router::new(), methods: Vec::new(), prefix: prefix(&facts.base_url) };
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for (name, operation) in &facts.operations {
            let path = numbered(&operation.path);
            let index = *known.entry(path.clone()).or_insert(router.methods.len());
            if index == router.methods.len() {
                router.paths.insert(path, index).map_err(BadDescription::new)?;
                router.methods.push(BTreeMap::new());
            }
            if let Some(other) = router.methods[index].insert(operation.method.clone(), name.clone()) {
                return Err(BadDescription::new(format_args!("`{other}` and `{name}` have the same method and path")));
            }
        }
        Ok(router)
    }

    /// What a path begins with that belongs to the base URL, and the rest of it.
    pub fn split<'p>(&self, path: &'p str) -> (&str, &'p str) {
        match path.strip_prefix(self.prefix.as_str()) {
            Some(rest) if rest.starts_with('/') => (&self.prefix, rest),
            _ => ("", path),
        }
    }

    pub fn find(&self, method: &str, path: &str) -> Found {
        let Ok(found) = self.paths.at(path) else { return Found::NoPath };
        let methods = &self.methods[*found.value];
        let Some(name) = methods.get(method) else { return Found::NoMethod(methods.keys().cloned().collect()) };
        let decoded = found.params.iter().map(|(_, value)| percent_decode_str(value).decode_utf8_lossy().into_owned());
        Found::Operation { name: name.clone(), arguments: decoded.collect() }
    }
}

fn prefix(base_url: &str) -> String {
    let after = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    after.find('/').map_or(String::new(), |at| after[at..].trim_end_matches('/').to_owned())
}

fn numbered(path: &str) -> String {
    let segment = |(number, segment): (usize, &str)| match parameter(segment) {
        Some(_) => format!("{{p{number}}}"),
        None => segment.to_owned(),
    };
    path.split('/').enumerate().map(segment).collect::<Vec<_>>().join("/")
}

/// The name of the parameter that a segment is.
pub(crate) fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// Whether two paths differ at most in what their parameters are called.
pub(crate) fn same(a: &str, b: &str) -> bool {
    numbered(a) == numbered(b)
}

/// A path with its parameters filled in, in their order.
pub(crate) fn filled(path: &str, arguments: &[String]) -> String {
    let mut arguments = arguments.iter();
    let segment = |segment: &str| match parameter(segment) {
        Some(_) => utf8_percent_encode(arguments.next().map_or("", String::as_str), KEPT).to_string(),
        None => segment.to_owned(),
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}
