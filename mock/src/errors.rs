//! Answers: of success as JSON, of refusals in the shape that the API gives its errors.

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE};
use http::{HeaderValue, Response, StatusCode};
use serde_json::{Map, Value};

use crate::api::Api;
use crate::path::Found;
use crate::refusal::Refusal;

/// An answer that carries JSON, or nothing.
pub(crate) fn answer(status: u16, body: Option<&Value>) -> Response<Bytes> {
    let bytes = body.map(|body| Bytes::from(body.to_string())).unwrap_or_default();
    let mut response = Response::new(bytes);
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if body.is_some() {
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    response
}

/// The answer of a refusal.
pub(crate) fn refused(api: &Api, refusal: &Refusal, operation_id: &str) -> Response<Bytes> {
    let (status, code) = refusal.resolve(api);
    answer(status, Some(&body(api, status, code.as_deref(), &refusal.message, operation_id)))
}

/// The body of an error, each part where the API has it.
fn body(api: &Api, status: u16, code: Option<&str>, message: &str, operation_id: &str) -> Value {
    let errors = &api.facts.errors;
    let mut body = Value::Object(Map::new());
    if let Some(code) = code {
        put(&mut body, &errors.code, Value::from(code));
    }
    put(&mut body, &errors.status, Value::from(status));
    put(&mut body, &errors.message, Value::from(message));
    put(&mut body, &errors.details, Value::Object(Map::new()));
    put(&mut body, &errors.operation_id, Value::from(operation_id));
    body
}

fn put(body: &mut Value, path: &[String], value: Value) {
    let Some((last, before)) = path.split_last() else { return };
    let mut place = body;
    for key in before {
        place = &mut place[key];
    }
    place[last] = value;
}

/// Names the id of the operation in its header, if the API has one.
pub(crate) fn name_operation(api: &Api, response: &mut Response<Bytes>, operation_id: &str) {
    let name = api.facts.errors.operation_id_header.as_deref().and_then(|name| name.parse::<http::HeaderName>().ok());
    if let (Some(name), Ok(value)) = (name, HeaderValue::from_str(operation_id)) {
        response.headers_mut().insert(name, value);
    }
}

/// Tells which methods a path takes.
pub(crate) fn name_methods(response: &mut Response<Bytes>, found: &Found) {
    let Found::NoMethod(methods) = found else { return };
    if let Ok(value) = HeaderValue::from_str(&methods.join(", ")) {
        response.headers_mut().insert(ALLOW, value);
    }
}
