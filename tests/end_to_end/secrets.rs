//! What must not be seen is not printed.

use std::fmt::Debug;
use std::sync::Arc;

use clientwright_tests::canned::Canned;
use ngrok_client::Client;
use ngrok_client::api_keys::ApiKeyList;
use ngrok_client::credentials::Credential;
use ngrok_client::types::{
    EndpointOAuth, EndpointOAuthGitHubInput, EndpointOAuthInput, EndpointOAuthProviderInput, EndpointOidcInput,
};
use serde_json::json;

use crate::{KEY, answering, builder};

const HUSH: &str = "hush_hush";

/// Neither the key nor the secret is printed, however it is printed; gives what is.
fn assert_hidden(value: &impl Debug) -> String {
    let shown = format!("{value:?} {value:#?}");
    assert!(!shown.contains(KEY) && !shown.contains(HUSH), "{shown}");
    shown
}

#[tokio::test]
async fn client_shows_where_it_goes_and_no_key() {
    let (server, client) = answering(200, json!({}));
    assert!(assert_hidden(&client).contains(&server.url()));
    assert_hidden(client.runtime());
    assert_hidden(&builder(&server));
    assert_hidden(&client.credentials());
    assert_hidden(&client.backends());
}

#[tokio::test]
async fn token_of_a_credential_is_hidden_but_there() {
    let (_server, client) = answering(201, json!({ "id": "cr_1", "token": HUSH, "owner_id": null }));
    let credential = client.credentials().create().await.unwrap();
    assert!(assert_hidden(&credential).contains("cr_1"));
    assert_hidden(&credential.token);
    assert_eq!(credential.token.expose(), HUSH);
    assert_eq!(serde_json::to_value(&credential).unwrap()["token"], HUSH);
}

#[test]
fn secrets_inside_lists_and_objects_are_hidden() {
    let keys: ApiKeyList = serde_json::from_value(json!({ "keys": [{ "id": "ak_1", "token": HUSH }] })).unwrap();
    assert!(assert_hidden(&keys).contains("ak_1"));
    let provider = json!({ "provider": { "github": { "client_id": "c", "client_secret": HUSH } } });
    let oauth: EndpointOAuth = serde_json::from_value(provider).unwrap();
    assert_hidden(&oauth);
    assert_hidden(&EndpointOAuthProviderInput::from(&oauth.provider.clone().unwrap()));
    assert_hidden(&oauth.provider);
}

#[test]
fn secrets_to_be_sent_are_hidden() {
    let client = Client::new(KEY).unwrap();
    let create = client.secrets().create("name", HUSH).description("shown");
    let shown = assert_hidden(&create);
    assert!(shown.contains("shown") && shown.contains("POST /vault_secrets"), "{shown}");
    assert_hidden(create.request());
    assert_hidden(&create.request().body());
    assert_eq!(create.request().body().unwrap().value()["value"], HUSH);
    let update = client.secrets().update("secret_1").value(HUSH);
    assert_hidden(&update);
    assert_hidden(&update.clone());
    assert_hidden(&update.into_future());
}

#[test]
fn inputs_that_hold_a_secret_hide_it() {
    let github = EndpointOAuthGitHubInput::new().client_id("c").client_secret(HUSH);
    assert_hidden(&github);
    let provider = EndpointOAuthProviderInput::github(github);
    assert_hidden(&provider);
    let oauth = EndpointOAuthInput::new().provider(provider);
    assert_hidden(&oauth);
    assert_hidden(&EndpointOidcInput::new().client_secret(HUSH));
    let client = Client::new(KEY).unwrap();
    let replace = client.edge_modules().https_edge_route_oauth().replace("e", "r", oauth.clone());
    assert_hidden(&replace);
    assert_hidden(&client.edges().https_routes().update("e", "r").oauth(oauth));
}

#[tokio::test]
async fn errors_show_no_answer_that_may_hold_a_secret() {
    let (_server, client) = answering(201, json!({ "id": "cr_1", "token": HUSH, "acl": { "token": HUSH } }));
    let error = client.credentials().create().await.unwrap_err();
    assert!(error.is_decode());
    assert_hidden(&error);
    assert!(!error.to_string().contains(HUSH), "{error}");

    let (_server, client) = answering(201, json!({ "id": "cr_1", "token": [HUSH] }));
    let error = client.credentials().create().await.unwrap_err();
    assert_hidden(&error);
    assert!(!error.to_string().contains(HUSH), "{error}");
}

#[test]
fn values_that_nobody_knows_are_not_shown() {
    let future = json!({ "id": "cr_1", "second_token": HUSH, "owner_id": "usr_1" });
    let credential: Credential = serde_json::from_value(future).unwrap();
    assert!(assert_hidden(&credential).contains("second_token"));
    assert_eq!(credential.extra.get("second_token"), Some(&json!(HUSH)));
}

#[tokio::test]
async fn transport_is_told_that_the_key_is_a_secret() {
    let canned = Arc::new(Canned::new(200, r#"{"id":"cr_1"}"#));
    let client = Client::builder().key(KEY).transport(canned.clone()).build().unwrap();
    client.credentials().get("cr_1").await.unwrap();
    let sent = &canned.seen()[0];
    assert_eq!(sent.headers()["authorization"], format!("Bearer {KEY}"));
    assert_hidden(sent);
}

#[tokio::test]
async fn walks_are_shown_without_the_key() {
    let (_server, client) = answering(200, json!({ "credentials": [{ "id": "cr_1", "token": HUSH }] }));
    let mut items = client.credentials().list().items();
    assert_hidden(&items);
    items.try_next().await.unwrap();
    assert_hidden(&items);
    assert_hidden(&client.credentials().list().pages());
}
