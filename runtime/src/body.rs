//! The JSON object that a request sends.

use std::collections::BTreeSet;
use std::fmt;

use bytes::Bytes;
use serde_json::{Map, Value};

use crate::json::object;
use crate::{DecodeError, Json};

/// A JSON object in the making that knows which of its fields are secrets.
///
/// `Debug` shows `***` for these; a nested object that holds a secret is hidden as a whole.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Body {
    fields: Map<String, Value>,
    secrets: BTreeSet<String>,
}

impl Body {
    /// The object that `value` is, hidden as a whole if it holds a secret; empty if it is none.
    pub fn of<T: Json>(value: &T) -> Self {
        match value.encode() {
            Value::Object(fields) => Self::whole(fields, value.secret()),
            _ => Self::default(),
        }
    }

    /// The object that `value` is, reduced to the fields named and without those that are null.
    pub fn of_fields<T: Json>(value: &T, names: &[&str]) -> Self {
        let mut body = Self::of(value);
        body.fields.retain(|name, value| names.contains(&name.as_str()) && !value.is_null());
        let Self { fields, secrets } = &mut body;
        secrets.retain(|name| fields.contains_key(name));
        body
    }

    /// Sets a field, replacing what was set before.
    pub fn set<T: Json>(&mut self, name: impl Into<String>, value: &T) {
        self.put(name.into(), value.encode(), value.secret());
    }

    /// Sets a field to null, which is not the same as leaving it out.
    pub fn set_null(&mut self, name: impl Into<String>) {
        self.put(name.into(), Value::Null, false);
    }

    pub(crate) fn put(&mut self, name: String, value: Value, secret: bool) {
        match secret {
            true => self.secrets.insert(name.clone()),
            false => self.secrets.remove(&name),
        };
        self.fields.insert(name, value);
    }

    /// An object whose every field is hidden from `Debug`, or none of them.
    pub(crate) fn whole(fields: Map<String, Value>, secret: bool) -> Self {
        let secrets = if secret { fields.keys().cloned().collect() } else { BTreeSet::new() };
        Self { fields, secrets }
    }

    /// The value of the field `name`, secret or not.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.fields.get(name)
    }

    /// Whether no field is set.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Whether a field is a secret.
    pub fn has_secret(&self) -> bool {
        !self.secrets.is_empty()
    }

    /// The values of the fields that are secrets, or hold one.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &Value> {
        self.secrets.iter().filter_map(|name| self.fields.get(name))
    }

    /// The object as JSON, secrets included.
    pub fn value(&self) -> Value {
        Value::Object(self.fields.clone())
    }

    /// The object as the text that is sent, secrets included.
    pub fn to_bytes(&self) -> Bytes {
        self.value().to_string().into()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (name, value) in &self.fields {
            match self.secrets.contains(name) {
                true => map.entry(name, &format_args!("***")),
                false => map.entry(name, &format_args!("{value}")),
            };
        }
        map.finish()
    }
}

/// An object read back hides every field, since nobody can tell which of them are secrets.
impl Json for Body {
    fn empty() -> Self {
        Self::default()
    }

    /// Never: an object without fields is still an object that somebody set.
    fn is_empty(&self) -> bool {
        false
    }

    fn decode(value: Value) -> Result<Self, DecodeError> {
        object(value).map(|fields| Self::whole(fields, true))
    }

    fn encode(&self) -> Value {
        self.value()
    }

    fn secret(&self) -> bool {
        self.has_secret()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Secret;

    #[test]
    fn debug_hides_secrets_and_objects_that_hold_one() {
        let mut inner = Body::default();
        inner.set("client_id", &String::from("c"));
        inner.set("client_secret", &Secret::from("hunter2"));
        let mut body = Body::default();
        body.set("name", &String::from("n"));
        body.set("oauth", &vec![inner.clone()]);
        assert_eq!(format!("{inner:?}"), r#"{"client_id": "c", "client_secret": ***}"#);
        assert_eq!(format!("{body:?}"), r#"{"name": "n", "oauth": ***}"#);
        let sent = r#"{"name":"n","oauth":[{"client_id":"c","client_secret":"hunter2"}]}"#;
        assert_eq!(body.to_bytes(), sent.as_bytes());
    }

    #[test]
    fn what_replaces_a_secret_is_shown() {
        let mut body = Body::default();
        body.set("key", &Secret::from("hunter2"));
        body.set_null("key");
        assert_eq!(format!("{body:?}"), r#"{"key": null}"#);
    }

    #[test]
    fn what_is_read_back_is_hidden() {
        let body = Body::decode(serde_json::json!({ "a": 1 })).unwrap();
        assert_eq!(format!("{body:?}"), r#"{"a": ***}"#);
        assert!(Body::decode(Value::from(1)).is_err());
    }
}
