use std::fs;

use clientwright_tests::received::Received;
use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::Run;

fn rule(id: &str, policy: &str, cidr: &str, action: &str) -> Value {
    json!({ "id": id, "cidr": cidr, "action": action, "ip_policy": { "id": policy } })
}

fn answer(request: &Received) -> Reply {
    match (request.method.as_str(), request.path.as_str()) {
        ("GET", "/ip_policies/ipp_1") => Reply::json(200, json!({ "id": "ipp_1" })),
        ("GET", "/ip_policy_rules") => {
            let rules = [
                rule("ipr_1", "ipp_1", "10.0.0.0/8", "allow"),
                rule("ipr_2", "ipp_1", "192.0.2.0/24", "allow"),
                rule("ipr_3", "ipp_1", "192.0.2.7/24", "allow"),
                rule("ipr_4", "ipp_1", "198.51.100.0/24", "deny"),
                rule("ipr_5", "ipp_2", "203.0.113.0/24", "allow"),
            ];
            Reply::json(200, json!({ "ip_policy_rules": rules, "next_page_uri": null }))
        }
        ("POST", "/ip_policy_rules") => Reply::json(201, rule("ipr_9", "ipp_1", "2001:db8::/32", "allow")),
        ("DELETE", "/ip_policy_rules/ipr_2" | "/ip_policy_rules/ipr_3") => Reply::empty(204),
        _ => Reply::json(404, json!({ "error_code": "ERR_NGROK_404", "msg": "not found" })),
    }
}

fn run(server: &Server, ranges: &str, options: &[&str], policy: &str) -> Run {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("ranges.txt");
    fs::write(&file, ranges).unwrap();
    let arguments = [options, &[policy, file.to_str().unwrap()]].concat();
    crate::run(env!("CARGO_BIN_EXE_sync_ip_policy"), server, &arguments)
}

const RANGES: &str = "# offices\n10.1.2.3/8 # the first\n\n2001:db8:0::1/32\n";

#[test]
fn policy_becomes_what_the_file_says() {
    let server = Server::new(answer);
    let run = run(&server, RANGES, &[], "ipp_1");
    assert_eq!(run.lines(), ["+ 2001:db8::/32", "- 192.0.2.0/24 (ipr_2)", "- 192.0.2.7/24 (ipr_3)"]);
    let lines = server.lines();
    let changes = ["POST /ip_policy_rules", "DELETE /ip_policy_rules/ipr_2", "DELETE /ip_policy_rules/ipr_3"];
    assert_eq!(lines[2..], changes);
    let sent = json!({ "cidr": "2001:db8::/32", "ip_policy_id": "ipp_1", "action": "allow" });
    assert_eq!(server.received()[2].json(), Some(sent));
}

#[test]
fn dry_run_shows_the_same_and_changes_nothing() {
    let server = Server::new(answer);
    assert_eq!(run(&server, RANGES, &["--dry-run"], "ipp_1").lines().len(), 3);
    assert_eq!(server.lines(), ["GET /ip_policies/ipp_1", "GET /ip_policy_rules?limit=100"]);
}

#[test]
fn file_with_a_mistake_changes_nothing() {
    let server = Server::new(answer);
    for (ranges, reason) in [
        ("10.0.0.0/8\n10.0.0/8\n", "line 2: `10.0.0/8` is not an address range"),
        ("10.0.0.0/33\n", "line 1: `10.0.0.0/33` is not an address range"),
        ("# nobody\n", "there is no address range in it"),
    ] {
        let run = run(&server, ranges, &[], "ipp_1");
        assert!(run.failure().ends_with(reason), "{}", run.err);
    }
    assert_eq!(server.lines(), [""; 0]);
}

#[test]
fn policy_that_does_not_exist_is_said_to_be_missing() {
    let server = Server::new(answer);
    let run = run(&server, RANGES, &[], "ipp_7");
    assert!(run.failure().starts_with("error: ip_policies.get: 404 Not Found"), "{}", run.err);
}
