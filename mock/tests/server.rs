//! The stand-in on a socket: what is not HTTP, is too much, or breaks off stops nobody else.

mod socket;

use std::io::Write;

use clientwright_mock::{Api, Fault, Mock, server};
use socket::{connect, exchange, request, status};
use tokio::net::TcpListener;
use tokio::sync::oneshot;

const DESCRIPTION: &str = include_str!("../../tests/second/client/mock/src/description.json");

/// A server on loopback, which ends with the test.
struct Running {
    address: String,
    mock: Mock,
    end: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Running {
    fn start(mock: Mock) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = runtime.expect("a runtime can be made");
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).expect("loopback has a port");
        let address = listener.local_addr().expect("it is bound").to_string();
        let (end, ended) = oneshot::channel::<()>();
        let served = mock.clone();
        let thread = std::thread::spawn(move || {
            runtime.block_on(server::serve(served, listener, async {
                let _ = ended.await;
            }));
        });
        Self { address, mock, end: Some(end), thread: Some(thread) }
    }

    fn new() -> Self {
        Self::start(Mock::builder(Api::read(DESCRIPTION).expect("it is a description")).max_body(1000).build())
    }

    fn works(&self) -> bool {
        status(&request(&self.address, "GET", "/parcels", "")) == "200"
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

#[test]
fn what_is_not_http_ends_its_own_connection_only() {
    let server = Running::new();
    let garbage: &[&[u8]] = &[
        b"\0\x01\x02\xff\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01",
        b"\r\n\r\n\r\n",
    ];
    for bytes in garbage {
        let mut stream = connect(&server.address);
        stream.write_all(bytes).expect("bytes can be sent");
        drop(stream);
        assert!(server.works(), "{bytes:?}");
    }
    let long = format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(1_000_000));
    assert_ne!(status(&exchange(&server.address, long.as_bytes())), "200");
    assert!(server.works());
}

#[test]
fn a_body_over_the_limit_is_refused() {
    let server = Running::new();
    let answer = request(&server.address, "POST", "/parcels", &format!("{{\"note\":\"{}\"}}", "x".repeat(2000)));
    assert_eq!(status(&answer), "413", "{answer}");
    let chunked = "POST /parcels HTTP/1.1\r\nhost: a\r\nconnection: close\r\nx-depot-key: k\r\ntransfer-encoding: chunked\r\n\r\n";
    let chunks = "400\r\n".to_owned() + &"x".repeat(0x400) + "\r\n0\r\n\r\n";
    assert_eq!(status(&exchange(&server.address, (chunked.to_owned() + &chunks).as_bytes())), "413");
    assert!(server.works());
}

#[test]
fn idle_connections_keep_nobody_out() {
    let server = Running::new();
    let idle: Vec<_> = (0..500).map(|_| connect(&server.address)).collect();
    assert!(server.works());
    drop(idle);
    assert!(server.works());
}

#[test]
fn connections_break_as_faults_say() {
    let server = Running::new();
    server.mock.inject(Fault::reset().on("parcels.list").times(1));
    assert_eq!(request(&server.address, "GET", "/parcels", ""), "");
    server.mock.inject(Fault::truncate(4).times(1));
    let cut = request(&server.address, "GET", "/parcels", "");
    let (head, body) = cut.split_once("\r\n\r\n").expect("there is a head");
    let length: usize = head
        .lines()
        .find_map(|line| {
            line.to_ascii_lowercase().strip_prefix("content-length: ").and_then(|length| length.parse().ok())
        })
        .expect("the whole length is said");
    assert!(body.len() == 4 && length > 4, "{cut}");
    assert!(server.works());
}

#[test]
fn it_is_told_what_to_do_over_the_same_socket() {
    let server = Running::new();
    let to =
        |method: &str, target: &str, body: &str| request(&server.address, method, &format!("/_mock/{target}"), body);
    assert_eq!(status(&to("PUT", "state", r#"{"parcels":[{"id":7}]}"#)), "204");
    assert!(to("GET", "state", "").contains(r#""id":7"#));
    let refused = to("POST", "state", r#"{"parcels":[{"sise":1}]}"#);
    assert!(status(&refused) == "400" && refused.contains("parcels[0].sise: there is no field `sise`"), "{refused}");
    assert_eq!(status(&to("POST", "faults", r#"{"status":503,"operation":"parcels.get"}"#)), "204");
    assert_eq!(status(&request(&server.address, "GET", "/parcels/7", "")), "503");
    assert!(to("GET", "faults", "").contains(r#"{"status":503,"operation":"parcels.get"}"#));
    assert_eq!(status(&to("POST", "faults", r#"{"stauts":503}"#)), "400");
    assert_eq!(status(&to("DELETE", "faults", "")), "204");
    assert_eq!(status(&request(&server.address, "GET", "/parcels/7", "")), "200");
    assert!(to("GET", "calls", "").contains(r#""operation":"parcels.get""#));
    assert_eq!(status(&to("POST", "clock", r#"{"advance":60}"#)), "204");
    assert_eq!(status(&to("POST", "reset", "")), "204");
    assert!(to("GET", "state", "").ends_with("{}"));
    assert!(to("GET", "calls", "").ends_with("[]"));
}

#[test]
fn a_path_prefix_may_be_left_out_or_given() {
    let server = Running::new();
    assert_eq!(status(&request(&server.address, "GET", "/api/v2/parcels", "")), "200");
    assert_eq!(status(&request(&server.address, "GET", "/parcels", "")), "200");
    assert_eq!(status(&request(&server.address, "GET", "/api/v3/parcels", "")), "404");
}
