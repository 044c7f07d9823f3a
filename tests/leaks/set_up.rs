//! Clients and what they are made of.

use std::fmt::Debug;

use clientwright_tests::tls::Authority;
use ngrok_client::runtime::{HyperTransport, Proxy, ReqwestTransport};
use ngrok_client::{API, Client, RateLimiter, Retry, blocking};

use crate::errors::shown;
use crate::{KEY, SECRET, assert_hidden};

#[track_caller]
fn assert_shown_well(value: &impl Debug) {
    assert_hidden("it", &format!("{value:?} {value:#?}"));
}

#[test]
fn clients_and_builders_show_no_key() {
    let builder = || {
        let builder = Client::builder().key(KEY).header("x-token", SECRET).user_agent("app/1");
        builder.rate_limiter(RateLimiter::for_api(&API)).retry(Retry::standard())
    };
    assert_shown_well(&builder());
    let client = builder().build().unwrap();
    assert_shown_well(&client);
    assert_shown_well(client.runtime());
    assert_shown_well(&client.api_keys());
    assert_shown_well(&client.edges());
    assert_shown_well(&client.api_keys().list().with_header("x-token", SECRET));
    assert_shown_well(&client.api_keys().list().pages());
    let waiting = blocking::Client::try_from(client.runtime().clone()).unwrap();
    assert_shown_well(&waiting);
    assert_shown_well(&waiting.api_keys().list().items());
    assert_shown_well(&blocking::Client::builder().key(KEY));
}

#[test]
fn transports_show_nothing_of_what_they_were_given() {
    let proxied = |url: &str| HyperTransport::builder().proxy(Proxy::all(url));
    let sound = proxied(&format!("http://me:{SECRET}@proxy.example:8080"));
    assert_shown_well(&sound);
    assert_shown_well(&sound.build().unwrap());
    let certified = HyperTransport::builder().client_certificate("no certificate", SECRET);
    assert_shown_well(&certified);
    let faults = [
        certified,
        proxied(&format!("http://me:{SECRET}@proxy.example:port")),
        proxied(&format!("no address {SECRET}")),
    ];
    for fault in faults {
        let error = fault.build().expect_err("it cannot be made");
        assert_shown_well(&error);
        assert_hidden("the message", &error.to_string());
    }
    let mut headers = http::HeaderMap::new();
    headers.insert("x-token", http::HeaderValue::from_static(SECRET));
    let theirs = reqwest::Client::builder().tls_backend_preconfigured(Authority::new().trusted());
    let theirs = theirs.default_headers(headers).build().unwrap();
    assert_shown_well(&ReqwestTransport::new(theirs));
}

/// Nobody listens at port 1 of this machine.
#[tokio::test]
async fn proxies_that_cannot_be_reached_are_named_without_their_passwords() {
    let proxy = Proxy::all(format!("http://me:{SECRET}@127.0.0.1:1"));
    let transport = HyperTransport::builder().proxy(proxy).build().unwrap();
    let client = Client::builder().key(KEY).transport(transport).retry(Retry::none()).build().unwrap();
    let error = client.api_keys().list().await.unwrap_err();
    assert!(error.is_connect(), "{error}");
    let shown = shown(&error).join("\n");
    assert!(shown.contains("127.0.0.1:1"), "{shown}");
    assert_hidden("the error", &shown);
}

#[test]
fn what_cannot_be_made_does_not_say_of_what() {
    let faults = [
        Client::new(format!("{KEY}\n")).map(drop),
        Client::builder().key(KEY).header("x-token", format!("{SECRET}\n")).build().map(drop),
        Client::builder().key(KEY).header("authorization", SECRET).build().map(drop),
        Client::builder().key(KEY).base_url(format!("https://me:{SECRET}@api.example")).build().map(drop),
        Client::builder().key(KEY).base_url(format!("https://api.example/?key={SECRET}")).build().map(drop),
    ];
    for fault in faults {
        let error = fault.expect_err("it cannot be made");
        assert_shown_well(&error);
        assert_hidden("the message", &error.to_string());
    }
}
