//! Walks that are taken up where others have come to.

use serde_json::{Value, json};

use super::fake::{Step, answer, client, run};
use super::paging::{NEXT, books, shelves, walk};
use crate::{Cursor, Error, Operation, PageStyle, Paging, TransportErrorKind};

static PAGING: Paging = Paging::new("lines", PageStyle::NextLink { field: "next" });
static PAGE: Operation = Operation::get("pages.lines", "/pages/{id}/lines").with_paging(&PAGING);

#[test]
fn another_walk_goes_on_where_one_has_come_to() {
    let (client, fake) = client([books(&["a"], json!(NEXT)), books(&["b"], Value::Null)]);
    let mut pages = client.books().list().limit(2).pages();
    run(pages.try_next()).unwrap();
    let kept = pages.cursor().unwrap().to_string();
    drop(pages);
    let again = client.books().list().items().resume(Cursor::from(kept));
    assert_eq!(walk(again).0, ["b"]);
    assert_eq!(fake.addresses(), ["https://api.books.example/v1/books?limit=2", NEXT]);
}

#[test]
fn cursor_is_where_the_next_item_is_looked_for() {
    let (client, _) = client([books(&["a", "b"], json!(NEXT)), books(&["c"], Value::Null)]);
    let mut items = client.books().list().limit(2).items();
    let mut cursors = vec![items.cursor()];
    while run(items.try_next()).unwrap().is_some() {
        cursors.push(items.cursor());
    }
    let first = Some(Cursor::from("https://api.books.example/v1/books?limit=2#books.list"));
    let second = Some(Cursor::from(format!("{NEXT}#books.list")));
    assert_eq!(cursors, [first.clone(), first, second, None]);
}

#[test]
fn page_that_failed_can_be_asked_for_again() {
    let wrong = books(&["c"], json!("?p=2"));
    let undecoded = answer(200, json!({ "books": [{ "id": "b" }, { "id": [] }], "next_page_uri": "/v1/books?p=3" }));
    for failed in [Step::Fail(TransportErrorKind::Io), answer(503, ""), answer(200, "<html>"), undecoded] {
        let (client, fake) = client([books(&["a"], json!(NEXT)), failed, books(&["b"], Value::Null), wrong.clone()]);
        let mut items = client.books().list().items();
        while run(items.next()).unwrap().is_ok() {}
        let cursor = items.cursor();
        assert_eq!(walk(client.books().list().items().resume(cursor)).0, ["b"]);
        assert_eq!(fake.addresses()[2], NEXT);
        let mut pages = client.books().list().pages();
        run(pages.try_next()).unwrap();
        run(pages.try_next()).unwrap_err();
        assert_eq!(pages.cursor(), None, "a link that cannot be read leads nowhere");
    }
}

#[test]
fn token_and_number_go_on_with_the_query_they_were_made_with() {
    let (client, fake) = client([shelves(&[1], json!("c+ 1")), shelves(&[2], Value::Null), shelves(&[], Value::Null)]);
    let mut pages = client.shelves().list().with_query("size", "1 &").pages();
    run(pages.try_next()).unwrap();
    let again = client.shelves().list().items().resume(pages.cursor());
    run(again.collect_all(1)).unwrap();
    assert_eq!(fake.addresses()[1], "https://api.books.example/v1/shelves?size=1%20%26&after=c%2B%201");
    let cursor = Cursor::from("https://api.books.example/v1/floors/-1/shelves?page=7&x=y#shelves.floor");
    run(client.shelves().floor(-1).items().resume(cursor).collect_all(0)).unwrap();
    assert_eq!(fake.addresses(), ["https://api.books.example/v1/floors/-1/shelves?page=7&x=y"]);
}

#[test]
fn token_that_is_resumed_at_cannot_come_again() {
    let (client, fake) = client([shelves(&[1], json!("c"))]);
    let cursor = Cursor::from("https://api.books.example/v1/shelves?after=c#shelves.list");
    let error = run(client.shelves().list().items().resume(cursor).collect_all(9)).unwrap_err();
    assert!(error.to_string().contains("the pages repeat"), "{error}");
    assert_eq!(fake.seen().len(), 1);
}

fn refused(cursor: &str) -> Error {
    let (client, fake) = client([]);
    let mut items = client.books().list().items().resume(Cursor::from(cursor));
    assert_eq!(items.cursor(), None);
    let error = run(items.try_next()).unwrap_err();
    assert!(run(items.next()).is_none() && fake.seen().is_empty());
    error
}

#[test]
fn cursor_of_another_host_is_refused_and_nothing_is_sent() {
    for host in ["https://evil.example", "http://api.books.example", "//evil.example", "https://k@api.books.example"] {
        let error = refused(&format!("{host}/v1/books?p=2#books.list"));
        assert!(error.is_foreign_host() && error.to_string().contains("https://api.books.example"), "{error}");
    }
}

#[test]
fn cursor_that_does_not_belong_here_is_refused() {
    let lines = [
        ("", "books.list: the cursor cannot be read"),
        ("https://api.books.example/v1/books?p=2", "books.list: the cursor cannot be read"),
        (
            "https://api.books.example/v1/shelves#shelves.list",
            "books.list: the cursor is of another operation: shelves.list",
        ),
        ("books?p=2#books.list", "books.list: the cursor holds no address"),
    ];
    for (cursor, line) in lines {
        let error = refused(cursor);
        assert!(error.is_invalid_request(), "{error}");
        assert_eq!(error.to_string(), line);
    }
    let (client, _) = client([]);
    let cursor = Cursor::from("https://api.books.example/v1/floors/2/shelves?page=7#shelves.floor");
    let error = run(client.shelves().floor(1).items().resume(cursor).collect_all(9)).unwrap_err();
    assert!(error.to_string().ends_with("the cursor is of another list: /v1/floors/2/shelves"), "{error}");
}

#[test]
fn cursor_is_text_for_serde_and_people() {
    let cursor = Cursor::from("https://x.example/#l");
    assert_eq!(serde_json::to_value(&cursor).unwrap(), json!("https://x.example/#l"));
    assert_eq!(serde_json::from_value::<Cursor>(json!("https://x.example/#l")).unwrap(), cursor);
    assert_eq!((cursor.to_string().as_str(), cursor.as_str()), ("https://x.example/#l", cursor.as_ref()));
}

#[test]
fn list_that_cannot_be_asked_for_has_no_cursor() {
    let (client, _) = client([]);
    let list = crate::Call::new(client.runtime().clone(), &PAGE);
    assert_eq!(list.items::<Value>().cursor(), None);
}
