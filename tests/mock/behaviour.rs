//! What the stand-in keeps, seen through the typed client.

use std::time::Duration;

use ngrok_client::{Client, Error, ip_policy_rules::Action};
use ngrok_mock::{Fault, Mock};
use serde_json::json;

use crate::ask::all;

fn client(mock: &Mock) -> Client {
    Client::builder().key("key_1").transport(mock.clone()).build().expect("the client can be made")
}

#[tokio::test]
async fn an_update_leaves_the_rest_alone_and_can_empty_a_text() -> Result<(), Error> {
    let mock = ngrok_mock::mock();
    let client = client(&mock);
    let policy = client.ip_policies().create().description("office").metadata("{}").await?;
    mock.advance(Duration::from_secs(90));
    let policy = policy.update(&client).metadata("").await?;
    assert_eq!((policy.description.as_str(), policy.metadata.as_str()), ("office", ""));
    assert_eq!(policy.created_at.as_ref().map(|at| at.as_str()), Some("2026-01-01T12:00:00Z"));

    let domain = client.reserved_domains().create("a.example.com").await?;
    let vault = client.vaults().create("one").await?;
    mock.advance(Duration::from_secs(10));
    let vault = vault.update(&client).name("two").await?;
    assert_eq!(vault.updated_at.as_ref().map(|at| at.as_str()), Some("2026-01-01T12:01:40Z"));
    assert!(domain.cname_target.ends_with(".stand-in.example"));
    Ok(())
}

#[tokio::test]
async fn a_secret_is_told_once() -> Result<(), Error> {
    let client = client(&ngrok_mock::mock());
    let made = client.credentials().create().await?;
    assert!(made.token.expose().len() > 30, "{made:?}");
    let read = client.credentials().get(&made.id).await?;
    assert!(read.token.expose().is_empty(), "{read:?}");
    Ok(())
}

#[tokio::test]
async fn lists_are_the_newest_first_and_page_by_links() -> Result<(), Error> {
    let mock = ngrok_mock::mock();
    let client = client(&mock);
    for number in 0..7 {
        client.ip_policies().create().description(number.to_string()).await?;
    }
    let found = all(client.ip_policies().list().limit(3).items()).await?;
    let order: Vec<&str> = found.iter().map(|policy| policy.description.as_str()).collect();
    assert_eq!(order, ["6", "5", "4", "3", "2", "1", "0"]);
    let asked = mock.calls().iter().filter(|call| call.operation == "ip_policies.list").count();
    assert_eq!(asked, 3);

    // What is created while somebody pages is not in the pages to come, and what is deleted is not either.
    let mut items = client.ip_policies().list().limit(3).items();
    let first = items.try_next().await?.expect("there is one");
    client.ip_policies().create().description("new").await?;
    client.ip_policies().delete(&found[4].id).await?;
    // The link to the second page goes on after this one, whether it is there or not.
    client.ip_policies().delete(&found[2].id).await?;
    let mut rest = vec![first.description];
    while let Some(policy) = items.try_next().await? {
        rest.push(policy.description);
    }
    assert_eq!(rest, ["6", "5", "4", "3", "1", "0"]);
    Ok(())
}

#[tokio::test]
async fn what_belongs_to_something_goes_with_it() -> Result<(), Error> {
    let mock = ngrok_mock::mock();
    let client = client(&mock);
    let policy = client.ip_policies().create().await?;
    let rule = client.ip_policy_rules().create("10.0.0.0/8", &policy.id, Action::Allow).await?;
    assert_eq!(rule.ip_policy.as_ref().map(|policy| policy.uri.as_str()), Some(policy.uri.as_str()));
    policy.delete(&client).await?;
    assert!(client.ip_policy_rules().get(&rule.id).await.is_err_and(|error| error.is_not_found()));

    let edge = client.edges().https().create().await?;
    let route = client.edges().https_routes().create(&edge.id, "path_prefix", "/").await?;
    assert_eq!(client.edges().https().get(&edge.id).await?.routes.len(), 1);
    client.edges().https().delete(&edge.id).await?;
    assert!(client.edges().https_routes().get(&edge.id, &route.id).await.is_err_and(|error| error.is_not_found()));
    Ok(())
}

