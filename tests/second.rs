//! The client of the second API, which shares nothing with the first, over real HTTP on loopback.

#[path = "second/blocking.rs"]
mod blocking;
#[path = "second/errors.rs"]
mod errors;
#[path = "second/lists.rs"]
mod lists;
#[path = "second/parcels.rs"]
mod parcels;
#[path = "second/renames.rs"]
mod renames;
#[path = "second/requests.rs"]
mod requests;

use std::time::Duration;

use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use depot_client::{Client, Retry};
use serde_json::Value;

/// The key of every client here.
const KEY: &str = "counter-7-hush";

/// A client that talks to the server, whose API begins at the same path as the real one, and
/// repeats nothing.
fn client(server: &Server) -> Client {
    let builder = Client::builder().key(KEY).base_url(format!("{}/api/v2", server.url()));
    builder.timeout(Duration::from_secs(5)).retry(Retry::none()).build().expect("the client can be made")
}

/// A server with one answer, and a client of it.
fn answering(status: u16, body: Value) -> (Server, Client) {
    let server = Server::scripted([Reply::json(status, body)]);
    let client = client(&server);
    (server, client)
}
