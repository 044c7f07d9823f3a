//! The first steps with the client. Runs against a stand-in in memory, with no account; with
//! `NGROK_API_KEY` set, it runs against the real API and removes what it makes.
//!
//! ```sh
//! cargo run --example quickstart
//! ```

use ngrok_client::ip_policy_rules::Action;
use ngrok_client::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = connect()?;

    println!("Create a policy with two rules:");
    let policy = client.ip_policies().create().description("office").await?;
    for cidr in ["24.0.0.0/8", "12.0.0.0/8"] {
        let rule = client.ip_policy_rules().create(cidr, &policy.id, Action::Allow).await?;
        println!("  {} {} for {}", rule.action, rule.cidr, policy.description);
    }

    println!("Read the newest rules, a page of one at a time:");
    let mut pages = client.ip_policy_rules().list().limit(1).pages();
    for _ in 0..2 {
        let Some(page) = pages.try_next().await? else { break };
        let cidrs: Vec<&str> = page.ip_policy_rules.iter().map(|rule| rule.cidr.as_str()).collect();
        println!("  {}", cidrs.join(", "));
    }

    println!("Change the policy, and read it again:");
    policy.update(&client).metadata(r#"{"floor":3}"#).await?;
    let policy = client.ip_policies().get(&policy.id).await?;
    println!("  {} {}", policy.description, policy.metadata);

    println!("Delete it, and look for it in vain:");
    policy.delete(&client).await?;
    match client.ip_policies().get(&policy.id).await {
        Err(error) if error.is_not_found() => println!("  it is gone"),
        other => println!("  {}", other?.id),
    }

    println!("What is wrong is said:");
    match client.ip_policies().create().description("x".repeat(256)).await {
        Err(error) => println!("  {} {}", error.status().unwrap_or_default(), error.code().unwrap_or("without a code")),
        Ok(policy) => policy.delete(&client).await?,
    }
    Ok(())
}

/// A client of the real API if there is a key, else of a stand-in in this program.
fn connect() -> Result<Client, Error> {
    if std::env::var_os("NGROK_API_KEY").is_some() {
        return Client::from_env();
    }
    println!("NGROK_API_KEY is not set, so a stand-in answers.");
    Client::builder().key("any_key").transport(ngrok_mock::mock()).build()
}
