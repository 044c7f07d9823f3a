//! The stand-ins: what they answer, held against recordings, the clients, and a simple model.

#![allow(deprecated)]

#[path = "mock/ask.rs"]
mod ask;
#[path = "mock/replay.rs"]
mod replay;
#[path = "wire/row.rs"]
mod row;
