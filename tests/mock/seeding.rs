//! States: taken in, given out, and refused with place and reason.

use ngrok_mock::Mock;
use serde_json::{Value, json};

use crate::ask::ask;

fn lists(mock: &Mock) -> Vec<Value> {
    let targets = ["/ip_policies", "/ip_policy_rules", "/edges/https", "/event_subscriptions", "/endpoints"];
    targets.iter().filter_map(|target| ask(mock, "GET", target, None).body).collect()
}

fn state() -> Value {
    json!({
        "ip_policies": [{ "id": "ipp_1", "description": "office" }, { "description": "home" }],
        "ip_policy_rules": [{ "cidr": "10.0.0.0/8", "action": "allow", "ip_policy": "ipp_1" }],
        "edges.https": [{ "id": "edghts_1" }],
        "edges.https_routes": [{ "edge_id": "edghts_1", "match": "/", "match_type": "path_prefix" }],
        "event_subscriptions": [{ "id": "esb_1", "created_at": "2020-02-03T04:05:06Z" }],
        "event_sources": [{ "subscription_id": "esb_1", "type": "a.v0" }],
        "endpoints": [{ "type": "edge", "proto": "tls", "uri": null, "principal": { "id": "usr_1", "uri": "" } }],
    })
}

#[test]
fn a_dump_is_a_seed_of_the_same_state() {
    let mock = ngrok_mock::mock();
    mock.seed(&state()).expect("the state fits");
    let again = ngrok_mock::mock();
    again.seed(&mock.dump()).expect("a dump fits");
    assert_eq!(lists(&again), lists(&mock));
    assert_eq!(again.dump(), mock.dump());
    let subscription = ask(&mock, "GET", "/event_subscriptions/esb_1", None).body.unwrap();
    assert_eq!(subscription["created_at"], "2020-02-03T04:05:06Z");
    assert_eq!(subscription["sources"][0]["type"], "a.v0");
}

#[test]
fn what_is_done_after_seeding_goes_on_from_there() {
    let mock = ngrok_mock::mock();
    mock.seed(&state()).expect("the state fits");
    mock.seed(&json!({ "ip_policies": [{ "id": "ipp_2" }] })).expect("more can be added");
    let listed = ask(&mock, "GET", "/ip_policies?limit=1", None).body.unwrap();
    assert_eq!(listed["ip_policies"][0]["id"], "ipp_2", "what came last is the newest");
    assert_eq!(ask(&mock, "DELETE", "/ip_policies/ipp_1", None).status, 204);
    assert_eq!(ask(&mock, "GET", "/ip_policy_rules", None).body.unwrap()["ip_policy_rules"], json!([]));
}

#[test]
fn a_state_that_does_not_fit_is_refused_with_place_and_reason() {
    for (state, place, reason) in [
        (json!([]), "", "an object with a list for each service"),
        (json!({ "ip_policy": [] }), "ip_policy", "no such service"),
        (json!({ "edge_modules.tcp_edge_backend": [] }), "edge_modules.tcp_edge_backend", "no such service"),
        (json!({ "ip_policies": {} }), "ip_policies", "a list"),
        (json!({ "ip_policies": [7] }), "ip_policies[0]", "an object"),
        (json!({ "ip_policies": [{ "id": "rd_1" }] }), "ip_policies[0].id", "`ipp_`"),
        (json!({ "ip_policies": [{}, { "descr": "x" }] }), "ip_policies[1].descr", "no field `descr`"),
        (json!({ "ip_policies": [{ "description": 7 }] }), "ip_policies[0].description", "a text"),
        (json!({ "ip_policies": [{ "description": "x".repeat(256) }] }), "ip_policies[0].description", "255 bytes"),
        (json!({ "ip_policies": [{ "id": "ipp_1" }, { "id": "ipp_1" }] }), "ip_policies[1]", "twice"),
        (json!({ "edges.https_routes": [{ "match": "/" }] }), "edges.https_routes[0]", "`edge_id` is missing"),
        (json!({ "ip_policy_rules": [{ "action": "maybe" }] }), "ip_policy_rules[0].action", "allow, deny"),
        (json!({ "ip_policy_rules": [{ "ip_policy": "rd_1" }] }), "ip_policy_rules[0].ip_policy", "`ipp_`"),
        (
            json!({ "edges.tcp": [{ "backend": { "backend": { "id": "bkdtg_1" }, "on": true } }] }),
            "edges.tcp[0].backend.on",
            "no field `on`",
        ),
    ] {
        let mock = ngrok_mock::mock();
        let error = mock.seed(&state).expect_err(place);
        assert_eq!(error.path(), place, "{error}");
        assert!(error.to_string().contains(reason), "{error}");
        assert_eq!(mock.dump(), json!({}), "nothing was taken in");
    }
    let mock = ngrok_mock::mock();
    mock.seed(&json!({ "ip_policies": [{ "id": "ipp_1" }] })).expect("the state fits");
    let error = mock.seed(&json!({ "ip_policies": [{ "id": "ipp_1" }] })).expect_err("it is there");
    assert_eq!(error.to_string(), "ip_policies[0]: `ipp_1` exists already");
}
