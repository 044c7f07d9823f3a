//! The trait between Rust values and JSON, and the containers that have it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::DecodeError;

/// A Rust value that is read from JSON and written as JSON.
///
/// Every such type has an empty value, which stands for what is absent or null.
pub trait Json: Sized {
    /// The value that stands for an absent or null one.
    fn empty() -> Self;

    /// Whether this is the empty value.
    fn is_empty(&self) -> bool;

    /// Reads a value; null reads as the empty one.
    ///
    /// # Errors
    ///
    /// When the JSON value is of another type.
    fn decode(value: Value) -> Result<Self, DecodeError>;

    /// The value as JSON, empty or not.
    fn encode(&self) -> Value;

    /// Whether the value holds something that must not be printed.
    fn secret(&self) -> bool {
        false
    }

    /// Whether encoding what is decoded from `value` gives `value` back.
    ///
    /// Where it does not (`3.0` read as an integer, a null among strings), the field remembers what
    /// was received.
    fn is_exact(value: &Value) -> bool {
        !value.is_null()
    }
}

impl Json for Value {
    fn empty() -> Self {
        Self::Null
    }

    fn is_empty(&self) -> bool {
        self.is_null()
    }

    fn decode(value: Value) -> Result<Self, DecodeError> {
        Ok(value)
    }

    fn encode(&self) -> Value {
        self.clone()
    }

    fn is_exact(_: &Value) -> bool {
        true
    }
}

impl<T: Json> Json for Option<T> {
    fn empty() -> Self {
        None
    }

    fn is_empty(&self) -> bool {
        self.is_none()
    }

    fn decode(value: Value) -> Result<Self, DecodeError> {
        if value.is_null() {
            return Ok(None);
        }
        T::decode(value).map(Some)
    }

    fn encode(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::encode)
    }

    fn secret(&self) -> bool {
        self.as_ref().is_some_and(T::secret)
    }

    fn is_exact(value: &Value) -> bool {
        value.is_null() || T::is_exact(value)
    }
}

impl<T: Json> Json for Vec<T> {
    fn empty() -> Self {
        Self::new()
    }

    fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }

    fn decode(value: Value) -> Result<Self, DecodeError> {
        let values = match value {
            Value::Array(values) => values,
            Value::Null => return Ok(Self::new()),
            other => return Err(DecodeError::new("a list", &other)),
        };
        let decoded = values.into_iter().enumerate();
        decoded.map(|(index, value)| T::decode(value).map_err(|error| error.at(index))).collect()
    }

    fn encode(&self) -> Value {
        Value::Array(self.iter().map(T::encode).collect())
    }

    fn secret(&self) -> bool {
        self.iter().any(T::secret)
    }

    fn is_exact(value: &Value) -> bool {
        value.as_array().is_some_and(|values| values.iter().all(T::is_exact))
    }
}

impl<T: Json> Json for BTreeMap<String, T> {
    fn empty() -> Self {
        Self::new()
    }

    fn is_empty(&self) -> bool {
        self.is_empty()
    }

    fn decode(value: Value) -> Result<Self, DecodeError> {
        let values = object(value)?.into_iter();
        let decoded = values.map(|(key, value)| match T::decode(value) {
            Ok(value) => Ok((key, value)),
            Err(error) => Err(error.within(&key)),
        });
        decoded.collect()
    }

    fn encode(&self) -> Value {
        Value::Object(self.iter().map(|(key, value)| (key.clone(), value.encode())).collect())
    }

    fn secret(&self) -> bool {
        self.values().any(T::secret)
    }

    fn is_exact(value: &Value) -> bool {
        value.as_object().is_some_and(|values| values.values().all(T::is_exact))
    }
}

/// The fields of an object; null has none.
pub(crate) fn object(value: Value) -> Result<Map<String, Value>, DecodeError> {
    match value {
        Value::Object(fields) => Ok(fields),
        Value::Null => Ok(Map::new()),
        other => Err(DecodeError::new("an object", &other)),
    }
}

/// The list made of anything that yields what turns into its elements.
pub fn list<T>(values: impl IntoIterator<Item = impl Into<T>>) -> Vec<T> {
    values.into_iter().map(Into::into).collect()
}

/// The map made of anything that yields pairs of a key and what turns into its value.
pub fn map<T>(pairs: impl IntoIterator<Item = (impl Into<String>, impl Into<T>)>) -> BTreeMap<String, T> {
    pairs.into_iter().map(|(key, value)| (key.into(), value.into())).collect()
}
