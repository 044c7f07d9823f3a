//! A server that writes canned bytes, one connection after the other, on a thread of its own.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};

/// What the server writes after each request on one connection; then it closes.
pub type Connection = Vec<Vec<u8>>;

/// A request as it was received.
#[derive(Debug)]
pub struct Received {
    /// The number of the connection, from 0.
    pub connection: usize,
    /// The head in lower case.
    pub head: String,
    /// The body.
    pub body: String,
}

/// A server under way.
pub struct Server {
    /// `http://127.0.0.1:PORT`
    pub url: String,
    /// The requests as they come in.
    pub received: Receiver<Received>,
    thread: JoinHandle<()>,
}

impl Server {
    /// Serves the connections in their order.
    pub fn new(connections: impl IntoIterator<Item = Connection> + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let (sender, received) = channel();
        let connections: Vec<_> = connections.into_iter().collect();
        let thread = thread::spawn(move || {
            for (number, answers) in connections.into_iter().enumerate() {
                let (stream, _) = listener.accept().unwrap();
                serve(stream, number, answers, &sender);
            }
        });
        Self { url, received, thread }
    }

    /// Waits until every connection was served, and gives all requests not yet looked at.
    pub fn finish(self) -> Vec<Received> {
        self.thread.join().unwrap();
        self.received.iter().collect()
    }
}

/// A response with a body and its length.
pub fn response(status: &str, content_type: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\n\r\n{body}").into_bytes()
}

/// A successful response with JSON.
pub fn json(body: &str) -> Vec<u8> {
    response("200 OK", "application/json", body)
}

fn serve(mut stream: TcpStream, connection: usize, answers: Connection, sender: &Sender<Received>) {
    for answer in answers {
        let Some((head, body)) = read(&mut stream) else {
            return;
        };
        // Who does not look at requests may have dropped the receiver.
        let _ = sender.send(Received { connection, head, body });
        // The client may hang up in the midst of an answer that is too long for it.
        let _ = stream.write_all(&answer);
        if answer.is_empty() {
            // Nothing comes until the client gives up.
            let _ = stream.read(&mut [0]);
        }
    }
}

fn read(stream: &mut TcpStream) -> Option<(String, String)> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        fill(stream, &mut bytes)?;
    };
    let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let whole = end + length.map_or(0, |length| length.parse().unwrap());
    while bytes.len() < whole {
        fill(stream, &mut bytes)?;
    }
    Some((head, String::from_utf8_lossy(&bytes[end..]).into_owned()))
}

fn fill(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<()> {
    let mut buffer = [0; 4096];
    let count = stream.read(&mut buffer).ok().filter(|count| *count > 0)?;
    bytes.extend_from_slice(&buffer[..count]);
    Some(())
}
