//! Nothing leaks: neither the key nor a secret is shown by anything that is printed, told or written down.
//!
//! Every secret here holds the word `hush`, and so does the key.

#![allow(deprecated)]

#[path = "../generated-client/tests/every_operation/calls/mod.rs"]
#[rustfmt::skip]
mod calls;
#[path = "leaks/errors.rs"]
mod errors;
#[path = "leaks/fill.rs"]
mod fill;
#[path = "leaks/places.rs"]
mod places;
#[path = "leaks/requests.rs"]
mod requests;
#[path = "leaks/set_up.rs"]
mod set_up;
#[path = "leaks/witness.rs"]
mod witness;

use std::path::Path;
use std::sync::LazyLock;

use clientwright::model::Api;
use clientwright_tests::overlay;
use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use ngrok_client::{Client, Retry};

use calls::Case;
use places::operation;
use witness::Witness;

/// The key of every client here.
const KEY: &str = "key_1hush";

/// A secret of an answer or a request.
const SECRET: &str = "hush-hush-hush";

/// The description of the API, read once.
fn api() -> &'static Api {
    static API: LazyLock<Api> = LazyLock::new(|| {
        let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
        overlay::analysed(&spec).api.expect("the spec is sound")
    });
    &API
}

/// Holds that nothing that must not be seen stands in what is shown.
#[track_caller]
fn assert_hidden(what: &str, shown: &str) {
    assert!(!shown.contains("hush"), "{what}: {shown}");
}

/// Every operation, answered with secrets wherever there can be one, over a connection.
#[tokio::test]
async fn answers_show_no_secret() {
    let api = api();
    let mut secrets = 0;
    for case in calls::all() {
        let answer = fill::answer(api, operation(api, case.name));
        let body = answer.as_ref().map_or(String::new(), |answer| answer.to_string());
        secrets += body.matches(SECRET).count();
        let (status, sent) = (case.status, body.clone());
        let server = Server::new(move |_| match sent.as_str() {
            "" => Reply::empty(status),
            body => Reply::text(status, "application/json", body),
        });
        let witness = Witness::default();
        let _listening = witness.listen();
        let client = Client::builder().key(KEY).base_url(server.url()).retry(Retry::none()).observer(witness.clone());
        let client = client.build().expect("the client can be made");
        let call = (case.call)(&client);
        assert_hidden(case.name, &call.debug);
        let read = call.answer.await.unwrap_or_else(|error| panic!("{}: {error}", case.name));
        assert_hidden(case.name, &read.debug);
        assert_hidden(case.name, &witness.told());
        // What is hidden has been there.
        assert_eq!(read.json, answer.unwrap_or_default(), "{}", case.name);
        let key = server.only().header("authorization").map(str::to_owned);
        assert_eq!(key, Some(format!("Bearer {KEY}")), "{}", case.name);
    }
    assert!(secrets > 500, "only {secrets} secrets were answered");
}
