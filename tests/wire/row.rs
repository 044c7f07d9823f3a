//! Recorded exchanges, one for each row of a file.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Map, Value};

/// One exchange.
pub struct Row {
    /// The service and its method: `ip_policies.create`.
    pub call: String,
    pub method: String,
    pub path: String,
    /// Names and values in the order in which they are sent.
    pub query: Vec<(String, String)>,
    /// What is sent; `None` where there is no body at all.
    pub body: Option<Value>,
    pub status: u16,
    /// What is answered; `None` where there is no body at all.
    pub answer: Option<Value>,
    /// Fields of the answer that nobody documents, and that are merely carried along.
    pub unknown: BTreeSet<String>,
}

const KEYS: [&str; 8] = ["call", "method", "path", "query", "body", "status", "answer", "unknown"];

/// The rows of all YAML files of a folder, in the order of the file names.
///
/// # Panics
///
/// When a file cannot be read or a row is not of the right form.
pub fn read(folder: &Path) -> Vec<Row> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect();
    paths.sort();
    paths.iter().flat_map(|path| read_file(path)).collect()
}

fn read_file(path: &Path) -> Vec<Row> {
    let text = fs::read_to_string(path).expect("the file can be read");
    let rows: Vec<Map<String, Value>> =
        serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    rows.into_iter().map(Row::new).collect()
}

impl Row {
    fn new(mut fields: Map<String, Value>) -> Self {
        let unknown = fields.keys().find(|key| !KEYS.contains(&key.as_str()));
        assert_eq!(unknown, None, "a key of {fields:?}");
        let status = fields["status"].as_u64().and_then(|status| status.try_into().ok());
        Self {
            call: text(&fields["call"]),
            method: text(&fields["method"]),
            path: text(&fields["path"]),
            query: fields.get("query").map(pairs).unwrap_or_default(),
            body: fields.remove("body"),
            status: status.expect("the status is a number"),
            answer: fields.remove("answer"),
            unknown: fields.get("unknown").map(texts).unwrap_or_default().into_iter().collect(),
        }
    }

    /// The part of the path at this index: `0` is what follows the first slash.
    pub fn segment(&self, index: usize) -> &str {
        let mut segments = self.path.trim_start_matches('/').split('/');
        segments.nth(index).expect("the path is long enough")
    }

    /// A text of the body that a call takes as an argument.
    pub fn text(&self, field: &str) -> String {
        text(self.required(field))
    }

    /// A list of texts of the body that a call takes as an argument.
    pub fn texts(&self, field: &str) -> Vec<String> {
        texts(self.required(field))
    }

    /// The whole body, of a call that takes it as one argument.
    pub fn sent(&self) -> &Value {
        self.body.as_ref().expect("there is a body")
    }

    fn required(&self, field: &str) -> &Value {
        self.field(field).expect("the body has what is required")
    }

    /// Hands a query parameter, if it is there, to the setter that is made for it.
    pub fn ask<C>(&self, call: C, name: &str, setter: impl FnOnce(C, &str) -> C) -> C {
        match self.query.iter().find(|(known, _)| known == name) {
            Some((_, value)) => setter(call, value),
            None => call,
        }
    }
}

/// What has fields that are handed to setters: the body of a row, or an object within it.
pub trait Fields {
    fn field(&self, name: &str) -> Option<&Value>;

    /// Hands a field, if it is there, to the setter that is made for it.
    fn set<C, T>(&self, call: C, field: &str, kind: fn(&Value) -> T, setter: impl FnOnce(C, T) -> C) -> C {
        match self.field(field) {
            Some(value) => setter(call, kind(value)),
            None => call,
        }
    }
}

impl Fields for Row {
    fn field(&self, name: &str) -> Option<&Value> {
        self.body.as_ref().and_then(|body| body.field(name))
    }
}

impl Fields for Value {
    fn field(&self, name: &str) -> Option<&Value> {
        self.get(name)
    }
}

fn pairs(query: &Value) -> Vec<(String, String)> {
    let pairs = query.as_array().expect("the query is a list");
    pairs.iter().map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
}

/// Reads a text for a setter.
pub fn text(value: &Value) -> String {
    value.as_str().expect("it is a text").to_owned()
}

/// Reads a yes or no for a setter.
pub fn flag(value: &Value) -> bool {
    value.as_bool().expect("it is true or false")
}

/// Reads a list of texts for a setter.
pub fn texts(value: &Value) -> Vec<String> {
    let values = value.as_array().expect("it is a list");
    values.iter().map(text).collect()
}

/// Reads a map of numbers for a setter.
pub fn numbers(value: &Value) -> Vec<(String, i64)> {
    let fields = value.as_object().expect("it is a map");
    let number = |value: &Value| value.as_i64().expect("it is a number");
    fields.iter().map(|(name, value)| (name.clone(), number(value))).collect()
}

/// Reads a map of texts for a setter.
pub fn labels(value: &Value) -> Vec<(String, String)> {
    let fields = value.as_object().expect("it is a map");
    fields.iter().map(|(name, value)| (name.clone(), text(value))).collect()
}

/// Reads a number of things for a setter.
pub fn count(value: &Value) -> u32 {
    let count = value.as_u64().and_then(|count| count.try_into().ok());
    count.expect("it is a number of things")
}

/// Reads a number with a fraction for a setter.
pub fn fraction(value: &Value) -> f64 {
    value.as_f64().expect("it is a number")
}

/// Reads a whole number of seconds for a setter.
pub fn seconds(value: &Value) -> Duration {
    Duration::from_secs(value.as_u64().expect("it is a number of seconds"))
}
