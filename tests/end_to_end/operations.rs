//! Each kind of operation: what is sent, and what comes back.

use std::time::Duration;

use clientwright_tests::reply::Reply;
use ngrok_client::endpoints::{EndpointBinding, EndpointProto, EndpointType};
use ngrok_client::ip_policy_rules::Action;
use ngrok_client::types::{EndpointOAuthGitHubInput, EndpointOAuthInput, EndpointOAuthProviderInput};
use serde_json::json;

use crate::{answering, replying};

#[tokio::test]
async fn create_sends_what_was_given_and_gives_what_was_made() {
    let made = json!({
        "id": "ep_1", "url": "https://a.example", "type": "cloud", "proto": "https",
        "bindings": ["public"], "created_at": "1970-01-01T00:01:00Z",
        "domain": { "id": "rd_1", "uri": "https://api.ngrok.com/reserved_domains/rd_1" },
    });
    let (server, client) = answering(201, made);
    let call = client.endpoints().create("https://a.example", "{}").description("ours");
    let endpoint = call.bindings([EndpointBinding::Public]).pooling_enabled(false).await.unwrap();

    let sent = server.only();
    assert_eq!(sent.line(), "POST /endpoints");
    let body = json!({
        "url": "https://a.example", "traffic_policy": "{}", "description": "ours",
        "bindings": ["public"], "pooling_enabled": false,
    });
    assert_eq!(sent.json(), Some(body));
    assert_eq!(endpoint.id, "ep_1");
    assert_eq!((endpoint.type_, endpoint.proto), (EndpointType::Cloud, EndpointProto::Https));
    assert_eq!(endpoint.bindings, [EndpointBinding::Public]);
    assert_eq!(endpoint.domain.unwrap().id, "rd_1");
    let created = endpoint.created_at.unwrap().to_system_time().unwrap();
    assert_eq!(created.duration_since(std::time::UNIX_EPOCH).unwrap(), Duration::from_secs(60));
    assert_eq!(endpoint.updated_at, None);
}

#[tokio::test]
async fn get_sends_no_body() {
    let (server, client) = answering(200, json!({ "id": "cr_1", "acl": ["bind:a.example"] }));
    let credential = client.credentials().get("cr_1").await.unwrap();

    let sent = server.only();
    assert_eq!(sent.line(), "GET /credentials/cr_1");
    assert_eq!(sent.json(), None);
    assert_eq!(credential.id, "cr_1");
    assert_eq!(credential.acl, ["bind:a.example"]);
}

#[tokio::test]
async fn delete_sends_no_body_and_expects_none() {
    let (server, client) = replying(Reply::empty(204));
    client.ip_policies().delete("ipp_1").await.unwrap();

    let sent = server.only();
    assert_eq!(sent.line(), "DELETE /ip_policies/ipp_1");
    assert_eq!(sent.json(), None);
}

#[tokio::test]
async fn delete_does_not_look_at_a_body() {
    let (_server, client) = replying(Reply::text(200, "text/html", "<p>gone"));
    client.ip_policies().delete("ipp_1").await.unwrap();
}

#[tokio::test]
async fn replace_puts_the_bare_module() {
    let answer = json!({ "enabled": true, "inactivity_timeout": 90, "provider": { "github": { "scopes": ["a"] } } });
    let (server, client) = answering(200, answer);
    let github = EndpointOAuthGitHubInput::new().client_id("c").client_secret("hush").scopes(["a"]);
    let module = EndpointOAuthInput::new()
        .enabled(true)
        .inactivity_timeout(Duration::from_secs(90))
        .provider(EndpointOAuthProviderInput::github(github));
    let modules = client.edge_modules().https_edge_route_oauth();
    let oauth = modules.replace("edghts_1", "edghtsrt_1", module).await.unwrap();

    let sent = server.only();
    assert_eq!(sent.line(), "PUT /edges/https/edghts_1/routes/edghtsrt_1/oauth");
    let body = json!({
        "enabled": true, "inactivity_timeout": 90,
        "provider": { "github": { "client_id": "c", "client_secret": "hush", "scopes": ["a"] } },
    });
    assert_eq!(sent.json(), Some(body));
    assert!(oauth.enabled);
    assert_eq!(oauth.inactivity_timeout, Duration::from_secs(90));
    assert_eq!(oauth.provider.unwrap().github.unwrap().scopes, ["a"]);
}

