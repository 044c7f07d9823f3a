//! The client of the second API that waits: counted pages, cursors, namespaces, resources.

use std::time::Duration;

use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use depot_client::blocking::Client;
use serde_json::json;

use crate::KEY;
use crate::lists::{counted, lockers};

fn client(server: &Server) -> Client {
    let builder = Client::builder().key(KEY).base_url(format!("{}/api/v2", server.url()));
    builder.timeout(Duration::from_secs(5)).build().expect("the client can be made")
}

#[test]
fn counted_pages_are_walked() {
    let server = counted(&[&[5, 4], &[], &[1]]);
    let items = client(&server).parcels().list().items();
    assert_eq!(items.map(|parcel| parcel.unwrap().id.get()).collect::<Vec<_>>(), [5, 4, 1]);
    let expected = ["GET /api/v2/parcels", "GET /api/v2/parcels?page=2", "GET /api/v2/parcels?page=3"];
    assert_eq!(server.lines(), expected);
}

#[test]
fn cursors_are_walked_within_a_namespace() {
    let server = lockers(&[("a", Some("x+/=&y")), ("b", None)]);
    let pages = client(&server).admin().lockers().list("north").pages();
    let names: Vec<_> = pages.map(|page| page.unwrap().lockers.remove(0).name).collect();
    assert_eq!(names, ["a", "b"]);
}

#[test]
fn resource_that_was_read_is_dispatched() {
    let parcel = || Reply::json(200, json!({ "id": 7 }));
    let server = Server::scripted([parcel(), parcel()]);
    let client = client(&server);
    let parcel = client.parcels().get(7).send().unwrap();
    assert_eq!(parcel.dispatch(&client).send().unwrap().id.get(), 7);
    assert_eq!(server.lines(), ["GET /api/v2/parcels/7", "POST /api/v2/parcels/7/dispatch"]);
}

#[test]
fn error_shape_is_that_of_this_api() {
    let body = json!({ "error": { "type": "parcel_lost", "text": "gone" }, "requestId": "r1" });
    let server = Server::scripted([Reply::json(410, body)]);
    let error = client(&server).parcels().get(7).send().unwrap_err();
    assert!(error.has_code("parcel_lost"));
    assert_eq!(error.operation_id(), Some("r1"));
}
