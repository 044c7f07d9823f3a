//! What is wrong with a JSON value, and where.

use std::fmt;

use serde_json::Value;

/// A JSON value that is not of the type its place asks for.
///
/// It says what was expected and what kind of value was found, never the value itself, which may
/// be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    path: String,
    expected: &'static str,
    found: &'static str,
}

impl DecodeError {
    /// Says that `found` is not the `expected` kind of value, such as `"a string"`.
    pub fn new(expected: &'static str, found: &Value) -> Self {
        Self(Box::new(Inner { path: String::new(), expected, found: kind(found) }))
    }

    /// Where the value is, such as `ip_policies[3].created_at`; empty for the whole answer.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The kind of value that was expected, such as `a string`.
    pub fn expected(&self) -> &'static str {
        self.0.expected
    }

    /// The kind of value that was found, such as `a number`.
    pub fn found(&self) -> &'static str {
        self.0.found
    }

    /// The same error seen from the object that holds the value under `key`.
    ///
    /// The path grows from its end while the error travels up, so success costs nothing.
    pub fn within(mut self, key: &str) -> Self {
        let dot = !self.0.path.is_empty() && !self.0.path.starts_with('[');
        self.0.path.insert_str(0, if dot { "." } else { "" });
        self.0.path.insert_str(0, key);
        self
    }

    /// The same error seen from the list that holds the value at `index`.
    pub fn at(mut self, index: usize) -> Self {
        let dot = !self.0.path.is_empty() && !self.0.path.starts_with('[');
        self.0.path.insert_str(0, &format!("[{index}]{}", if dot { "." } else { "" }));
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.path.is_empty() {
            write!(f, "{}: ", self.0.path)?;
        }
        write!(f, "expected {}, found {}", self.0.expected, self.0.found)
    }
}

impl std::error::Error for DecodeError {}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a bool",
        Value::Number(number) if number.is_f64() => "a fraction",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_grows_from_the_inside() {
        let error = DecodeError::new("a string", &Value::Bool(true));
        assert_eq!(error.to_string(), "expected a string, found a bool");
        let error = error.within("name").at(3).within("books");
        assert_eq!(error.path(), "books[3].name");
        let error = error.at(0).at(1);
        assert_eq!(error.to_string(), "[1][0].books[3].name: expected a string, found a bool");
    }
}
