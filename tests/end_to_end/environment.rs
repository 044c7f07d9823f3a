//! Clients made from the environment.
//!
//! The variables of a process belong to all of its tests, so each of these runs its second half in
//! a process of its own: this same binary, asked for the same test.

use std::env;
use std::process::{Command, Output};

use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use ngrok_client::Client;
use serde_json::json;

use crate::KEY;

const ALONE: &str = "CLIENTWRIGHT_TEST_ALONE";

/// Runs a test of this module once more with these variables, and gives what it printed.
fn alone(test: &str, variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(env::current_exe().expect("the binary knows where it is"));
    command.args(["--exact", "--nocapture", &format!("environment::{test}")]);
    command.env_remove("NGROK_API_KEY").env_remove("NGROK_API_BASE_URL");
    command.envs(variables.iter().copied()).env(ALONE, "1");
    let Output { status, stdout, .. } = command.output().expect("the binary runs");
    let printed = String::from_utf8(stdout).expect("it prints text");
    assert!(status.success() && printed.contains("1 passed"), "{printed}");
    printed
}

fn is_alone() -> bool {
    env::var_os(ALONE).is_some()
}

#[tokio::test]
async fn key_and_base_url_are_read() {
    if is_alone() {
        let client = Client::from_env().unwrap();
        assert!(!format!("{client:?}").contains(KEY));
        return drop(client.ip_policies().get("ipp_1").await.unwrap());
    }
    let server = Server::scripted([Reply::json(200, json!({ "id": "ipp_1" }))]);
    let base = format!("{}/prefix", server.url());
    alone("key_and_base_url_are_read", &[("NGROK_API_KEY", KEY), ("NGROK_API_BASE_URL", &base)]);
    let sent = server.only();
    assert_eq!(sent.line(), "GET /prefix/ip_policies/ipp_1");
    assert_eq!(sent.header("authorization"), Some(format!("Bearer {KEY}").as_str()));
}

#[test]
fn base_url_need_not_be_set() {
    if is_alone() {
        let client = Client::from_env().unwrap();
        return assert_eq!(client.runtime().base_url(), "https://api.ngrok.com");
    }
    alone("base_url_need_not_be_set", &[("NGROK_API_KEY", KEY)]);
    alone("base_url_need_not_be_set", &[("NGROK_API_KEY", KEY), ("NGROK_API_BASE_URL", "")]);
}

#[test]
fn variable_that_is_missing_or_unfit_is_named() {
    if is_alone() {
        let error = Client::from_env().unwrap_err();
        return println!("<{error}>");
    }
    let error = |variables: &[_]| alone("variable_that_is_missing_or_unfit_is_named", variables);
    assert!(error(&[]).contains("NGROK_API_KEY"));
    assert!(error(&[("NGROK_API_KEY", "")]).contains("NGROK_API_KEY"));
    let unfit = error(&[("NGROK_API_KEY", KEY), ("NGROK_API_BASE_URL", "nonsense")]);
    assert!(unfit.contains("NGROK_API_BASE_URL") && !unfit.contains(KEY), "{unfit}");
}
