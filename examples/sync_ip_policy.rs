//! Makes the allow rules of an IP policy what a file says.
//!
//! ```sh
//! cargo run -p ngrok-examples --bin sync_ip_policy -- --dry-run ipp_2tKq8ZcVYw3bNfR5mDJx7LhGs1P office.txt
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::process::ExitCode;

use ngrok_client::ip_policy_rules::{Action, IpPolicyRule};
use ngrok_client::{API, Client, ClientBuilder, RateLimiter};

const USAGE: &str = "usage: sync_ip_policy [--dry-run] POLICY FILE

Adds a rule to the IP policy with the id POLICY for every address range in FILE that it does not allow yet,
then removes the rules that allow any other. Rules that deny stay. FILE has one range a line, such as
198.51.100.0/24; what follows a # is a comment. The key comes from NGROK_API_KEY.";

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (dry, policy, file) = match arguments.as_slice() {
        [policy, file] if !policy.starts_with('-') => (false, *policy, *file),
        ["--dry-run", policy, file] => (true, *policy, *file),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(policy, file, dry).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(policy: &str, file: &str, dry: bool) -> Result<(), Box<dyn Error>> {
    // The whole file is read before anything is sent, so that a mistake in it changes nothing.
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    let wanted = ranges(&text).map_err(|error| format!("{file}: {error}"))?;
    // Many requests in a row: better to stay under the limit than to be refused and wait.
    let client: Client = ClientBuilder::from_env(&API)?.rate_limiter(RateLimiter::for_api(&API)).build()?;
    // Rules can be listed for a policy that does not exist; this says so.
    let policy = client.ip_policies().get(policy).await?;
    let present = allowed(&client, policy.id.as_str()).await?;

    // First what is added, so that nobody who stays is locked out in between.
    for range in wanted.iter().filter(|range| !present.contains_key(*range)) {
        println!("+ {range}");
        if !dry {
            client.ip_policy_rules().create(range, &policy.id, Action::Allow).await?;
        }
    }
    let surplus = present.iter().filter(|(range, _)| !wanted.contains(*range));
    for rule in surplus.flat_map(|(_, rules)| rules) {
        println!("- {} ({})", rule.cidr, rule.id);
        if !dry {
            rule.delete(&client).await?;
        }
    }
    Ok(())
}

/// The rules of a policy that let somebody in, by range. A range can have several.
async fn allowed(client: &Client, policy: &str) -> Result<BTreeMap<String, Vec<IpPolicyRule>>, Box<dyn Error>> {
    let mut rules = client.ip_policy_rules().list().limit(100).items();
    let mut allowed = BTreeMap::<String, Vec<IpPolicyRule>>::new();
    while let Some(rule) = rules.try_next().await? {
        let is_ours = rule.ip_policy.as_ref().is_some_and(|owner| owner.id == *policy);
        if is_ours && rule.action == Action::Allow {
            let range = range(&rule.cidr).unwrap_or_else(|| rule.cidr.clone());
            allowed.entry(range).or_default().push(rule);
        }
    }
    Ok(allowed)
}

/// The ranges of a file. An empty one is refused: it would lock everybody out, and is hardly ever meant.
fn ranges(text: &str) -> Result<BTreeSet<String>, String> {
    let mut ranges = BTreeSet::new();
    for (number, line) in (1..).zip(text.lines()) {
        let text = line.split('#').next().unwrap_or_default().trim();
        if !text.is_empty() {
            let range = range(text).ok_or_else(|| format!("line {number}: `{text}` is not an address range"))?;
            ranges.insert(range);
        }
    }
    if ranges.is_empty() { Err("there is no address range in it".to_owned()) } else { Ok(ranges) }
}

/// A range in the one form in which ranges can be compared: `10.1.2.3/8` is `10.0.0.0/8`.
fn range(text: &str) -> Option<String> {
    let (address, length) = text.split_once('/').map_or((text, None), |(address, length)| (address, Some(length)));
    let address: IpAddr = address.parse().ok()?;
    let bits = if address.is_ipv4() { 32 } else { 128 };
    let length: u32 = length.map_or(Some(bits), |length| length.parse().ok().filter(|length| *length <= bits))?;
    let first: IpAddr = match address {
        IpAddr::V4(address) => {
            Ipv4Addr::from_bits(address.to_bits() & u32::MAX.checked_shl(32 - length).unwrap_or(0)).into()
        }
        IpAddr::V6(address) => {
            Ipv6Addr::from_bits(address.to_bits() & u128::MAX.checked_shl(128 - length).unwrap_or(0)).into()
        }
    };
    Some(format!("{first}/{length}"))
}
