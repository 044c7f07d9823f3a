//! Lists endpoints, newest first: all of them, or those that a filter lets pass.
//!
//! ```sh
//! cargo run -p ngrok-examples --bin list_endpoints -- --most 20 'obj.type == "cloud"'
//! ```

use std::process::ExitCode;

use ngrok_client::endpoints::Endpoint;
use ngrok_client::{Client, Error, error_codes};

const USAGE: &str = "usage: list_endpoints [--most NUMBER] [FILTER]

Lists endpoints with their ids, types, URLs and descriptions, 1000 at most unless NUMBER says otherwise.
FILTER is a condition on each, such as: obj.type == \"cloud\"
The key comes from NGROK_API_KEY.";

/// So that a program that meant ten endpoints does not read a hundred thousand.
const MOST: usize = 1000;

/// What a page of the API can hold.
const PAGE: usize = 100;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((most, filter)) = parse(&arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(most, filter).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            if error.has_code(error_codes::ERR_NGROK_250) {
                eprintln!(
                    "the filter language knows comparisons, `in`, `size()` and `timestamp()`, joined by && and ||"
                );
            }
            ExitCode::FAILURE
        }
    }
}

fn parse(arguments: &[String]) -> Option<(usize, Option<&str>)> {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (most, rest) = match arguments.as_slice() {
        ["--most", number, rest @ ..] => (number.parse().ok().filter(|most| *most > 0)?, rest),
        rest => (MOST, rest),
    };
    match rest {
        [] => Some((most, None)),
        [filter] if !filter.starts_with('-') => Some((most, Some(*filter))),
        _ => None,
    }
}

async fn run(most: usize, filter: Option<&str>) -> Result<(), Error> {
    let client = Client::from_env()?;
    let mut list = client.endpoints().list().limit(most.min(PAGE) as u32);
    if let Some(filter) = filter {
        list = list.filter(filter);
    }
    // Pages are requested as they are needed, so what is not shown is not asked for.
    let mut endpoints = list.items();
    let mut shown = 0;
    while shown < most {
        let Some(endpoint) = endpoints.try_next().await? else { break };
        println!("{}", line(&endpoint));
        shown += 1;
    }
    eprintln!("{shown} endpoints");
    Ok(())
}

fn line(endpoint: &Endpoint) -> String {
    let Endpoint { id, type_, url, description, .. } = endpoint;
    // Endpoints of edges have no URL of their own.
    let url = if url.is_empty() { "-" } else { url };
    format!("{id}\t{type_}\t{url}\t{description}").trim_end().to_owned()
}