#[tokio::test]
async fn module_is_deleted_by_the_ids_of_edge_and_route() {
    let (server, client) = replying(Reply::empty(204));
    let modules = client.edge_modules().https_edge_route_oauth();
    modules.delete("edghts_1", "edghtsrt_1").await.unwrap();
    assert_eq!(server.only().line(), "DELETE /edges/https/edghts_1/routes/edghtsrt_1/oauth");
}

#[tokio::test]
async fn action_sends_an_empty_object_and_accepts_no_answer() {
    let (server, client) = replying(Reply::empty(204));
    client.tunnel_sessions().restart("ts_1").await.unwrap();

    let sent = server.only();
    assert_eq!(sent.line(), "POST /tunnel_sessions/ts_1/restart");
    assert_eq!(sent.json(), Some(json!({})));
}

#[tokio::test]
async fn sub_list_names_its_parent_in_the_path_alone() {
    let page = json!({ "secrets": [{ "id": "secret_1", "name": "n" }], "next_page_uri": null });
    let (server, client) = answering(200, page);
    let page = client.vaults().get_secrets_by_vault("vault_1").await.unwrap();

    let sent = server.only();
    assert_eq!(sent.line(), "GET /vaults/vault_1/secrets");
    assert_eq!(page.secrets[0].id, "secret_1");
}

#[tokio::test]
async fn part_of_a_resource_is_deleted_by_itself() {
    let (server, client) = replying(Reply::empty(204));
    let domains = client.reserved_domains();
    domains.delete_certificate_management_policy("rd_1").await.unwrap();
    assert_eq!(server.only().line(), "DELETE /reserved_domains/rd_1/certificate_management_policy");
}

#[tokio::test]
async fn composite_id_goes_into_the_path() {
    let (server, client) = answering(200, json!({ "type": "ip_policy_created.v0", "uri": "u" }));
    let source = client.event_sources().update("esb_1", "ip_policy_created.v0").await.unwrap();

    let sent = server.only();
    assert_eq!(sent.line(), "PATCH /event_subscriptions/esb_1/sources/ip_policy_created.v0");
    assert_eq!(sent.json(), Some(json!({})));
    assert_eq!(source.type_, "ip_policy_created.v0");
}

#[tokio::test]
async fn reference_is_sent_as_an_id_and_read_as_an_object() {
    let answer = json!({ "id": "ipr_1", "action": "deny", "ip_policy": { "id": "ipp_1", "uri": "" } });
    let (server, client) = answering(201, answer);
    let policy = ngrok_client::ids::IpPolicyId::from("ipp_1");
    let rule = client.ip_policy_rules().create("10.0.0.0/8", &policy, Action::Deny).await.unwrap();

    let body = json!({ "cidr": "10.0.0.0/8", "ip_policy_id": "ipp_1", "action": "deny" });
    assert_eq!(server.only().json(), Some(body));
    assert_eq!(rule.action, Action::Deny);
    assert_eq!(rule.ip_policy.unwrap().id, policy);
}

#[tokio::test]
async fn nothing_is_sent_until_it_is_awaited() {
    let (server, client) = answering(200, json!({ "id": "ipp_1" }));
    let call = client.ip_policies().update("ipp_1").description("new");
    let request = call.request();
    assert_eq!((request.method().as_str(), request.path()), ("PATCH", "/ip_policies/ipp_1"));
    assert_eq!(request.body().unwrap().value(), json!({ "description": "new" }));
    assert!(server.received().is_empty());

    call.await.unwrap();
    assert_eq!(server.only().line(), "PATCH /ip_policies/ipp_1");
}

#[tokio::test]
async fn call_can_be_sent_from_another_task() {
    let (server, client) = answering(200, json!({ "id": "ipp_1" }));
    let policy = tokio::spawn(async move { client.ip_policies().get("ipp_1").await });
    assert_eq!(policy.await.unwrap().unwrap().id, "ipp_1");
    assert_eq!(server.only().line(), "GET /ip_policies/ipp_1");
}
