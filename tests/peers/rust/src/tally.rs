//! What came of each call.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;

/// The stand-in, its seed, and what came of the calls so far.
pub struct Tally {
    address: String,
    state: String,
    done: usize,
    /// Cause → methods that fail of it.
    failed: BTreeMap<String, Vec<&'static str>>,
}

impl Tally {
    pub fn new(url: &str, state: String) -> Self {
        let address = url.trim_start_matches("http://").to_owned();
        Self { address, state, done: 0, failed: BTreeMap::new() }
    }

    /// Puts what exists back to the seed.
    pub async fn seed(&self) {
        let mut stream = TcpStream::connect(&self.address).expect("the stand-in listens");
        let head = format!(
            "PUT /_mock/state HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
            self.address,
            self.state.len()
        );
        stream.write_all((head + &self.state).as_bytes()).expect("the seed is sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("the seed is answered");
        assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    }

    pub fn note(&mut self, label: &'static str, outcome: Result<(), String>) {
        match outcome {
            Ok(()) => self.done += 1,
            Err(error) => self.failed.entry(cause(&error)).or_default().push(label),
        }
    }

    /// A table of the causes, and whether all was done that can be.
    pub fn report(&self) {
        let failed: usize = self.failed.values().map(Vec::len).sum();
        println!("{} of {} methods work", self.done, self.done + failed);
        for (cause, labels) in &self.failed {
            println!("{:4} {cause}: {}", labels.len(), labels.join(", "));
        }
    }

    /// How many work, and how many do not.
    pub fn counts(&self) -> (usize, usize) {
        (self.done, self.failed.values().map(Vec::len).sum())
    }
}

/// The part of an error that tells why.
fn cause(error: &str) -> String {
    if let Some(at) = error.find("missing field") {
        return format!(
            "the answer lacks what it takes for required ({})",
            error[at..].chars().take(40).collect::<String>()
        );
    }
    if let Some(at) = error.find("ERR_NGROK_") {
        let code: String = error[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        return format!("refused with {code}");
    }
    error.chars().take(120).collect()
}
