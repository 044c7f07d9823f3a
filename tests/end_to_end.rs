//! The client of the first API over real HTTP, against servers on loopback.

#![allow(deprecated)]

#[path = "end_to_end/blocking.rs"]
mod blocking;
#[path = "end_to_end/environment.rs"]
mod environment;
#[path = "end_to_end/errors.rs"]
mod errors;
#[path = "end_to_end/failures.rs"]
mod failures;
#[path = "end_to_end/headers.rs"]
mod headers;
#[path = "end_to_end/instances.rs"]
mod instances;
#[path = "end_to_end/lists.rs"]
mod lists;
#[path = "end_to_end/operations.rs"]
mod operations;
#[path = "end_to_end/paths.rs"]
mod paths;
#[path = "end_to_end/raw.rs"]
mod raw;
#[path = "end_to_end/secrets.rs"]
mod secrets;
#[path = "end_to_end/updates.rs"]
mod updates;
#[path = "end_to_end/values.rs"]
mod values;
#[path = "end_to_end/walks.rs"]
mod walks;

use std::time::Duration;

use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use ngrok_client::{Client, ClientBuilder, Retry};
use serde_json::Value;

/// The key of every client here.
const KEY: &str = "key_1hush";

/// A client to be set up that talks to the server, and repeats nothing.
fn builder(server: &Server) -> ClientBuilder<Client> {
    let builder = Client::builder().key(KEY).base_url(server.url());
    builder.timeout(Duration::from_secs(5)).retry(Retry::none())
}

/// A client that talks to the server.
fn client(server: &Server) -> Client {
    builder(server).build().expect("the client can be made")
}

/// A server with one answer, and a client of it.
fn answering(status: u16, body: Value) -> (Server, Client) {
    replying(Reply::json(status, body))
}

/// A server with one answer of any form, and a client of it.
fn replying(reply: Reply) -> (Server, Client) {
    let server = Server::scripted([reply]);
    let client = client(&server);
    (server, client)
}
