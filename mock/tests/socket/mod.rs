//! Bytes over a socket, as they are.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A connection that is not waited for without end.
pub fn connect(address: &str) -> TcpStream {
    let stream = TcpStream::connect(address).expect("the server listens");
    stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout can be set");
    stream
}

/// Sends bytes and reads until the server closes; what was read until an error is what counts.
pub fn exchange(address: &str, bytes: &[u8]) -> String {
    let mut stream = connect(address);
    // A server that has heard enough may close before all is sent.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = stream.read(&mut buffer) {
        answer.extend_from_slice(&buffer[..read]);
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// A request of one body, on a connection of its own.
pub fn request(address: &str, method: &str, target: &str, body: &str) -> String {
    let head = format!("{method} {target} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\nx-depot-key: k\r\n");
    let length = format!("content-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len());
    exchange(address, format!("{head}{length}{body}").as_bytes())
}

/// The status of an answer.
pub fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}
