//! What goes over the wire, and what comes of the answer.

use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use super::emitted::{Book, Client};
use super::fake::{Fake, FakeTimer, Step, answer, client, error_of, run};
use crate::TransportErrorKind;

#[test]
fn request_carries_address_key_and_headers() {
    let (client, fake) = client([answer(201, json!({})), answer(200, json!({}))]);
    run(client.books().create("Emma", 7)).unwrap();
    run(client.books().get("a/b")).unwrap();
    let [create, get] = fake.seen().try_into().unwrap();
    assert_eq!(create.uri(), "https://api.books.example/v1/books");
    assert_eq!(get.uri(), "https://api.books.example/v1/books/a%2Fb");
    assert_eq!((create.method().as_str(), get.method().as_str()), ("POST", "GET"));
    let header = |name: &str| create.headers()[name].to_str().unwrap();
    assert_eq!(header("authorization"), "Bearer key_1");
    assert_eq!(header("books-version"), "2");
    assert_eq!(header("accept"), "application/json");
    assert_eq!(header("user-agent"), "books-client/0.1.0");
    assert_eq!(header("content-type"), "application/json");
    assert!(create.headers()["authorization"].is_sensitive());
    assert!(!get.headers().contains_key("content-type"));
    assert_eq!((create.body().len(), get.body().len()), (29, 0));
}

#[test]
fn body_is_an_object_even_when_nothing_is_set() {
    let (client, fake) = client([answer(200, json!({}))]);
    run(client.books().update("b_1")).unwrap();
    assert_eq!(fake.seen()[0].body(), "{}");
}

#[test]
fn any_2xx_is_success() {
    let (client, _) = client([answer(202, json!({ "id": "b_1" })), answer(200, "<html>"), answer(299, "")]);
    assert_eq!(run(client.books().get("b_1")).unwrap().id, "b_1");
    run(client.books().delete("b_1")).unwrap();
    run(client.books().delete("b_1")).unwrap();
}

#[test]
fn answer_that_is_not_the_model_keeps_status_and_body() {
    let bad = [
        (204, "", "books.get: 204 No Content: the answer is empty"),
        (200, "<html>", "books.get: 200 OK: the answer cannot be read as JSON: expected value at line 1 column 1"),
        (200, "{\"id\":", "books.get: 200 OK: the answer cannot be read as JSON: EOF while parsing"),
        (200, "null", "books.get: 200 OK: the answer is null"),
        (200, "[]", "books.get: 200 OK: cannot decode the answer: expected an object, found a list"),
        (201, r#"{"id":1}"#, "books.get: 201 Created: cannot decode the answer: id: expected a string"),
    ];
    for (status, body, line) in bad {
        let error = error_of(answer(status, body));
        assert!(error.is_decode() && !error.is_retryable() && !error.is_not_found());
        assert_eq!((error.status(), error.body()), (Some(status), Some(body.as_bytes())));
        assert!(error.to_string().starts_with(line), "{error}");
    }
}

#[test]
fn wrong_content_type_is_named_only_where_it_matters() {
    let html = &[("content-type", "text/html")];
    let error = error_of(Step::Answer(200, html, "<html>".into()));
    assert!(error.to_string().contains("is not JSON but text/html"), "{error}");
    let gzip = &[("content-type", "application/json"), ("content-encoding", "gzip")];
    let error = error_of(Step::Answer(200, gzip, "\u{1f}".into()));
    assert!(error.to_string().contains("is compressed by gzip, which was not asked for: "), "{error}");
    let problem = &[("content-type", "application/problem+json; charset=utf-8")];
    let error = error_of(Step::Answer(200, problem, "{".into()));
    assert!(error.to_string().contains("cannot be read as JSON: "), "{error}");
    let (client, _) = client([Step::Answer(200, html, "{}".into())]);
    assert_eq!(run(client.books().get("b_1")).unwrap(), Book::default());
}

#[test]
fn redirect_is_an_error_that_names_where_it_leads() {
    let foreign = error_of(Step::Answer(302, &[("location", "https://evil.example/login?t=1")], "".into()));
    assert!(foreign.is_foreign_host() && !foreign.is_retryable());
    assert_eq!(
        foreign.to_string(),
        "books.get: 302 Found: redirects to https://evil.example, away from \
         https://api.books.example; redirects are not followed (set the base URL if the API has moved)"
    );
    let same = error_of(Step::Answer(301, &[("location", "/v2/books?token=hunter2")], "".into()));
    assert!(!same.is_foreign_host());
    let line = "books.get: 301 Moved Permanently: redirects to https://api.books.example/v2/books; ";
    assert!(same.status() == Some(301) && same.to_string().starts_with(line), "{same}");
    let nowhere = error_of(answer(302, ""));
    assert_eq!(nowhere.to_string(), "books.get: 302 Found: redirects without saying where to");
    assert_eq!(error_of(answer(304, "")).to_string(), "books.get: 304 Not Modified");
}

#[test]
fn answer_in_time_wins_over_the_timer() {
    let timer = Arc::new(FakeTimer::default());
    let builder = Client::builder().key("k").transport(Fake::new([answer(200, "{}")]));
    let client = builder.timer(timer.clone()).timeout(Duration::from_secs(7)).build().unwrap();
    run(client.books().get("b_1")).unwrap();
    assert_eq!(timer.slept().len(), 1);
}

#[test]
fn answer_over_the_bound_is_refused_whatever_the_transport_does() {
    let builder = Client::builder().key("k").transport(Fake::new([answer(200, "12345")]));
    let client = builder.timer(FakeTimer::default()).max_response_bytes(4).build().unwrap();
    let error = run(client.books().get("b_1")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "books.get: the answer 200 OK is longer than 4 bytes (`max_response_bytes` allows more)"
    );
    assert!(!error.is_retryable() && !error.is_decode());
}

#[test]
fn transport_errors_keep_their_kind() {
    let refused = error_of(Step::Fail(TransportErrorKind::Connect));
    assert!(refused.is_connect() && refused.is_retryable() && !refused.is_timeout());
    let broken = error_of(Step::Fail(TransportErrorKind::Io));
    assert!(!broken.is_connect() && broken.is_retryable());
    assert_eq!(
        (broken.to_string().as_str(), broken.status()),
        ("books.get: broken (server https://api.books.example)", None)
    );
}
