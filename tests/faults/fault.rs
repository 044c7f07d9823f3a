//! What a fault is: how the other side treats a client.

use std::sync::Arc;

use clientwright_tests::reply::Reply;
use clientwright_tests::tls::Authority;
use rustls::ServerConfig;
use serde_json::{Value, json};

/// One row of the table.
pub struct Fault {
    /// Its name in the table.
    pub name: &'static str,
    /// Who the client meets.
    pub peer: Peer,
}

/// Rows that belong together, under a heading.
pub struct Section {
    /// The heading.
    pub heading: &'static str,
    /// The rows.
    pub faults: Vec<Fault>,
}

/// Who the client meets.
pub enum Peer {
    /// Nobody: the port is closed.
    Nobody,
    /// A server that gives these answers in order, and the last of them ever after.
    Answers(Vec<Reply>),
    /// A server that is silent after this, so that the time of the attempt passes.
    Silent(Vec<u8>),
    /// A server that sends the first part at once, and of the second one a byte in a second.
    Slow(Vec<u8>, Vec<u8>),
    /// A server that has answered a first request in this way and then ended the connection.
    Gone(Reply),
    /// A server that has answered a first request well, and on the same connection answers so.
    Kept(Vec<Reply>),
    /// A server that resets the connection when it sees the first byte of a request.
    Unread,
    /// A server that trusts nobody, seen over TLS, or one that nobody trusts.
    Tls(fn(&Authority) -> Arc<ServerConfig>),
    /// A server over TLS, spoken to without.
    UnexpectedTls,
    /// A server without TLS, spoken to with it, that answers so and hangs up.
    NoTls(&'static str),
}

/// A row whose server gives always the same answer.
pub fn always(name: &'static str, reply: Reply) -> Fault {
    Fault { name, peer: Peer::Answers(vec![reply]) }
}

/// A row whose server fails once.
pub fn once(name: &'static str, reply: Reply) -> Fault {
    Fault { name, peer: Peer::Answers(vec![reply, policy()]) }
}

/// A row of any other kind.
pub fn fault(name: &'static str, peer: Peer) -> Fault {
    Fault { name, peer }
}

/// The answer that a client hopes for.
pub fn policy() -> Reply {
    Reply::json(200, json!({ "id": "ipp_1", "description": "office" }))
}

/// An error as the API words it.
pub fn refusal(status: u16, message: &str) -> Reply {
    let body: Value = json!({
        "error_code": format!("ERR_NGROK_{status}"), "status_code": status, "msg": message,
        "details": { "operation_id": "op_1" },
    });
    Reply::json(status, body)
}

/// An error without a body.
pub fn bare(status: u16) -> Reply {
    Reply::empty(status)
}

/// A response with status 200, these further lines of its head, and this body, as it is sent.
pub fn ok(lines: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{lines}\r\n");
    [head.as_bytes(), body.as_ref()].concat()
}

/// The same with the right length.
pub fn whole(lines: &str, body: impl AsRef<[u8]>) -> Reply {
    let bytes = ok(&format!("content-length: {}\r\n{lines}", body.as_ref().len()), body);
    Reply::Raw(bytes)
}
