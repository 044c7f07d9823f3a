//! No thread is left behind by blocking clients, wherever they are dropped.
//!
//! The only test of its file, because it counts threads of the process.
#![cfg(all(feature = "blocking", target_os = "linux"))]

#[allow(dead_code, unused_imports, reason = "no test calls all that a client has")]
mod emitted;

use std::{fs, thread};

use bytes::Bytes;
use clientwright_runtime::{BoxFuture, Transport, TransportError};
use emitted::blocking::Client;

struct Echo;

impl Transport for Echo {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async { Ok(http::Response::new("{}".into())) })
    }
}

fn client() -> Client {
    Client::builder().key("k").transport(Echo).build().unwrap()
}

/// The threads of this process that work for a blocking client.
fn threads() -> usize {
    let tasks = fs::read_dir("/proc/self/task").unwrap();
    // A thread may end while it is looked at.
    let names = tasks.filter_map(|task| fs::read_to_string(task.unwrap().path().join("comm")).ok());
    names.filter(|name| name.trim_end() == "clientwright").count()
}

/// Whether there are so many; a thread that was joined may be listed for a moment longer.
fn settled(count: usize) -> bool {
    (0..100_000).any(|_| {
        thread::yield_now();
        threads() == count
    })
}

#[test]
fn thread_ends_with_the_last_clone() {
    let first = client();
    let clones = [first.clone(), first.clone()];
    let books = first.books();
    assert_eq!(threads(), 1);
    books.get("b_1").send().unwrap();
    drop((first, clones));
    assert!(settled(1), "a service holds the client too");
    drop(books);
    assert!(settled(0));

    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let (one, other) = (client(), client());
        assert_eq!(threads(), 2);
        one.books().get("b_1").send().unwrap();
        drop((one, other));
    });
    assert!(settled(0));
}
