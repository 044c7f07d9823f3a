//! The other side of a fault, under way.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use clientwright_tests::received::Received;
use clientwright_tests::reply::{Pace, Reply};
use clientwright_tests::rough::{Closed, Rough};
use clientwright_tests::server::{Ends, Server};
use clientwright_tests::tls::Authority;
use serde_json::json;

use crate::clock::Clock;
use crate::fault::{Peer, policy};

/// The id that is asked for before the fault, where the connection is to be an old one.
pub const FIRST: &str = "ipp_first";
/// The id that is asked for when the fault is over.
pub const AFTER: &str = "ipp_after";

/// Whom clients trust.
pub static AUTHORITY: LazyLock<Authority> = LazyLock::new(Authority::new);

/// Whom a client meets.
pub struct Host {
    pub url: String,
    kind: Kind,
    /// How many requests were answered with 429, and so were not handled.
    refused: Arc<AtomicUsize>,
}

enum Kind {
    Nobody(#[expect(dead_code, reason = "it keeps the port")] Closed),
    Server(Server),
    Rough(Rough),
}

/// What gives an answer to each request.
type Handler = Box<dyn Fn(&Received) -> Reply + Send + Sync>;

impl Host {
    pub fn new(peer: &Peer, clock: &Clock) -> Self {
        let handler: Handler = match peer {
            Peer::Nobody => return Self::nobody(),
            Peer::Unread => return Self::rough("http", reset),
            Peer::NoTls(answer) => {
                let answer = *answer;
                return Self::rough("https", move |stream| hang_up(stream, answer));
            }
            Peer::Answers(replies) => in_turn(policy(), replies),
            Peer::Kept(replies) => in_turn(policy(), replies),
            Peer::Gone(first) => in_turn(first.clone(), &[policy()]),
            Peer::Tls(_) | Peer::UnexpectedTls => in_turn(policy(), &[policy()]),
            Peer::Silent(bytes) => {
                let (clock, bytes) = (clock.clone(), bytes.clone());
                Box::new(move |_| {
                    clock.pass(Duration::MAX);
                    Reply::Stall(bytes.clone())
                })
            }
            Peer::Slow(first, rest) => {
                let (clock, first, rest) = (clock.clone(), first.clone(), rest.clone());
                Box::new(move |_| drip(&clock, &first, &rest))
            }
        };
        Self::server(peer, handler)
    }

    fn nobody() -> Self {
        let port = Closed::new();
        Self { url: port.url(), kind: Kind::Nobody(port), refused: Arc::default() }
    }

    fn rough(scheme: &str, serve: impl Fn(TcpStream) -> io::Result<()> + Send + 'static) -> Self {
        let rough = Rough::new(serve);
        Self { url: format!("{scheme}://{}", rough.address()), kind: Kind::Rough(rough), refused: Arc::default() }
    }

    fn server(peer: &Peer, handler: Handler) -> Self {
        let refused = Arc::new(AtomicUsize::new(0));
        let counter = refused.clone();
        let handler = move |request: &Received| {
            if request.target.ends_with(AFTER) {
                return Reply::json(200, json!({ "id": AFTER }));
            }
            let reply = handler(request);
            if matches!(reply, Reply::Response { status: 429, .. }) {
                counter.fetch_add(1, Ordering::SeqCst);
            }
            reply
        };
        let server = match peer {
            Peer::Tls(config) => Server::tls(config(&AUTHORITY), handler),
            Peer::UnexpectedTls => Server::tls(AUTHORITY.issue(&["127.0.0.1"]).serving(&[]), handler),
            _ => Server::new(handler),
        };
        let plain = matches!(peer, Peer::UnexpectedTls).then(|| format!("http://{}", server.address()));
        Self { url: plain.unwrap_or_else(|| server.url()), kind: Kind::Server(server), refused }
    }

    /// Whether requests are answered once the fault is over.
    pub fn answers(&self) -> bool {
        matches!(&self.kind, Kind::Server(server) if server.url() == self.url && self.url.starts_with("http:"))
    }

    /// What tells when connections end.
    pub fn ends(&self) -> Option<Ends> {
        match &self.kind {
            Kind::Server(server) => Some(server.ends()),
            _ => None,
        }
    }

    /// How many whole requests of the call arrived.
    pub fn requests(&self) -> usize {
        let Kind::Server(server) = &self.kind else { return 0 };
        server.lines().iter().filter(|line| !line.ends_with(FIRST) && !line.ends_with(AFTER)).count()
    }

    /// How many of them may have been handled.
    pub fn handled(&self) -> usize {
        self.requests() - self.refused.load(Ordering::SeqCst)
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        match &self.kind {
            Kind::Nobody(_) => 0,
            Kind::Server(server) => server.connections(),
            Kind::Rough(rough) => rough.connections(),
        }
    }
}

/// Answers the first request in one way, and those of the call in the order of others, the last of
/// which stays.
fn in_turn(first: Reply, replies: &[Reply]) -> Handler {
    let script = Mutex::new(replies.iter().cloned().collect::<VecDeque<_>>());
    Box::new(move |request| {
        if request.target.ends_with(FIRST) {
            return first.clone();
        }
        let mut script = script.lock().expect("nobody panics with the lock");
        let next = if script.len() > 1 { script.pop_front() } else { script.front().cloned() };
        next.expect("a fault has an answer")
    })
}

/// Sends the first part at once, and of the rest a byte in a second.
fn drip(clock: &Clock, first: &[u8], rest: &[u8]) -> Reply {
    let (clock, sent, quick) = (clock.clone(), AtomicUsize::new(0), first.len());
    let pace = Pace::new(move || {
        let sent = sent.fetch_add(1, Ordering::Relaxed) + 1;
        sent <= quick || clock.pass(Duration::from_secs(1))
    });
    Reply::Drip([first, rest].concat(), pace)
}

/// Resets the connection once the client has begun to write.
fn reset(stream: TcpStream) -> io::Result<()> {
    stream.peek(&mut [0])?;
    socket2::SockRef::from(&stream).set_linger(Some(Duration::ZERO))
}

/// Reads what the client says first, and answers with this whatever it was.
fn hang_up(mut stream: TcpStream, answer: &str) -> io::Result<()> {
    let mut buffer = [0; 4096];
    let _ = stream.read(&mut buffer)?;
    stream.write_all(answer.as_bytes())?;
    stream.shutdown(Shutdown::Write)?;
    while stream.read(&mut buffer)? > 0 {}
    Ok(())
}
