//! What the stand-in refuses, and how it says so.

use bytes::Bytes;
use http::Request;
use ngrok_mock::Mock;
use serde_json::{Value, json};

use crate::ask::{Said, ask, send};

fn code(said: &Said) -> (u16, Option<&str>) {
    (said.status, said.body.as_ref().and_then(|body| body["error_code"].as_str()))
}

fn raw(method: &str, target: &str, headers: &[(&str, &str)], body: &str) -> Request<Bytes> {
    let mut request = Request::builder().method(method).uri(format!("https://api.ngrok.com{target}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Bytes::from(body.to_owned())).expect("the request can be made")
}

const KEY: (&str, &str) = ("authorization", "Bearer key_1");
const VERSION: (&str, &str) = ("ngrok-version", "2");
const JSON: (&str, &str) = ("content-type", "application/json");

#[test]
fn a_request_needs_key_version_and_the_right_kind_of_body() {
    let mock = ngrok_mock::builder().key("key_1").build();
    for (headers, body, expected) in [
        (vec![VERSION], "", (401, Some("ERR_NGROK_200"))),
        (vec![("authorization", "key_1"), VERSION], "", (401, Some("ERR_NGROK_201"))),
        (vec![("authorization", "Bearer key_2"), VERSION], "", (401, Some("ERR_NGROK_203"))),
        (vec![KEY], "", (400, Some("ERR_NGROK_218"))),
        (vec![KEY, ("ngrok-version", "3")], "", (400, Some("ERR_NGROK_217"))),
        (vec![KEY, VERSION], "{}", (400, Some("ERR_NGROK_216"))),
        (vec![KEY, VERSION, ("content-type", "text/plain")], "{}", (400, Some("ERR_NGROK_210"))),
        (vec![KEY, VERSION, JSON], "{", (400, Some("ERR_NGROK_213"))),
        (vec![KEY, VERSION, JSON], "[]", (400, Some("ERR_NGROK_213"))),
        (vec![KEY, VERSION, ("content-type", "application/json; charset=utf-8")], "{}", (201, None)),
    ] {
        let said = send(&mock, raw("POST", "/ip_policies", &headers, body));
        assert_eq!(code(&said), expected, "{headers:?} {body}: {said:?}");
    }
    let said = send(&mock, raw("GET", "/ip_policies", &[KEY, VERSION, JSON], "{}"));
    assert_eq!(code(&said), (400, Some("ERR_NGROK_211")));
}

#[test]
fn values_must_fit_the_spec() {
    let mock = ngrok_mock::mock();
    let policy = create(&mock, "/ip_policies", json!({}));
    let rule =
        |cidr: Value, action: Value, policy: &str| json!({ "cidr": cidr, "action": action, "ip_policy_id": policy });
    for (target, body, expected) in [
        ("/ip_policies", json!({ "describtion": "x" }), "ERR_NGROK_214"),
        ("/ip_policies", json!({ "description": 7 }), "ERR_NGROK_215"),
        ("/ip_policies", json!({ "description": "x".repeat(256) }), "ERR_NGROK_215"),
        ("/ip_policies", json!({ "description": "é".repeat(128) }), "ERR_NGROK_215"),
        ("/ip_policy_rules", json!({ "action": "allow", "ip_policy_id": policy }), "ERR_NGROK_215"),
        ("/ip_policy_rules", rule(json!("10.0.0.0/8"), json!("maybe"), &policy), "ERR_NGROK_215"),
        ("/ip_policy_rules", rule(json!("10.0.0.0"), json!("allow"), &policy), "ERR_NGROK_1406"),
        ("/ip_policy_rules", rule(json!("10.0.0.0/8"), json!("allow"), "rd_x"), "ERR_NGROK_227"),
        ("/ip_policy_rules", rule(json!("10.0.0.0/8"), json!("allow"), "ipp_x"), "ERR_NGROK_223"),
        ("/endpoints", json!({ "url": "not a url", "traffic_policy": "{}" }), "ERR_NGROK_249"),
        ("/endpoints", json!({ "url": "https://a.example", "traffic_policy": "{}", "type": "edge" }), "ERR_NGROK_248"),
        ("/event_destinations", json!({ "format": "xml", "target": {} }), "ERR_NGROK_235"),
        ("/event_destinations", json!({ "format": "json", "target": {} }), "ERR_NGROK_236"),
        ("/vault_secrets", json!({ "name": "a", "value": "b" }), "ERR_NGROK_215"),
    ] {
        let said = ask(&mock, "POST", target, Some(&body));
        assert_eq!(code(&said), (400, Some(expected)), "{target} {body}: {said:?}");
    }
    assert_eq!(ask(&mock, "POST", "/ip_policies", Some(&json!({ "description": "é".repeat(127) }))).status, 201);
    assert_eq!(count(&mock, "/ip_policy_rules", "ip_policy_rules"), 0, "what is refused leaves nothing behind");
}

#[test]
fn queries_are_held_to_the_spec() {
    let mock = ngrok_mock::mock();
    for (query, expected) in [
        ("limt=1", "ERR_NGROK_231"),
        ("limit=0", "ERR_NGROK_233"),
        ("limit=101", "ERR_NGROK_233"),
        ("limit=many", "ERR_NGROK_244"),
        ("limit=1&limit=2", "ERR_NGROK_232"),
        ("limit=%zz", "ERR_NGROK_230"),
        ("before_id=er_1", "ERR_NGROK_223"),
    ] {
        let said = ask(&mock, "GET", &format!("/event_subscriptions?{query}"), None);
        assert_eq!(code(&said), (400, Some(expected)), "{query}: {said:?}");
    }
    let unfiltered = ask(&mock, "GET", "/backends/weighted?filter=true", None);
    assert_eq!(code(&unfiltered), (400, Some("ERR_NGROK_231")));
    let said = ask(&mock, "GET", "/endpoints?filter=obj.type%20%3D%3D", None);
    assert_eq!(code(&said), (400, Some("ERR_NGROK_250")));
    assert_eq!(ask(&mock, "GET", "/endpoints?id=ep_1&id=ep_2&url=https://a.example", None).status, 200);
}

#[test]
fn what_does_not_exist_is_not_found_without_a_code() {
    let mock = ngrok_mock::mock();
    let said = ask(&mock, "GET", "/ip_policies/ipp_1", None);
    let body = said.body.clone().expect("an error says something");
    assert_eq!(code(&said), (404, None));
    assert_eq!(
        body.as_object().map(|body| body.keys().map(String::as_str).collect()),
        Some(vec!["status_code", "msg", "details"])
    );
    assert!(body["details"]["operation_id"].as_str().is_some_and(|id| id.starts_with("op_")));
    for (method, target) in [
        ("GET", "/nowhere"),
        ("DELETE", "/ip_policies/ipp_1"),
        ("PATCH", "/edges/https/edghts_1/routes/edghtsrt_1"),
        ("GET", "/edges/https/edghts_1/routes/edghtsrt_1/saml"),
        ("GET", "/vaults/vault_1/secrets"),
        ("POST", "/tunnel_sessions/ts_1/restart"),
    ] {
        assert_eq!(code(&ask(&mock, method, target, None)), (404, None), "{method} {target}");
    }
    assert_eq!(ask(&mock, "GET", "/ip_policies/rd_1", None).status, 400, "an id of another kind");
    assert_eq!(ask(&mock, "PUT", "/ip_policies/ipp_1", None).status, 405);
}

#[test]
fn values_that_must_be_unique_and_things_in_use_are_kept() {
    let mock = ngrok_mock::mock();
    let domain = create(&mock, "/reserved_domains", json!({ "domain": "Shop.example.com" }));
    let again = ask(&mock, "POST", "/reserved_domains", Some(&json!({ "domain": "shop.example.com" })));
    assert_eq!(code(&again), (400, Some("ERR_NGROK_413")));

    let endpoint =
        |pooled: bool| json!({ "url": "https://shop.example.com", "traffic_policy": "{}", "pooling_enabled": pooled });
    let first = create(&mock, "/endpoints", endpoint(false));
    assert_eq!(code(&ask(&mock, "POST", "/endpoints", Some(&endpoint(true)))), (400, Some("ERR_NGROK_18016")));
    assert_eq!(code(&ask(&mock, "POST", "/endpoints", Some(&endpoint(false)))), (400, Some("ERR_NGROK_18017")));
    let in_use = ask(&mock, "DELETE", &format!("/reserved_domains/{domain}"), None);
    assert_eq!(code(&in_use), (400, Some("ERR_NGROK_446")));

    assert_eq!(ask(&mock, "DELETE", &format!("/endpoints/{first}"), None).status, 204);
    create(&mock, "/endpoints", endpoint(true));
    let second = create(&mock, "/endpoints", endpoint(true));
    assert_eq!(
        ask(&mock, "PATCH", &format!("/endpoints/{second}"), Some(&json!({ "url": "https://else.example" }))).status,
        200
    );
    let shown = ask(&mock, "GET", &format!("/endpoints/{second}"), None).body.unwrap();
    assert_eq!(shown.get("domain"), None, "its hostname is no longer that of the reserved domain");
}

#[test]
fn the_rate_is_limited_when_asked_for_and_by_the_clock_of_the_stand_in() {
    let mock = ngrok_mock::builder().rate_limit(true).build();
    let codes = |mock: &Mock| code(&ask(mock, "GET", "/ip_policies", None)).0;
    assert!((0..120).all(|_| codes(&mock) == 200));
    let said = ask(&mock, "GET", "/ip_policies", None);
    assert_eq!(code(&said), (429, Some("ERR_NGROK_226")));
    mock.advance(std::time::Duration::from_secs(60));
    assert_eq!(codes(&mock), 200);
    let free = ngrok_mock::mock();
    assert!((0..500).all(|_| codes(&free) == 200));
}

fn create(mock: &Mock, target: &str, body: Value) -> String {
    let said = ask(mock, "POST", target, Some(&body));
    assert_eq!(said.status, 201, "{said:?}");
    said.body.as_ref().and_then(|body| body["id"].as_str()).expect("it has an id").to_owned()
}

fn count(mock: &Mock, target: &str, items: &str) -> usize {
    ask(mock, "GET", target, None).body.and_then(|body| body[items].as_array().map(Vec::len)).expect("it is a list")
}
