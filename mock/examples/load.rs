//! How many requests a second a stand-in answers, and what it weighs with many objects.
//!
//! ```sh
//! cargo run --release -p clientwright-mock --example load -- DESCRIPTION
//! ```
//! DESCRIPTION is that of the depot, `tests/second/client/mock/src/description.json`.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use bytes::Bytes;
use clientwright_mock::{Api, Mock, server};

const OBJECTS: usize = 100_000;
const PARCEL: &str = r#"{"weightGrams":250,"size":"small","carrierId":7}"#;
const WHILE: Duration = Duration::from_secs(2);

fn main() {
    let file = std::env::args().nth(1).expect("usage: load DESCRIPTION");
    let description = std::fs::read_to_string(file).expect("the description can be read");
    let mock = Mock::new(Api::read(&description).expect("it is a description"));
    let before = resident();
    let start = Instant::now();
    for _ in 0..OBJECTS {
        assert_eq!(answer(&mock, "POST", "/parcels", PARCEL), 201);
    }
    println!("{OBJECTS} objects created in {:.1} s, {} MB", start.elapsed().as_secs_f64(), resident() - before);
    let cases = [("get", "GET", "/parcels/50000", ""), ("create", "POST", "/parcels", PARCEL)];
    for (name, method, target, body) in cases {
        println!("in process, {name}: {:.0} a second", rate(|| assert!(answer(&mock, method, target, body) < 300)));
    }
    let address = serve(&mock);
    for (name, method, target, body) in cases {
        let threads: Vec<_> = (0..8).map(|_| (address.clone(), method, target, body)).collect();
        let rates = threads.into_iter().map(|(address, method, target, body)| {
            std::thread::spawn(move || {
                let mut stream = BufReader::new(TcpStream::connect(address).expect("the server listens"));
                rate(|| exchange(&mut stream, method, target, body))
            })
        });
        let handles: Vec<_> = rates.collect();
        let sum: f64 = handles.into_iter().map(|handle| handle.join().expect("no thread panics")).sum();
        println!("loopback, 8 connections, {name}: {sum:.0} a second");
    }
}

/// How often something is done in a second.
fn rate(mut act: impl FnMut()) -> f64 {
    let (start, mut times) = (Instant::now(), 0);
    while start.elapsed() < WHILE {
        (0..50).for_each(|_| act());
        times += 50;
    }
    f64::from(times) / start.elapsed().as_secs_f64()
}

fn answer(mock: &Mock, method: &str, target: &str, body: &str) -> u16 {
    let request = http::Request::builder().method(method).uri(format!("http://depot{target}"));
    let request = request.header("x-depot-key", "k").header("content-type", "application/json");
    mock.answer(request.body(Bytes::copy_from_slice(body.as_bytes())).expect("it is a request")).status().as_u16()
}

fn serve(mock: &Mock) -> String {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime can be made");
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).expect("loopback has a port");
    let address = listener.local_addr().expect("it is bound").to_string();
    let mock = mock.clone();
    std::thread::spawn(move || runtime.block_on(server::serve(mock, listener, std::future::pending())));
    address
}

fn exchange(stream: &mut BufReader<TcpStream>, method: &str, target: &str, body: &str) {
    let kind = if body.is_empty() { "" } else { "content-type: application/json\r\n" };
    let head = format!(
        "{method} {target} HTTP/1.1\r\nhost: d\r\nx-depot-key: k\r\n{kind}content-length: {}\r\n\r\n",
        body.len()
    );
    stream.get_mut().write_all((head + body).as_bytes()).expect("the server listens");
    let mut length = 0;
    let mut line = String::new();
    while line != "\r\n" {
        line.clear();
        stream.read_line(&mut line).expect("the server answers");
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length: ") {
            length = value.trim().parse().expect("it is a length");
        }
    }
    stream.read_exact(&mut vec![0; length]).expect("the answer is whole");
}

/// Megabytes in memory, where the system tells.
fn resident() -> i64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<i64>().unwrap_or_default() / 1024
}
