//! What the methods of an emitted client send, seen without sending it.

use std::time::Duration;

use serde_json::json;

use super::emitted::{Book, CoverInput, Format, Shelf};
use super::fake::{answer, client, run};
use crate::{Id, Json, Method, Value};

fn book(body: Value) -> Book {
    Book::decode(body).unwrap()
}

#[test]
fn request_is_a_value_before_it_is_sent() {
    let (client, fake) = client([]);
    let call = client.books().create("Emma", 7).isbn("1").format(Format::Paperback);
    let call = call.subjects(["love"]).labels([("a", "b")]).loan(Duration::from_secs(60));
    let request = call.request();
    assert_eq!((request.method(), request.path(), request.query()), (Method::Post, "/books", &[][..]));
    assert_eq!(request.operation().map(|operation| operation.name), Some("books.create"));
    let body = json!({
        "title": "Emma", "shelf_id": 7, "isbn": "1", "format": "paperback", "subjects": ["love"],
        "labels": { "a": "b" }, "loan": 60,
    });
    assert_eq!(request.body().unwrap().value(), body);
    assert_eq!(fake.seen().len(), 0);
}

#[test]
fn absent_empty_and_null_are_three_things() {
    let (client, _) = client([]);
    let sent = |call: &super::emitted::books::Update<_>| call.request().body().unwrap().value();
    let update = client.books().update("b_1");
    assert_eq!(sent(&update), json!({}));
    assert_eq!(sent(&update.clone().isbn("")), json!({ "isbn": "" }));
    assert_eq!(sent(&update.clone().clear_cover()), json!({ "cover": null }));
    assert_eq!(sent(&update.with_field("new", json!([1]))), json!({ "new": [1] }));
}

#[test]
fn nested_secret_is_sent_and_not_shown() {
    let (client, _) = client([]);
    let cover = CoverInput::new("red").password("hunter2").clear_artist();
    let call = client.books().create("Emma", 7).cover(cover.clone()).token("s3cret");
    let sent = call.request().body().unwrap().value();
    assert_eq!(sent["cover"], json!({ "color": "red", "password": "hunter2", "artist": null }));
    assert_eq!(sent["token"], "s3cret");
    let shown = format!("{call:?} {cover:?} {:?}", call.clone().into_future());
    assert!(!shown.contains("hunter2") && !shown.contains("s3cret"), "{shown}");
    assert!(shown.contains("Emma") && shown.contains("POST /books"), "{shown}");
    assert_eq!(serde_json::to_value(&cover).unwrap(), sent["cover"]);
}

#[test]
fn what_was_read_can_be_sent() {
    let (client, _) = client([]);
    let book = book(json!({ "id": "b_1", "cover": { "color": "red", "artist": null, "new": 1 } }));
    let call = client.books().update(&book.id).cover(book.cover.as_ref().unwrap());
    let sent = call.request().body().unwrap().value();
    assert_eq!(sent, json!({ "cover": { "color": "red", "artist": null, "new": 1 } }));
}

#[test]
fn object_can_be_the_whole_body() {
    let (client, fake) = client([answer(200, json!({ "id": 7, "type": "low" }))]);
    let shelf = Shelf::decode(json!({ "id": 7, "type": "high" })).unwrap();
    let replaced = run(client.shelves().replace(shelf.id, &shelf)).unwrap();
    assert_eq!((replaced.id.get(), replaced.kind.as_str()), (7, "low"));
    let sent = fake.seen().remove(0);
    assert_eq!((sent.method().as_str(), sent.uri().path()), ("PUT", "/v1/shelves/7"));
    assert_eq!(sent.body(), r#"{"id":7,"type":"high"}"#);
}

#[test]
fn query_parameters_repeat_only_for_lists_and_on_demand() {
    let (client, _) = client([]);
    let list = client.books().list().limit(1).limit(2).format(["paperback", "vellum"]);
    let list = list.with_query("filter", "a == \"b\"");
    let query = "limit=2&format=paperback&format=vellum&filter=a%20%3D%3D%20%22b%22";
    assert_eq!(list.request().query_string(), query);
}

#[test]
fn instance_methods_take_any_client() {
    let (client, fake) = client([answer(200, json!({ "id": "b_1", "title": "new" })), answer(204, "")]);
    let book = book(json!({ "id": "b_1" }));
    assert_eq!(run(book.update(&client).title("new")).unwrap().title, "new");
    run(book.delete(client.runtime())).unwrap();
    let sent: Vec<_> = fake.seen().iter().map(|sent| sent.method().to_string()).collect();
    assert_eq!(sent, ["PATCH", "DELETE"]);
}

#[test]
fn unfit_argument_is_an_error_before_anything_is_sent() {
    let (client, fake) = client([]);
    for id in ["", ".", ".."] {
        let error = run(client.books().delete(id)).unwrap_err();
        assert!(error.is_invalid_request() && !error.is_retryable());
        assert!(error.to_string().starts_with("books.delete: the path parameter `id` is "), "{error}");
    }
    assert_eq!(fake.seen().len(), 0);
}

#[test]
fn futures_and_streams_move_between_threads() {
    fn moves<T: Send + Unpin + 'static>(value: T) -> T {
        value
    }
    let (client, _) = client([]);
    drop(moves(client.books().get("b_1").into_future()));
    drop(moves(client.books().list().items()));
    drop(moves(client.books().list().pages()));
    drop(moves(Id::<Shelf>::from("x")));
}