#[tokio::test]
async fn lists_of_a_part_hold_that_part_and_filters_choose() -> Result<(), Error> {
    let mock = ngrok_mock::mock();
    let client = client(&mock);
    let (one, two) = (client.vaults().create("one").await?, client.vaults().create("two").await?);
    for (name, vault) in [("a", &one), ("b", &two), ("c", &one)] {
        client.secrets().create(name, "value").vault_id(&vault.id).await?;
    }
    let named = client.secrets().create("d", "value").vault_name("two").await?;
    assert_eq!(named.vault.as_ref().map(|vault| &vault.id), Some(&two.id.clone()));
    let of_one = all(client.vaults().get_secrets_by_vault(&one.id).items()).await?;
    assert_eq!(of_one.iter().map(|secret| secret.name.as_str()).collect::<Vec<_>>(), ["c", "a"]);
    let chosen = client.secrets().list().filter(r#"obj.name in ("a", "b") && obj.vault_name == "two""#).items();
    assert_eq!(all(chosen).await?.iter().map(|secret| secret.name.as_str()).collect::<Vec<_>>(), ["b"]);
    Ok(())
}

#[tokio::test]
async fn sources_of_a_subscription_are_its_field_and_resources_of_their_own() -> Result<(), Error> {
    let mock = ngrok_mock::mock();
    let client = client(&mock);
    mock.seed(&json!({
        "event_subscriptions": [{ "id": "esb_1" }],
        "event_sources": [{ "subscription_id": "esb_1", "type": "ip_policy_created.v0" }],
    }))
    .expect("the state fits");
    client.event_sources().create("esb_1", "ip_policy_deleted.v0").await?;
    let subscription = client.event_subscriptions().get("esb_1").await?;
    let types: Vec<&str> = subscription.sources.iter().map(|source| source.type_.as_str()).collect();
    assert_eq!(types, ["ip_policy_created.v0", "ip_policy_deleted.v0"]);
    Ok(())
}

#[tokio::test]
async fn faults_strike_as_often_as_they_are_to_and_where_they_are_to() -> Result<(), Error> {
    let mock = ngrok_mock::mock();
    let client = client(&mock);
    mock.inject(Fault::status(418).with_code("ERR_NGROK_215").on("ip_policies.create").times(1));
    let error = client.ip_policies().create().await.expect_err("the fault strikes");
    assert!(error.has_code("ERR_NGROK_215") && error.status() == Some(418), "{error}");
    client.ip_policies().create().await?;
    assert!(mock.faults().is_empty());

    // A fault of another service leaves this one alone.
    mock.inject(Fault::rate_limit().on("vaults.*").times(1));
    mock.inject(Fault::answer(200, json!({ "ip_policies": [{ "id": "ipp_9" }] })).on("ip_policies.list"));
    assert_eq!(all(client.ip_policies().list().items()).await?.len(), 1);
    mock.clear_faults();
    assert_eq!(all(client.ip_policies().list().items()).await?.len(), 1);
    let statuses: Vec<Option<u16>> = mock.calls().iter().map(|call| call.status).collect();
    assert_eq!(statuses, [Some(418), Some(201), Some(200), Some(200)]);
    Ok(())
}

#[tokio::test]
async fn a_broken_connection_is_an_error_of_the_transport() {
    let mock = ngrok_mock::mock();
    let client = client(&mock);
    for fault in [Fault::reset(), Fault::truncate(5)] {
        mock.clear_faults();
        mock.inject(fault);
        let error = client.ip_policies().create().await.expect_err("the connection breaks");
        assert_eq!(error.status(), None, "{error}");
    }
    mock.clear_faults();
    let made = mock.dump()["ip_policies"].as_array().map(Vec::len);
    assert_eq!(made, Some(1), "a reset comes before the request is done, a truncation after");
}

#[test]
fn the_same_requests_get_the_same_answers_in_every_run() {
    let run = |seed: u64| {
        let mock = ngrok_mock::builder().seed(seed).build();
        let body = json!({ "domain": "a.example.com" });
        crate::ask::ask(&mock, "POST", "/reserved_domains", Some(&body))
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}
