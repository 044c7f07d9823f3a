//! A JSON object that is put together fact by fact, in the order in which it is read.

use serde_json::{Map, Value};

/// A mapping that leaves out what is not said.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Entry(pub(crate) Map<String, Value>);

impl Entry {
    /// States a fact.
    pub(crate) fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    /// States a fact that may be unknown.
    pub(crate) fn maybe(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// States a fact whose absence says the opposite.
    pub(crate) fn flag(&mut self, key: &str, value: bool) {
        if value {
            self.put(key, true);
        }
    }

    /// States a list or mapping unless it is empty.
    pub(crate) fn some(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        let empty = value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty);
        if !empty {
            self.put(key, value);
        }
    }
}

impl From<Entry> for Value {
    fn from(entry: Entry) -> Self {
        entry.0.into()
    }
}
