//! The stand-ins: what they answer, held against recordings, the clients, and a simple model.

#![allow(deprecated)]

#[path = "mock/ask.rs"]
mod ask;
#[path = "mock/behaviour.rs"]
mod behaviour;
#[path = "../generated-client/tests/every_operation/calls/mod.rs"]
#[rustfmt::skip]
mod calls;
#[path = "second/client/tests/every_operation/calls/mod.rs"]
#[rustfmt::skip]
mod depot_calls;
#[path = "mock/facts.rs"]
mod facts;
#[path = "mock/model.rs"]
mod model;
#[path = "mock/operations.rs"]
mod operations;
#[path = "mock/prepare.rs"]
mod prepare;
#[path = "mock/refusals.rs"]
mod refusals;
#[path = "mock/replay.rs"]
mod replay;
#[allow(dead_code)]
#[path = "wire/row.rs"]
mod row;
#[path = "mock/seeding.rs"]
mod seeding;
