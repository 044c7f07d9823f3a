//! Calls every operation of the client on a server, with the arguments of its example.
//!
//! `against URL [STAND_IN]`: with STAND_IN, the URL of the stand-in behind the server, what each call
//! needs is seeded there before.

#![allow(deprecated)]

#[path = "../../generated-client/tests/every_operation/calls/mod.rs"]
#[rustfmt::skip]
mod calls;
#[allow(dead_code)]
#[path = "../mock/facts.rs"]
mod facts;
#[path = "../mock/prepare.rs"]
mod prepare;

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::process::ExitCode;

use facts::Facts;
use serde_json::Value;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(url) = arguments.next() else {
        eprintln!("usage: against URL [STAND_IN]");
        return ExitCode::from(2);
    };
    let standin = arguments.next();
    let facts = Facts::read(ngrok_mock::DESCRIPTION);
    let client = ngrok_client::Client::builder().key("key_1").base_url(&url).build().expect("the client can be made");
    let (mut done, mut failed) = (0, 0);
    for case in calls::all() {
        if let Some(standin) = &standin {
            let states = prepare::states(&facts, case.name, case.target, case.body);
            seed(standin, &states).expect("the stand-in takes what must exist");
        }
        match (case.call)(&client).answer.await {
            Ok(answer) if !answer.debug.contains("Extra{\"") => done += 1,
            Ok(answer) => fail(&mut failed, case.name, &answer.debug),
            Err(error) => fail(&mut failed, case.name, &error.to_string()),
        }
    }
    println!("{done} of {} operations done", done + failed);
    if failed == 0 && done == 252 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn fail(failed: &mut usize, name: &str, why: &str) {
    *failed += 1;
    println!("{name}: {why}");
}

/// Forgets what exists, then adds these states.
fn seed(standin: &str, states: &[Value]) -> io::Result<()> {
    request(standin, "POST", "/_mock/reset", "")?;
    states.iter().try_for_each(|state| request(standin, "POST", "/_mock/state", &state.to_string()))
}

fn request(standin: &str, method: &str, path: &str, body: &str) -> io::Result<()> {
    let address = standin.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address)?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all((head + body).as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    match answer.starts_with("HTTP/1.1 204") {
        true => Ok(()),
        false => Err(io::Error::other(answer)),
    }
}
