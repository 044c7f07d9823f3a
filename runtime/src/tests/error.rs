//! What an error says, and what it does not.

use std::error::Error as _;
use std::io;

use serde_json::json;

use super::fake::{Step, answer, client, error_of, run};
use crate::{Error, Operation, TransportError, TransportErrorKind};

fn not_found() -> Error {
    let body = json!({
        "error_code": "E404", "msg": "no such book\nat all", "status_code": 500,
        "details": { "operation_id": "op_1", "n": 2 },
    });
    error_of(answer(404, body))
}

#[test]
fn display_is_one_line_of_all_that_is_known() {
    let line = "books.get: 404 Not Found: E404: no such book at all (operation id op_1)";
    assert_eq!(not_found().to_string(), line);
    assert_eq!(error_of(answer(404, "")).to_string(), "books.get: 404 Not Found");
    assert_eq!(error_of(answer(599, "")).to_string(), "books.get: 599");
    let message = error_of(answer(400, json!({ "msg": "bad" })));
    assert_eq!(message.to_string(), "books.get: 400 Bad Request: bad");
}

#[test]
fn parts_can_be_read_one_by_one() {
    let error = not_found();
    assert_eq!((error.status(), error.operation()), (Some(404), Some("books.get")));
    assert_eq!((error.code(), error.has_code("E404"), error.has_code("E40")), (Some("E404"), true, false));
    assert_eq!((error.message(), error.operation_id()), (Some("no such book\nat all"), Some("op_1")));
    assert_eq!(error.details()["n"], "2");
    assert!(error.body().unwrap().starts_with(b"{"));
    assert!(error.headers().unwrap().is_empty() && error.source().is_none());
}

#[test]
fn predicates_follow_the_http_status_alone() {
    let with = |status| error_of(answer(status, json!({ "status_code": 404 })));
    assert!(not_found().is_not_found() && !not_found().is_server_error());
    assert!(with(429).is_rate_limited() && with(401).is_unauthorized() && with(409).is_conflict());
    assert!(with(500).is_server_error() && with(599).is_server_error());
    assert!(!with(400).is_not_found() && !with(600).is_server_error());
}

#[test]
fn retryable_is_what_cannot_do_its_work_twice() {
    for (status, expected) in [(429, true), (502, true), (503, true), (504, true), (500, false), (404, false)] {
        assert_eq!(error_of(answer(status, "")).is_retryable(), expected, "{status}");
    }
    let (client, _) = client([answer(503, ""), answer(429, ""), answer(503, "")]);
    assert!(!run(client.books().create("Emma", 1)).unwrap_err().is_retryable());
    assert!(run(client.books().create("Emma", 1)).unwrap_err().is_retryable());
    assert!(run(client.books().delete("b_1")).unwrap_err().is_retryable());
}

#[test]
fn answers_of_another_shape_keep_status_and_body() {
    for body in ["<html>Bad gateway</html>", "", "[1]", "\"no\"", "{\"error_code\":"] {
        let error = error_of(answer(502, body));
        assert_eq!((error.status(), error.body()), (Some(502), Some(body.as_bytes())));
        assert_eq!((error.code(), error.message(), error.details().len()), (None, None, 0));
        assert_eq!(error.to_string(), "books.get: 502 Bad Gateway");
    }
}

#[test]
fn connection_that_took_too_long_is_a_timeout_as_well() {
    static GET: Operation = Operation::get("books.get", "/books");
    let error = |kind: io::ErrorKind| {
        let cause = TransportError::new(TransportErrorKind::Connect, "cannot connect");
        Error::transport(&GET, cause.with_source(io::Error::new(kind, "why")))
    };
    let late = error(io::ErrorKind::TimedOut);
    assert!(late.is_timeout() && late.is_connect());
    assert_eq!(late.to_string(), "books.get: cannot connect: why");
    assert!(!error(io::ErrorKind::ConnectionRefused).is_timeout());
}

#[test]
fn operation_id_comes_from_the_header_where_the_body_has_none() {
    let headers = &[("books-operation-id", "op_h")];
    let error = error_of(Step::Answer(500, headers, "{}".into()));
    assert_eq!(error.operation_id(), Some("op_h"));
}

#[test]
fn debug_shows_neither_body_nor_headers() {
    let headers = &[("set-cookie", "session=hunter2")];
    let error = error_of(Step::Answer(500, headers, "hunter3".into()));
    let shown = format!("{error:?}");
    assert!(!shown.contains("hunter") && shown.contains("books.get"), "{shown}");
}

#[test]
fn error_moves_between_threads() {
    fn moves<T: std::error::Error + Send + Sync + 'static>() {}
    moves::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}
