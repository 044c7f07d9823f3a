//! Whatever an id holds, it never leads to another path.

use clientwright_tests::received::Received;
use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use ngrok_client::Error;
use percent_encoding::percent_decode_str;
use serde_json::json;

use crate::client;

const SENT: [&str; 20] = [
    "cr_1",
    "a/b",
    "/a",
    "a/",
    "../api_keys",
    "..%2f..",
    "%2e%2e",
    "a?b=c",
    "?",
    "a#b",
    "a b",
    "a+b",
    "ü€𝄞",
    "{id}",
    "a\r\nx-evil: 1",
    "//evil.example/",
    "...",
    "\0",
    "%",
    "\\",
];

const REFUSED: [&str; 3] = ["", ".", ".."];

fn server() -> Server {
    Server::new(|_| Reply::json(200, json!({ "id": "x_1" })))
}

/// The path is `start`, the escaped id and `end`, and there is no query.
fn assert_path(sent: &Received, start: &str, id: &str, end: &str) {
    let inner = sent.target.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
    let segment = inner.unwrap_or_else(|| panic!("{id:?} led to {}", sent.target));
    assert!(!segment.is_empty() && !segment.contains(['/', '?', '#']), "{id:?} led to {}", sent.target);
    assert_eq!(percent_decode_str(segment).decode_utf8().unwrap(), id);
    assert!(sent.query.is_empty() && sent.header("x-evil").is_none());
}

#[tokio::test]
async fn id_stays_in_its_segment() {
    for id in SENT {
        let server = server();
        client(&server).credentials().get(id).await.unwrap();
        assert_path(&server.only(), "/credentials/", id, "");
    }
}

#[tokio::test]
async fn both_ids_stay_in_their_segments() {
    let other = |id: &str| if id == "cr_1" { "../x" } else { "cr_1" }.to_owned();
    for id in SENT {
        let server = server();
        let client = client(&server);
        let modules = client.edge_modules().https_edge_route_oauth();
        modules.get(id, "edghtsrt_1").await.unwrap();
        modules.get("edghts_1", id).await.unwrap();
        client.event_sources().delete(other(id), id).await.unwrap();
        let [edge, route, source] = &server.received()[..] else { panic!("not three requests") };
        assert_path(edge, "/edges/https/", id, "/routes/edghtsrt_1/oauth");
        assert_path(route, "/edges/https/edghts_1/routes/", id, "/oauth");
        let escaped = if id == "cr_1" { "..%2Fx" } else { "cr_1" };
        assert_path(source, &format!("/event_subscriptions/{escaped}/sources/"), id, "");
    }
}

#[tokio::test]
async fn id_that_would_leave_its_segment_is_not_sent() {
    let server = server();
    let client = client(&server);
    let refused = |error: Error, parameter: &str| {
        assert!(error.is_invalid_request(), "{error}");
        assert!(error.to_string().contains(parameter), "{error}");
        assert_eq!(error.status(), None);
    };
    for id in REFUSED {
        refused(client.credentials().get(id).await.unwrap_err(), "`id`");
        refused(client.credentials().update(id).description("x").await.unwrap_err(), "`id`");
        refused(client.credentials().delete(id).await.unwrap_err(), "`id`");
        refused(client.vaults().get_secrets_by_vault(id).await.unwrap_err(), "`id`");
        let error = client.vaults().get_secrets_by_vault(id).items().try_next().await;
        refused(error.unwrap_err(), "`id`");
        refused(client.event_sources().get(id, "t").await.unwrap_err(), "`subscription_id`");
        refused(client.event_sources().get("esb_1", id).await.unwrap_err(), "`type`");
    }
    assert!(server.received().is_empty(), "{:?}", server.lines());
}

#[tokio::test]
async fn resource_without_an_id_can_not_be_deleted() {
    let server = Server::scripted([Reply::json(200, json!({ "description": "who am I" }))]);
    let client = client(&server);
    let credential = client.credentials().get("cr_1").await.unwrap();
    assert!(credential.delete(&client).await.unwrap_err().is_invalid_request());
    assert_eq!(server.lines(), ["GET /credentials/cr_1"]);
}

#[tokio::test]
async fn arguments_that_are_too_long_for_an_address_are_not_sent() {
    let server = server();
    let client = client(&server);
    let long = "x".repeat(70_000);
    assert!(client.credentials().get(&long).await.unwrap_err().is_invalid_request());
    assert!(client.credentials().list().filter(&long).await.unwrap_err().is_invalid_request());
    assert!(server.received().is_empty());
}
