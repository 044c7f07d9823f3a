//! Lists that lead astray: each walk ends, and none leaves the server.

use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use serde_json::json;

use crate::lists::page;
use crate::{KEY, answering, client};

/// Walks a list whose first page links to `link`; gives the error, after which there is nothing.
async fn astray(link: &str) -> (Server, ngrok_client::Error) {
    let first = json!({ "credentials": [{ "id": "cr_1" }], "next_page_uri": link });
    let (server, client) = answering(200, first);
    let mut items = client.credentials().list().items();
    assert_eq!(items.try_next().await.unwrap().unwrap().id, "cr_1");
    let error = items.try_next().await.unwrap_err();
    assert!(items.next().await.is_none());
    assert_eq!(server.lines(), ["GET /credentials"]);
    (server, error)
}

#[tokio::test]
async fn page_on_another_host_is_not_asked_for() {
    let other = Server::new(|request| page(request, &["cr_0"], None));
    let (server, error) = astray(&format!("{}/credentials?before_id=cr_1", other.url())).await;
    assert!(other.received().is_empty());
    assert!(error.is_foreign_host());
    let text = error.to_string();
    assert!(text.contains(&server.url()) && text.contains(&other.url()), "{text}");
    assert!(!text.contains(KEY) && !format!("{error:?}").contains(KEY));
}

#[tokio::test]
async fn other_names_of_a_host_are_other_hosts() {
    let other = Server::new(|request| page(request, &["cr_0"], None));
    let port = other.url().rsplit(':').next().unwrap().to_owned();
    let links = [
        format!("//localhost:{port}/credentials"),
        format!("http://localhost:{port}/credentials"),
        format!("http://127.0.0.1:1@localhost:{port}/credentials"),
        format!("HTTP://LOCALHOST:{port}/credentials"),
        "https://127.0.0.1/credentials".to_owned(),
    ];
    for link in links {
        let (_, error) = astray(&link).await;
        assert!(error.is_foreign_host(), "{link}: {error}");
    }
    assert!(other.received().is_empty());
}

#[tokio::test]
async fn link_with_a_user_name_is_not_followed() {
    let other = Server::new(|request| page(request, &["cr_0"], None));
    let host = other.url().replace("http://", "");
    let (_, error) = astray(&format!("http://somebody:{KEY}@{host}/credentials")).await;
    assert!(error.is_foreign_host());
    assert!(!error.to_string().contains(KEY), "{error}");
    assert!(other.received().is_empty());
}

#[tokio::test]
async fn link_that_is_no_address_is_an_error() {
    for link in ["credentials?before_id=cr_1", "ftp://a.example/", "http://", "http://a b/"] {
        let (_, error) = astray(link).await;
        assert!(!error.is_foreign_host(), "{link}");
        assert_eq!(error.operation(), Some("credentials.list"));
    }
}

#[tokio::test]
async fn page_that_leads_to_itself_ends_the_walk() {
    let server = Server::new(|request| page(request, &["cr_1"], Some("cr_1")));
    let mut items = client(&server).credentials().list().items();
    assert!(items.try_next().await.unwrap().is_some());
    assert!(items.try_next().await.unwrap().is_some());
    let error = items.try_next().await.unwrap_err();
    assert!(error.to_string().contains("before_id=cr_1"), "{error}");
    assert!(items.next().await.is_none());
    assert_eq!(server.lines().len(), 2);
}

#[tokio::test]
async fn circle_of_pages_ends_the_walk() {
    let server = Server::new(|request| match request.parameter("before_id") {
        None | Some("cr_3") => page(request, &["cr_1"], Some("cr_1")),
        Some("cr_1") => page(request, &[], Some("cr_2")),
        _ => page(request, &[], Some("cr_3")),
    });
    let mut pages = client(&server).credentials().list().pages();
    let mut count = 0;
    let error = loop {
        match pages.next().await {
            Some(Ok(_)) => count += 1,
            Some(Err(error)) => break error,
            None => panic!("the circle has no end"),
        }
    };
    assert_eq!((count, server.lines().len()), (4, 4));
    assert!(error.to_string().contains("before_id=cr_1"), "{error}");
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn error_in_the_middle_ends_the_walk() {
    let server = Server::new(|request| match request.parameter("before_id") {
        None => page(request, &["cr_2"], Some("cr_2")),
        _ => Reply::json(500, json!({ "error_code": "ERR_NGROK_1", "msg": "broken", "status_code": 500 })),
    });
    let client = client(&server);
    let mut items = client.credentials().list().items();
    assert_eq!(items.try_next().await.unwrap().unwrap().id, "cr_2");
    let error = items.try_next().await.unwrap_err();
    assert!(error.is_server_error() && error.has_code("ERR_NGROK_1"));
    assert!(items.next().await.is_none());
    assert!(items.next().await.is_none());
    assert_eq!(server.lines().len(), 2);

    let mut pages = client.credentials().list().pages();
    assert!(pages.next().await.unwrap().is_ok());
    assert!(pages.next().await.unwrap().is_err());
    assert!(pages.next().await.is_none());
    assert_eq!(server.lines().len(), 4);
}

#[tokio::test]
async fn item_of_the_wrong_type_is_named() {
    let items = json!([{ "id": "cr_1" }, { "id": "cr_2", "acl": "everything" }, { "id": "cr_3" }]);
    let (server, client) = answering(200, json!({ "credentials": items }));
    let mut items = client.credentials().list().items();
    assert_eq!(items.try_next().await.unwrap().unwrap().id, "cr_1");
    let error = items.try_next().await.unwrap_err();
    assert!(error.is_decode());
    assert!(error.to_string().contains("credentials[1].acl"), "{error}");
    assert!(items.next().await.is_none());
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn link_of_the_wrong_type_is_an_error_after_the_items() {
    let link = json!({ "href": "/credentials" });
    let (server, client) = answering(200, json!({ "credentials": [{ "id": "cr_1" }], "next_page_uri": link }));
    let mut items = client.credentials().list().items();
    assert_eq!(items.try_next().await.unwrap().unwrap().id, "cr_1");
    let error = items.try_next().await.unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("next_page_uri"), "{error}");
    assert!(items.next().await.is_none());
    assert_eq!(server.lines().len(), 1);
}

#[tokio::test]
async fn page_that_is_no_object_ends_the_walk() {
    for page in [json!([]), json!("x"), json!({ "credentials": { "id": "cr_1" } })] {
        let (server, client) = answering(200, page);
        let mut items = client.credentials().list().items();
        assert!(items.try_next().await.unwrap_err().is_decode());
        assert!(items.next().await.is_none());
        assert_eq!(server.lines().len(), 1);
    }
}
