//! A listener that treats each connection as a test wants, and knows no HTTP; and a port without any.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use socket2::{Domain, Socket, Type};

/// How long a connection may be silent.
const PATIENCE: Duration = Duration::from_secs(10);

/// A listener under way, which serves one connection after the other; dropping it ends it.
pub struct Rough {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
    stopped: Arc<AtomicBool>,
    accepting: Option<JoinHandle<()>>,
}

impl Rough {
    /// Does this with each connection; what fails on one is the client's affair.
    pub fn new(serve: impl Fn(TcpStream) -> io::Result<()> + Send + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("loopback has a port");
        let address = listener.local_addr().expect("the listener is bound");
        let (connections, stopped) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicBool::new(false)));
        let (counter, flag) = (connections.clone(), stopped.clone());
        let accepting = thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if flag.load(Ordering::SeqCst) {
                    return;
                }
                counter.fetch_add(1, Ordering::SeqCst);
                let _ = stream.set_read_timeout(Some(PATIENCE)).and_then(|()| serve(stream));
            }
        });
        Self { address, connections, stopped, accepting: Some(accepting) }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many connections were made so far.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// A port at which nobody listens, and which nobody else is given meanwhile.
pub struct Closed {
    socket: Socket,
}

impl Closed {
    /// A port of loopback.
    pub fn new() -> Self {
        let socket = Socket::new(Domain::IPV4, Type::STREAM, None).expect("the system has sockets");
        socket.bind(&SocketAddr::from((Ipv4Addr::LOCALHOST, 0)).into()).expect("loopback has a port");
        Self { socket }
    }

    /// Where nobody listens: `http://127.0.0.1:PORT`.
    pub fn url(&self) -> String {
        let address = self.socket.local_addr().expect("the socket is bound").as_socket();
        format!("http://{}", address.expect("it is an address of TCP"))
    }
}

impl Default for Closed {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for Rough {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // The thread sees the flag once it has something to accept.
        let _ = TcpStream::connect(self.address);
        if let Some(accepting) = self.accepting.take() {
            let _ = accepting.join();
        }
    }
}
