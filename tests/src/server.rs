//! A server on loopback that answers as a test tells it to, over real HTTP/1.1.
//!
//! It remembers every request, keeps connections open as servers do, and is bounded: a client that
//! never stops asking is refused after [`MOST_REQUESTS`], one that falls silent is hung up on.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::received::Received;
use crate::reply::Reply;

/// How many requests one server answers as it was told; those after them get status 508.
pub const MOST_REQUESTS: usize = 64;

/// How long a connection may be silent.
const PATIENCE: Duration = Duration::from_secs(10);

/// How many bytes a request may have.
const LONGEST_REQUEST: usize = 1024 * 1024;

/// A server under way; dropping it ends all its connections.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

struct Shared {
    handler: Box<dyn Fn(&Received) -> Reply + Send + Sync>,
    received: Mutex<Vec<Received>>,
    connections: Mutex<Vec<TcpStream>>,
    stopped: AtomicBool,
}

impl Server {
    /// Answers each request with what the handler makes of it.
    pub fn new(handler: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a port");
        let address = listener.local_addr().expect("the listener is bound");
        let shared = Arc::new(Shared {
            handler: Box::new(handler),
            received: Mutex::default(),
            connections: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let for_thread = shared.clone();
        let accepting = Some(thread::spawn(move || accept(&listener, &for_thread)));
        Self { address, shared, accepting }
    }

    /// Answers in the order of the script, and after its end with status 500.
    pub fn scripted(replies: impl IntoIterator<Item = Reply>) -> Self {
        let script = Mutex::new(replies.into_iter().collect::<VecDeque<_>>());
        Self::new(move |_| {
            let next = script.lock().expect("no handler panicked").pop_front();
            next.unwrap_or_else(|| Reply::text(500, "text/plain", "the script is over"))
        })
    }

    /// Where it is: `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests so far, oldest first.
    pub fn received(&self) -> Vec<Received> {
        self.shared.requests().clone()
    }

    /// The only request so far.
    ///
    /// # Panics
    ///
    /// When there is none or another one.
    pub fn only(&self) -> Received {
        let mut received = self.received();
        assert_eq!(received.len(), 1, "requests: {:?}", self.lines());
        received.remove(0)
    }

    /// How many connections were made so far.
    pub fn connections(&self) -> usize {
        self.shared.streams().len()
    }

    /// Method and target of the requests so far: `GET /books?limit=1`.
    pub fn lines(&self) -> Vec<String> {
        self.shared.requests().iter().map(Received::line).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        for connection in self.shared.streams().iter() {
            // It may be closed already.
            let _ = connection.shutdown(Shutdown::Both);
        }
        // The thread sees the flag once it has something to accept.
        let _ = TcpStream::connect(self.address);
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

impl Shared {
    fn requests(&self) -> std::sync::MutexGuard<'_, Vec<Received>> {
        self.received.lock().expect("nobody panics with the lock")
    }

    fn streams(&self) -> std::sync::MutexGuard<'_, Vec<TcpStream>> {
        self.connections.lock().expect("nobody panics with the lock")
    }

    fn reply(&self, request: Received) -> Reply {
        let number = {
            let mut requests = self.requests();
            requests.push(request.clone());
            requests.len()
        };
        match number > MOST_REQUESTS {
            true => Reply::text(508, "text/plain", "too many requests for one test"),
            false => (self.handler)(&request),
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.stopped.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { return };
        if let Ok(second) = stream.try_clone() {
            shared.streams().push(second);
        }
        let shared = shared.clone();
        // A connection that breaks is the client's affair; the test sees what it made of it.
        thread::spawn(move || serve(stream, &shared));
    }
}

/// Serves one connection until either side closes it.
fn serve(mut stream: TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut bytes = Vec::new();
    while let Some(request) = read(&mut stream, &mut bytes)? {
        let reply = shared.reply(request);
        stream.write_all(&reply.to_bytes())?;
        if reply.is_last() {
            return stream.shutdown(Shutdown::Both);
        }
    }
    Ok(())
}

/// Reads one request, and leaves what follows it in `bytes`; `None` when the client hung up.
fn read(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> io::Result<Option<Received>> {
    let mut buffer = [0; 4096];
    loop {
        if let Some((request, length)) = Received::parse(bytes)? {
            bytes.drain(..length);
            return Ok(Some(request));
        }
        let count = stream.read(&mut buffer)?;
        if count == 0 || bytes.len() > LONGEST_REQUEST {
            return Ok(None);
        }
        bytes.extend_from_slice(&buffer[..count]);
    }
}
