//! Every secret that can be sent.

use std::collections::BTreeSet;

use ngrok_client::edges::https_routes::MatchType;
use ngrok_client::event_destinations::{
    AwsAuthInput, AwsCredentialsInput, EventTarget, EventTargetAzureLogsIngestionInput, EventTargetCloudwatchLogsInput,
    EventTargetDatadogInput, EventTargetFirehoseInput, EventTargetInput, EventTargetKinesisInput,
};
use ngrok_client::runtime::{BoxFuture, Request};
use ngrok_client::types::{
    EndpointOAuthAmazonInput, EndpointOAuthFacebookInput, EndpointOAuthGitHubInput, EndpointOAuthGitLabInput,
    EndpointOAuthGoogleInput, EndpointOAuthInput, EndpointOAuthLinkedInInput, EndpointOAuthMicrosoftInput,
    EndpointOAuthProvider, EndpointOAuthProviderInput, EndpointOAuthTwitchInput, EndpointOidcInput,
    EndpointWebhookValidationInput,
};
use ngrok_client::{Client, Error, Method};
use serde_json::{Value, json};

use crate::errors::{FAULTS, assert_error, failing, finish};
use crate::{SECRET, api, assert_hidden, places};

/// A call that holds a secret, its types forgotten.
struct Marked {
    request: Request,
    debug: String,
    sent: BoxFuture<'static, Result<(), Error>>,
}

/// Forgets the types of calls.
macro_rules! marked {
    ($($call:expr),* $(,)?) => {
        [$({
            let call = $call;
            let request = call.request().clone();
            let debug = format!("{call:?} {call:#?} {request:?} {request:#?} {:#?}", call.clone().into_future());
            Marked { request, debug, sent: Box::pin(async { call.await.map(drop) }) }
        }),*]
    };
}

fn providers() -> [EndpointOAuthProviderInput; 9] {
    type Provider = EndpointOAuthProviderInput;
    let read = json!({ "github": { "client_id": "c", "client_secret": SECRET } });
    let read: EndpointOAuthProvider = serde_json::from_value(read).expect("it decodes");
    [
        Provider::github(EndpointOAuthGitHubInput::new().client_secret(SECRET)),
        Provider::facebook(EndpointOAuthFacebookInput::new().client_secret(SECRET)),
        Provider::microsoft(EndpointOAuthMicrosoftInput::new().client_secret(SECRET)),
        Provider::google(EndpointOAuthGoogleInput::new().client_secret(SECRET)),
        Provider::linkedin(EndpointOAuthLinkedInInput::new().client_secret(SECRET)),
        Provider::gitlab(EndpointOAuthGitLabInput::new().client_secret(SECRET)),
        Provider::twitch(EndpointOAuthTwitchInput::new().client_secret(SECRET)),
        Provider::amazon(EndpointOAuthAmazonInput::new().client_secret(SECRET)),
        Provider::from(&read),
    ]
}

fn targets() -> [EventTargetInput; 6] {
    let auth = || AwsAuthInput::creds(AwsCredentialsInput::new(SECRET, SECRET));
    let read = json!({ "datadog": { "api_key": SECRET, "service": "s" } });
    let read: EventTarget = serde_json::from_value(read).expect("it decodes");
    [
        EventTargetInput::firehose(EventTargetFirehoseInput::new(auth(), "arn")),
        EventTargetInput::kinesis(EventTargetKinesisInput::new(auth(), "arn")),
        EventTargetInput::cloudwatch_logs(EventTargetCloudwatchLogsInput::new(auth(), "arn")),
        EventTargetInput::datadog(EventTargetDatadogInput::new().api_key(SECRET)),
        EventTargetInput::azure_logs_ingestion(EventTargetAzureLogsIngestionInput::new(
            "t", "c", SECRET, "u", "r", "s",
        )),
        EventTargetInput::from(&read),
    ]
}

fn calls(client: &Client) -> Vec<Marked> {
    let (modules, routes) = (client.edge_modules(), client.edges().https_routes());
    let oidc = || EndpointOidcInput::new().issuer("https://id.example").client_secret(SECRET);
    let webhook = || EndpointWebhookValidationInput::new().secret(SECRET);
    let create = || routes.create("edghts_1", MatchType::PathPrefix, "/");
    let mut calls = Vec::from(marked![
        client.secrets().create("name", SECRET),
        client.secrets().update("secret_1").value(SECRET),
        client.tls_certificates().create("certificate", SECRET),
        modules.https_edge_route_oidc().replace("edghts_1", "edghtsrt_1", oidc()),
        modules.https_edge_route_webhook_verification().replace("edghts_1", "edghtsrt_1", webhook()),
        create().oidc(oidc()).webhook_verification(webhook()),
        routes.update("edghts_1", "edghtsrt_1").oidc(oidc()).webhook_verification(webhook()),
    ]);
    for provider in providers() {
        assert_hidden("a provider", &format!("{provider:?} {provider:#?}"));
        let oauth = EndpointOAuthInput::new().provider(provider);
        calls.extend(marked![
            modules.https_edge_route_oauth().replace("edghts_1", "edghtsrt_1", oauth.clone()),
            create().oauth(oauth.clone()),
            routes.update("edghts_1", "edghtsrt_1").oauth(oauth),
        ]);
    }
    for target in targets() {
        assert_hidden("a target", &format!("{target:?} {target:#?}"));
        calls.extend(marked![
            client.event_destinations().create("json", target.clone()),
            client.event_destinations().update("ed_1").target(target),
        ]);
    }
    calls
}

#[test]
fn requests_show_no_secret_before_and_after_they_fail() {
    for fault in FAULTS {
        let (client, witness) = failing(fault, SECRET);
        let _listening = witness.listen();
        for Marked { request, debug, sent } in calls(&client) {
            let name = request.operation().expect("it is known").name;
            assert_hidden(name, &debug);
            assert_error(name, fault, &finish(sent).expect_err("it fails"));
        }
        assert_hidden(fault.name, &witness.told());
    }
}

/// Of what the client does not know, everything may be a secret.
#[test]
fn raw_requests_show_no_value() {
    for fault in FAULTS {
        let (client, witness) = failing(fault, SECRET);
        let _listening = witness.listen();
        let call = client.request(Method::Post, "/things/{id}").with_path("id", "th_1").with_header("x-token", SECRET);
        let calls = [call.clone().with_field("token", SECRET), call.with_body(&json!({ "list": [SECRET] }))];
        for call in calls {
            assert_hidden("a raw call", &format!("{call:?} {call:#?} {:?}", call.request()));
            let error = finish(Box::pin(async { call.send::<Value>().await })).expect_err("it fails");
            assert_error("a raw call", fault, &error);
        }
        assert_hidden(fault.name, &witness.told());
    }
}

#[test]
fn every_secret_that_can_be_sent_is_sent_here() {
    let api = api();
    let possible: BTreeSet<String> = places::named(api)
        .flat_map(|(name, operation)| {
            let places = places::of_operation(api, operation);
            places.into_iter().map(move |place| format!("{name}: {place}"))
        })
        .collect();
    let (client, _) = failing(&FAULTS[0], "");
    let mut sent = BTreeSet::new();
    for Marked { request, .. } in calls(&client) {
        let body: Value = request.body().expect("it has a body").value();
        let marked = places::texts(&body).into_iter().filter(|(_, text)| *text == SECRET);
        sent.extend(marked.map(|(place, _)| format!("{}: {place}", request.operation().expect("it is known").name)));
    }
    assert_eq!(sent, possible);
    assert!(possible.len() > 40, "only {} secrets can be sent", possible.len());
}
