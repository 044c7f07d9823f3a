//! What an error says, and what it does not.

use std::error::Error as _;
use std::io;
use std::time::Duration;

use serde_json::json;

use super::emitted::Client;
use super::fake::{Fake, Step, answer, client, error_of, run};
use super::rig::{Rig, seconds};
use crate::{DecodeError, Error, Operation, RateLimiter, Retry, StopReason, TransportError, TransportErrorKind};

static GET: Operation = Operation::get("books.get", "/books");

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
fn what_a_server_repeats_is_shown_without_the_key_and_the_secrets_of_the_request() {
    let refused = |key: &str| {
        let message = format!("the key {key} is of no use, {key}!");
        let body = json!({ "error_code": key, "msg": message, "details": { "key": key, "list": [key] } });
        let builder = Client::builder().key(key).transport(Fake::new([answer(401, body)]));
        run(builder.build().unwrap().books().get("b_1")).unwrap_err()
    };
    let error = refused("key_1_long");
    assert_eq!(error.to_string(), "books.get: 401 Unauthorized: ***: the key *** is of no use, ***!");
    assert_eq!((error.details()["key"].as_str(), error.details()["list"].as_str()), ("***", r#"["***"]"#));
    assert!(!format!("{error:?}").contains("key_1") && error.body().unwrap().windows(5).any(|part| part == b"key_1"));
    // What stands in words by chance is no key.
    assert_eq!(refused("use").message(), Some("the key use is of no use, use!"));

    let body = json!({ "msg": "hunter2-line\ntwo is bad", "details": { "values": ["hunter2-line\ntwo", "short"] } });
    let (client, _) = client([answer(400, body)]);
    let error = run(client.books().create("Emma", 1).token("hunter2-line\ntwo")).unwrap_err();
    assert_eq!(error.message(), Some("*** is bad"));
    assert_eq!(error.details()["values"], r#"["***","short"]"#);
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
fn page_of_something_on_the_way_is_told_from_an_error_of_the_api() {
    let answered = |content_type, body: &str| {
        let headers = match content_type {
            "text/html" => &[("content-type", "text/html; charset=utf-8")],
            _ => &[("content-type", "application/json")],
        };
        error_of(Step::Answer(404, headers, body.to_owned())).to_string()
    };
    let line = "books.get: 404 Not Found: the answer is text/html and no error of the API";
    assert_eq!(answered("text/html", "<html>"), line);
    for (content_type, body) in [("text/html", ""), ("application/json", "[]")] {
        assert_eq!(answered(content_type, body), "books.get: 404 Not Found");
    }
    // The API says what it says whatever it calls it.
    assert_eq!(answered("text/html", r#"{"msg":"gone"}"#), "books.get: 404 Not Found: gone");
}

#[test]
fn wait_is_told_to_the_millisecond() {
    let cause = Error::transport(&GET, TransportError::new(TransportErrorKind::Connect, "cannot connect"));
    let (wait, timeout) = (Duration::from_nanos(63_048_291_234), Some(Duration::from_secs(60)));
    let error = cause.not_repeated(StopReason::Timeout, wait, timeout);
    let line = "books.get: cannot connect (not repeated: a wait of 63.048s would pass the timeout of 60s)";
    assert_eq!(error.to_string(), line);
}

#[test]
fn connection_that_took_too_long_is_a_timeout_as_well() {
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
    moves::<TransportError>();
    moves::<DecodeError>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}

/// The error and all beneath it, as texts.
fn chain(error: &Error) -> Vec<String> {
    let all = std::iter::successors(Some(error as &dyn std::error::Error), |&error| error.source());
    all.map(ToString::to_string).collect()
}

#[test]
fn causes_stay_in_the_chain_whatever_the_failure() {
    let io = io::Error::new(io::ErrorKind::ConnectionReset, TransportError::new(TransportErrorKind::Io, "inner"));
    let broken = Error::transport(&GET, TransportError::new(TransportErrorKind::Io, "broken").with_source(io));
    assert_eq!(chain(&broken), ["books.get: broken: inner", "inner"]);
    let io = broken.source().unwrap().downcast_ref::<io::Error>().unwrap();
    assert_eq!(io.kind(), io::ErrorKind::ConnectionReset);

    let mistyped = error_of(answer(200, json!({ "title": 7 })));
    assert_eq!(mistyped.source().unwrap().downcast_ref::<DecodeError>().unwrap().path(), "title");
    let no_json = error_of(answer(200, "{"));
    assert!(no_json.source().unwrap().downcast_ref::<serde_json::Error>().unwrap().is_eof());
    assert_eq!(chain(&no_json)[1], "EOF while parsing an object at line 1 column 1");
    assert_eq!(chain(&error_of(answer(503, ""))), ["books.get: 503 Service Unavailable"]);
}

/// A predicate and its name.
type Named = (&'static str, fn(&Error) -> bool);

/// The names of all predicates that are true.
fn predicates(error: &Error) -> Vec<&'static str> {
    let all: [Named; 18] = [
        ("setup", Error::is_setup),
        ("invalid_request", Error::is_invalid_request),
        ("no_slot", Error::is_no_slot),
        ("timeout", Error::is_timeout),
        ("connect", Error::is_connect),
        ("decode", Error::is_decode),
        ("foreign_host", Error::is_foreign_host),
        ("paging", Error::is_paging),
        ("too_many_items", Error::is_too_many_items),
        ("unauthorized", Error::is_unauthorized),
        ("forbidden", Error::is_forbidden),
        ("not_found", Error::is_not_found),
        ("conflict", Error::is_conflict),
        ("rate_limited", Error::is_rate_limited),
        ("client_error", Error::is_client_error),
        ("server_error", Error::is_server_error),
        ("ambiguous", Error::is_ambiguous),
        ("retryable", Error::is_retryable),
    ];
    all.iter().filter(|(_, is)| is(error)).map(|(name, _)| *name).collect()
}

#[test]
fn predicates_are_true_for_what_their_docs_say_and_nothing_else() {
    use TransportErrorKind::{Connect, ForeignHost, Io, Redirect, Timeout, Tls, TooLarge, Unusable};
    let answers: [(u16, &[&str]); 12] = [
        (400, &["client_error"]),
        (401, &["unauthorized", "client_error"]),
        (403, &["forbidden", "client_error"]),
        (404, &["not_found", "client_error"]),
        (408, &["client_error", "ambiguous", "retryable"]),
        (409, &["conflict", "client_error"]),
        (429, &["rate_limited", "client_error", "retryable"]),
        (500, &["server_error"]),
        (503, &["server_error", "ambiguous", "retryable"]),
        (504, &["server_error", "ambiguous", "retryable"]),
        (302, &[]),
        (600, &[]),
    ];
    for (status, expected) in answers {
        assert_eq!(predicates(&error_of(answer(status, ""))), expected, "{status}");
    }
    let failures: [(TransportErrorKind, &[&str]); 8] = [
        (Connect, &["connect", "retryable"]),
        (Tls, &["connect"]),
        (Timeout, &["timeout", "ambiguous", "retryable"]),
        (Io, &["ambiguous", "retryable"]),
        (TooLarge, &["ambiguous"]),
        (Unusable, &[]),
        (Redirect, &[]),
        (ForeignHost, &["foreign_host"]),
    ];
    for (kind, expected) in failures {
        let error = error_of(Step::Fail(kind));
        assert_eq!((predicates(&error), error.transport_kind()), (expected.to_vec(), Some(kind)));
    }
    assert_eq!(predicates(&error_of(answer(200, "<html>"))), ["decode"]);
    let foreign = Step::Answer(307, &[("location", "//evil.example")], String::new());
    assert_eq!(predicates(&error_of(foreign)), ["foreign_host"]);
    let page = |next| answer(200, json!({ "books": [{}, {}], "next_page_uri": next }));
    let (client, _) = client([page("http://["), page("")]);
    let lost = run(client.books().list().collect_all(9)).unwrap_err();
    assert_eq!(predicates(&lost), ["paging"]);
    assert_eq!(predicates(&run(client.books().list().collect_all(1)).unwrap_err()), ["too_many_items"]);
    assert_eq!(predicates(&run(client.books().get("")).unwrap_err()), ["invalid_request"]);
    assert_eq!(predicates(&Client::new("").unwrap_err()), ["setup"]);
    let rig = Rig::with([Step::Hang], |builder| builder.rate_limiter(RateLimiter::new(1, seconds(999))));
    let late = rig.run(rig.client.books().get("b").with_retry(Retry::none())).unwrap_err();
    assert_eq!((predicates(&late), late.transport_kind()), (vec!["timeout", "ambiguous", "retryable"], None));
    assert_eq!(predicates(&rig.run(rig.client.books().get("b")).unwrap_err()), ["no_slot", "timeout", "retryable"]);
}
