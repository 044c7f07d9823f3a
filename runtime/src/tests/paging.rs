//! The walk from page to page.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use futures_core::Stream;
use futures_core::stream::FusedStream;
use serde_json::{Value, json};

use super::emitted::Book;
use super::fake::{Step, answer, client, run};
use crate::{Error, Items};

pub const NEXT: &str = "https://api.books.example/v1/books?before=b%2B2&limit=2";

pub fn books(ids: &[&str], next: Value) -> Step {
    let books: Vec<_> = ids.iter().map(|id| json!({ "id": id })).collect();
    answer(200, json!({ "books": books, "next_page_uri": next }))
}

pub fn shelves(ids: &[u64], cursor: Value) -> Step {
    let shelves: Vec<_> = ids.iter().map(|id| json!({ "id": id })).collect();
    answer(200, json!({ "shelves": shelves, "cursor": cursor }))
}

/// The ids up to the end or the error, which must be the last thing.
pub fn walk(mut items: Items<Book>) -> (Vec<String>, Option<Error>) {
    let mut ids = Vec::new();
    while let Some(item) = run(items.next()) {
        match item {
            Ok(book) => ids.push(book.id.to_string()),
            Err(error) => {
                assert!(run(items.next()).is_none() && run(items.next()).is_none());
                return (ids, Some(error));
            }
        }
    }
    assert!(run(items.next()).is_none());
    (ids, None)
}

#[test]
fn links_are_followed_as_the_server_wrote_them() {
    let (client, fake) = client([books(&["b_3", "b_2"], json!(NEXT)), books(&["b_1"], Value::Null)]);
    let (ids, error) = walk(client.books().list().limit(2).items());
    assert_eq!((ids, error.is_none()), (vec!["b_3".into(), "b_2".into(), "b_1".into()], true));
    assert_eq!(fake.addresses(), ["https://api.books.example/v1/books?limit=2", NEXT]);
}

#[test]
fn link_from_the_root_is_not_put_below_the_prefix() {
    let (client, fake) = client([books(&[], json!("/v1/books?p=2")), books(&[], json!(""))]);
    assert_eq!(walk(client.books().list().items()).0, [""; 0]);
    assert_eq!(fake.addresses()[1], "https://api.books.example/v1/books?p=2");
}

#[test]
fn walk_goes_on_after_an_empty_page() {
    let link = |n: u32| json!(format!("https://api.books.example/v1/books?p={n}"));
    let pages = [books(&["a"], link(2)), books(&[], link(3)), books(&[], link(4)), books(&["b"], Value::Null)];
    assert_eq!(walk(client(pages).0.books().list().items()).0, ["a", "b"]);
}

