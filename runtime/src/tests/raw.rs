//! Calls of paths that the client does not know.

use std::collections::BTreeMap;
use std::error::Error as _;

use serde_json::json;

use super::emitted::Book;
use super::fake::{Step, answer, client, run};
use super::observer::Log;
use super::rig::{Rig, seconds};
use crate::{Answer, Client, Method, RateLimiter, RawCall, Retry, Value};

#[test]
fn request_is_made_below_the_base_url_with_the_key() {
    let (client, fake) = client([answer(201, json!({ "id": "n_1", "deep": [1] }))]);
    let call = client.request(Method::Post, "/new_things/{id}/parts").with_path("id", "a/b ?#%2e{x}");
    let call = call.with_query("a", "1 2").with_query("a", "&").with_field("name", "n").with_field("deep", json!([1]));
    let thing: Value = run(call.with_header("x-trace", "t").send()).unwrap();
    assert_eq!(thing["deep"][0], 1);
    let sent = fake.seen().remove(0);
    let address = "https://api.books.example/v1/new_things/a%2Fb%20%3F%23%252e%7Bx%7D/parts?a=1%202&a=%26";
    assert_eq!((sent.method().as_str(), sent.uri().to_string().as_str()), ("POST", address));
    let header = |name| sent.headers()[name].to_str().unwrap();
    assert_eq!((header("authorization"), header("x-trace"), header("books-version")), ("Bearer key_1", "t", "2"));
    assert_eq!(header("content-type"), "application/json");
    let body: Value = serde_json::from_slice(sent.body()).unwrap();
    assert_eq!(body, json!({ "deep": [1], "name": "n" }));
}

