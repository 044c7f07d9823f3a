//! A proxy on loopback that takes every host for one and the same server.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long a connection may be silent.
const PATIENCE: Duration = Duration::from_secs(10);

/// A proxy under way: it opens tunnels, and answers everything else itself with an empty object.
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

struct Shared {
    /// What is said to who asks for a tunnel; a success opens it.
    greeting: &'static str,
    target: SocketAddr,
    heads: Mutex<Vec<String>>,
    /// All that went through tunnels towards the server.
    passed: Mutex<Vec<u8>>,
    stopped: AtomicBool,
}

impl Proxy {
    /// Opens tunnels to this server.
    pub fn to(target: SocketAddr) -> Self {
        Self::greeting("HTTP/1.1 200 Connection established\r\n\r\n", target)
    }

    /// Opens no tunnel, but says this.
    pub fn refusing(greeting: &'static str) -> Self {
        Self::greeting(greeting, SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
    }

    fn greeting(greeting: &'static str, target: SocketAddr) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a port");
        let address = listener.local_addr().expect("the listener is bound");
        let shared = Arc::new(Shared {
            greeting,
            target,
            heads: Mutex::default(),
            passed: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let for_thread = shared.clone();
        let accepting = Some(thread::spawn(move || accept(&listener, &for_thread)));
        Self { address, shared, accepting }
    }

    /// Where it is: `127.0.0.1:PORT`.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The heads of the requests so far, in lower case.
    pub fn heads(&self) -> Vec<String> {
        self.shared.heads.lock().expect("nobody panics with the lock").clone()
    }

    /// Whether this text went through a tunnel for everybody to read.
    pub fn saw(&self, text: &str) -> bool {
        let passed = self.shared.passed.lock().expect("nobody panics with the lock");
        passed.windows(text.len()).any(|window| window == text.as_bytes())
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // The thread sees the flag once it has something to accept.
        let _ = TcpStream::connect(self.address);
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.stopped.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { return };
        let shared = shared.clone();
        // A connection that breaks is the client's affair.
        thread::spawn(move || serve(stream, &shared));
    }
}

fn serve(mut client: TcpStream, shared: &Arc<Shared>) -> io::Result<()> {
    client.set_read_timeout(Some(PATIENCE))?;
    loop {
        let Some(head) = head(&mut client)? else { return Ok(()) };
        let tunnel = head.starts_with("connect ");
        shared.heads.lock().expect("nobody panics with the lock").push(head);
        if tunnel {
            client.write_all(shared.greeting.as_bytes())?;
            return if shared.greeting.starts_with("HTTP/1.1 200 ") { pass(client, shared) } else { Ok(()) };
        }
        client.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}")?;
    }
}

/// Passes bytes to the server and back until either side ends.
fn pass(mut client: TcpStream, shared: &Arc<Shared>) -> io::Result<()> {
    let mut server = TcpStream::connect(shared.target)?;
    let (mut back, mut from) = (client.try_clone()?, server.try_clone()?);
    thread::spawn(move || {
        let _ = io::copy(&mut from, &mut back);
        back.shutdown(Shutdown::Both)
    });
    let mut buffer = [0; 4096];
    loop {
        let count = client.read(&mut buffer)?;
        if count == 0 {
            return server.shutdown(Shutdown::Both);
        }
        shared.passed.lock().expect("nobody panics with the lock").extend_from_slice(&buffer[..count]);
        server.write_all(&buffer[..count])?;
    }
}

/// The head of a request in lower case; `None` when the client hung up.
fn head(client: &mut TcpStream) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    let mut byte = [0];
    while !bytes.ends_with(b"\r\n\r\n") {
        if client.read(&mut byte)? == 0 {
            return Ok(None);
        }
        bytes.push(byte[0]);
    }
    Ok(Some(String::from_utf8_lossy(&bytes).to_lowercase()))
}
