//! An application's own tests, as its author would write them, for both clients.

use depot_client::parcels::Parcel;
use ngrok_client::ip_policies::{IpPolicy, IpPolicyList};
use ngrok_client::ip_policy_rules::{Action, IpPolicyRule};
use ngrok_client::testing::{ErrorReply, ManualTimer, MockTransport, Reply};
use ngrok_client::types::Ref;
use ngrok_client::{API, Client, Cursor, Error};
use serde_json::json;

fn client(transport: &MockTransport, timer: &ManualTimer) -> Client {
    let builder = Client::builder().key("test").transport(transport.clone()).timer(timer.clone());
    builder.build().expect("the client can be made")
}

/// What an application does: its policy called so, made if there is none.
async fn policy(client: &Client, description: &str) -> Result<IpPolicy, Error> {
    let mut policies = client.ip_policies().list().page_size(2).items();
    while let Some(policy) = policies.try_next().await? {
        if policy.description == description {
            return Ok(policy);
        }
    }
    client.ip_policies().create().description(description).await
}

#[test]
fn application_is_tested_without_a_network() {
    let page = |ids: &[&str]| {
        IpPolicyList::builder().ip_policies(ids.iter().map(|id| IpPolicy::builder().id(*id).description(*id)))
    };
    let transport = MockTransport::scripted([
        Reply::ok(page(&["a", "b"]).next_page_uri("/ip_policies?before_id=b&limit=2").build()),
        Reply::error(&API, 503, "ERR_NGROK_9", "later"),
        Reply::ok(page(&["c"]).build()),
        Reply::json(201, IpPolicy::builder().id("ipp_1").description("office").build()),
    ]);
    let timer = ManualTimer::new();
    let office = timer.run(policy(&client(&transport, &timer), "office")).expect("it is made");
    assert_eq!(office.id, "ipp_1");
    let next = "GET /ip_policies?before_id=b&limit=2";
    assert_eq!(transport.lines(), ["GET /ip_policies?limit=2", next, next, "POST /ip_policies"]);
    assert_eq!(transport.requests()[3].json(), json!({ "description": "office" }));
    transport.assert_done();
}

#[test]
fn errors_are_those_of_the_api() {
    let refused = ErrorReply::new(&API, 400).code("ERR_NGROK_1406").message("no CIDR").operation_id("op_1");
    let transport = MockTransport::scripted([refused.clone()]);
    let timer = ManualTimer::new();
    let call = client(&transport, &timer).ip_policy_rules().create("x", "ipp_1", Action::Allow);
    let error = timer.run(call).expect_err("it is refused");
    assert!(error.has_code("ERR_NGROK_1406") && refused.to_error().has_code("ERR_NGROK_1406"));
    let line = "ip_policy_rules.create: 400 Bad Request: ERR_NGROK_1406: no CIDR (operation id op_1)";
    assert_eq!(error.to_string(), line);
}

#[test]
fn what_is_nested_is_built_in_place() {
    let rule = IpPolicyRule::builder().cidr("10.0.0.0/8").action(Action::Deny).ip_policy(Ref::builder().id("ipp_1"));
    let rule: IpPolicyRule = rule.created_at("2026-01-02T03:04:05Z").into();
    assert_eq!(rule.ip_policy.as_ref().map(|policy| policy.id.as_str()), Some("ipp_1"));
    assert_eq!((rule.id.as_str(), rule.description.as_str()), ("", ""));
    let again: IpPolicyRule =
        serde_json::from_value(serde_json::to_value(&rule).expect("it is JSON")).expect("the same");
    assert_eq!(again, rule);
}

#[test]
fn walk_is_taken_up_in_another_run_of_the_application() {
    let next = "https://api.ngrok.com/ip_policies?before_id=a&limit=1";
    let first = IpPolicyList::builder().ip_policies([IpPolicy::builder().id("a")]).next_page_uri(next);
    let transport = MockTransport::scripted([first.build(), IpPolicyList::builder().build()].map(Reply::ok));
    let timer = ManualTimer::new();
    let mut pages = client(&transport, &timer).ip_policies().list().page_size(1).pages();
    timer.run(pages.try_next()).expect("a page").expect("the first one");
    let kept = pages.cursor().expect("there is more").to_string();
    let list = client(&transport, &timer).ip_policies().list().items().resume(Cursor::from(kept));
    assert!(timer.run(list.collect_all(100)).expect("the rest").is_empty());
    assert_eq!(transport.lines()[1], "GET /ip_policies?before_id=a&limit=1");
}

#[test]
fn another_api_is_tested_the_same_way() {
    let error = ErrorReply::new(&depot_client::API, 410).code("parcel_lost").operation_id("r_1");
    let transport = MockTransport::scripted([Reply::ok(Parcel::builder().id(7).build()), error.into()]);
    let builder = depot_client::blocking::Client::builder().key("k").transport(transport.clone());
    let client = builder.build().expect("the client can be made");
    assert_eq!(client.parcels().get(7).send().expect("a parcel").id.get(), 7);
    let error = client.parcels().get(8).send().expect_err("it is lost");
    assert_eq!((error.code(), error.operation_id()), (Some("parcel_lost"), Some("r_1")));
    assert_eq!(transport.lines(), ["GET /api/v2/parcels/7", "GET /api/v2/parcels/8"]);
}
