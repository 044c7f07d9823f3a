//! Requests that go through a proxy.

use std::process::Command;

use clientwright_runtime::{HyperTransport, HyperTransportBuilder, Proxy, TransportErrorKind};
use clientwright_tests::proxy::Proxy as Server;
use clientwright_tests::reply::Reply;
use clientwright_tests::server;
use clientwright_tests::tls::Authority;
use serde_json::json;

use super::{get, post, run};

/// A server of the host `api.example`, which only a proxy knows, and how to trust it.
fn behind_proxy() -> (server::Server, HyperTransportBuilder) {
    let authority = Authority::new();
    let identity = authority.issue(&["api.example"]);
    let server = server::Server::tls(identity.serving(&[]), |_| Reply::json(200, json!({})));
    (server, HyperTransport::builder().platform_roots(false).root_certificates(authority.pem()))
}

#[test]
fn https_goes_through_a_tunnel_that_sees_nothing() {
    let (server, builder) = behind_proxy();
    let proxy = Server::to(server.address());
    let transport = builder.proxy(format!("http://me:p%40ss@{}", proxy.address())).build().unwrap();
    run(async {
        post(&transport, "https://api.example/books?a=b").await.unwrap();
        for _ in 0..16 {
            tokio::task::yield_now().await;
        }
        get(&transport, "https://api.example/books").await.unwrap();
    });
    let heads = proxy.heads();
    let [head] = heads.as_slice() else { panic!("one tunnel serves both requests: {heads:?}") };
    assert!(head.starts_with("connect api.example:443 http/1.1\r\n"), "{head}");
    // `me:p@ss`, in lower case as the whole head.
    assert!(head.contains("\r\nproxy-authorization: basic bwu6cebzcw==\r\n"), "{head}");
    assert!(!proxy.saw("key_1") && !proxy.saw("/books"));
    let received = server.received();
    assert_eq!(server.lines(), ["POST /books?a=b", "GET /books"]);
    assert!(received.iter().all(|request| request.header("proxy-authorization").is_none()));
}

#[test]
fn http_is_forwarded_with_the_whole_address() {
    let proxy = Server::refusing("");
    let transport = HyperTransport::builder().tls(false);
    let transport = transport.proxy(format!("me:hunter2@{}", proxy.address())).build().unwrap();
    run(get(&transport, "http://api.example/books?a=b")).unwrap();
    let heads = proxy.heads();
    assert!(heads[0].starts_with("get http://api.example/books?a=b http/1.1\r\n"), "{heads:?}");
    assert!(heads[0].contains("\r\nproxy-authorization: basic "), "{heads:?}");
    assert!(heads[0].contains("\r\nhost: api.example\r\n"), "{heads:?}");
}

#[test]
fn proxy_itself_may_be_reached_over_tls() {
    let authority = Authority::new();
    let (server, builder) = behind_proxy();
    let inner = Server::to(server.address());
    let terminating =
        Terminating::before(inner.address(), authority.issue(&["127.0.0.1"]).serving(&["h2", "http/1.1"]));
    let builder = builder.root_certificates(authority.pem());
    let transport = builder.proxy(format!("https://{}", terminating.0)).build().unwrap();
    run(post(&transport, "https://api.example/books")).unwrap();
    assert_eq!((inner.heads().len(), server.lines()), (1, vec!["POST /books".to_owned()]));
}

/// What takes TLS off connections and passes them on, one after the other.
struct Terminating(std::net::SocketAddr);

impl Terminating {
    fn before(target: std::net::SocketAddr, config: std::sync::Arc<rustls::ServerConfig>) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let (tcp, _) = listener.accept().unwrap();
                tcp.set_nonblocking(true).unwrap();
                let tcp = tokio::net::TcpStream::from_std(tcp).unwrap();
                let mut tls = tokio_rustls::TlsAcceptor::from(config).accept(tcp).await.unwrap();
                let mut inner = tokio::net::TcpStream::connect(target).await.unwrap();
                // It ends when the test drops its transport.
                let _ = tokio::io::copy_bidirectional(&mut tls, &mut inner).await;
            });
        });
        Self(address)
    }
}

#[test]
fn refusing_proxy_is_named_without_its_credentials() {
    for (greeting, reason) in [
        ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "proxy authorization required"),
        ("HTTP/1.1 403 Forbidden\r\n\r\n", "unsuccessful"),
        ("", "unexpected end of file"),
    ] {
        let proxy = Server::refusing(greeting);
        let (_, builder) = behind_proxy();
        let transport = builder.proxy(format!("http://me:hunter2@{}", proxy.address())).build().unwrap();
        let error = run(post(&transport, "https://api.example/")).unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Connect);
        let start = format!("cannot connect through the proxy http://{}: ", proxy.address());
        let message = error.to_string();
        assert!(message.starts_with(&start) && message.contains(reason), "{message}");
        assert!(!format!("{error:?}").contains("hunter2"), "{error:?}");
    }
}

#[test]
fn silent_proxy_ends_with_the_connect_timeout() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let (_, builder) = behind_proxy();
    let transport = builder.proxy(listener.local_addr().unwrap().to_string()).build().unwrap();
    let error = run(async {
        tokio::time::pause();
        let start = tokio::time::Instant::now();
        let error = post(&transport, "https://api.example/").await.unwrap_err();
        assert_eq!(start.elapsed().as_secs(), 10);
        error
    });
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert!(error.to_string().ends_with(": no connection within 10s"), "{error}");
}

#[test]
fn excepted_hosts_are_reached_straight() {
    let server = server::Server::new(|_| Reply::json(200, json!({})));
    let proxy = Server::refusing("");
    let proxied = Proxy::all(proxy.address().to_string()).no_proxy("other.example, 127.0.0.0/8");
    let transport = HyperTransport::builder().tls(false).proxy(proxied).build().unwrap();
    run(async {
        get(&transport, server.url()).await.unwrap();
        get(&transport, "http://api.example/").await.unwrap();
    });
    assert_eq!((server.received().len(), proxy.heads().len()), (1, 1));
}

/// The environment is that of a whole process, so this very test runs again in one of its own.
#[test]
fn environment_names_the_proxy() {
    const INSIDE: &str = "CLIENTWRIGHT_TEST_INSIDE";
    if let Ok(url) = std::env::var(INSIDE) {
        let transport = HyperTransport::builder().tls(false).build().unwrap();
        run(async {
            get(&transport, "http://api.example/").await.unwrap();
            get(&transport, url).await.unwrap();
        });
        let refused = HyperTransport::builder().tls(false).proxy(Proxy::none()).build().unwrap();
        assert!(run(get(&refused, "http://no-such-host.invalid/")).is_err());
        return;
    }
    let server = server::Server::new(|_| Reply::json(200, json!({})));
    let proxy = Server::refusing("");
    let mut inside = Command::new(std::env::current_exe().unwrap());
    inside.args(["--exact", "proxies::environment_names_the_proxy"]).env(INSIDE, server.url());
    let inside = inside.env("HTTP_PROXY", proxy.address().to_string()).output().unwrap();
    assert!(inside.status.success(), "{}", String::from_utf8_lossy(&inside.stdout));
    assert_eq!((proxy.heads().len(), server.received().len()), (1, 1));
}
