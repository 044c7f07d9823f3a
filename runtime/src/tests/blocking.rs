//! The client that waits: the same calls, whatever thread they are made on.

use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use serde_json::{Value, json};

use super::emitted::blocking::Client;
use super::emitted::{Book, Books};
use super::fake::{Fake, FakeTimer, Step, answer, run};
use crate::{BoxFuture, Cursor, Retry, Transport, TransportError, blocking};

fn client(script: impl IntoIterator<Item = Step>) -> (Client, Arc<Fake>) {
    let fake = Fake::new(script);
    let builder = Client::builder().key("key_1").transport(fake.clone());
    (builder.timer(FakeTimer::default()).retry(Retry::none()).build().unwrap(), fake)
}

fn books(ids: &[&str], next: Value) -> Step {
    let books: Vec<_> = ids.iter().map(|id| json!({ "id": id })).collect();
    answer(200, json!({ "books": books, "next_page_uri": next }))
}

fn over(transport: impl Transport) -> Client {
    Client::builder().key("k").transport(transport).timer(FakeTimer::default()).build().unwrap()
}

#[test]
fn call_waits_for_its_answer() {
    let (client, fake) = client([answer(201, json!({ "id": "b_1" })), answer(200, json!({ "title": "Emma" }))]);
    let book: Book = client.books().create("Emma", 7).isbn("x").send().unwrap();
    let renamed = book.update(&client).title("Emma").send().unwrap();
    assert_eq!((book.id.as_str(), renamed.title.as_str()), ("b_1", "Emma"));
    let expected = ["https://api.books.example/v1/books", "https://api.books.example/v1/books/b_1"];
    assert_eq!(fake.addresses(), expected);
}

