//! Headers that an application adds.

use serde_json::json;

use super::fake::answer;
use super::rig::Rig;

#[test]
fn headers_are_added_and_replaced_by_client_and_call() {
    let script = [answer(200, json!({})), answer(200, json!({}))];
    let rig = Rig::with(script, |builder| builder.header("X-Team", "a").header("books-version", "3"));
    rig.run(rig.client.books().get("b_1")).unwrap();
    let call = rig.client.books().get("b_1").with_header("x-team", "b").with_header(String::from("Accept"), "text/x");
    assert_eq!(call.request().headers()["x-team"], "b");
    rig.run(call.with_header("x-team", "c")).unwrap();
    let [first, second] = rig.seen().try_into().unwrap();
    let team = |request: &http::Request<_>| request.headers().get_all("x-team").iter().cloned().collect::<Vec<_>>();
    assert_eq!((team(&first), team(&second)), (vec!["a".parse().unwrap()], vec!["c".parse().unwrap()]));
    assert_eq!(
        (first.headers()["books-version"].as_bytes(), second.headers()["accept"].as_bytes()),
        (&b"3"[..], &b"text/x"[..])
    );
    assert_eq!(second.headers()["authorization"], "Bearer key_1");
}

#[test]
fn header_of_the_key_and_those_of_the_transport_are_refused() {
    let refused = [
        ("Authorization", "the header `authorization` carries the key and cannot be set by itself"),
        ("Host", "the header `host` is set by the transport alone"),
        ("content-length", "the header `content-length` is set by the transport alone"),
        ("Transfer-Encoding", "the header `transfer-encoding` is set by the transport alone"),
        ("connection", "the header `connection` is set by the transport alone"),
        ("a b", "`a b` is no name of a header"),
        ("", "`` is no name of a header"),
    ];
    let rig = Rig::new([]);
    for (name, reason) in refused {
        let error = rig.run(rig.client.books().get("b_1").with_header(name, "hunter2")).unwrap_err();
        assert!(error.is_invalid_request() && error.attempts() == 0);
        assert_eq!(error.to_string(), format!("books.get: {reason}"));
        let builder = super::emitted::Client::builder().key("k").header(name, "hunter2");
        assert_eq!(builder.build().unwrap_err().to_string(), reason);
    }
    let error = rig.run(rig.client.books().get("b_1").with_header("x-a", "hunter2\n")).unwrap_err();
    assert_eq!(error.to_string(), "books.get: the value of the header `x-a` holds characters that no header can");
    assert_eq!(rig.sent().len(), 0);
}

#[test]
fn value_of_a_header_is_not_shown() {
    let rig = Rig::with([answer(200, json!({}))], |builder| builder.header("x-a", "hunter2"));
    let call = rig.client.books().get("b_1").with_header("x-b", "hunter3");
    let builder = super::emitted::Client::builder().header("x-a", "hunter2");
    let shown = format!("{call:?} {builder:?} {:?} {:?}", rig.client, call.request().headers());
    rig.run(call).unwrap();
    let shown = format!("{shown} {:?}", rig.seen()[0].headers());
    assert!(!shown.contains("hunter") && shown.contains("x-b"), "{shown}");
}
