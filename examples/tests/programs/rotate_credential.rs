use std::fs;

use clientwright_tests::received::Received;
use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use serde_json::json;
use tempfile::TempDir;

use crate::Run;

fn run(server: &Server, arguments: &[&str]) -> Run {
    crate::run(env!("CARGO_BIN_EXE_rotate_credential"), server, arguments)
}

fn answer(request: &Received) -> Reply {
    match (request.method.as_str(), request.path.as_str()) {
        ("GET", "/credentials/cr_1") => {
            let rights = json!(["bind:a.example.com"]);
            Reply::json(
                200,
                json!({ "id": "cr_1", "description": "oven", "metadata": "m", "acl": rights, "owner_id": "usr_1" }),
            )
        }
        ("POST", "/credentials") => Reply::json(201, json!({ "id": "cr_2", "token": "tok_2hush" })),
        ("DELETE", "/credentials/cr_1") => Reply::empty(204),
        _ => Reply::json(404, json!({ "msg": "not found" })),
    }
}

#[test]
fn new_token_has_the_same_rights_and_is_written_for_its_owner_alone() {
    let (server, folder) = (Server::new(answer), TempDir::new().unwrap());
    let file = folder.path().join("agent.token");
    let run = run(&server, &["cr_1", file.to_str().unwrap()]);
    assert_eq!(run.lines().len(), 1);
    assert!(!format!("{}{}", run.out, run.err).contains("hush"), "the token is shown: {}", run.out);
    assert_eq!(fs::read_to_string(&file).unwrap(), "tok_2hush\n");
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&file).unwrap().permissions()) & 0o777, 0o600);
    let sent = json!({ "acl": ["bind:a.example.com"], "description": "oven", "metadata": "m", "owner_id": "usr_1" });
    assert_eq!(server.received()[1].json(), Some(sent));
    assert_eq!(server.lines(), ["GET /credentials/cr_1", "POST /credentials"], "the old token goes on to be valid");
}

#[test]
fn file_that_is_there_is_kept_and_no_credential_is_issued() {
    let (server, folder) = (Server::new(answer), TempDir::new().unwrap());
    let file = folder.path().join("agent.token");
    fs::write(&file, "precious").unwrap();
    let run = run(&server, &["cr_1", file.to_str().unwrap()]);
    assert!(run.failure().contains("agent.token: "), "{}", run.err);
    assert_eq!(fs::read_to_string(&file).unwrap(), "precious");
    assert_eq!(server.lines(), ["GET /credentials/cr_1"]);
}

#[test]
fn credential_whose_token_cannot_be_kept_is_revoked() {
    let server = Server::new(|request| match request.method.as_str() {
        "GET" => answer(request),
        "POST" => Reply::json(201, json!({ "id": "cr_2", "token": null })),
        _ => Reply::empty(204),
    });
    let folder = TempDir::new().unwrap();
    let run = run(&server, &["cr_1", folder.path().join("agent.token").to_str().unwrap()]);
    assert!(
        run.failure().ends_with("the answer holds no token; the new credential cr_2 is revoked again"),
        "{}",
        run.err
    );
    assert_eq!(server.lines().last().unwrap(), "DELETE /credentials/cr_2");
}

#[test]
fn credential_that_is_refused_leaves_no_file() {
    let server = Server::new(|request| match request.method.as_str() {
        "GET" => answer(request),
        _ => Reply::json(400, json!({ "error_code": "ERR_NGROK_215", "msg": "no such right" })),
    });
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("agent.token");
    let run = run(&server, &["cr_1", file.to_str().unwrap()]);
    assert!(run.failure().contains("ERR_NGROK_215: no such right"), "{}", run.err);
    assert!(!file.exists());
}

#[test]
fn old_token_is_revoked_once() {
    let server = Server::new(answer);
    assert_eq!(run(&server, &["--revoke", "cr_1"]).lines(), ["cr_1 is revoked"]);
    assert_eq!(run(&server, &["--revoke", "cr_7"]).lines(), ["cr_7 was revoked before"]);
}
