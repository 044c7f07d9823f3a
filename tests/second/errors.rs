//! Errors, which this API words in its own way.

use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use depot_client::{Client, Error};
use serde_json::{Value, json};

use crate::{KEY, answering, client};

async fn dispatch(status: u16, body: Value) -> Error {
    let (server, client) = answering(status, body);
    let error = client.parcels().dispatch(7).await.unwrap_err();
    assert_eq!(server.lines(), ["POST /api/v2/parcels/7/dispatch"]);
    assert_eq!((error.status(), error.operation()), (Some(status), Some("parcels.dispatch")));
    assert!(!format!("{error} {error:?}").contains(KEY));
    error
}

#[tokio::test]
async fn parts_of_an_error_are_found_where_they_are() {
    let said = json!({ "type": "parcel_lost", "text": "not on the shelf", "fields": { "shelf": 4, "room": "b" } });
    let error = dispatch(410, json!({ "error": said, "requestId": "r-1" })).await;
    assert!(error.has_code("parcel_lost") && !error.is_not_found());
    assert_eq!(error.message(), Some("not on the shelf"));
    assert_eq!((error.details()["shelf"].as_str(), error.details()["room"].as_str()), ("4", "b"));
    assert_eq!(error.operation_id(), Some("r-1"));
    let line = "parcels.dispatch: 410 Gone: parcel_lost: not on the shelf (operation id r-1)";
    assert_eq!(error.to_string(), line);
}

#[tokio::test]
async fn parts_of_an_error_may_be_missing() {
    let error = dispatch(400, json!({ "error": "bad" })).await;
    assert_eq!((error.code(), error.message(), error.operation_id()), (None, None, None));
    let error = dispatch(400, json!({ "error": { "type": "odd" }, "requestId": 5 })).await;
    assert_eq!((error.code(), error.message(), error.operation_id()), (Some("odd"), None, Some("5")));
    // This is how the first API words it, and here it means nothing.
    let error = dispatch(404, json!({ "error_code": "E", "msg": "m", "details": { "operation_id": "o" } })).await;
    assert!(error.is_not_found());
    assert_eq!((error.code(), error.message(), error.operation_id()), (None, None, None));
}

#[tokio::test]
async fn header_of_the_first_api_means_nothing_here() {
    let reply = Reply::json(400, json!({})).with_header("ngrok-operation-id", "op_1");
    let server = Server::scripted([reply]);
    let error = client(&server).parcels().dispatch(7).await.unwrap_err();
    assert_eq!(error.operation_id(), None);
}

#[tokio::test]
async fn call_that_may_be_repeated_says_so() {
    assert!(dispatch(503, json!({})).await.is_retryable());
    assert!(!dispatch(500, json!({})).await.is_retryable());
    let (_server, client) = answering(503, json!({}));
    let error = client.parcels().create(1, "small", 1).await.unwrap_err();
    assert!(error.is_server_error() && !error.is_retryable());
}

#[tokio::test]
async fn call_is_repeated_where_the_description_allows_it_and_not_by_its_method() {
    let faults = || Server::scripted([Reply::json(503, json!({})), Reply::json(200, json!({}))]);
    let client = |server: &Server| {
        let builder = Client::builder().key(KEY).base_url(format!("{}/api/v2", server.url()));
        builder.random(|| 0.0).build().expect("the client can be made")
    };
    let server = faults();
    let (_, answer) = client(&server).parcels().dispatch(7).send_with_answer().await.unwrap();
    assert_eq!((answer.attempts(), server.lines()), (2, vec!["POST /api/v2/parcels/7/dispatch".to_owned(); 2]));
    let server = faults();
    assert_eq!(client(&server).parcels().create(1, "small", 1).await.unwrap_err().attempts(), 1);
    assert_eq!(server.lines(), ["POST /api/v2/parcels"]);
}
