//! Answers that are no answers, and servers that are not there.

use std::time::Duration;

use clientwright_tests::reply::Reply;
use clientwright_tests::rough::Closed;
use clientwright_tests::server::Server;
use ngrok_client::{Client, Error, Retry};
use serde_json::json;

use crate::{KEY, builder, client, replying};

async fn get(client: Client) -> Error {
    let error = client.credentials().get("cr_1").await.unwrap_err();
    assert_eq!(error.operation(), Some("credentials.get"));
    assert!(!format!("{error} {error:?} {error:#?}").contains(KEY));
    error
}

/// The error of a success that cannot be decoded, which keeps what came.
async fn undecodable(status: u16, body: &str) -> Error {
    let (_server, client) = replying(Reply::text(status, "application/json", body));
    let error = get(client).await;
    assert!(error.is_decode(), "{error}");
    assert_eq!((error.status(), error.body()), (Some(status), Some(body.as_bytes())));
    assert!(!error.is_retryable() && !error.is_not_found());
    error
}

#[tokio::test]
async fn success_without_the_body_that_is_expected() {
    undecodable(204, "").await;
    undecodable(200, "").await;
    undecodable(200, "null").await;
}

#[tokio::test]
async fn json_that_ends_too_early() {
    let error = undecodable(200, r#"{ "id": "cr_1", "acl": ["#).await;
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn json_of_another_form() {
    undecodable(200, "[]").await;
    undecodable(200, r#""cr_1""#).await;
    undecodable(200, "<html>").await;
    let error = undecodable(200, r#"{ "id": "cr_1", "acl": ["a", 5] }"#).await;
    assert!(error.to_string().contains("acl[1]"), "{error}");
}

#[tokio::test]
async fn text_that_is_not_utf_8() {
    let body = b"{\"id\":\"\xff\"}";
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
    let (_server, client) = replying(Reply::Raw([head.as_bytes(), body].concat()));
    let error = get(client).await;
    assert!(error.is_decode());
    assert_eq!(error.body(), Some(&body[..]));
}

#[tokio::test]
async fn unfamiliar_success_is_success() {
    let (_server, client) = replying(Reply::json(202, json!({ "id": "cr_1" })));
    assert_eq!(client.credentials().get("cr_1").await.unwrap().id, "cr_1");
}

#[tokio::test]
async fn body_that_is_cut_short_is_no_answer() {
    let cut = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\":\"cr_1\"}".to_vec();
    let (_server, client) = replying(Reply::Raw(cut));
    let error = get(client).await;
    assert!(!error.is_decode() && !error.is_connect() && error.is_retryable(), "{error}");
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn create_whose_answer_is_lost_is_not_to_be_repeated() {
    let (server, client) = replying(Reply::Raw(Vec::new()));
    let error = client.ip_policies().create().await.unwrap_err();
    assert!(!error.is_retryable() && !error.is_connect(), "{error}");
    assert_eq!(server.lines(), ["POST /ip_policies"]);
}

#[tokio::test]
async fn refused_connection_is_no_connection() {
    let closed = Closed::new();
    let builder = Client::builder().key(KEY).base_url(closed.url()).retry(Retry::none());
    let error = get(builder.build().unwrap()).await;
    assert!(error.is_connect() && error.is_retryable());
    assert_eq!((error.status(), error.body()), (None, None));
}

#[tokio::test]
async fn call_takes_no_longer_than_allowed() {
    let server = Server::new(|_| {
        std::thread::sleep(Duration::from_secs(2));
        Reply::json(200, json!({ "id": "cr_1" }))
    });
    let client = builder(&server).timeout(Duration::from_millis(50)).build().unwrap();
    let error = tokio::time::timeout(Duration::from_secs(1), get(client)).await.unwrap();
    assert!(error.is_timeout() && !error.is_connect());
}

#[tokio::test]
async fn answer_is_no_longer_than_allowed() {
    let server = Server::new(|_| Reply::json(200, json!({ "id": "cr_1", "metadata": "m".repeat(1000) })));
    let tight = builder(&server).max_response_bytes(500).build().unwrap();
    let error = get(tight).await;
    assert!(error.to_string().contains("500 bytes"), "{error}");
    assert!(client(&server).credentials().get("cr_1").await.is_ok());
}

#[tokio::test]
async fn redirect_is_not_followed() {
    let other = Server::new(|_| Reply::json(200, json!({ "id": "cr_1" })));
    let to = format!("{}/credentials/cr_1", other.url());
    let (server, client) = replying(Reply::empty(307).with_header("location", &to));
    let error = get(client).await;
    assert!(error.is_foreign_host());
    assert_eq!(error.status(), Some(307));
    let text = error.to_string();
    assert!(text.contains(&other.url()) && text.contains(&server.url()), "{text}");
    assert!(other.received().is_empty());

    let (server, client) = replying(Reply::empty(301).with_header("location", "/elsewhere"));
    let error = get(client).await;
    assert!(!error.is_foreign_host());
    assert_eq!((error.status(), server.lines().len()), (Some(301), 1));
}
