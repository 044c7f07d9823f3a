//! What a server's refusal becomes.

use clientwright_tests::reply::Reply;
use ngrok_client::Error;
use serde_json::json;

use crate::{KEY, replying};

/// The error of reading a credential when the server answers so.
async fn error_of(reply: Reply) -> Error {
    let (server, client) = replying(reply);
    let error = client.credentials().get("cr_1").await.unwrap_err();
    assert_eq!(server.only().line(), "GET /credentials/cr_1");
    assert_eq!(error.operation(), Some("credentials.get"));
    assert!(!format!("{error} {error:?} {error:#?}").contains(KEY));
    error
}

#[tokio::test]
async fn not_found_needs_no_code() {
    let body = json!({ "status_code": 404, "msg": "no such credential", "details": { "operation_id": "op_1" } });
    let error = error_of(Reply::json(404, body)).await;
    assert!(error.is_not_found());
    assert_eq!((error.status(), error.code()), (Some(404), None));
    assert_eq!(error.message(), Some("no such credential"));
    assert_eq!(error.operation_id(), Some("op_1"));
    assert!(!error.is_retryable() && !error.is_decode() && !error.is_rate_limited());
    assert_eq!(error.to_string(), "credentials.get: 404 Not Found: no such credential (operation id op_1)");
}

#[tokio::test]
async fn bad_request_has_code_and_details() {
    let details = json!({ "operation_id": "op_2", "field": "acl", "count": 3, "more": { "a": [null] } });
    let body =
        json!({ "error_code": "ERR_NGROK_214", "status_code": 400, "msg": "unknown\nfield", "details": details });
    let error = error_of(Reply::json(400, body.clone())).await;
    assert_eq!(error.status(), Some(400));
    assert!(error.has_code("ERR_NGROK_214") && !error.has_code("ERR_NGROK_21"));
    assert_eq!(error.details()["field"], "acl");
    assert_eq!(error.details()["count"], "3");
    assert_eq!(error.details()["more"], r#"{"a":[null]}"#);
    assert_eq!(error.body(), Some(body.to_string().as_bytes()));
    let line = "credentials.get: 400 Bad Request: ERR_NGROK_214: unknown field (operation id op_2)";
    assert_eq!(error.to_string(), line);
}

#[tokio::test]
async fn too_many_requests_can_be_told_and_repeated() {
    let body = json!({ "error_code": "ERR_NGROK_226", "status_code": 429, "msg": "slow down" });
    let error = error_of(Reply::json(429, body).with_header("retry-after", "7")).await;
    assert!(error.is_rate_limited() && error.is_retryable() && !error.is_server_error());
    assert_eq!(error.headers().unwrap()["retry-after"], "7");
}

#[tokio::test]
async fn refused_key_is_not_repeated() {
    let body = json!({ "error_code": "ERR_NGROK_203", "status_code": 401, "msg": "no such key" });
    let error = error_of(Reply::json(401, body)).await;
    assert!(error.is_unauthorized() && error.has_code("ERR_NGROK_203"));
}

#[tokio::test]
async fn conflict_can_be_told() {
    let error = error_of(Reply::json(409, json!({ "error_code": "ERR_NGROK_413" }))).await;
    assert!(error.is_conflict() && error.has_code("ERR_NGROK_413"));
}

#[tokio::test]
async fn page_of_a_proxy_keeps_status_and_body() {
    let html = "<html><body>Bad day</body></html>";
    let error = error_of(Reply::text(500, "text/html", html)).await;
    assert!(error.is_server_error() && !error.is_retryable());
    assert_eq!((error.status(), error.code(), error.message()), (Some(500), None, None));
    assert_eq!(error.body(), Some(html.as_bytes()));
    assert!(error.details().is_empty());
    let error = error_of(Reply::text(502, "text/html", html)).await;
    assert!(error.is_server_error() && error.is_retryable());
}

#[tokio::test]
async fn error_without_a_body_is_still_that_error() {
    let error = error_of(Reply::empty(404)).await;
    assert!(error.is_not_found());
    assert_eq!(error.body(), Some(&b""[..]));
    assert_eq!(error.to_string(), "credentials.get: 404 Not Found");
}

#[tokio::test]
async fn operation_id_of_the_header_fills_in() {
    let reply = Reply::text(503, "text/plain", "busy").with_header("Ngrok-Operation-Id", "op_3");
    assert_eq!(error_of(reply).await.operation_id(), Some("op_3"));
}

#[tokio::test]
async fn status_in_the_body_does_not_count() {
    let error = error_of(Reply::json(400, json!({ "status_code": 404, "msg": "?" }))).await;
    assert_eq!(error.status(), Some(400));
    assert!(!error.is_not_found());
}

#[tokio::test]
async fn strange_error_bodies_are_kept() {
    let bodies = [json!(null), json!([]), json!("text"), json!({ "msg": 5, "details": "x", "error_code": null })];
    for body in bodies {
        let error = error_of(Reply::json(422, body.clone())).await;
        assert_eq!((error.status(), error.code()), (Some(422), None));
        assert_eq!(error.body(), Some(body.to_string().as_bytes()));
    }
}
