//! Requests that are for the stand-in itself.

use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use http::StatusCode;
use serde_json::{Value, json};

use crate::errors;
use crate::fault::Fault;
use crate::mock::Mock;
use crate::server::said;

/// What is below `/_mock`.
pub(crate) fn router() -> Router<Mock> {
    Router::new()
        .route("/state", get(state).put(replace_state).post(add_state))
        .route("/faults", get(faults).post(add_fault).delete(clear_faults))
        .route("/calls", get(calls).delete(clear_calls))
        .route("/clock", post(move_clock))
        .route("/reset", post(reset))
}

fn shown(value: &Value) -> Response {
    errors::answer(200, Some(value)).map(Body::from)
}

fn done() -> Response {
    errors::answer(204, None).map(Body::from)
}

fn read(body: &Bytes) -> Result<Value, Box<Response>> {
    serde_json::from_slice(body).map_err(|error| Box::new(refused(format!("the body is not JSON: {error}"))))
}

fn refused(why: impl ToString) -> Response {
    said(StatusCode::BAD_REQUEST, why.to_string())
}

async fn state(State(mock): State<Mock>) -> Response {
    shown(&mock.dump())
}

async fn add_state(State(mock): State<Mock>, body: Bytes) -> Response {
    match read(&body) {
        Ok(state) => mock.seed(&state).map_or_else(refused, |()| done()),
        Err(response) => *response,
    }
}

async fn replace_state(State(mock): State<Mock>, body: Bytes) -> Response {
    match read(&body) {
        Ok(state) => mock.replace(&state).map_or_else(refused, |()| done()),
        Err(response) => *response,
    }
}

async fn faults(State(mock): State<Mock>) -> Response {
    shown(&mock.faults().iter().map(Fault::to_json).collect())
}

async fn add_fault(State(mock): State<Mock>, body: Bytes) -> Response {
    let value = match read(&body) {
        Ok(value) => value,
        Err(response) => return *response,
    };
    match Fault::read(&value) {
        Ok(fault) => {
            mock.inject(fault);
            done()
        }
        Err(why) => refused(why),
    }
}

async fn clear_faults(State(mock): State<Mock>) -> Response {
    mock.clear_faults();
    done()
}

async fn calls(State(mock): State<Mock>) -> Response {
    let call = |call: &crate::Call| {
        json!({
            "operation": call.operation,
            "method": call.method,
            "path": call.path,
            "query": call.query,
            "body": call.body,
            "status": call.status,
        })
    };
    shown(&mock.calls().iter().map(call).collect())
}

async fn clear_calls(State(mock): State<Mock>) -> Response {
    mock.clear_calls();
    done()
}

async fn move_clock(State(mock): State<Mock>, body: Bytes) -> Response {
    let value = match read(&body) {
        Ok(value) => value,
        Err(response) => return *response,
    };
    match value.get("advance").and_then(Value::as_u64) {
        Some(seconds) => {
            mock.advance(Duration::from_secs(seconds));
            done()
        }
        None => refused("`advance` is a whole number of seconds"),
    }
}

async fn reset(State(mock): State<Mock>) -> Response {
    mock.reset();
    done()
}
