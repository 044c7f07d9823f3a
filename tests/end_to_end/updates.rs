//! On a write, absent, empty and null are three different things.

use ngrok_client::reserved_domains::ReservedDomainResolvesToEntryInput;
use ngrok_client::types::{
    EndpointBackend, EndpointBackendInput, EndpointIpPolicy, EndpointIpPolicyInput, EndpointOAuthInput,
    EndpointOAuthProvider, EndpointOAuthProviderInput,
};
use ngrok_client::{Error, Value};
use serde_json::json;

use crate::{Client, answering};

/// What an update sends.
async fn sent<U, T>(update: impl FnOnce(Client) -> U) -> Value
where
    U: IntoFuture<Output = Result<T, Error>>,
{
    let (server, client) = answering(200, json!({ "id": "x_1" }));
    update(client).await.expect("the update succeeds");
    let sent = server.only();
    assert_eq!(sent.method, "PATCH");
    sent.json().expect("an update has a body")
}

#[tokio::test]
async fn field_that_is_not_set_is_not_sent() {
    let body = sent(|client| client.credentials().update("cr_1")).await;
    assert_eq!(body, json!({}));
    let body = sent(|client| client.credentials().update("cr_1").metadata("m")).await;
    assert_eq!(body, json!({ "metadata": "m" }));
}

#[tokio::test]
async fn empty_values_are_sent_as_such() {
    let no_texts = Vec::<String>::new();
    let body = sent(|client| client.credentials().update("cr_1").description("").acl(no_texts)).await;
    assert_eq!(body, json!({ "description": "", "acl": [] }));
    let no_backends = Vec::<(String, i64)>::new();
    let body = sent(|client| client.backends().weighted().update("bkdwd_1").backends(no_backends)).await;
    assert_eq!(body, json!({ "backends": {} }));
    let body = sent(|client| client.endpoints().update("ep_1").pooling_enabled(false)).await;
    assert_eq!(body, json!({ "pooling_enabled": false }));
}

#[tokio::test]
async fn null_is_sent_on_demand() {
    let body = sent(|client| {
        let update = client.credentials().update("cr_1").with_field("metadata", Value::Null);
        update.with_field("not_known_yet", 1)
    });
    assert_eq!(body.await, json!({ "metadata": null, "not_known_yet": 1 }));
}

#[tokio::test]
async fn last_value_wins() {
    let body = sent(|client| client.credentials().update("cr_1").acl(["a"]).acl(["b", "c"])).await;
    assert_eq!(body, json!({ "acl": ["b", "c"] }));
}

#[tokio::test]
async fn lists_of_objects_are_sent_as_objects() {
    let entries = ["global", "eu"].map(ReservedDomainResolvesToEntryInput::new);
    let body = sent(|client| client.reserved_domains().update("rd_1").resolves_to(entries)).await;
    assert_eq!(body, json!({ "resolves_to": [{ "value": "global" }, { "value": "eu" }] }));
}

#[tokio::test]
async fn id_of_the_path_is_no_field_of_the_body() {
    let body = sent(|client| client.edges().https_routes().update("edghts_1", "edghtsrt_1").match_("/a")).await;
    assert_eq!(body, json!({ "match": "/a" }));
}

#[tokio::test]
async fn what_was_read_is_sent_again_without_what_the_server_alone_knows() {
    let github = json!({ "client_id": "c", "scopes": ["a"], "teams": null, "new": 1 });
    let read = json!({ "github": github, "facebook": null, "future": { "client_id": "d" } });
    let provider: EndpointOAuthProvider = serde_json::from_value(read).unwrap();
    let (server, client) = answering(200, json!({}));
    let module = EndpointOAuthInput::new().provider(EndpointOAuthProviderInput::from(&provider));
    client.edge_modules().https_edge_route_oauth().replace("edghts_1", "edghtsrt_1", module).await.unwrap();
    let body = json!({ "provider": { "github": { "client_id": "c", "scopes": ["a"] } } });
    assert_eq!(server.only().json(), Some(body));
}

#[tokio::test]
async fn references_that_were_read_are_sent_again_as_ids() {
    let rules = json!({ "enabled": true, "ip_policies": [{ "id": "ipp_1", "uri": "https://x" }, { "id": "ipp_2" }] });
    let rules: EndpointIpPolicy = serde_json::from_value(rules).unwrap();
    let backend = json!({ "enabled": false, "backend": { "id": "bkdtg_1", "uri": "https://x" } });
    let backend: EndpointBackend = serde_json::from_value(backend).unwrap();
    let nowhere: EndpointBackend = serde_json::from_value(json!({ "enabled": true, "backend": { "id": "" } })).unwrap();
    let body = sent(|client| {
        let routes = client.edges().https_routes().update("edghts_1", "edghtsrt_1");
        routes.ip_restriction(EndpointIpPolicyInput::from(&rules)).backend(EndpointBackendInput::from(&backend))
    });
    let restriction = json!({ "enabled": true, "ip_policy_ids": ["ipp_1", "ipp_2"] });
    let backend = json!({ "enabled": false, "backend_id": "bkdtg_1" });
    assert_eq!(body.await, json!({ "ip_restriction": restriction, "backend": backend }));
    let body =
        sent(|client| client.edges().https_routes().update("e", "r").backend(EndpointBackendInput::from(&nowhere)));
    assert_eq!(body.await, json!({ "backend": { "enabled": true } }));
}
