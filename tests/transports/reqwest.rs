//! The transport over an application's own reqwest client.

use std::time::Duration;

use clientwright_runtime::{ReqwestTransport, TransportErrorKind};
use clientwright_tests::reply::Reply;
use clientwright_tests::rough::Closed;
use clientwright_tests::server::Server;
use clientwright_tests::tls::Authority;
use serde_json::json;

use super::{get, post, run};

/// Reqwest is compiled without any cryptography here, so it is given some.
fn builder() -> reqwest::ClientBuilder {
    reqwest::Client::builder().tls_backend_preconfigured(Authority::new().trusted())
}

/// A client as an application makes one that does not think of redirects.
fn careless() -> ReqwestTransport {
    ReqwestTransport::new(builder().build().unwrap())
}

fn careful() -> ReqwestTransport {
    ReqwestTransport::new(builder().redirect(reqwest::redirect::Policy::none()).build().unwrap())
}

#[test]
fn request_and_answer_go_over_the_wire() {
    let server = Server::new(|_| Reply::json(201, json!({ "id": "b_1" })).with_header("x-id", "op_1"));
    let answer = run(post(&careful(), format!("{}/books/a%2Fb?x=%2F", server.url()))).unwrap();
    assert_eq!((answer.status().as_u16(), &answer.headers()["x-id"]), (201, &"op_1".parse().unwrap()));
    assert_eq!(answer.body().as_ref(), br#"{"id":"b_1"}"#);
    let request = server.only();
    assert_eq!(request.line(), "POST /books/a%2Fb?x=%2F");
    assert_eq!((request.header("authorization"), request.body.as_slice()), (Some("Bearer key_1"), &b"{}"[..]));
}

fn redirecting(to: String) -> Server {
    Server::new(move |_| Reply::empty(307).with_header("location", &to))
}

#[test]
fn redirect_is_an_answer_for_a_careful_client() {
    let server = redirecting("https://evil.example/".into());
    let answer = run(post(&careful(), server.url())).unwrap();
    assert_eq!(answer.status(), 307);
    assert_eq!(server.received().len(), 1);
}

#[test]
fn followed_redirect_is_refused_and_names_both_hosts() {
    let elsewhere = Server::new(|_| Reply::json(200, json!({})));
    let server = redirecting(elsewhere.url());
    let error = run(get(&careless(), server.url())).unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::ForeignHost);
    let expected = format!("the reqwest client followed a redirect from {} to {}; ", server.url(), elsewhere.url());
    let message = error.to_string();
    assert!(message.starts_with(&expected) && message.contains("redirect::Policy::none()"), "{message}");
    // The key is not for others, which is reqwest's own doing.
    assert_eq!(elsewhere.only().header("authorization"), None);
}

#[test]
fn followed_redirect_on_the_same_host_is_refused_as_well() {
    let server = Server::new(|request| match request.path.as_str() {
        "/" => Reply::empty(302).with_header("location", "/other"),
        _ => Reply::json(200, json!({})),
    });
    let error = run(post(&careless(), server.url())).unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Redirect);
}

#[test]
fn body_is_bounded() {
    let chunk = format!("258\r\n{}\r\n", " ".repeat(0x258));
    let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let growing = format!("{head}{chunk}{chunk}").into_bytes();
    let announced = b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n".to_vec();
    for bytes in [growing, announced] {
        let server = Server::new(move |_| Reply::Stall(bytes.clone()));
        let error = run(get(&careful().max_response_bytes(1000), server.url())).unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::TooLarge);
        assert_eq!(error.to_string(), "the answer 200 OK is longer than 1000 bytes (`max_response_bytes` allows more)");
    }
}

#[test]
fn failures_have_the_kinds_of_the_other_transport() {
    let closed = Closed::new();
    let error = run(post(&careful(), closed.url())).unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert!(error.to_string().starts_with("cannot connect: "), "{error}");
    let cut = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec();
    for (bytes, message) in [(Vec::new(), "the connection broke: "), (cut, "the answer 200 OK was cut short: ")] {
        let server = Server::new(move |_| Reply::Raw(bytes.clone()));
        let error = run(post(&careful(), server.url())).unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Io);
        assert!(error.to_string().starts_with(message), "{error}");
        // The address may hold what nobody should read.
        assert!(!format!("{error:?}").contains("127.0.0.1"), "{error:?}");
        assert_eq!(server.received().len(), 1);
    }
}

#[test]
fn time_limits_of_the_client_hold() {
    let server = Server::new(|_| Reply::Stall(Vec::new()));
    let client = builder().timeout(Duration::from_secs(5)).build().unwrap();
    let error = run(async {
        tokio::time::pause();
        post(&ReqwestTransport::new(client), server.url()).await.unwrap_err()
    });
    assert_eq!(error.kind(), TransportErrorKind::Timeout);
    assert_eq!(error.to_string(), "the reqwest client's time was up: operation timed out");
}

#[test]
fn there_is_an_error_instead_of_a_panic_outside_a_runtime() {
    let transport = careful();
    let mut sending = std::pin::pin!(get(&transport, "http://127.0.0.1:1/"));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = sending.as_mut().poll(&mut context) else {
        panic!("an error is expected")
    };
    assert!(error.to_string().contains("tokio runtime"), "{error}");
}