#[test]
fn absent_list_and_absent_link_are_the_end() {
    let (client, _) = client([answer(200, "{}"), answer(200, r#"{"books":null}"#)]);
    assert!(walk(client.books().list().items()).1.is_none());
    assert!(walk(client.books().list().items()).1.is_none());
}

#[test]
fn repeated_link_is_an_error_after_the_items_of_its_page() {
    let (client, fake) = client([books(&["a"], json!(NEXT)), books(&["b"], json!(NEXT))]);
    let (ids, error) = walk(client.books().list().items());
    assert_eq!(ids, ["a", "b"]);
    let expected = format!("books.list: the pages repeat: `next_page_uri` is {NEXT} again");
    assert_eq!(error.unwrap().to_string(), expected);
    assert_eq!(fake.seen().len(), 2);
}

#[test]
fn link_back_to_the_first_page_is_noticed_without_a_request() {
    let ways = ["/v1/books?limit=2&format=a%2Bb", "https://api.books.example:443/v1/books?format=a%2bb&limit=2"];
    for way in ways {
        let (client, fake) = client([books(&["a"], json!(NEXT)), books(&["b"], json!(way))]);
        let (ids, error) = walk(client.books().list().format(["a+b"]).page_size(2).items());
        assert_eq!((ids.len(), fake.seen().len()), (2, 2));
        assert!(error.unwrap().to_string().contains("the pages repeat"));
    }
}

#[test]
fn pages_that_go_round_are_an_error() {
    let link = |n: u32| json!(format!("/v1/books?p={n}"));
    let round = (0..60).map(|step| books(&["x"], link(if step < 3 { step } else { 3 + (step - 3) % 4 })));
    let (client, fake) = client(round);
    let (ids, error) = walk(client.books().list().items());
    assert!(error.unwrap().to_string().contains("the pages repeat: `next_page_uri` is /v1/books?p=3 again"));
    assert_eq!((ids.len(), fake.seen().len()), (8, 8));
}

#[test]
fn link_to_another_host_is_an_error_and_nothing_is_sent_there() {
    for link in ["https://evil.example/v1/books", "//evil.example", "http://api.books.example/v1/books"] {
        let (client, fake) = client([books(&["a"], json!(link))]);
        let (ids, error) = walk(client.books().list().items());
        let error = error.unwrap();
        assert!(error.is_foreign_host() && error.to_string().contains("https://api.books.example"), "{error}");
        assert_eq!((ids.len(), fake.seen().len()), (1, 1));
    }
}

#[test]
fn unreadable_link_is_an_error() {
    for (link, line) in [(json!("?p=2"), "is no address: ?p=2"), (json!([]), "next_page_uri: expected a string")] {
        let error = walk(client([books(&["a"], link)]).0.books().list().items()).1.unwrap();
        assert!(error.to_string().contains(line), "{error}");
    }
}

#[test]
fn failed_request_ends_the_walk() {
    let (client, fake) = client([books(&["a"], json!(NEXT)), answer(500, "")]);
    let (ids, error) = walk(client.books().list().items());
    assert!(ids == ["a"] && error.unwrap().is_server_error());
    assert_eq!(fake.seen().len(), 2);
}

#[test]
fn item_that_cannot_be_decoded_names_its_place_and_ends_the_walk() {
    let body = json!({ "books": [{ "id": "a" }, { "cover": { "color": 1 } }, {}], "next_page_uri": NEXT });
    let (client, fake) = client([answer(200, &body)]);
    let (ids, error) = walk(client.books().list().items());
    let error = error.unwrap();
    assert!(ids == ["a"] && error.is_decode());
    assert!(error.to_string().contains("books[1].cover.color: expected a string"), "{error}");
    assert_eq!(error.body(), Some(body.to_string().as_bytes()));
    assert_eq!(fake.seen().len(), 1);
}

#[test]
fn list_of_the_wrong_type_is_an_error() {
    for (body, place) in [("{\"books\":7}", "books: expected a list"), ("[]", "expected an object")] {
        let error = walk(client([answer(200, body)]).0.books().list().items()).1.unwrap();
        assert!(error.is_decode() && error.to_string().contains(place), "{error}");
    }
}

#[test]
fn pages_are_whole_answers() {
    let (client, _) = client([books(&["a"], json!(NEXT)), books(&[], Value::Null)]);
    let mut pages = client.books().list().pages();
    let first = run(pages.try_next()).unwrap().unwrap();
    assert_eq!((first.books.len(), first.next_page_uri.as_deref()), (1, Some(NEXT)));
    assert_eq!(run(pages.try_next()).unwrap().unwrap().books, []);
    assert!(run(pages.try_next()).unwrap().is_none() && run(pages.next()).is_none());
}

#[test]
fn page_that_cannot_be_decoded_ends_the_walk() {
    let (client, fake) = client([answer(200, json!({ "books": 1, "next_page_uri": NEXT }))]);
    let mut pages = client.books().list().pages();
    assert!(run(pages.try_next()).unwrap_err().is_decode());
    assert!(run(pages.next()).is_none());
    assert_eq!(fake.seen().len(), 1);
}

#[test]
fn cursor_replaces_the_one_before() {
    let (client, fake) = client([shelves(&[1], json!("c 1")), shelves(&[], json!(2)), shelves(&[3], json!(""))]);
    let mut items = client.shelves().list().with_query("size", "1").items();
    assert_eq!(run(items.try_next()).unwrap().unwrap().id.get(), 1);
    assert_eq!(run(items.try_next()).unwrap().unwrap().id.get(), 3);
    assert!(run(items.try_next()).unwrap().is_none());
    let base = "https://api.books.example/v1/shelves?size=1";
    assert_eq!(fake.addresses(), [base.to_owned(), format!("{base}&after=c%201"), format!("{base}&after=2")]);
}

#[test]
fn repeated_cursor_is_an_error() {
    let (client, _) = client([shelves(&[], json!("c")), shelves(&[], json!("c"))]);
    let error = run(client.shelves().list().items().try_next()).unwrap_err();
    assert_eq!(error.to_string(), "shelves.list: the pages repeat: `cursor` is c again");
}

#[test]
fn counted_pages_end_at_an_empty_one() {
    let (client, fake) = client([shelves(&[1], Value::Null), shelves(&[2], Value::Null), shelves(&[], Value::Null)]);
    let mut items = client.shelves().floor(-1).items();
    assert_eq!(run(items.try_next()).unwrap().unwrap().id.get(), 1);
    assert_eq!(run(items.try_next()).unwrap().unwrap().id.get(), 2);
    assert!(run(items.try_next()).unwrap().is_none());
    let base = "https://api.books.example/v1/floors/-1/shelves";
    assert_eq!(fake.addresses(), [base.to_owned(), format!("{base}?page=2"), format!("{base}?page=3")]);
}

#[test]
fn counted_pages_begin_where_the_caller_says() {
    let (client, fake) = client([shelves(&[1], Value::Null), shelves(&[], Value::Null)]);
    let mut items = client.shelves().floor(0).with_query("page", "5").items();
    while run(items.try_next()).unwrap().is_some() {}
    assert!(fake.addresses()[1].ends_with("?page=6"));
}

#[test]
fn size_of_a_page_is_the_parameter_of_the_list() {
    let call = client([]).0.books().list().limit(7).page_size(2);
    assert_eq!(call.request().query_string(), "limit=2");
}

#[test]
fn streams_tell_how_much_is_left() {
    let (client, _) =
        client([books(&["a", "b"], json!(NEXT)), books(&["c", "d"], Value::Null), books(&[], Value::Null)]);
    let mut items = client.books().list().items();
    let mut hints = vec![items.size_hint()];
    while let Some(item) = run(items.next()) {
        item.unwrap();
        assert!(!items.is_terminated() || hints.len() == 4);
        hints.push(items.size_hint());
    }
    assert!(items.is_terminated());
    assert_eq!(hints, [(0, None), (1, None), (0, None), (1, Some(1)), (0, Some(0))]);
    let mut pages = client.books().list().pages();
    assert_eq!((pages.size_hint(), pages.is_terminated()), ((1, None), false));
    run(pages.try_next()).unwrap();
    assert_eq!((pages.size_hint(), pages.is_terminated()), ((0, Some(0)), true));
}

#[test]
fn error_that_is_still_to_be_said_is_counted() {
    let (client, _) = client([books(&["a"], json!("https://evil.example"))]);
    let mut items = client.books().list().items();
    run(items.try_next()).unwrap();
    assert_eq!((items.size_hint(), items.is_terminated()), ((1, Some(1)), false));
    run(items.try_next()).unwrap_err();
    assert_eq!((items.size_hint(), items.is_terminated()), ((0, Some(0)), true));
}

#[test]
fn streams_give_the_same() {
    let (client, _) = client([books(&["a"], Value::Null)]);
    let mut items = pin!(client.books().list().items());
    let mut context = Context::from_waker(Waker::noop());
    let mut poll = || items.as_mut().poll_next(&mut context);
    assert!(matches!(poll(), Poll::Ready(Some(Ok(book))) if book.id == "a"));
    assert!(matches!(poll(), Poll::Ready(None)));
}
