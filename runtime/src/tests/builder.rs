//! Setting a client up.

use std::time::Duration;

use super::emitted::Client;
use super::fake::{Fake, FakeTimer, answer, run};
use crate::{Api, Auth, ClientBuilder};

fn builder() -> ClientBuilder<Client> {
    Client::builder().transport(Fake::new([])).timer(FakeTimer::default())
}

fn refused(builder: ClientBuilder<Client>) -> String {
    builder.build().unwrap_err().to_string()
}

#[test]
fn unfit_key_is_refused_without_being_shown() {
    assert_eq!(refused(builder()), "no key was given");
    assert_eq!(refused(builder().key("")), "no key was given");
    let message = refused(builder().key("hunter2\n"));
    assert!(message.contains("key") && !message.contains("hunter2"), "{message}");
}

#[test]
fn key_is_never_shown() {
    let set = builder().key("hunter2");
    assert!(!format!("{set:?}").contains("hunter2"));
    let client = set.build().unwrap();
    let shown = format!("{client:?} {:?} {:?}", client.books().get("b_1"), client.runtime());
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(shown.starts_with("Client { base_url: \"https://api.books.example/v1\""), "{shown}");
}

#[test]
fn api_without_a_key_needs_none() {
    static OPEN: Api = Api { auth: Auth { header: "", prefix: "" }, ..API_BASE };
    const API_BASE: Api = Api {
        name: "open",
        base_url: "https://open.example",
        key_variable: None,
        base_url_variable: None,
        auth: Auth { header: "", prefix: "" },
        headers: &[],
        user_agent: "open/1",
        errors: crate::ErrorShape {
            code: &[],
            message: &[],
            details: &[],
            operation_id: &[],
            operation_id_header: None,
        },
        rate_limit: None,
    };
    let builder = ClientBuilder::<crate::Client>::from_env(&OPEN).unwrap();
    let client = builder.transport(Fake::new([])).timer(FakeTimer::default()).build().unwrap();
    assert_eq!(client.base_url(), "https://open.example");
}

#[test]
fn base_url_must_be_safe() {
    let message = refused(builder().key("k").base_url("http://books.example"));
    assert!(message.contains("http"), "{message}");
    let allowed = builder().key("k").base_url("http://books.example").allow_http(true);
    assert!(allowed.build().is_ok());
    assert!(refused(builder().key("k").base_url("https://me@x.example")).contains("user name"));
}

#[test]
fn user_agent_of_the_application_stands_first() {
    let fake = Fake::new([answer(200, "{}")]);
    let builder = builder().key("k").user_agent("shop/2").transport(fake.clone());
    let client = builder.timeout(Duration::from_secs(1)).build().unwrap();
    run(client.books().get("b_1")).unwrap();
    assert_eq!(fake.seen()[0].headers()["user-agent"], "shop/2 books-client/0.1.0");
    assert!(refused(self::builder().key("k").user_agent("a\nb")).contains("user agent"));
}
