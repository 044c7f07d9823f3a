//! A walk holds a page, however many there are: the allocator counts.

use std::alloc::System;
use std::future::{Future, ready};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use bytes::Bytes;
use clientwright_runtime::{BoxFuture, Timer, Transport, TransportError};
use emitted::{Book, Client};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[allow(dead_code, unused_imports, reason = "no test calls all that a client has")]
#[path = "emitted/mod.rs"]
mod emitted;

const ITEMS: usize = 100;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// A list of pages, each of a hundred books and a link to the next, made before anything is counted.
struct Long(Vec<Bytes>);

impl Long {
    fn new(pages: usize) -> Self {
        let books = vec![r#"{"id":"b_1","title":"Emma"}"#; ITEMS].join(",");
        let page = |number: usize| {
            let next = if number < pages { format!("\"/v1/books?page={number:08}\"") } else { "null".to_owned() };
            format!(r#"{{"books":[{books}],"next_page_uri":{next}}}"#).into()
        };
        Self((1..=pages).map(page).collect())
    }
}

impl Transport for Long {
    fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let asked = request.uri().query().and_then(|query| query.strip_prefix("page="));
        let page: usize = asked.map_or(0, |page| page.parse().unwrap());
        Box::pin(ready(Ok(http::Response::new(self.0[page].clone()))))
    }
}

struct NoTime;

impl Timer for NoTime {
    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }

    fn now(&self) -> Instant {
        Instant::now()
    }
}

fn run<F: Future>(work: F) -> F::Output {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("nothing has to wait here"),
    }
}

/// The most bytes that are held while so many pages of items are given.
fn held(pages: usize, mut next: impl FnMut() -> Option<Book>) -> usize {
    let region = Region::new(ALLOCATOR);
    let (mut count, mut most) = (0, 0);
    while next().is_some() {
        count += 1;
        let change = region.change();
        most = most.max(change.bytes_allocated.saturating_sub(change.bytes_deallocated));
    }
    assert_eq!(count, pages * ITEMS);
    most
}

fn awaited(pages: usize, prefetch: bool) -> usize {
    let client = Client::builder().key("k").transport(Long::new(pages)).timer(NoTime).build().unwrap();
    let mut items = client.books().list().items().prefetch(prefetch);
    held(pages, || run(items.try_next()).unwrap())
}

#[cfg(feature = "blocking")]
fn blocking(pages: usize, prefetch: bool) -> usize {
    let builder = emitted::blocking::Client::builder().key("k").transport(Long::new(pages)).timer(NoTime);
    let mut items = builder.build().unwrap().books().list().items().prefetch(prefetch);
    held(pages, || items.next().transpose().unwrap())
}

/// One test, because the allocator counts for the whole process.
#[test]
fn hundred_thousand_items_take_no_more_than_a_few_hundred() {
    let clients: &[fn(usize, bool) -> usize] = &[
        awaited,
        #[cfg(feature = "blocking")]
        blocking,
    ];
    for (client, prefetch) in clients.iter().flat_map(|client| [(client, false), (client, true)]) {
        let (few, many) = (client(8, prefetch), client(1000, prefetch));
        // What passes between two threads is freed a moment sooner or later; a mark kept of each page adds more.
        assert!(few > 1000 && many <= few + few / 2, "{few} bytes for 8 pages, {many} for 1000");
    }
}
