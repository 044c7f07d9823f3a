//! The next page, sent for before it is needed.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use futures_core::Stream;
use serde_json::{Value, json};

use super::emitted::{Book, Client};
use super::fake::{Fake, answer, client, run};
use super::paging::{NEXT, books, walk};
use crate::testing::ManualTimer;
use crate::{BoxFuture, Items, Transport, TransportError};

#[test]
fn next_page_is_sent_for_when_the_first_item_is_given() {
    let (client, fake) = client([books(&["a", "b"], json!(NEXT)), books(&["c"], Value::Null)]);
    let mut items = client.books().list().items().prefetch(true);
    assert_eq!(fake.seen().len(), 0);
    run(items.try_next()).unwrap();
    assert_eq!(fake.seen().len(), 2);
    assert_eq!(walk(items).0, ["b", "c"]);
    assert_eq!(fake.seen().len(), 0);
}

#[test]
fn without_it_nothing_is_sent_before_it_is_needed() {
    let (client, fake) = client([books(&["a"], json!(NEXT)), books(&["b"], Value::Null)]);
    let mut items = client.books().list().items().prefetch(true).prefetch(false);
    run(items.try_next()).unwrap();
    assert_eq!(fake.seen().len(), 1);
    let mut pages = client.books().list().pages();
    run(pages.try_next()).unwrap();
    assert_eq!(fake.seen().len(), 1);
}

#[test]
fn pages_are_one_ahead() {
    let link = |n: u32| json!(format!("/v1/books?p={n}"));
    let script = [books(&["a"], link(2)), books(&[], link(3)), books(&["b"], Value::Null)];
    let (client, fake) = client(script);
    let mut pages = client.books().list().pages().prefetch(true);
    let mut sent = Vec::new();
    while run(pages.try_next()).unwrap().is_some() {
        sent.push(fake.seen().len());
    }
    assert_eq!(sent, [2, 1, 0]);
}

#[test]
fn failed_page_is_said_after_the_items_before_it() {
    let (client, _) = client([books(&["a", "b"], json!(NEXT)), answer(500, "")]);
    let (ids, error) = walk(client.books().list().items().prefetch(true));
    assert!(ids == ["a", "b"] && error.unwrap().is_server_error());
}

#[test]
fn page_ahead_is_dropped_when_the_walk_ends_before_it() {
    let page = json!({ "books": [{ "id": "a" }, { "id": [] }], "next_page_uri": NEXT });
    let (client, fake) = client([answer(200, page), books(&["b"], Value::Null)]);
    let (ids, error) = walk(client.books().list().items().prefetch(true));
    assert!(ids == ["a"] && error.unwrap().is_decode());
    assert_eq!(fake.seen().len(), 2);
}

/// Answers the first page at once, and those after it when it is let.
struct Slow {
    fake: Arc<Fake>,
    open: Arc<Mutex<bool>>,
}

impl Transport for Slow {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let first = request.uri().query().is_none();
        let (mut answer, open) = (self.fake.send(request), self.open.clone());
        Box::pin(std::future::poll_fn(move |context| match first || *open.lock().unwrap() {
            true => answer.as_mut().poll(context),
            false => Poll::Pending,
        }))
    }
}

fn poll(items: &mut Items<Book>) -> Poll<Option<String>> {
    let item = Pin::new(items).poll_next(&mut Context::from_waker(Waker::noop()));
    item.map(|item| item.map(|item| item.unwrap().id.to_string()))
}

#[test]
fn slow_page_holds_no_item_up() {
    let fake = Fake::new([books(&["a", "b"], json!(NEXT)), books(&["c"], Value::Null)]);
    let open = Arc::new(Mutex::new(false));
    let transport = Slow { fake: fake.clone(), open: open.clone() };
    let client = Client::builder().key("k").transport(transport).timer(ManualTimer::new());
    let mut items = client.build().unwrap().books().list().items().prefetch(true);
    assert_eq!(poll(&mut items), Poll::Ready(Some("a".to_owned())));
    assert_eq!(fake.seen().len(), 2);
    assert_eq!(poll(&mut items), Poll::Ready(Some("b".to_owned())));
    assert_eq!(poll(&mut items), Poll::Pending);
    *open.lock().unwrap() = true;
    assert_eq!(poll(&mut items), Poll::Ready(Some("c".to_owned())));
    assert_eq!(fake.seen().len(), 0);
}
