//! The default transport and an emitted client against a server that writes canned bytes.
#![cfg(feature = "hyper-transport")]

#[allow(dead_code, unused_imports, reason = "no test calls all that a client has")]
mod emitted;
mod server;

use std::future::Future;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::pin::pin;
use std::sync::Mutex;
use std::sync::mpsc::Receiver;
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

use bytes::Bytes;
use clientwright_runtime::{BoxFuture, Error, HyperTransport, Retry, Timer, Transport, TransportErrorKind};

use emitted::{Book, Client};
use server::{Received, Server, json, response};

fn run<T>(work: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(work)
}

/// A client that repeats nothing.
fn client(url: &str) -> Client {
    let builder = Client::builder().key("key_1").base_url(format!("{url}/v1"));
    builder.retry(Retry::none()).build().unwrap()
}

/// What comes of reading a book from a server that writes these bytes.
fn get(answer: impl Into<Vec<u8>>) -> Result<Book, Error> {
    let server = Server::new([vec![answer.into()]]);
    let result = run(async { client(&server.url).books().get("b_1").await });
    server.finish();
    result
}

#[test]
fn request_and_answer_go_over_the_wire() {
    let answer = response("201 Created", "application/json", r#"{"id":"b_1","new":1}"#);
    let server = Server::new([vec![answer]]);
    let book = run(async { client(&server.url).books().create("Émma", 7).await }).unwrap();
    assert_eq!((book.id.as_str(), book.extra.len()), ("b_1", 1));
    let host = server.url.replace("http://", "");
    let [Received { head, body, .. }] = server.finish().try_into().unwrap();
    assert!(head.starts_with("post /v1/books http/1.1\r\n"), "{head}");
    for line in [
        format!("host: {host}"),
        "authorization: bearer key_1".into(),
        "books-version: 2".into(),
        "accept: application/json".into(),
        "user-agent: books-client/0.1.0".into(),
        "content-type: application/json".into(),
        "content-length: 30".into(),
    ] {
        assert!(head.contains(&format!("\r\n{line}\r\n")), "{line} is not in {head}");
    }
    // The order of keys is not ours: another crate of an application may make JSON objects keep theirs.
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body, serde_json::json!({ "shelf_id": 7, "title": "Émma" }));
}

#[test]
fn connections_are_reused() {
    let server = Server::new([vec![json("{}"), response("204 No Content", "x", ""), json("{}")]]);
    run(async {
        let client = client(&server.url);
        client.books().get("b_1").await.unwrap();
        settle().await;
        client.books().delete("b_1").await.unwrap();
        settle().await;
        client.clone().books().get("b_2").await.unwrap();
    });
    let connections: Vec<_> = server.finish().iter().map(|request| request.connection).collect();
    assert_eq!(connections, [0, 0, 0]);
}

/// Lets a finished connection find its way back to the pool.
async fn settle() {
    for _ in 0..16 {
        tokio::task::yield_now().await;
    }
}

#[test]
fn refused_connection_is_a_connect_error() {
    let url = {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        format!("http://{}", listener.local_addr().unwrap())
    };
    let error = run(async { client(&url).books().create("Emma", 7).await }).unwrap_err();
    assert!(error.is_connect() && error.is_retryable() && !error.is_timeout());
    assert!(error.to_string().starts_with("books.create: cannot connect: "), "{error}");
    assert!(std::error::Error::source(&error).is_some());
}

#[test]
fn body_that_is_cut_short_is_an_error() {
    let cut = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"id\":";
    let chunk = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n";
    for answer in [cut, chunk] {
        let error = get(answer).unwrap_err();
        assert!(error.to_string().starts_with("books.get: the answer 200 OK was cut short: "), "{error}");
        assert!(error.is_retryable() && !error.is_decode() && !error.is_connect());
    }
}

#[test]
fn connection_that_ends_without_an_answer_is_an_error() {
    let cases =
        [("HTTP/1.1 200", "the connection broke: "), ("no http at all\r\n\r\n", "the answer cannot be read as HTTP: ")];
    for (answer, start) in cases {
        let error = get(answer).unwrap_err();
        assert!(error.to_string().starts_with(&format!("books.get: {start}")), "{error}");
        assert!(!error.is_connect() && error.status().is_none());
    }
}

