//! What applications test with: the transport without a network, and builders.

use serde_json::{Value, json};

use super::emitted::{API, Book, Client, Cover, Format, Ref};
use super::fake::run;
use crate::testing::{ErrorReply, ManualTimer, MockTransport, Reply};
use crate::{Api, Error, ErrorShape, Json, TransportErrorKind};

fn client(transport: &MockTransport) -> Client {
    Client::builder().key("key_1").transport(transport.clone()).timer(ManualTimer::new()).build().unwrap()
}

#[test]
fn requests_are_kept_as_they_were_sent() {
    let transport = MockTransport::scripted([json!({}), json!({})]);
    let client = client(&transport);
    run(client.books().list().limit(2).format(["a b", "c&d"])).unwrap();
    run(client.books().create("Emma", 7)).unwrap();
    assert_eq!(transport.lines(), ["GET /v1/books?limit=2&format=a%20b&format=c%26d", "POST /v1/books"]);
    let [list, create] = &transport.take_requests()[..] else { panic!("two were sent") };
    assert_eq!(list.parameters("format"), ["a b", "c&d"]);
    assert_eq!((list.parameter("limit").as_deref(), list.parameter("format")), (Some("2"), None));
    assert_eq!((list.body(), list.json()), (&b""[..], json!(null)));
    assert_eq!((create.method(), create.path(), create.query()), ("POST", "/v1/books", ""));
    assert_eq!(create.json(), json!({ "title": "Emma", "shelf_id": 7 }));
    assert_eq!((create.header("books-version"), create.header("none")), (Some("2"), None));
    assert!(transport.requests().is_empty());
    transport.assert_done();
}

#[test]
fn replies_are_what_they_say() {
    let fail = |reply: Reply| -> Error {
        let timer = ManualTimer::new();
        let builder = Client::builder().key("k").transport(MockTransport::answering(move |_| reply.clone()));
        let client = builder.timer(timer.clone()).retry(crate::Retry::none()).build().unwrap();
        timer.run(client.books().get("b_1")).unwrap_err()
    };
    assert_eq!(fail(Reply::status(418).with_header("X-Tea", "pot")).headers().unwrap()["x-tea"], "pot");
    assert_eq!(fail(Reply::text(500, "text/html", "<p>")).body(), Some(&b"<p>"[..]));
    assert!(fail(Reply::fail(TransportErrorKind::Connect)).is_connect());
    assert!(fail(Reply::hang()).is_timeout());
    let error = fail(Reply::error(&API, 404, "E1", "no such book"));
    assert_eq!(error.to_string(), "books.get: 404 Not Found: E1: no such book");
}

static OTHER: Api = Api {
    errors: ErrorShape { code: &["error", "type"], message: &[], details: &[], operation_id: &["id"], ..API.errors },
    ..API
};

#[test]
fn errors_have_the_shape_of_their_api() {
    let error = |api| ErrorReply::new(api, 409).operation_id("op").detail("n", 7).code("E").message("m").to_error();
    let said = error(&API);
    assert_eq!((said.code(), said.message(), said.operation_id()), (Some("E"), Some("m"), Some("op")));
    assert!(said.is_conflict() && said.details()["n"] == "7");
    assert_eq!(said.to_string(), "test: 409 Conflict: E: m (operation id op)");
    let said = error(&OTHER);
    assert_eq!((said.code(), said.message(), said.operation_id()), (Some("E"), None, Some("op")));
    let body: Value = serde_json::from_slice(said.body().unwrap()).unwrap();
    assert_eq!(body, json!({ "error": { "type": "E" }, "id": "op" }));
}

#[test]
#[should_panic(expected = "the script has no reply for GET /v1/books/b_2")]
fn request_after_the_script_fails_the_test() {
    let client = client(&MockTransport::scripted([json!({})]));
    run(client.books().get("b_1")).unwrap();
    let _ = run(client.books().get("b_2"));
}

#[test]
#[should_panic(expected = "no request came for 2 of the replies")]
fn script_that_is_left_over_fails_the_test() {
    MockTransport::scripted([json!(1), json!(2)]).assert_done();
}

#[test]
fn nothing_that_is_printed_holds_a_secret() {
    let transport = MockTransport::scripted([json!({})]);
    run(client(&transport).books().create("Emma", 7).token("hush")).unwrap();
    let shown = format!("{transport:?} {:?}", Book::builder().token("hush"));
    assert!(!shown.contains("hush") && !shown.contains("key_1") && shown.contains("POST /v1/books"), "{shown}");
}

#[test]
fn builder_sets_what_it_is_told_and_leaves_the_rest_empty() {
    assert_eq!(Book::builder().build(), Book::default());
    let cover = Cover::builder().color("red");
    let book = Book::builder()
        .id("b_1")
        .format(Format::Paperback)
        .pages(7)
        .for_sale(true)
        .subjects(["love"])
        .labels([("a", "b")])
        .cover(cover.clone())
        .sequel(Ref::builder().id("b_2"))
        .created_at("2026-01-02T03:04:05Z")
        .unknown_field("new", 1)
        .build();
    assert_eq!(book.cover, Some(cover.build()));
    assert_eq!(book.extra.get("new"), Some(&json!(1)));
    let written = json!({
        "id": "b_1", "title": "", "format": "paperback", "pages": 7, "for_sale": true, "subjects": ["love"],
        "labels": { "a": "b" }, "cover": { "color": "red", "artist": null }, "sequel": { "id": "b_2", "uri": "" },
        "created_at": "2026-01-02T03:04:05Z", "token": null, "new": 1,
    });
    assert_eq!(book.encode(), written);
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_client_takes_the_same_transport() {
    let transport = MockTransport::scripted([Reply::ok(Book::builder().id("b_1").build())]);
    let builder = super::emitted::blocking::Client::builder().key("k").transport(transport.clone());
    let client = builder.timer(ManualTimer::new()).build().unwrap();
    assert_eq!(client.books().get("b_1").send().unwrap().id, "b_1");
    // The panic of the script is printed, and the call is over.
    assert!(client.books().get("b_2").send().is_err());
    assert_eq!(transport.lines(), ["GET /v1/books/b_1", "GET /v1/books/b_2"]);
}
