//! Which connection a request takes.

use std::sync::mpsc::channel;
use std::time::Duration;

use clientwright_runtime::{HyperTransport, TransportErrorKind};
use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use serde_json::json;

use super::{get, post, run};

fn plain() -> HyperTransport {
    HyperTransport::builder().tls(false).build().unwrap()
}

fn answering() -> Server {
    Server::new(|_| Reply::json(200, json!({})))
}

/// Lets a finished connection find its way back to the pool.
async fn settle() {
    for _ in 0..16 {
        tokio::task::yield_now().await;
    }
}

#[test]
fn two_hundred_calls_share_one_connection() {
    let (server, transport) = (answering(), plain());
    run(async {
        for _ in 0..200 {
            get(&transport, server.url()).await.unwrap();
            settle().await;
        }
    });
    assert_eq!((server.received().len(), server.connections()), (200, 1));
}

#[test]
fn connection_that_was_idle_too_long_is_not_used_again() {
    let server = answering();
    let transport = HyperTransport::builder().tls(false).pool_idle_timeout(Duration::from_secs(5)).build().unwrap();
    run(async {
        for pause in [4, 6, 0] {
            get(&transport, server.url()).await.unwrap();
            settle().await;
            tokio::time::pause();
            tokio::time::advance(Duration::from_secs(pause)).await;
            tokio::time::resume();
        }
    });
    let connections: Vec<_> = server.received().iter().map(|request| request.connection).collect();
    assert_eq!(connections, [0, 0, 1]);
}

#[test]
fn no_connection_is_kept_where_none_may_be() {
    let server = answering();
    let transport = HyperTransport::builder().tls(false).pool_max_idle_per_host(0).build().unwrap();
    run(async {
        for _ in 0..3 {
            get(&transport, server.url()).await.unwrap();
            settle().await;
        }
    });
    assert_eq!(server.connections(), 3);
}

#[test]
fn connection_that_the_server_closed_in_silence_is_replaced() {
    let (server, transport) = (Server::new(|_| Reply::json(200, json!({})).closing()), plain());
    run(async {
        for number in 1..=3 {
            post(&transport, server.url()).await.unwrap();
            ended(&server, number).await;
        }
    });
    assert_eq!((server.received().len(), server.connections()), (3, 3));
}

/// Waits until so many connections ended on both sides.
async fn ended(server: &Server, count: usize) {
    let ends = server.ends();
    tokio::task::spawn_blocking(move || ends.wait(count)).await.unwrap();
}

#[test]
fn request_that_may_have_arrived_is_not_sent_again() {
    // The second request arrives on the pooled connection, which ends without an answer.
    let (server, transport) = (Server::scripted([Reply::json(200, json!({})), Reply::Raw(Vec::new())]), plain());
    let error = run(async {
        get(&transport, server.url()).await.unwrap();
        settle().await;
        post(&transport, server.url()).await.unwrap_err()
    });
    assert_eq!(error.kind(), TransportErrorKind::Io);
    assert!(error.to_string().starts_with("the connection broke: "), "{error}");
    assert_eq!((server.received().len(), server.connections()), (2, 1));
}

#[test]
fn connection_that_ends_before_the_request_is_no_connection() {
    // A listener that hangs up on everybody, often before the request is written.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let transport = plain();
    let kinds = run(async {
        let mut kinds = Vec::new();
        for _ in 0..8 {
            let sending = post(&transport, &url);
            let hanging_up = async {
                tokio::task::yield_now().await;
                drop(listener.accept().unwrap());
            };
            kinds.push(tokio::join!(sending, hanging_up).0.unwrap_err().kind());
        }
        kinds
    });
    assert_eq!(kinds, [TransportErrorKind::Connect; 8]);
}

#[test]
fn dropped_request_leaves_no_bad_connection() {
    let (arrived, arrival) = channel();
    let server = Server::new(move |request| {
        if request.target == "/fast" {
            return Reply::json(200, json!({}));
        }
        arrived.send(()).unwrap();
        Reply::Stall(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nab".to_vec())
    });
    let transport = plain();
    let arrival = std::sync::Arc::new(std::sync::Mutex::new(arrival));
    run(async {
        for number in 1..=3 {
            let arrival = arrival.clone();
            let arrived = tokio::task::spawn_blocking(move || arrival.lock().unwrap().recv().unwrap());
            tokio::select! {
                _ = get(&transport, format!("{}/slow", server.url())) => panic!("there is no whole answer"),
                _ = arrived => {}
            }
            // Nobody wants the rest of that answer, so its connection is closed rather than kept.
            ended(&server, number).await;
            post(&transport, format!("{}/fast", server.url())).await.unwrap();
            settle().await;
        }
    });
    let connections: Vec<_> = server.received().iter().map(|request| request.connection).collect();
    assert_eq!(connections.len(), 6);
    assert_eq!(server.lines().iter().filter(|line| *line == "POST /fast").count(), 3);
}
