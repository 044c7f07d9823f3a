//! What every request carries, and where it goes.

use std::sync::Arc;

use clientwright_tests::canned::Canned;
use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use depot_client::{API, Client};
use serde_json::json;

use crate::{KEY, answering};

#[tokio::test]
async fn key_has_a_header_of_its_own_and_no_prefix() {
    let (server, client) = answering(200, json!({ "id": 7 }));
    client.parcels().get(7).await.unwrap();

    let sent = server.only();
    assert_eq!(sent.header("x-depot-key"), Some(KEY));
    assert_eq!(sent.header("user-agent"), Some(API.user_agent));
    let mut names: Vec<_> = sent.headers.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "host", "user-agent", "x-depot-key"]);
}

#[tokio::test]
async fn path_of_the_base_url_is_kept() {
    let (server, client) = answering(200, json!({ "id": 7 }));
    client.parcels().get(7).await.unwrap();
    assert_eq!(server.only().line(), "GET /api/v2/parcels/7");

    let canned = Arc::new(Canned::new(200, r#"{"id":7}"#));
    let client = Client::builder().key(KEY).transport(canned.clone()).build().unwrap();
    client.parcels().get(7).await.unwrap();
    assert_eq!(canned.seen()[0].uri(), "https://depot.example/api/v2/parcels/7");
}

#[tokio::test]
async fn put_sets_what_two_names_lead_to() {
    let (server, client) = answering(200, json!({ "name": "A 1", "doors": 3, "state": "open" }));
    let locker = client.admin().lockers().put("north/1", "A 1", 3).tags(["dry"]).await.unwrap();

    let sent = server.only();
    assert_eq!(sent.line(), "PUT /api/v2/sites/north%2F1/lockers/A%201");
    assert_eq!(sent.json(), Some(json!({ "doors": 3, "tags": ["dry"] })));
    assert_eq!((locker.name.as_str(), locker.doors), ("A 1", 3));
    assert_eq!(locker.state, depot_client::types::LockerState::Open);
}

#[tokio::test]
async fn names_stay_in_their_segments() {
    let server = Server::new(|_| Reply::json(200, json!({ "name": "x" })));
    let client = crate::client(&server);
    let lockers = client.admin().lockers();
    lockers.get("../../parcels", "a?b#c").await.unwrap();
    assert_eq!(server.lines(), ["GET /api/v2/sites/..%2F..%2Fparcels/lockers/a%3Fb%23c"]);
    for name in ["", ".", ".."] {
        let error = lockers.get(name, "a").await.unwrap_err();
        assert!(error.is_invalid_request() && error.to_string().contains("`siteId`"), "{error}");
        let error = lockers.put("s", name, 1).await.unwrap_err();
        assert!(error.is_invalid_request() && error.to_string().contains("`name`"), "{error}");
    }
    assert_eq!(server.lines().len(), 1);
}

#[test]
fn key_is_never_printed() {
    let builder = Client::builder().key(KEY);
    assert!(!format!("{builder:?}").contains(KEY));
    let client = builder.build().unwrap();
    assert!(!format!("{client:?} {:?}", client.parcels().get(7)).contains(KEY));
}

#[test]
fn variables_are_those_of_this_api() {
    assert_eq!((API.key_variable, API.base_url_variable), (Some("DEPOT_KEY"), Some("DEPOT_URL")));
}
