//! HTTP/2, where a server offers it.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use clientwright_runtime::{HyperTransport, TransportErrorKind};
use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use clientwright_tests::tls::Authority;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{get, post, run};

/// What a server does with a request.
#[derive(Clone, Copy)]
enum Turn {
    Answer,
    /// Ends the stream of the request for this reason.
    End(h2::Reason),
    /// Says farewell before it has looked at the request.
    Leave,
}

/// A server that speaks HTTP/2 alone, on the runtime of the test.
struct Two {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
    requests: Arc<AtomicUsize>,
}

impl Two {
    async fn new(authority: &Authority, turns: impl Fn(usize) -> Turn + Send + Copy + 'static) -> Self {
        let config = authority.issue(&["127.0.0.1"]).serving(&["h2"]);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server =
            Self { address: listener.local_addr().unwrap(), connections: Arc::default(), requests: Arc::default() };
        let (connections, requests) = (server.connections.clone(), server.requests.clone());
        tokio::spawn(async move {
            let acceptor = tokio_rustls::TlsAcceptor::from(config);
            while let Ok((tcp, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                let tls = acceptor.accept(tcp).await.unwrap();
                tokio::spawn(serve(tls, requests.clone(), turns));
            }
        });
        server
    }

    fn url(&self) -> String {
        format!("https://{}/", self.address)
    }

    fn counts(&self) -> (usize, usize) {
        (self.connections.load(Ordering::SeqCst), self.requests.load(Ordering::SeqCst))
    }
}

async fn serve(
    tls: tokio_rustls::server::TlsStream<tokio::net::TcpStream>,
    requests: Arc<AtomicUsize>,
    turns: impl Fn(usize) -> Turn,
) {
    let mut connection = h2::server::handshake(tls).await.unwrap();
    while let Some(Ok((_, mut respond))) = connection.accept().await {
        match turns(requests.fetch_add(1, Ordering::SeqCst)) {
            Turn::Answer => {
                let mut body = respond.send_response(http::Response::new(()), false).unwrap();
                body.send_data("{}".into(), true).unwrap();
            }
            Turn::End(reason) => respond.send_reset(reason),
            Turn::Leave => connection.abrupt_shutdown(h2::Reason::NO_ERROR),
        }
    }
}

fn transport(authority: &Authority) -> HyperTransport {
    HyperTransport::builder().platform_roots(false).root_certificates(authority.pem()).build().unwrap()
}

#[test]
fn requests_share_one_connection_at_the_same_time() {
    let authority = Authority::new();
    let transport = transport(&authority);
    run(async {
        let server = Two::new(&authority, |_| Turn::Answer).await;
        let answer = get(&transport, server.url()).await.unwrap();
        assert_eq!((answer.version(), answer.body().as_ref()), (http::Version::HTTP_2, &b"{}"[..]));
        let url = server.url();
        let sending = (0..20).map(|_| {
            let (transport, url) = (transport.clone(), url.clone());
            tokio::spawn(async move { post(&transport, url).await.unwrap() })
        });
        for sent in sending.collect::<Vec<_>>() {
            sent.await.unwrap();
        }
        assert_eq!(server.counts(), (1, 21));
    });
}

#[test]
fn server_without_http2_gets_http1() {
    let authority = Authority::new();
    let server = Server::tls(authority.issue(&["127.0.0.1"]).serving(&["http/1.1"]), |_| Reply::json(200, json!({})));
    let answer = run(get(&transport(&authority), server.url())).unwrap();
    assert_eq!(answer.version(), http::Version::HTTP_11);
}

#[test]
fn only_what_the_server_did_not_look_at_counts_as_unhandled() {
    let cases = [
        (Turn::End(h2::Reason::REFUSED_STREAM), TransportErrorKind::Connect),
        (Turn::End(h2::Reason::CANCEL), TransportErrorKind::Io),
        (Turn::End(h2::Reason::INTERNAL_ERROR), TransportErrorKind::Io),
    ];
    let authority = Authority::new();
    for (turn, kind) in cases {
        let transport = transport(&authority);
        run(async {
            let server = Two::new(&authority, move |number| if number == 0 { turn } else { Turn::Answer }).await;
            let error = post(&transport, server.url()).await.unwrap_err();
            assert_eq!(error.kind(), kind, "{error}");
            assert_eq!(server.counts(), (1, 1));
            post(&transport, server.url()).await.unwrap();
        });
    }
}

#[test]
fn request_is_not_repeated_when_the_server_leaves() {
    let authority = Authority::new();
    let transport = transport(&authority);
    run(async {
        let server = Two::new(&authority, |number| if number == 0 { Turn::Leave } else { Turn::Answer }).await;
        let error = post(&transport, server.url()).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Io, "{error}");
        post(&transport, server.url()).await.unwrap();
        assert_eq!(server.counts(), (2, 2));
    });
}

/// A server that takes a connection, and says that it goes before it looks at the first request.
async fn leaving(authority: &Authority) -> SocketAddr {
    let config = authority.issue(&["127.0.0.1"]).serving(&["h2"]);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (tcp, _) = listener.accept().await.unwrap();
        let mut tls = tokio_rustls::TlsAcceptor::from(config).accept(tcp).await.unwrap();
        // Empty settings; then, after the frame with headers, a farewell whose last stream is 0.
        tls.write_all(&[0, 0, 0, 4, 0, 0, 0, 0, 0]).await.unwrap();
        let mut preface = [0; 24];
        tls.read_exact(&mut preface).await.unwrap();
        let mut head = [0; 9];
        while head[3] != 1 {
            tls.read_exact(&mut head).await.unwrap();
            let length = usize::from(head[1]) * 256 + usize::from(head[2]);
            tls.read_exact(&mut vec![0; length]).await.unwrap();
        }
        tls.write_all(&[0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]).await.unwrap();
        tls.flush().await.unwrap();
        // It ends when the client hangs up.
        let _ = tls.read(&mut [0; 64]).await;
    });
    address
}

#[test]
fn request_after_the_last_one_of_a_leaving_server_is_unhandled() {
    let authority = Authority::new();
    let transport = transport(&authority);
    run(async {
        let address = leaving(&authority).await;
        let error = post(&transport, format!("https://{address}/")).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Connect, "{error}");
        assert!(error.to_string().starts_with("the server did not take the request: "), "{error}");
    });
}
