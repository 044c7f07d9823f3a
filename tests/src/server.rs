//! A server on loopback that answers as a test tells it to, over real HTTP/1.1.
//!
//! It remembers every request, keeps connections open as servers do, and is bounded: a client that
//! never stops asking is refused after [`MOST_REQUESTS`], one that falls silent is hung up on.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::received::Received;
use crate::reply::{After, Reply};

/// How many requests one server answers as it was told; those after them get status 508.
pub const MOST_REQUESTS: usize = 256;

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
    tls: Option<Arc<ServerConfig>>,
    received: Mutex<Vec<Received>>,
    /// Every connection so far, with a hold on it unless it was reset.
    connections: Mutex<Vec<Option<TcpStream>>>,
    /// How many connections ended on both sides.
    ended: Mutex<usize>,
    ending: Condvar,
    stopped: AtomicBool,
}

/// Tells when connections end.
#[derive(Clone)]
pub struct Ends(Arc<Shared>);

impl Ends {
    /// Waits until so many connections have ended on both sides.
    ///
    /// # Panics
    ///
    /// When a client holds on to a connection for longer than a connection may be silent.
    pub fn wait(&self, count: usize) {
        let ended = self.0.ended.lock().expect("nobody panics with the lock");
        let waited = self.0.ending.wait_timeout_while(ended, PATIENCE, |ended| *ended < count);
        let ended = *waited.expect("nobody panics with the lock").0;
        assert!(ended >= count, "{ended} of {count} connections ended");
    }
}

impl Server {
    /// Answers each request with what the handler makes of it.
    pub fn new(handler: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        Self::start(None, handler)
    }

    /// The same over TLS.
    pub fn tls(tls: Arc<ServerConfig>, handler: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        Self::start(Some(tls), handler)
    }

    fn start(tls: Option<Arc<ServerConfig>>, handler: impl Fn(&Received) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a port");
        let address = listener.local_addr().expect("the listener is bound");
        let shared = Arc::new(Shared {
            handler: Box::new(handler),
            tls,
            received: Mutex::default(),
            connections: Mutex::default(),
            ended: Mutex::default(),
            ending: Condvar::new(),
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
        let scheme = if self.shared.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What tells when connections end.
    pub fn ends(&self) -> Ends {
        Ends(self.shared.clone())
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
        for connection in self.shared.streams().iter().flatten() {
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

    fn streams(&self) -> std::sync::MutexGuard<'_, Vec<Option<TcpStream>>> {
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
        let Ok(second) = stream.try_clone() else { return };
        let number = {
            let mut streams = shared.streams();
            streams.push(Some(second));
            streams.len() - 1
        };
        let shared = shared.clone();
        // A connection that breaks is the client's affair; the test sees what it made of it.
        thread::spawn(move || {
            let end = open(stream, number, &shared);
            if end.is_err_and(|error| matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut)) {
                // A client that says nothing for so long is hung up on, for which nobody may hold it.
                shared.streams()[number] = None;
            }
            *shared.ended.lock().expect("nobody panics with the lock") += 1;
            shared.ending.notify_all();
        });
    }
}

/// Serves one connection, in TLS if the server has that.
fn open(tcp: TcpStream, number: usize, shared: &Shared) -> io::Result<()> {
    tcp.set_read_timeout(Some(PATIENCE))?;
    tcp.set_nodelay(true)?;
    let raw = tcp.try_clone()?;
    match &shared.tls {
        None => serve(tcp, &raw, number, shared),
        Some(config) => {
            let connection = ServerConnection::new(config.clone()).map_err(io::Error::other)?;
            serve(StreamOwned::new(connection, tcp), &raw, number, shared)
        }
    }
}

/// Serves one connection until either side closes it.
fn serve(mut stream: impl Read + Write, raw: &TcpStream, number: usize, shared: &Shared) -> io::Result<()> {
    let mut bytes = Vec::new();
    while let Some(mut request) = read(&mut stream, &mut bytes)? {
        request.connection = number;
        let reply = shared.reply(request);
        match reply.after() {
            After::Stay => stream.write_all(&reply.to_bytes())?,
            After::Close => {
                stream.write_all(&reply.to_bytes())?;
                raw.shutdown(Shutdown::Write)?;
                return drain(stream);
            }
            After::Reset => {
                stream.write_all(&reply.to_bytes())?;
                // The system resets a connection when nobody holds it any more.
                shared.streams()[number] = None;
                return socket2::SockRef::from(raw).set_linger(Some(Duration::ZERO));
            }
            After::Stall => return stall(stream, &reply),
        }
    }
    Ok(())
}

/// Sends every byte by itself, and then waits until the client hangs up.
fn stall(mut stream: impl Read + Write, reply: &Reply) -> io::Result<()> {
    for byte in reply.to_bytes() {
        stream.write_all(&[byte])?;
        stream.flush()?;
        if !reply.goes_on() {
            break;
        }
    }
    drain(stream)
}

/// Waits until the client hangs up.
fn drain(mut stream: impl Read) -> io::Result<()> {
    while stream.read(&mut [0; 4096])? > 0 {}
    Ok(())
}

/// Reads one request, and leaves what follows it in `bytes`; `None` when the client hung up.
fn read(stream: &mut impl Read, bytes: &mut Vec<u8>) -> io::Result<Option<Received>> {
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
