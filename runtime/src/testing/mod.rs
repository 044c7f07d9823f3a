//! How to test an application that uses a client: without a network, without waiting, and with the
//! answers that the test wants.
//!
//! The feature `testing` brings this module, and in emitted clients the builders of all types that
//! are read. Switch it on for tests alone:
//!
//! ```toml
//! [dev-dependencies]
//! books-client = { version = "1", features = ["testing"] }
//! ```
//!
//! # A client without a network
//!
//! [`MockTransport`] takes the place of the connections, and nothing else: requests are made,
//! repeated, paged and decoded as ever, so a test of the application holds all of that as well.
//! [`ManualTimer`] takes the place of time and runs the test, which needs no async runtime.
//!
//! ```
//! # mod books { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/books.rs")); }
//! # use clientwright_runtime as books_client;
//! use books::{Book, Client};
//! use books_client::Error;
//! use books_client::testing::{ManualTimer, MockTransport, Reply};
//!
//! /// What the application does.
//! async fn order(client: &Client, id: &str) -> Result<Option<Book>, Error> {
//!     let book = client.books().get(id).await?;
//!     Ok(Some(book).filter(|book| book.in_stock > 0))
//! }
//!
//! // The builder of a type leaves empty what is not set.
//! let emma = Book::builder().id("b_1").title("Emma").in_stock(2).build();
//! let sold_out = Book::builder().id("b_2").title("Ulysses");
//!
//! let transport = MockTransport::scripted([Reply::ok(emma.clone()), Reply::ok(sold_out.build())]);
//! let timer = ManualTimer::new();
//! let client = Client::builder().key("test").transport(transport.clone()).timer(timer.clone()).build()?;
//!
//! assert_eq!(timer.run(order(&client, "b_1"))?, Some(emma));
//! assert_eq!(timer.run(order(&client, "b_2"))?, None);
//! assert_eq!(transport.lines(), ["GET /v1/books/b_1", "GET /v1/books/b_2"]);
//! transport.assert_done();
//! # Ok::<(), Error>(())
//! ```
//!
//! # What was sent
//!
//! [`MockTransport::requests`] gives every request, its headers and body included. A function
//! instead of a script answers by what it is asked, and may keep a state:
//!
//! ```
//! # mod books { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/books.rs")); }
//! # use clientwright_runtime as books_client;
//! # use books::{Book, Client};
//! use books_client::testing::{ManualTimer, MockTransport, Reply};
//!
//! let mut titles = Vec::new();
//! let transport = MockTransport::answering(move |request| {
//!     titles.push(request.json()["title"].as_str().unwrap_or_default().to_owned());
//!     let id = format!("b_{}", titles.len());
//!     Reply::json(201, Book::builder().id(id).title(titles.join(" and ")).build())
//! });
//! let timer = ManualTimer::new();
//! let client = Client::builder().key("test").transport(transport.clone()).timer(timer.clone()).build()?;
//!
//! timer.run(client.books().create("Sense"))?;
//! let second = timer.run(client.books().create("Sensibility"))?;
//! assert_eq!((second.id.as_str(), second.title.as_str()), ("b_2", "Sense and Sensibility"));
//!
//! let first = &transport.requests()[0];
//! assert_eq!((first.method(), first.path()), ("POST", "/v1/books"));
//! assert_eq!(first.header("authorization"), Some("Bearer test"));
//! # Ok::<(), books_client::Error>(())
//! ```
//!
//! # Errors and faults
//!
//! [`Reply::error`] words an error as the API does, [`ErrorReply`] with all that it can say;
//! [`Reply::fail`] and [`Reply::hang`] give no answer. Waits between attempts and timeouts pass on
//! the [`ManualTimer`], at once and to the millisecond:
//!
//! ```
//! # mod books { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/books.rs")); }
//! # use clientwright_runtime as books_client;
//! # use books::{API, Book, Client};
//! use std::time::Duration;
//!
//! use books_client::TransportErrorKind;
//! use books_client::testing::{ErrorReply, ManualTimer, MockTransport, Reply};
//!
//! let transport = MockTransport::scripted([
//!     Reply::error(&API, 429, "SLOW_DOWN", "too many requests").with_header("retry-after", "20"),
//!     Reply::fail(TransportErrorKind::Connect),
//!     Reply::ok(Book::builder().id("b_1").build()),
//!     ErrorReply::new(&API, 404).code("NO_BOOK").detail("id", "b_2").operation_id("op_7").into(),
//!     Reply::hang(),
//! ]);
//! let timer = ManualTimer::new();
//! let builder = Client::builder().key("test").transport(transport.clone()).timer(timer.clone());
//! let client = builder.timeout(Duration::from_secs(60)).build()?;
//!
//! timer.run(client.books().get("b_1"))?;
//! assert!(timer.elapsed() >= Duration::from_secs(20));
//!
//! let error = timer.run(client.books().get("b_2")).unwrap_err();
//! assert!(error.is_not_found() && error.has_code("NO_BOOK"));
//! assert_eq!(error.operation_id(), Some("op_7"));
//!
//! // Creating is not repeated where it may have been done.
//! assert!(timer.run(client.books().create("Emma")).unwrap_err().is_timeout());
//! assert_eq!(transport.requests().len(), 5);
//! # Ok::<(), books_client::Error>(())
//! ```
//!
//! What takes an [`Error`](crate::Error) and makes no call is tested with
//! [`ErrorReply::to_error`].
//!
//! # Lists
//!
//! Pages have builders too; the link to the next one is what the API's own would be.
//!
//! ```
//! # mod books { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/books.rs")); }
//! # use clientwright_runtime as books_client;
//! # use books::{Book, BookList, Client};
//! use books_client::testing::{ManualTimer, MockTransport, Reply};
//!
//! let book = |id: &str| Book::builder().id(id);
//! let first = BookList::builder().books([book("b_3"), book("b_2")]).next_page_uri("/v1/books?before=b_2");
//! let last = BookList::builder().books([book("b_1")]);
//! let transport = MockTransport::scripted([first.build(), last.build()].map(Reply::ok));
//! let timer = ManualTimer::new();
//! let client = Client::builder().key("test").transport(transport).timer(timer.clone()).build()?;
//! assert_eq!(timer.run(client.books().list().page_size(2).collect_all(10))?.len(), 3);
//! # Ok::<(), books_client::Error>(())
//! ```
//!
//! # Requests alone
//!
//! A request can be looked at without any transport: `client.books().get("b_1").request()` is a
//! plain value, and says what would be sent.
//!
//! # Clients that are not awaited
//!
//! The blocking client takes the same transport. It waits on a thread of its own, where nobody
//! moves a [`ManualTimer`] on, so leave it its timer and have it repeat nothing where the test has
//! calls fail: `.retry(Retry::none())`.

mod error_reply;
mod manual_timer;
mod mock_transport;
mod recorded;
mod reply;

use serde_json::Value;

pub use error_reply::ErrorReply;
pub use manual_timer::ManualTimer;
pub use mock_transport::MockTransport;
pub use recorded::Recorded;
pub use reply::Reply;

use crate::Extra;

/// Adds a field that no type knows; builders call it.
#[doc(hidden)]
pub fn unknown_field(extra: &mut Extra, name: String, value: Value) {
    extra.unknown.insert(name, value);
}
