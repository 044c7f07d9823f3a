//! Answers that are not what the spec says: they decode, and serialize to what was received.

use ngrok_client::agent_ingresses::AgentIngress;
use ngrok_client::backends::weighted::WeightedBackend;
use ngrok_client::credentials::{Credential, CredentialList};
use ngrok_client::endpoints::{Endpoint, EndpointBinding};
use ngrok_client::ip_policy_rules::{Action, IpPolicyRule};
use ngrok_client::reserved_domains::ReservedDomain;
use ngrok_client::types::EndpointOAuth;
use ngrok_client::{Timestamp, Value};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::answering;

/// Decodes, and holds what it serializes to against what it came from.
fn there_and_back<T: Serialize + DeserializeOwned>(received: Value) -> T {
    let value: T = serde_json::from_value(received.clone()).unwrap_or_else(|error| panic!("{received}: {error}"));
    assert_eq!(serde_json::to_value(&value).unwrap(), received);
    value
}

#[tokio::test]
async fn answer_from_the_future_decodes_and_comes_back() {
    let received = json!({
        "id": "ipr_1", "action": "log", "created_at": "the day after tomorrow", "cidr": "10.0.0.0/8",
        "ip_policy": { "id": "ipp_1", "uri": "", "name": { "first": [1, 2.5, null] } },
        "severity": { "level": 3 }, "Description": "another case", "uri": "u",
    });
    let (_server, client) = answering(200, received.clone());
    let rule = client.ip_policy_rules().get("ipr_1").await.unwrap();

    assert_eq!(rule.action.as_str(), "log");
    assert!(matches!(rule.action, Action::Unknown(_)));
    let created = rule.created_at.as_ref().unwrap();
    assert_eq!((created.as_str(), created.to_system_time()), ("the day after tomorrow", None));
    assert_eq!(rule.extra.get("severity"), Some(&json!({ "level": 3 })));
    assert_eq!(rule.extra.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["Description", "severity"]);
    let policy = rule.ip_policy.as_ref().unwrap();
    assert_eq!(policy.extra.get("name"), Some(&json!({ "first": [1, 2.5, null] })));
    assert_eq!(serde_json::to_value(&rule).unwrap(), received);
}

#[test]
fn fields_may_be_absent() {
    let rule: IpPolicyRule = there_and_back(json!({}));
    assert_eq!((rule.id.as_str(), rule.cidr.as_str(), rule.action.as_str()), ("", "", ""));
    assert_eq!((rule.created_at, rule.ip_policy), (None, None));
    let endpoint: Endpoint = there_and_back(json!({ "id": "ep_1" }));
    assert_eq!((endpoint.bindings.len(), endpoint.pooling_enabled, endpoint.port), (0, false, 0));
    there_and_back::<Credential>(json!({}));
    there_and_back::<ReservedDomain>(json!({}));
    there_and_back::<AgentIngress>(json!({}));
    there_and_back::<EndpointOAuth>(json!({}));
}

#[test]
fn fields_may_be_null() {
    let names = ["id", "uri", "created_at", "description", "metadata", "cidr", "ip_policy", "action", "new"];
    let nulls: Value = names.iter().map(|name| ((*name).to_owned(), Value::Null)).collect();
    there_and_back::<IpPolicyRule>(nulls);
    there_and_back::<Endpoint>(json!({ "bindings": null, "pooling_enabled": null, "port": null, "domain": null }));
    there_and_back::<Credential>(json!({ "token": null, "acl": null, "owner_id": null }));
    there_and_back::<EndpointOAuth>(json!({ "enabled": null, "maximum_duration": null, "provider": null }));
}

#[test]
fn fields_may_be_empty() {
    there_and_back::<Credential>(json!({ "id": "", "token": "", "acl": [], "description": "", "created_at": "" }));
    there_and_back::<Endpoint>(json!({ "region": "", "type": "", "bindings": [], "port": 0, "domain": {} }));
    there_and_back::<ReservedDomain>(json!({ "resolves_to": [], "certificate": { "id": "", "uri": "" } }));
}

#[test]
fn elements_may_be_null() {
    there_and_back::<Credential>(json!({ "acl": [null, "a"] }));
    there_and_back::<Endpoint>(json!({ "bindings": ["public", null] }));
    there_and_back::<WeightedBackend>(json!({ "backends": { "a": null } }));
    there_and_back::<ReservedDomain>(json!({ "resolves_to": [null, { "value": null }] }));
    there_and_back::<CredentialList>(json!({ "credentials": [null, {}], "next_page_uri": "" }));
}

#[test]
fn unknown_field_may_have_the_name_of_the_place_for_unknown_fields() {
    let credential: Credential = there_and_back(json!({ "extra": { "a": 1 }, "Extra": 2 }));
    assert_eq!(credential.extra.get("extra"), Some(&json!({ "a": 1 })));
}

#[test]
fn unknown_values_of_enums_may_be_anywhere() {
    let endpoint: Endpoint =
        there_and_back(json!({ "type": "Cloud", "proto": "quic", "bindings": ["public", "moon"] }));
    assert_eq!(endpoint.bindings[0], EndpointBinding::Public);
    assert_eq!(endpoint.bindings[1], "moon");
    assert_eq!(endpoint.type_, "Cloud");
    let job = json!({ "error_code": "NEW", "msg": "m", "started_at": "?", "retries_at": null });
    let status = json!({ "renews_at": "soon", "provisioning_job": job });
    there_and_back::<ReservedDomain>(json!({ "certificate_management_status": status, "region": "moon" }));
}

#[test]
fn timestamps_of_any_form_keep_it() {
    for text in ["2031-05-06T07:08:09Z", "2031-05-06T09:08:09.000+02:00", "2031-05-06", "0001-01-01T00:00:00Z", "x"] {
        let credential: Credential = there_and_back(json!({ "created_at": text }));
        assert_eq!(credential.created_at, Some(Timestamp::from(text)));
    }
}

#[test]
fn numbers_keep_their_form() {
    there_and_back::<Endpoint>(json!({ "port": 443.0 }));
    there_and_back::<EndpointOAuth>(json!({ "maximum_duration": 90.0, "inactivity_timeout": 1 }));
    there_and_back::<WeightedBackend>(json!({ "backends": { "a": 1, "b": 2.0 } }));
}

#[test]
fn what_is_changed_is_written_and_the_rest_stays() {
    let received = json!({ "id": "cr_1", "description": null, "acl": null, "new": true });
    let mut credential: Credential = serde_json::from_value(received).unwrap();
    credential.description = "mine".to_owned();
    credential.acl.push("bind:*".to_owned());
    let expected = json!({ "id": "cr_1", "description": "mine", "acl": ["bind:*"], "new": true });
    assert_eq!(serde_json::to_value(&credential).unwrap(), expected);
}

#[test]
fn equality_looks_at_values_and_not_at_their_form() {
    let read = |received: Value| -> Credential { serde_json::from_value(received).unwrap() };
    assert_eq!(read(json!({ "id": "cr_1" })), read(json!({ "id": "cr_1", "acl": [], "description": null })));
    assert_ne!(read(json!({ "id": "cr_1" })), read(json!({ "id": "cr_1", "new": 1 })));
}
