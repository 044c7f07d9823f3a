//! What an error answer says, wherever its API keeps it.

use std::collections::BTreeMap;

use http::HeaderMap;
use serde_json::Value;

use crate::ErrorShape;

/// What an error answer says; each part may be missing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) details: BTreeMap<String, String>,
    pub(crate) operation_id: Option<String>,
}

impl Said {
    /// Reads an error answer; what is not JSON, or not of the shape, says nothing.
    pub(crate) fn read(shape: &ErrorShape, headers: &HeaderMap, body: &[u8]) -> Self {
        let body = serde_json::from_slice(body).unwrap_or(Value::Null);
        let header = shape.operation_id_header.and_then(|name| headers.get(name));
        let from_header = header.and_then(|value| value.to_str().ok()).map(str::to_owned);
        Self {
            code: at(&body, shape.code).and_then(text),
            message: at(&body, shape.message).and_then(text),
            details: at(&body, shape.details).map_or_else(BTreeMap::new, details),
            operation_id: at(&body, shape.operation_id).and_then(text).or(from_header),
        }
    }

    /// All of its texts, but for the names of details.
    pub(crate) fn texts_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let Self { code, message, details, operation_id } = self;
        code.iter_mut().chain(message).chain(operation_id).chain(details.values_mut())
    }
}

fn at<'a>(body: &'a Value, path: &[&str]) -> Option<&'a Value> {
    if path.is_empty() {
        return None;
    }
    path.iter().try_fold(body, |value, key| value.get(key))
}

/// A text that says something; other values are given as JSON.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        other => Some(other.to_string()),
    }
}

fn details(value: &Value) -> BTreeMap<String, String> {
    let fields = value.as_object().into_iter().flatten();
    let shown = fields.map(|(key, value)| match value {
        Value::String(text) => (key.clone(), text.clone()),
        other => (key.clone(), other.to_string()),
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: ErrorShape = ErrorShape {
        code: &["error_code"],
        message: &["msg"],
        details: &["details"],
        operation_id: &["details", "operation_id"],
        operation_id_header: Some("operation-id"),
    };

    fn read(body: &str) -> Said {
        let headers = HeaderMap::from_iter([(
            http::HeaderName::from_static("operation-id"),
            http::HeaderValue::from_static("op_header"),
        )]);
        Said::read(&SHAPE, &headers, body.as_bytes())
    }

    #[test]
    fn every_part_is_found() {
        let said = read(r#"{"error_code":"E1","msg":"no","details":{"operation_id":"op_1","n":[2]}}"#);
        assert_eq!((said.code.as_deref(), said.message.as_deref()), (Some("E1"), Some("no")));
        assert_eq!(said.operation_id.as_deref(), Some("op_1"));
        assert_eq!(said.details["n"], "[2]");
    }

    #[test]
    fn missing_parts_are_missing() {
        for body in ["", "<html>", "[]", "null", "{}", r#"{"error_code":"","msg":null,"details":"x"}"#] {
            let said = read(body);
            assert_eq!((said.code, said.message, said.details.len()), (None, None, 0), "{body}");
            assert_eq!(said.operation_id.as_deref(), Some("op_header"));
        }
    }

    #[test]
    fn numeric_code_is_text() {
        assert_eq!(read(r#"{"error_code":404}"#).code.as_deref(), Some("404"));
    }

    #[test]
    fn api_without_a_part_has_none() {
        let shape = ErrorShape { code: &[], operation_id_header: None, ..SHAPE };
        let said = Said::read(&shape, &HeaderMap::new(), br#"{"error_code":"E1"}"#);
        assert_eq!((said.code, said.operation_id), (None, None));
    }
}
