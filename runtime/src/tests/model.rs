//! What was received is what is serialized again.

use serde_json::json;

use super::emitted::{Book, BookList, Format, Ref};
use crate::{Json, Value};

fn comes_back(value: Value) -> Book {
    let book = Book::decode(value.clone()).unwrap();
    assert_eq!(serde_json::to_value(&book).unwrap(), value);
    let again: Book = serde_json::from_value(value).unwrap();
    assert_eq!(again, book);
    book
}

#[test]
fn every_field_comes_back() {
    let book = comes_back(json!({
        "id": "b_1", "title": "Emma", "isbn": "1", "format": "hardcover", "pages": 300,
        "for_sale": true, "subjects": ["love"], "labels": { "a": "b" }, "loan": 60,
        "cover": { "color": "red", "artist": "me" },
        "sequel": { "id": "b_2", "uri": "https://x" },
        "created_at": "2022-02-28T19:48:17Z", "token": "t",
    }));
    assert_eq!((book.format, book.pages, book.loan.as_secs()), (Format::Hardcover, 300, 60));
    assert_eq!(book.sequel.unwrap().id, "b_2");
    assert!(book.extra.is_empty());
}

#[test]
fn every_form_of_nothing_comes_back() {
    let absent = comes_back(json!({}));
    assert_eq!((absent.title.as_str(), absent.cover, absent.created_at), ("", None, None));
    comes_back(json!({
        "id": "", "title": "", "isbn": "", "format": "", "pages": 0, "for_sale": false,
        "subjects": [], "labels": {}, "loan": 0, "created_at": "", "token": "",
    }));
    comes_back(json!({
        "id": null, "title": null, "isbn": null, "format": null, "pages": null, "for_sale": null,
        "subjects": null, "labels": null, "loan": null, "cover": null, "sequel": null,
        "created_at": null, "token": null,
    }));
}

#[test]
fn values_that_rust_writes_otherwise_come_back_while_unchanged() {
    let received = json!({
        "pages": 3.0, "loan": 0.0, "subjects": ["a", null], "labels": { "a": null },
    });
    let mut book = comes_back(received);
    assert_eq!((book.pages, book.subjects.len()), (3, 2));
    book.pages = 4;
    assert_eq!(book.encode()["pages"], json!(4));
    assert_eq!(book.encode()["subjects"], json!(["a", null]));
}

#[test]
fn changed_field_is_written_whatever_form_it_had() {
    let mut book = Book::decode(json!({ "cover": null, "title": null })).unwrap();
    book.title = "Emma".into();
    book.isbn = "1".into();
    assert_eq!(book.encode(), json!({ "cover": null, "isbn": "1", "title": "Emma" }));
}

#[test]
fn fresh_value_follows_presence() {
    let fresh = Book::default().encode();
    let expected = json!({
        "id": "", "title": "", "format": "", "pages": 0, "for_sale": false, "subjects": [],
        "cover": null, "created_at": null, "token": null,
    });
    assert_eq!(fresh, expected);
}

#[test]
fn unknown_fields_are_kept_and_only_their_names_are_shown() {
    let book = comes_back(json!({ "new": { "a": "hidden" }, "other": 1 }));
    assert_eq!(book.extra.get("other"), Some(&json!(1)));
    assert_eq!(book.extra.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["new", "other"]);
    assert_eq!((book.extra.len(), book.extra.get("title")), (2, None));
    let shown = format!("{book:?}");
    assert!(shown.contains(r#"Extra{"new", "other"}"#) && !shown.contains("hidden"), "{shown}");
    assert_ne!(book, Book { extra: Default::default(), ..book.clone() });
}

#[test]
fn forms_are_no_part_of_equality() {
    let absent = Book::decode(json!({})).unwrap();
    assert_eq!(absent, Book::decode(json!({ "isbn": "", "cover": null })).unwrap());
}

#[test]
fn unfamiliar_enum_value_and_timestamp_come_back() {
    let book = comes_back(json!({ "format": "vellum", "created_at": "yesterday" }));
    assert!(matches!(&book.format, Format::Unknown(value) if value.as_str() == "vellum"));
    assert_eq!(book.created_at.unwrap().to_system_time(), None);
}

#[test]
fn wrong_type_is_an_error_that_names_its_place() {
    let error = |value: Value| BookList::decode(value).unwrap_err().to_string();
    let books = json!({ "books": [{}, { "cover": { "color": 7 } }] });
    assert_eq!(error(books), "books[1].cover.color: expected a string, found a number");
    assert_eq!(error(json!({ "books": {} })), "books: expected a list, found an object");
    assert_eq!(error(json!({ "books": ["x"] })), "books[0]: expected an object, found a string");
    assert_eq!(error(json!([])), "expected an object, found a list");
    let labels = json!({ "books": [{ "labels": { "k": 1 } }] });
    assert_eq!(error(labels), "books[0].labels.k: expected a string, found a number");
    let serde = serde_json::from_value::<BookList>(json!({ "uri": [] })).unwrap_err();
    assert_eq!(serde.to_string(), "uri: expected a string, found a list");
}

#[test]
fn secret_fields_are_not_shown() {
    let book = comes_back(json!({ "token": "hunter2" }));
    assert!(!format!("{book:?}").contains("hunter2"));
    assert!(book.secret() && !Book::default().secret());
    assert_eq!(book.token.unwrap().expose(), "hunter2");
}

#[test]
fn type_parameter_is_a_name_only() {
    enum Nothing {}
    let reference = Ref::<Nothing>::decode(json!({ "id": "x", "uri": "u", "n": 1 })).unwrap();
    assert_eq!(reference.clone(), reference);
    assert_ne!(reference, Ref::default());
    assert_eq!(format!("{reference:?}"), r#"Ref { id: "x", uri: "u", extra: Extra{"n"} }"#);
    let text = serde_json::to_string(&reference).unwrap();
    assert_eq!(serde_json::from_str::<Ref<Nothing>>(&text).unwrap(), reference);
}
