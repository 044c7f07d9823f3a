//! Deletes what programs have left behind: cloud endpoints, domains and credentials that carry a mark.
//!
//! ```sh
//! cargo run -p ngrok-examples --bin clean_up -- ci_run=1234            # shows what would go
//! cargo run -p ngrok-examples --bin clean_up -- --delete ci_run=1234
//! ```

use std::process::ExitCode;

use ngrok_client::ids::{CredentialId, EndpointId, ReservedDomainId};
use ngrok_client::{API, Client, ClientBuilder, Error, RateLimiter};
use serde_json::Value;

const USAGE: &str = "usage: clean_up [--delete] KEY=VALUE

Finds cloud endpoints, reserved domains and credentials whose metadata is a JSON object that holds KEY with
the text VALUE. Shows them, and deletes them with --delete. The key comes from NGROK_API_KEY.";

/// More than that is hardly what somebody left behind; the mark may be wrong.
const MOST: usize = 50;

/// Something that carries the mark.
struct Found {
    id: FoundId,
    label: String,
}

enum FoundId {
    Endpoint(EndpointId),
    Domain(ReservedDomainId),
    Credential(CredentialId),
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (delete, mark) = match arguments.as_slice() {
        ["--delete", mark] => (true, mark.split_once('=')),
        [mark] => (false, mark.split_once('=')),
        _ => (false, None),
    };
    let Some((key, value)) = mark.filter(|(key, value)| !key.is_empty() && !value.is_empty()) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match run(key, value, delete).await {
        Ok(0) => ExitCode::SUCCESS,
        Ok(left) => {
            eprintln!("error: {left} are still there");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Gives how many could not be deleted.
async fn run(key: &str, value: &str, delete: bool) -> Result<usize, Box<dyn std::error::Error>> {
    // Many requests in a row: better to stay under the limit than to be refused and wait.
    let client: Client = ClientBuilder::from_env(&API)?.rate_limiter(RateLimiter::for_api(&API)).build()?;
    let found = find(&client, |metadata| is_marked(metadata, key, value)).await?;
    if found.len() > MOST {
        return Err(format!("{} carry {key}={value}, and more than {MOST} are not deleted at once", found.len()).into());
    }
    let mut left = 0;
    for Found { id, label } in &found {
        println!("{} {label}", if delete { "deleting" } else { "would delete" });
        if delete && let Err(error) = self::delete(&client, id).await {
            eprintln!("{label}: {error}");
            left += 1;
        }
    }
    println!("{} found", found.len());
    Ok(left)
}

/// Endpoints before domains, which cannot go while an endpoint uses them.
async fn find(client: &Client, is_marked: impl Fn(&str) -> bool) -> Result<Vec<Found>, Error> {
    let mut found = Vec::new();
    // Endpoints of agents end with their agents, and nothing else can delete them.
    let mut endpoints = client.endpoints().list().filter(r#"obj.type == "cloud""#).items();
    while let Some(endpoint) = endpoints.try_next().await? {
        if is_marked(&endpoint.metadata) {
            let label = format!("endpoint {} {}", endpoint.id, endpoint.url);
            found.push(Found { id: FoundId::Endpoint(endpoint.id), label });
        }
    }
    let mut domains = client.reserved_domains().list().items();
    while let Some(domain) = domains.try_next().await? {
        if is_marked(&domain.metadata) {
            let label = format!("domain {} {}", domain.id, domain.domain);
            found.push(Found { id: FoundId::Domain(domain.id), label });
        }
    }
    let mut credentials = client.credentials().list().items();
    while let Some(credential) = credentials.try_next().await? {
        if is_marked(&credential.metadata) {
            let label = format!("credential {} {}", credential.id, credential.description);
            found.push(Found { id: FoundId::Credential(credential.id), label });
        }
    }
    Ok(found)
}

/// Metadata of others, which is not JSON perhaps, carries no mark.
fn is_marked(metadata: &str, key: &str, value: &str) -> bool {
    let json: Option<Value> = serde_json::from_str(metadata).ok();
    json.is_some_and(|json| json[key] == *value)
}

async fn delete(client: &Client, id: &FoundId) -> Result<(), Error> {
    let outcome = match id {
        FoundId::Endpoint(id) => client.endpoints().delete(id).await,
        FoundId::Domain(id) => client.reserved_domains().delete(id).await,
        FoundId::Credential(id) => client.credentials().delete(id).await,
    };
    // What somebody else has deleted meanwhile is gone as well.
    outcome.or_else(|error| if error.is_not_found() { Ok(()) } else { Err(error) })
}