#[test]
fn answer_is_given_beside_the_value() {
    let (client, _) = client([Step::Answer(202, &[("x-left", "7")], r#"{"id":"b_1"}"#.into())]);
    let (book, answer) = client.books().get("b_1").send_with_answer().unwrap();
    assert_eq!((book.id.as_str(), answer.status, &answer.headers["x-left"]), ("b_1", 202, &"7".parse().unwrap()));
    assert_eq!(answer.body, r#"{"id":"b_1"}"#);
}

#[test]
fn errors_are_those_of_the_other_client() {
    let (client, fake) = client([answer(404, json!({ "error_code": "E404" })), answer(200, "[]"), Step::Hang]);
    let error = |id| client.books().get(id).send().unwrap_err();
    assert!(error("b_1").has_code("E404"));
    assert!(error("b_1").is_decode());
    assert!(error("b_1").is_timeout());
    assert!(error("").is_invalid_request());
    assert_eq!(fake.seen().len(), 3);
}

#[test]
fn items_and_pages_are_iterators() {
    let next = json!("https://api.books.example/v1/books?p=2");
    let script = [books(&["a", "b"], next.clone()), books(&[], json!("/v1/books?p=3")), books(&["c"], Value::Null)];
    let (client, fake) = client(script.into_iter().chain([books(&["a"], next), books(&["b"], Value::Null)]));
    let all: Result<Vec<Book>, _> = client.books().list().limit(2).items().collect();
    assert_eq!(all.unwrap().iter().map(|book| book.id.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
    assert_eq!(fake.addresses().len(), 3);
    let mut pages = client.books().list().pages();
    assert_eq!(pages.by_ref().map(|page| page.unwrap().books.len()).collect::<Vec<_>>(), [1, 1]);
    assert!(pages.next().is_none());
}

#[test]
fn walk_ends_after_an_error() {
    let (client, fake) = client([books(&["a"], json!("https://evil.example/books")), answer(500, "")]);
    let mut items = client.books().list().items();
    assert_eq!(items.next().unwrap().unwrap().id, "a");
    assert!(items.next().unwrap().unwrap_err().is_foreign_host());
    assert!(items.next().is_none() && items.next().is_none());
    let mut pages = client.books().list().pages();
    assert!(pages.next().unwrap().unwrap_err().is_server_error());
    assert!(pages.next().is_none());
    assert_eq!(fake.seen().len(), 2);
}

/// Panics at its first request and answers the others.
struct Panics(Fake);

impl Transport for Panics {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        assert!(request.uri().path() != "/v1/books/panic", "this panic is part of the test");
        self.0.send(request)
    }
}

#[test]
fn transport_that_panics_is_an_error_of_that_call_alone() {
    let client = over(Panics(Arc::into_inner(Fake::new([answer(200, r#"{"id":"b_1"}"#)])).unwrap()));
    let error = client.books().get("panic").send().unwrap_err();
    let line = "books.get: the call was lost: the transport panicked, or the thread of the client has ended";
    assert_eq!(error.to_string(), line);
    assert_eq!(client.books().get("b_1").send().unwrap().id, "b_1");
}

/// Asks the client that it belongs to before it answers.
#[derive(Default)]
struct Recursive(OnceLock<blocking::Client>);

impl Transport for Recursive {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let itself = self.0.get().unwrap().clone();
        let error = Books::new(itself).get("b_2").send().unwrap_err().to_string();
        Box::pin(async move { Ok(http::Response::new(json!({ "title": error }).to_string().into())) })
    }
}

#[test]
fn call_from_within_the_transport_is_an_error_and_waits_for_nothing() {
    let transport = Arc::new(Recursive::default());
    let client = over(transport.clone());
    transport.0.set(client.runtime().clone()).unwrap();
    let title = client.books().get("b_1").send().unwrap().title;
    assert!(title.contains("would wait for itself"), "{title}");
}

#[test]
fn clients_of_both_kinds_are_made_of_one() {
    let fake = Fake::new([answer(200, r#"{"id":"a"}"#), answer(200, r#"{"id":"b"}"#)]);
    let builder = super::emitted::Client::builder().key("key_1").transport(fake);
    let awaited = builder.timer(FakeTimer::default()).build().unwrap();
    let waiting = Client::try_from(awaited.runtime().clone()).unwrap();
    assert_eq!(run(awaited.books().get("a")).unwrap().id, "a");
    assert_eq!(waiting.books().get("b").send().unwrap().id, "b");
}

#[test]
fn key_is_never_shown() {
    let (client, _) = client([]);
    let shown = format!("{client:?} {:?} {:?}", client.books().list(), client.books().list().items());
    assert!(!shown.contains("key_1") && shown.contains("https://api.books.example/v1"), "{shown}");
    let refused = Client::builder().build().unwrap_err();
    assert_eq!(refused.to_string(), "no key was given");
}

#[test]
fn lists_are_collected_up_to_a_bound() {
    let pages = || [books(&["a", "b"], json!("/v1/books?p=2")), books(&["c"], Value::Null)];
    let (client, fake) = client(pages().into_iter().chain(pages()).chain(pages()));
    let list = || client.books().list().page_size(2);
    assert_eq!(list().collect_all(3).unwrap().len(), 3);
    assert!(list().collect_all(2).unwrap_err().is_too_many_items());
    assert_eq!(fake.seen().len(), 4);
    assert_eq!(list().collect_first(1).unwrap().len(), 1);
    assert_eq!(fake.addresses(), ["https://api.books.example/v1/books?limit=2"]);
}

#[test]
fn walk_is_taken_up_where_another_has_come_to() {
    let (client, fake) =
        client([books(&["a", "b"], json!("/v1/books?p=2")), answer(500, ""), books(&["c"], Value::Null)]);
    let mut items = client.books().list().items();
    assert_eq!(items.size_hint(), (0, None));
    items.next().unwrap().unwrap();
    assert_eq!(items.cursor().unwrap().as_str(), "https://api.books.example/v1/books#books.list");
    items.next().unwrap().unwrap();
    assert!(items.next().unwrap().unwrap_err().is_server_error());
    let mut pages = client.books().list().pages().resume(items.cursor());
    assert_eq!(pages.next().unwrap().unwrap().books[0].id, "c");
    assert_eq!((pages.cursor(), pages.size_hint()), (None, (0, Some(0))));
    assert_eq!(fake.addresses()[1..], ["https://api.books.example/v1/books?p=2"; 2]);
    let foreign = Cursor::from("https://evil.example/v1/books#books.list");
    let error = client.books().list().items().resume(foreign).next().unwrap().unwrap_err();
    assert!(error.is_foreign_host() && fake.seen().is_empty());
}

#[test]
fn thread_fetches_the_next_page_ahead() {
    let script = [books(&["a", "b"], json!("/v1/books?p=2")), books(&["c"], Value::Null), books(&[], Value::Null)];
    let (client, fake) = client(script);
    let mut items = client.books().list().items().prefetch(true);
    items.next().unwrap().unwrap();
    // The thread has the page before it does anything that is asked of it later.
    client.books().list().send().unwrap();
    assert_eq!(fake.seen().len(), 3);
    assert_eq!(items.map(|item| item.unwrap().id.to_string()).collect::<Vec<_>>(), ["b", "c"]);
    assert_eq!(fake.seen().len(), 0);
}
