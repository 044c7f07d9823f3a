//! Whether a request is taken at all: key, headers, rate, and a body that is JSON.

use std::collections::VecDeque;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Request};
use serde_json::{Map, Value};

use crate::api::Api;
use crate::description::{Body, Operation};
use crate::refusal::Refusal;

/// Whether a request carries a key that is known; any is, if none is named.
pub(crate) fn key(api: &Api, keys: &[String], headers: &HeaderMap) -> Result<(), Refusal> {
    let auth = &api.facts.auth;
    let Some(value) = headers.get(auth.header.as_str()) else {
        return Err(Refusal::when("no_key", format_args!("the header {} is missing", auth.header)));
    };
    let key = value.to_str().ok().and_then(|value| {
        let (prefix, key) = value.split_at_checked(auth.prefix.len())?;
        prefix.eq_ignore_ascii_case(&auth.prefix).then_some(key).filter(|key| !key.is_empty())
    });
    let Some(key) = key else {
        let message = format_args!("the header {} must hold `{}` and a key", auth.header, auth.prefix);
        return Err(Refusal::when("malformed_key", message));
    };
    match keys.is_empty() || keys.iter().any(|known| known == key) {
        true => Ok(()),
        false => Err(Refusal::when("wrong_key", "this key is not known")),
    }
}

/// Whether there may be one more request; `recent` tells when those before came.
pub(crate) fn rate(api: &Api, recent: &mut VecDeque<Duration>, now: Duration) -> Result<(), Refusal> {
    let Some(limit) = &api.facts.rate_limit else { return Ok(()) };
    let window = Duration::from_secs(limit.window);
    while recent.front().is_some_and(|at| *at + window <= now) {
        recent.pop_front();
    }
    if recent.len() >= limit.requests {
        return Err(too_many(api));
    }
    recent.push_back(now);
    Ok(())
}

/// The body of a request, an empty object if there is none.
pub(crate) fn body(
    operation: &Operation,
    request: &Request<Bytes>,
    most: usize,
) -> Result<Map<String, Value>, Refusal> {
    let bytes = request.body();
    if bytes.len() > most {
        return Err(Refusal::when("body_too_large", format_args!("a body may have {} bytes", most)));
    }
    if bytes.is_empty() {
        return Ok(Map::new());
    }
    if operation.body.is_none() {
        return Err(Refusal::when("needless_body", "this operation takes no body"));
    }
    check_content_type(request.headers())?;
    let body = match serde_json::from_slice(bytes) {
        Ok(Value::Object(body)) => body,
        Ok(_) => return Err(Refusal::when("malformed_body", "the body must be a JSON object")),
        Err(error) => return Err(Refusal::when("malformed_body", format_args!("the body is not JSON: {error}"))),
    };
    match body.keys().next().filter(|_| matches!(operation.body, Some(Body::Empty))) {
        Some(name) => Err(Refusal::when("unknown_field", format_args!("there is no parameter `{name}` here"))),
        None => Ok(body),
    }
}

/// Whether the headers that each request must have are there.
pub(crate) fn headers(api: &Api, headers: &HeaderMap) -> Result<(), Refusal> {
    for (name, wanted) in &api.facts.headers {
        match headers.get(name.as_str()) {
            None => return Err(Refusal::when("no_header", format_args!("the header {name} is missing"))),
            Some(value) if value != wanted.as_str() => {
                return Err(Refusal::when("wrong_header", format_args!("the header {name} must be `{wanted}`")));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn check_content_type(headers: &HeaderMap) -> Result<(), Refusal> {
    let Some(value) = headers.get(CONTENT_TYPE) else {
        return Err(Refusal::when("no_content_type", "a body needs the header content-type"));
    };
    let kind = value.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim();
    match kind.eq_ignore_ascii_case("application/json") {
        true => Ok(()),
        false => Err(Refusal::when("wrong_content_type", format_args!("`{kind}` is not application/json"))),
    }
}

/// The refusal of one request too many.
pub(crate) fn too_many(api: &Api) -> Refusal {
    let limit = api.facts.rate_limit.as_ref();
    let status = limit.and_then(|limit| limit.status).unwrap_or(429);
    let message = match limit {
        Some(limit) => format!("there may be {} requests in {} seconds", limit.requests, limit.window),
        None => "there were too many requests".to_owned(),
    };
    Refusal::status(status, limit.and_then(|limit| limit.code.clone()), message)
}
