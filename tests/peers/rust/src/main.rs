//! Drives the official client over the stand-in: `official-client URL STATE`.

mod calls;
mod given;
mod tally;

use given::Given;
use tally::Tally;

/// Methods that work, and that do not; another count means that the client or the stand-in has changed.
const EXPECTED: (usize, usize) = (119, 122);

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, state] = arguments.as_slice() else {
        eprintln!("usage: official-client URL STATE");
        return std::process::ExitCode::from(2);
    };
    let state = std::fs::read_to_string(state).expect("the state can be read");
    let mut builder = ngrok_api::ClientBuilder::new("any_key".to_owned());
    builder.api_url(url::Url::parse(url).expect("a URL"));
    let client = builder.build();
    let mut tally = Tally::new(url, state);
    calls::all(&client, &Given, &mut tally).await;
    tally.report();
    if tally.counts() == EXPECTED { std::process::ExitCode::SUCCESS } else { std::process::ExitCode::FAILURE }
}