#[test]
fn body_may_come_in_chunks_or_last_until_the_end() {
    let chunks = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n7\r\n{\"id\":\"\r\n3\r\nb\"}\r\n0\r\n\r\n";
    assert_eq!(get(chunks).unwrap().id, "b");
    assert_eq!(get("HTTP/1.0 200 OK\r\n\r\n{\"id\":\"b\"}").unwrap().id, "b");
}

#[test]
fn announced_length_over_the_bound_fails_before_reading() {
    // The server sends no byte of the body, so reading on would never end.
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n".to_vec();
    let server = Server::new([vec![head, Vec::new()]]);
    let error = bounded(&server);
    assert_eq!(
        error.to_string(),
        "books.get: the answer 200 OK is longer than 1000 bytes (`max_response_bytes` allows more)"
    );
    server.finish();
}

#[test]
fn growing_body_fails_at_the_bound() {
    let chunk = format!("258\r\n{}\r\n", " ".repeat(0x258));
    let head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let server = Server::new([vec![format!("{head}{chunk}{chunk}").into_bytes(), Vec::new()]]);
    let error = bounded(&server);
    assert_eq!(
        error.to_string(),
        "books.get: the answer 200 OK is longer than 1000 bytes (`max_response_bytes` allows more)"
    );
    server.finish();
}

fn bounded(server: &Server) -> Error {
    let builder = Client::builder().key("k").base_url(&server.url).max_response_bytes(1000);
    let client = builder.build().unwrap();
    run(async { client.books().get("b_1").await }).unwrap_err()
}

/// Sleeps until a request has arrived.
struct Arrival(Mutex<Option<Receiver<Received>>>);

impl Timer for Arrival {
    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        let received = self.0.lock().unwrap().take().unwrap();
        Box::pin(async move {
            tokio::task::spawn_blocking(move || received.recv().unwrap()).await.unwrap();
        })
    }

    fn now(&self) -> Instant {
        Instant::now()
    }
}

#[test]
fn slow_answer_ends_with_the_timeout() {
    let mut server = Server::new([vec![Vec::new()]]);
    let received = std::mem::replace(&mut server.received, std::sync::mpsc::channel().1);
    let builder = Client::builder().key("k").base_url(&server.url);
    let builder = builder.timer(Arrival(Mutex::new(Some(received)))).retry(Retry::none());
    let client = builder.build().unwrap();
    let error = run(async { client.books().get("b_1").await }).unwrap_err();
    assert!(error.is_timeout() && error.is_retryable());
    assert_eq!(error.to_string(), format!("books.get: no whole answer within 30s (server {})", server.url));
    server.finish();
}

#[test]
fn redirect_is_not_followed() {
    let head = "HTTP/1.1 302 Found\r\nlocation: https://evil.example/\r\ncontent-length: 0\r\n\r\n";
    let error = get(head).unwrap_err();
    assert!(error.is_foreign_host() && error.to_string().contains("https://evil.example"), "{error}");
}

#[test]
fn page_that_is_no_json_keeps_status_and_body() {
    let error = get(response("200 OK", "text/html; charset=utf-8", "<html>")).unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("text/html"), "{error}");
    assert_eq!((error.status(), error.body()), (Some(200), Some(&b"<html>"[..])));
    let error = get(response("503 Service Unavailable", "text/html", "<html>")).unwrap_err();
    assert_eq!((error.is_server_error(), error.body()), (true, Some(&b"<html>"[..])));
    let utf8 = get(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"id\":\"\xff\"}".to_vec());
    assert!(utf8.unwrap_err().is_decode());
}

#[test]
fn list_is_walked_over_the_wire() {
    let first = json(r#"{"books":[{"id":"a"}],"next_page_uri":"/v1/books?before=a%2Bb"}"#);
    let server = Server::new([vec![first, json(r#"{"books":[{"id":"b"}],"next_page_uri":null}"#)]]);
    run(async {
        let mut items = client(&server.url).books().list().limit(1).items();
        assert_eq!(items.try_next().await.unwrap().unwrap().id, "a");
        settle().await;
        assert_eq!(items.try_next().await.unwrap().unwrap().id, "b");
        assert!(items.try_next().await.unwrap().is_none());
    });
    let heads: Vec<_> = server.finish().into_iter().map(|request| request.head).collect();
    assert!(heads[0].starts_with("get /v1/books?limit=1 "), "{heads:?}");
    assert!(heads[1].starts_with("get /v1/books?before=a%2bb "), "{heads:?}");
}

fn request(url: &str) -> http::Request<Bytes> {
    http::Request::get(url).body(Bytes::new()).unwrap()
}

#[test]
fn there_is_an_error_instead_of_a_panic_outside_a_runtime() {
    let transport = HyperTransport::builder().tls(false).build().unwrap();
    let mut sending = pin!(transport.send(request("http://127.0.0.1:1/")));
    let polled = sending.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    let Poll::Ready(Err(error)) = polled else { panic!("an error is expected") };
    assert_eq!(error.kind(), TransportErrorKind::Unusable);
    assert!(error.to_string().contains("tokio runtime"), "{error}");
    let mut calling = pin!(client("http://127.0.0.1:1").books().get("b_1").into_future());
    let polled = calling.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    assert!(matches!(polled, Poll::Ready(Err(_))));
}

#[test]
fn server_that_speaks_no_tls_is_no_server_for_https() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("https://{}/", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").unwrap();
        // The greeting is read, since closing with unread bytes would reset the connection.
        let _ = stream.read(&mut [0; 4096]);
    });
    let transport = HyperTransport::builder().tls(false).build().unwrap();
    let error = run(transport.send(request(&address))).unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::Tls);
    server.join().unwrap();
}