#[test]
fn body_is_nothing_or_an_object_or_any_json() {
    let (client, fake) = client((0..5).map(|_| answer(204, "")));
    let put = || client.request(Method::Put, "/things");
    run(put().send::<()>()).unwrap();
    run(put().with_body(&json!([1, null])).send::<()>()).unwrap();
    run(put().with_field("a", 1).with_body(&BTreeMap::from([("b", 2)])).with_field("c", Value::Null).send::<()>())
        .unwrap();
    run(put().with_body(&Book { title: "Emma".into(), ..Book::default() }).send::<()>()).unwrap();
    run(put().with_body("text").with_body(&json!({})).send::<()>()).unwrap();
    let bodies: Vec<_> = fake.seen().into_iter().map(|sent| String::from_utf8(sent.body().to_vec()).unwrap()).collect();
    assert_eq!(bodies[..3], ["", "[1,null]", r#"{"b":2,"c":null}"#]);
    assert!(bodies[3].contains(r#""title":"Emma""#) && bodies[4] == "{}");
    let refused = |call: RawCall<Client>| run(call.send::<()>()).unwrap_err().to_string();
    let line = "PUT /things: the field `a` has no place in a body that is no JSON object";
    assert_eq!(refused(put().with_body(&[1]).with_field("a", 1)), line);
    let keys = BTreeMap::from([((), 1)]);
    assert_eq!(refused(put().with_body(&keys)), "PUT /things: the body cannot be made JSON: key must be a string");
}

#[test]
fn answer_becomes_what_is_asked_for() {
    let book = json!({ "id": "b_1", "title": "Emma" });
    let (client, _) = client((0..5).map(|_| answer(200, &book)));
    let get = || client.request(Method::Get, "/new_books/{id}").with_path("id", 7);
    run(get().send::<()>()).unwrap();
    assert_eq!(run(get().send::<Value>()).unwrap(), book);
    assert_eq!(run(get().send::<Book>()).unwrap().title, "Emma");
    assert_eq!(run(get().send::<Answer>()).unwrap().body, book.to_string());
    let (typed, answer) = run(get().send_with_answer::<Book>()).unwrap();
    assert_eq!((typed.id.as_str(), answer.status, answer.attempts()), ("b_1", 200, 1));
    let own: BTreeMap<String, String> = answer.deserialize().unwrap();
    assert_eq!(own["title"], "Emma");
}

#[test]
fn own_type_that_does_not_fit_is_an_error_without_the_value() {
    let fail = |body: &str| {
        let (client, _) = client([answer(200, body)]);
        let answer: Answer = run(client.request(Method::Get, "/limits").send()).unwrap();
        answer.deserialize::<BTreeMap<String, u8>>().unwrap_err()
    };
    let error = fail(r#"{"a":"hunter2, expected nothing"}"#);
    assert_eq!(error.to_string(), "GET /limits: 200 OK: cannot decode the answer: expected u8 at line 1 column 32");
    assert!(error.is_decode() && error.body().is_some());
    for body in [r#"{"a":4711}"#, r#"{"a":-4711}"#, r#"{"a":4711.5}"#, "\"4711\"", "[4711]"] {
        let error = fail(body);
        assert!(!format!("{error} {error:?} {:?}", error.source()).contains("4711"), "{error:?}");
    }
    assert!(fail("<html>").to_string().contains("the answer cannot be read as JSON"), "{}", fail("<html>"));
    assert!(fail("").to_string().contains("the answer is empty"));
}

#[test]
fn path_that_leads_elsewhere_is_refused_before_anything_is_sent() {
    let (client, fake) = client([]);
    let refused = |path: &str| {
        let call = client.request(Method::Delete, path).with_path("id", ".").with_path("more", ".");
        let error = run(call.send::<()>()).unwrap_err();
        assert!(error.is_invalid_request() && error.attempts() == 0 && error.operation().is_none());
        error.to_string()
    };
    let error = run(client.request(Method::Get, "https://evil.example/x").send::<()>()).unwrap_err();
    let line = "GET https://evil.example/x: the path is an address, which would lead away from the base URL";
    assert_eq!(error.to_string(), line);
    for path in ["//evil.example", "/a/../b/{id}{more}", "/a?b={id}{more}", "/a#{id}{more}", "/%2e%2e/{id}{more}"] {
        assert!(refused(path).starts_with(&format!("DELETE {path}: the path ")), "{}", refused(path));
    }
    assert!(refused("/a/{id}{more}").contains("the path parameter `id` is `.`"));
    let unset = run(client.request(Method::Get, "/a/{id}/b/{other}").with_path("id", 1).send::<()>()).unwrap_err();
    assert_eq!(unset.to_string(), "GET /a/{id}/b/{other}: the path parameter `other` is not set");
    let unknown = run(client.request(Method::Get, "/a").with_path("id", 1).send::<()>()).unwrap_err();
    assert_eq!(unknown.to_string(), "GET /a: the path has no parameter `id`");
    let key = client.request(Method::Get, "/a").with_header("Authorization", "Bearer other");
    assert!(run(key.send::<()>()).unwrap_err().is_invalid_request());
    assert_eq!(fake.seen().len(), 0);
}

#[test]
fn errors_name_method_and_path() {
    let (client, _) = client([answer(404, json!({ "error_code": "E404", "msg": "none" }))]);
    let call = client.request(Method::Patch, "/things/{id}").with_path("id", "t_1").with_query("q", "x");
    let error = run(call.send::<Value>()).unwrap_err();
    assert_eq!(error.to_string(), "PATCH /things/{id}: 404 Not Found: E404: none");
    assert!(error.is_not_found() && error.has_code("E404") && error.operation().is_none());
}

#[test]
fn what_is_repeated_follows_from_the_method_unless_said_otherwise() {
    let requests = |method, idempotent: Option<bool>| {
        let rig = Rig::new([answer(503, ""), answer(204, "")]);
        let call = rig.client.request(method, "/things");
        let call = idempotent.into_iter().fold(call, |call, idempotent| call.with_idempotent(idempotent));
        let result = rig.run(call.send::<()>());
        assert_eq!(result.is_ok(), rig.sent().len() == 2);
        rig.sent().len()
    };
    let methods = [Method::Get, Method::Put, Method::Delete, Method::Post, Method::Patch];
    assert_eq!(methods.map(|method| requests(method, None)), [2, 2, 2, 1, 1]);
    assert_eq!([Method::Post, Method::Delete].map(|method| requests(method, Some(true))), [2, 2]);
    assert_eq!([Method::Post, Method::Delete].map(|method| requests(method, Some(false))), [1, 1]);
}

#[test]
fn settings_limits_and_observers_are_those_of_all_calls() {
    let log = Log::default();
    let rig = Rig::with([answer(200, "{}"), answer(200, "{}"), answer(503, ""), Step::Hang], |builder| {
        builder.rate_limiter(RateLimiter::new(2, seconds(60))).observer(log.clone())
    });
    let get = || rig.client.request(Method::Get, "/things/{id}").with_path("id", "t_1");
    (0..2).for_each(|_| rig.run(get().send::<()>()).unwrap());
    let error = rig.run(get().with_retry(Retry::none()).send::<()>()).unwrap_err();
    assert_eq!((error.status(), rig.sent()), (Some(503), vec![0, 0, 60_000]));
    let error = rig
        .run(get().with_attempt_timeout(seconds(2)).with_timeout(seconds(90)).with_retry(Retry::none()).send::<()>());
    assert!(error.unwrap_err().is_timeout());
    assert_eq!(log.lines()[0], "- GET /things/{id} 0 CallStarted");
}

#[test]
fn nobody_sees_what_was_given() {
    let (client, _) = client([]);
    let call = client.request(Method::Post, "/things").with_field("name", "hunter1").with_header("x-a", "hunter2");
    assert!(call.request().operation().is_none());
    assert_eq!(format!("{call:?}"), r#"Request { line: "POST /things", headers: ["x-a"], body: {"name": ***} }"#);
    for body in [json!(["hunter3"]), json!({ "a": "hunter4" })] {
        let shown = format!("{:?}", client.request(Method::Post, "/things").with_body(&body));
        assert!(!shown.contains("hunter") && shown.contains("***"), "{shown}");
    }
    let sending = client.request(Method::Get, "/things").send::<()>();
    assert_eq!(format!("{sending:?}"), "Sending(GET /things)");
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_client_has_the_same() {
    let (client, fake) = client([answer(200, json!({ "a": 1 })), answer(404, "")]);
    let client = super::emitted::blocking::Client::try_from(client.runtime().clone()).unwrap();
    let get = || client.request(Method::Get, "/things/{id}").with_path("id", "t_1");
    let (value, answer) = get().send_with_answer::<Value>().unwrap();
    assert_eq!((value["a"].as_u64(), answer.status), (Some(1), 200));
    assert_eq!(get().send::<()>().unwrap_err().to_string(), "GET /things/{id}: 404 Not Found");
    assert_eq!(fake.addresses(), ["https://api.books.example/v1/things/t_1"; 2]);
    let error = client.runtime().request(Method::Get, "things").send::<()>().unwrap_err();
    assert_eq!(error.to_string(), "GET things: the path does not begin with a slash");
}
