//! The typed call for each exchange: arguments from the row's path, setters from its body.

#[path = "calls/account.rs"]
mod account;
#[path = "calls/edge_modules.rs"]
mod edge_modules;
#[path = "calls/edges.rs"]
mod edges;
#[path = "calls/keys.rs"]
mod keys;
#[path = "calls/traffic.rs"]
mod traffic;

use ngrok_client::Client;

use crate::row::Row;
use crate::sent::Sent;

/// Makes the call of a row.
pub type Build = fn(&Client, &Row) -> Sent;

/// The calls by name.
pub fn all() -> impl Iterator<Item = &'static (&'static str, Build)> {
    [account::CALLS, edge_modules::CALLS, edges::CALLS, keys::CALLS, traffic::CALLS].into_iter().flatten()
}
