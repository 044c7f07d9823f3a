//! Lists that have a good end.

use std::future::poll_fn;
use std::pin::Pin;

use clientwright_tests::received::Received;
use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use futures_core::Stream;
use ngrok_client::Error;
use ngrok_client::credentials::Credential;
use serde_json::{Value, json};

use crate::{answering, builder, client};

/// A page of credentials with these ids; the next one, if there is any, begins before `next`.
pub fn page(request: &Received, ids: &[&str], next: Option<&str>) -> Reply {
    let origin = format!("http://{}", request.header("host").expect("the host is named"));
    let link = next.map(|id| format!("{origin}{}?before_id={id}&limit=2", request.path));
    let items: Vec<_> = ids.iter().map(|id| json!({ "id": id })).collect();
    Reply::json(200, json!({ "credentials": items, "uri": origin, "next_page_uri": link }))
}

/// Five credentials on three pages.
pub fn three_pages() -> Server {
    Server::new(|request| match request.parameter("before_id") {
        None => page(request, &["cr_5", "cr_4"], Some("cr_4")),
        Some("cr_4") => page(request, &["cr_3", "cr_2"], Some("cr_2")),
        _ => page(request, &["cr_1"], None),
    })
}

/// The requests for them.
pub const THREE_PAGES: [&str; 3] =
    ["GET /credentials?limit=2", "GET /credentials?before_id=cr_4&limit=2", "GET /credentials?before_id=cr_2&limit=2"];

fn ids(credentials: &[Credential]) -> Vec<&str> {
    credentials.iter().map(|credential| credential.id.as_str()).collect()
}

#[tokio::test]
async fn items_go_on_over_three_pages() {
    let server = three_pages();
    let mut items = client(&server).credentials().list().limit(2).items();
    let mut all = Vec::new();
    while let Some(credential) = items.try_next().await.unwrap() {
        all.push(credential);
    }
    assert_eq!(ids(&all), ["cr_5", "cr_4", "cr_3", "cr_2", "cr_1"]);
    assert_eq!(server.lines(), THREE_PAGES);
    assert!(items.next().await.is_none());
    assert_eq!(server.lines().len(), 3);
}

#[tokio::test]
async fn pages_come_one_by_one() {
    let server = three_pages();
    let mut pages = client(&server).credentials().list().limit(2).pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        sizes.push(page.credentials.len());
        assert_eq!(server.lines().len(), sizes.len());
    }
    assert_eq!(sizes, [2, 2, 1]);
    assert_eq!(server.lines(), THREE_PAGES);
}

#[tokio::test]
async fn list_that_is_awaited_is_its_first_page() {
    let server = three_pages();
    let page = client(&server).credentials().list().limit(2).await.unwrap();
    assert_eq!(ids(&page.credentials), ["cr_5", "cr_4"]);
    assert!(page.next_page_uri.ends_with("/credentials?before_id=cr_4&limit=2"));
    assert_eq!(server.lines(), THREE_PAGES[..1]);
}

#[tokio::test]
async fn page_is_requested_when_it_is_needed() {
    let server = three_pages();
    let mut items = client(&server).credentials().list().limit(2).items();
    assert!(server.received().is_empty());
    items.try_next().await.unwrap();
    items.try_next().await.unwrap();
    assert_eq!(server.lines().len(), 1);
    items.try_next().await.unwrap();
    assert_eq!(server.lines().len(), 2);
}

#[tokio::test]
async fn items_and_pages_are_streams() {
    fn next<S: Stream + Unpin>(stream: &mut S) -> impl Future<Output = Option<S::Item>> {
        poll_fn(|context| Pin::new(&mut *stream).poll_next(context))
    }
    let server = three_pages();
    let client = client(&server);
    let mut items = client.credentials().list().items();
    let first: Option<Result<Credential, Error>> = next(&mut items).await;
    assert_eq!(first.unwrap().unwrap().id, "cr_5");
    let mut pages = client.credentials().list().pages();
    assert_eq!(next(&mut pages).await.unwrap().unwrap().credentials.len(), 2);
}

#[tokio::test]
async fn empty_page_in_the_middle_is_not_the_end() {
    let server = Server::new(|request| match request.parameter("before_id") {
        None => page(request, &["cr_5"], Some("cr_5")),
        Some("cr_5") => page(request, &[], Some("cr_4")),
        Some("cr_4") => page(request, &[], Some("cr_3")),
        _ => page(request, &["cr_1"], None),
    });
    let mut items = client(&server).credentials().list().items();
    assert_eq!(items.try_next().await.unwrap().unwrap().id, "cr_5");
    assert_eq!(items.try_next().await.unwrap().unwrap().id, "cr_1");
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(server.lines().len(), 4);
}

#[tokio::test]
async fn end_is_null_or_empty_or_absent() {
    for end in [json!({ "next_page_uri": null }), json!({ "next_page_uri": "" }), json!({})] {
        let (server, client) = answering(200, end);
        let mut items = client.credentials().list().items();
        assert!(items.try_next().await.unwrap().is_none());
        assert_eq!(server.lines(), ["GET /credentials"]);
    }
}

#[tokio::test]
async fn relative_link_belongs_to_the_same_server() {
    let server = Server::new(|request| {
        let next = match request.parameter("before_id") {
            None => json!("/elsewhere?before_id=a%20b%2Bc&x=%C3%BC"),
            _ => Value::Null,
        };
        Reply::json(200, json!({ "credentials": [{ "id": "cr_1" }], "next_page_uri": next }))
    });
    let mut items = client(&server).credentials().list().filter("ignored later").items();
    while items.try_next().await.unwrap().is_some() {}
    // The link is followed as the server wrote it, and nothing is added to it.
    assert_eq!(server.lines()[1], "GET /elsewhere?before_id=a%20b%2Bc&x=%C3%BC");
}

#[tokio::test]
async fn link_already_holds_the_prefix_of_the_base_url() {
    let server = Server::new(|request| match request.parameter("before_id") {
        None => page(request, &["cr_2"], Some("cr_2")),
        _ => page(request, &["cr_1"], None),
    });
    let base = format!("{}/proxy/ngrok", server.url());
    let client = builder(&server).base_url(base).build().unwrap();
    let mut items = client.credentials().list().items();
    while items.try_next().await.unwrap().is_some() {}
    let expected = ["GET /proxy/ngrok/credentials", "GET /proxy/ngrok/credentials?before_id=cr_2&limit=2"];
    assert_eq!(server.lines(), expected);
}

#[tokio::test]
async fn query_parameters_arrive_as_they_were_given() {
    let (server, client) = answering(200, json!({ "endpoints": [] }));
    let filter = r#"obj.type == "cloud" && obj.url in ["a+b", "ü&c=d#e"]"#;
    client.endpoints().list().limit(7).before_id("ep_9").filter(filter).await.unwrap();
    let sent = server.only();
    assert_eq!(sent.path, "/endpoints");
    assert_eq!(sent.parameter("limit"), Some("7"));
    assert_eq!(sent.parameter("before_id"), Some("ep_9"));
    assert_eq!(sent.parameter("filter"), Some(filter));
    assert_eq!(sent.query.len(), 3);
}

#[tokio::test]
async fn repeated_query_parameters_are_repeated() {
    let (server, client) = answering(200, json!({ "endpoints": [] }));
    let list = client.endpoints().list().id(["ep_1", "ep_2"]).url(Vec::<String>::new());
    list.with_query("new", "1").await.unwrap();
    assert_eq!(server.only().line(), "GET /endpoints?id=ep_1&id=ep_2&new=1");
}
