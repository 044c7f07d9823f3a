use clientwright_tests::received::Received;
use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use serde_json::{Value, json};

use crate::Run;

fn run(server: &Server, arguments: &[&str]) -> Run {
    crate::run(env!("CARGO_BIN_EXE_clean_up"), server, arguments)
}

const MARK: &str = r#"{"ci_run":"12"}"#;

fn listed(request: &Received, endpoints: Vec<Value>) -> Reply {
    let domains =
        json!([{ "id": "rd_1", "domain": "a.example.com", "metadata": MARK }, { "id": "rd_2", "metadata": "{" }]);
    let credentials = json!([
        { "id": "cr_1", "description": "ci", "metadata": MARK },
        { "id": "cr_2", "metadata": r#"{"ci_run":"13"}"# },
        { "id": "cr_3", "metadata": r#"["ci_run"]"# },
    ]);
    match request.path.as_str() {
        "/endpoints" => Reply::json(200, json!({ "endpoints": endpoints })),
        "/reserved_domains" => Reply::json(200, json!({ "reserved_domains": domains })),
        _ => Reply::json(200, json!({ "credentials": credentials })),
    }
}

fn endpoint() -> Value {
    json!({ "id": "ep_1", "url": "https://a.example.com", "metadata": MARK })
}

#[test]
fn what_carries_the_mark_is_shown_and_kept() {
    let server = Server::new(|request| listed(request, vec![endpoint()]));
    let run = run(&server, &["ci_run=12"]);
    let shown = [
        "would delete endpoint ep_1 https://a.example.com",
        "would delete domain rd_1 a.example.com",
        "would delete credential cr_1 ci",
        "3 found",
    ];
    assert_eq!(run.lines(), shown);
    assert!(server.lines().iter().all(|line| line.starts_with("GET ")), "{:?}", server.lines());
    assert_eq!(server.received()[0].parameter("filter"), Some(r#"obj.type == "cloud""#));
}

#[test]
fn what_carries_the_mark_is_deleted_as_far_as_it_can_be() {
    let server = Server::new(|request| match (request.method.as_str(), request.path.as_str()) {
        ("GET", _) => listed(request, vec![endpoint()]),
        ("DELETE", "/endpoints/ep_1") => Reply::json(404, json!({ "msg": "gone" })),
        ("DELETE", "/reserved_domains/rd_1") => {
            Reply::json(400, json!({ "error_code": "ERR_NGROK_446", "msg": "still in use" }))
        }
        _ => Reply::empty(204),
    });
    let run = run(&server, &["--delete", "ci_run=12"]);
    assert!(run.failure().contains("ERR_NGROK_446: still in use"), "{}", run.err);
    assert!(run.failure().ends_with("error: 1 are still there"), "{}", run.err);
    let deleted = ["DELETE /endpoints/ep_1", "DELETE /reserved_domains/rd_1", "DELETE /credentials/cr_1"];
    assert_eq!(server.lines()[3..], deleted);
}

#[test]
fn mark_of_too_many_things_is_taken_for_a_mistake() {
    let server = Server::new(|request| listed(request, vec![endpoint(); 50]));
    let run = run(&server, &["--delete", "ci_run=12"]);
    assert_eq!(run.failure(), "error: 52 carry ci_run=12, and more than 50 are not deleted at once");
    assert!(server.lines().iter().all(|line| line.starts_with("GET ")), "{:?}", server.lines());
}
