//! Reserves a domain of your own, and waits until ngrok has a certificate for it.
//!
//! ```sh
//! cargo run -p ngrok-examples --bin reserve_domain -- shop.example.com
//! ```

use std::error::Error;
use std::process::ExitCode;
use std::time::Duration;

use ngrok_client::reserved_domains::{ReservedDomain, ReservedDomainCertPolicyInput};
use ngrok_client::types::{CertAuthority, CertJobError};
use ngrok_client::{Client, error_codes};
use tokio::time::{Instant, sleep};

const USAGE: &str = "usage: reserve_domain DOMAIN [SECONDS]

Reserves DOMAIN, says which DNS records it needs, and waits for its certificate, SECONDS at most (900).
A domain that is reserved already is waited for as well. The key comes from NGROK_API_KEY.";

/// Certificates take a minute at best, and days where DNS is wrong.
const FIRST_WAIT: Duration = Duration::from_secs(5);
const LONGEST_WAIT: Duration = Duration::from_secs(60);

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((domain, within)) = parse(&arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let outcome = match Client::from_env() {
        Ok(client) => run(&client, domain, within).await,
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn parse(arguments: &[String]) -> Option<(&str, Duration)> {
    let (domain, seconds) = match arguments {
        [domain] => (domain, 900),
        [domain, seconds] => (domain, seconds.parse().ok()?),
        _ => return None,
    };
    // It goes into a filter, which it must not be able to change.
    let is_name = domain.contains('.') && domain.chars().all(|c| c.is_ascii_alphanumeric() || "-.*".contains(c));
    is_name.then_some((domain, Duration::from_secs(seconds)))
}

pub async fn run(client: &Client, domain: &str, within: Duration) -> Result<(), Box<dyn Error>> {
    let reserved = reserve(client, domain).await?;
    println!("{domain} is reserved as {}", reserved.id);
    if !reserved.cname_target.is_empty() {
        println!("it needs the DNS record: {domain} CNAME {}", reserved.cname_target);
    }
    if !reserved.acme_challenge_cname_target.is_empty() {
        let name = domain.trim_start_matches("*.");
        println!("and, as a wildcard: _acme-challenge.{name} CNAME {}", reserved.acme_challenge_cname_target);
    }
    let certificate = wait_for_certificate(client, reserved, within).await?;
    println!("it has the certificate {certificate}");
    Ok(())
}

async fn reserve(client: &Client, domain: &str) -> Result<ReservedDomain, Box<dyn Error>> {
    let policy = ReservedDomainCertPolicyInput::new().authority(CertAuthority::Letsencrypt);
    match client.reserved_domains().create(domain).certificate_management_policy(policy).await {
        Ok(reserved) => Ok(reserved),
        Err(error) if error.has_code(error_codes::ERR_NGROK_413) => {
            let filter = format!("obj.domain == \"{domain}\"");
            let found = client.reserved_domains().list().filter(filter).items().try_next().await?;
            Ok(found.ok_or(error)?)
        }
        Err(error) => Err(error.into()),
    }
}

/// The id of the certificate, as soon as there is one.
async fn wait_for_certificate(
    client: &Client,
    mut reserved: ReservedDomain,
    within: Duration,
) -> Result<String, Box<dyn Error>> {
    let deadline = Instant::now() + within;
    let (mut wait, mut told) = (FIRST_WAIT, String::new());
    loop {
        if let Some(certificate) = &reserved.certificate {
            return Ok(certificate.id.to_string());
        }
        let progress = progress(&reserved)?;
        if progress != told {
            println!("{progress}");
            told = progress;
        }
        if Instant::now() + wait > deadline {
            return Err(format!("no certificate within {} s; {told}", within.as_secs()).into());
        }
        sleep(wait).await;
        wait = (wait * 2).min(LONGEST_WAIT);
        reserved = client.reserved_domains().get(&reserved.id).await?;
    }
}

/// Why there is no certificate yet; an error if there will never be one.
fn progress(reserved: &ReservedDomain) -> Result<String, &'static str> {
    if reserved.certificate_management_policy.is_none() {
        return Err("the domain is reserved without managed certificates, so none will come");
    }
    let status = reserved.certificate_management_status.as_ref();
    let Some(job) = status.and_then(|status| status.provisioning_job.as_ref()) else {
        return Ok("ngrok has not begun to get a certificate".to_owned());
    };
    // Both pass in time: the first by itself, the second once the records above are there.
    Ok(match job.error_code {
        CertJobError::InternalError => format!("ngrok has trouble and tries again: {}", job.msg),
        CertJobError::DnsError => format!("the DNS records are not right yet: {}", job.msg),
        _ => job.msg.clone(),
    })
}
