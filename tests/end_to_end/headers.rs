//! What every request carries, and where it goes.

use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use ngrok_client::{API, Client};
use serde_json::json;

use crate::{KEY, answering, builder, client};

fn names(server: &Server) -> Vec<String> {
    let mut names: Vec<_> = server.only().headers.into_iter().map(|(name, _)| name).collect();
    names.sort();
    names
}

#[tokio::test]
async fn request_without_a_body_carries_five_headers() {
    let (server, client) = answering(200, json!({ "id": "cr_1" }));
    client.credentials().get("cr_1").await.unwrap();

    let sent = server.only();
    assert_eq!(sent.header("authorization"), Some(format!("Bearer {KEY}").as_str()));
    assert_eq!(sent.header("ngrok-version"), Some("2"));
    assert_eq!(sent.header("accept"), Some("application/json"));
    assert_eq!(sent.header("user-agent"), Some(API.user_agent));
    assert_eq!(sent.header("host"), Some(server.url().trim_start_matches("http://")));
    assert_eq!(names(&server), ["accept", "authorization", "host", "ngrok-version", "user-agent"]);
}

#[tokio::test]
async fn request_with_a_body_says_what_it_is() {
    let (server, client) = answering(201, json!({ "id": "ipp_1" }));
    client.ip_policies().create().description("ü").await.unwrap();

    let sent = server.only();
    assert_eq!(sent.header("content-type"), Some("application/json"));
    assert_eq!(sent.json(), Some(json!({ "description": "ü" })));
    let expected = ["accept", "authorization", "content-length", "content-type", "host", "ngrok-version", "user-agent"];
    assert_eq!(names(&server), expected);
}

#[tokio::test]
async fn user_agent_begins_with_the_application() {
    let server = Server::scripted([Reply::json(200, json!({ "id": "cr_1" }))]);
    let client = builder(&server).user_agent("harbour/1.2 (test)").build().unwrap();
    client.credentials().get("cr_1").await.unwrap();
    let expected = format!("harbour/1.2 (test) {}", API.user_agent);
    assert_eq!(server.only().header("user-agent"), Some(expected.as_str()));
    assert!(API.user_agent.starts_with("ngrok-client/"));
}

#[test]
fn user_agent_cannot_bring_another_header() {
    assert!(Client::builder().key(KEY).user_agent("a\r\nx-evil: 1").build().is_err());
}

#[tokio::test]
async fn every_page_carries_the_same_headers() {
    let server = Server::new(|request| {
        let next = request.query.is_empty().then_some("/credentials?before_id=cr_1");
        Reply::json(200, json!({ "credentials": [{ "id": "cr_1" }], "next_page_uri": next }))
    });
    let mut items = client(&server).credentials().list().items();
    while items.try_next().await.unwrap().is_some() {}
    let [first, second] = &server.received()[..] else { panic!("not two requests") };
    assert_eq!(first.headers, second.headers);
}

#[tokio::test]
async fn prefix_of_the_base_url_is_kept() {
    for base in ["/proxy/ngrok", "/proxy/ngrok/", "/proxy/ngrok//"] {
        let server = Server::new(|_| Reply::json(200, json!({ "id": "ipp_1" })));
        let client = builder(&server).base_url(server.url() + base).build().unwrap();
        client.ip_policies().update("ipp_1").await.unwrap();
        client.ip_policies().list().limit(1).await.unwrap();
        let expected = ["PATCH /proxy/ngrok/ip_policies/ipp_1", "GET /proxy/ngrok/ip_policies?limit=1"];
        assert_eq!(server.lines(), expected, "{base}");
    }
}

#[tokio::test]
async fn root_of_the_base_url_may_have_its_slash() {
    let server = Server::new(|_| Reply::json(200, json!({ "id": "ipp_1" })));
    let client = builder(&server).base_url(server.url() + "/").build().unwrap();
    client.ip_policies().get("ipp_1").await.unwrap();
    assert_eq!(server.lines(), ["GET /ip_policies/ipp_1"]);
}

#[test]
fn base_url_that_shows_the_key_or_makes_no_sense_is_refused() {
    let bases =
        ["http://api.ngrok.com", "https://a.example/?x=hidden", "https://a:hidden@b.example", "hidden", "", "/hidden"];
    for base in bases {
        let error = Client::builder().key(KEY).base_url(base).build().unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("hidden") && !shown.contains(KEY), "{base}: {shown}");
        assert_eq!(error.operation(), None);
    }
    assert!(Client::builder().key(KEY).base_url("http://api.ngrok.com").allow_http(true).build().is_ok());
}

#[test]
fn key_is_needed_and_must_fit_a_header() {
    assert!(Client::builder().build().is_err());
    assert!(Client::new("").is_err());
    for key in ["two\nlines", "two\r\nx: y", "nul\0"] {
        let error = Client::new(key).unwrap_err();
        assert!(!format!("{error} {error:?}").contains(key), "{error:?}");
    }
}
