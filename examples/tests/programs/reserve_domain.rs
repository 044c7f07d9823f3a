use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;

use bytes::Bytes;
use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use ngrok_client::runtime::BoxFuture;
use ngrok_client::{Client, Transport, TransportError};
use serde_json::{Value, json};
use tokio::time::Instant;

/// The program itself, whose waits pass at once where the clock is not the real one.
#[allow(dead_code)]
#[path = "../../reserve_domain.rs"]
mod program;

fn domain(certificate: Value, job: Value) -> Value {
    json!({
        "id": "rd_1", "domain": "*.example.com", "cname_target": "c.example", "acme_challenge_cname_target": "d.example",
        "certificate": certificate, "certificate_management_policy": { "authority": "letsencrypt" },
        "certificate_management_status": { "provisioning_job": job },
    })
}

fn job(error: Value, text: &str) -> Value {
    json!({ "error_code": error, "msg": text })
}

fn run(server: &Server, arguments: &[&str]) -> crate::Run {
    crate::run(env!("CARGO_BIN_EXE_reserve_domain"), server, arguments)
}

#[test]
fn domain_with_a_certificate_is_done_at_once() {
    let server = Server::scripted([Reply::json(201, domain(json!({ "id": "cert_1" }), Value::Null))]);
    let run = run(&server, &["*.example.com"]);
    let told = [
        "*.example.com is reserved as rd_1",
        "it needs the DNS record: *.example.com CNAME c.example",
        "and, as a wildcard: _acme-challenge.example.com CNAME d.example",
        "it has the certificate cert_1",
    ];
    assert_eq!(run.lines(), told);
    let policy = json!({ "authority": "letsencrypt" });
    assert_eq!(
        server.only().json(),
        Some(json!({ "domain": "*.example.com", "certificate_management_policy": policy }))
    );
}

#[test]
fn domain_that_is_reserved_already_is_found() {
    let refusal = json!({ "error_code": "ERR_NGROK_413", "msg": "taken" });
    let found = json!({ "reserved_domains": [domain(json!({ "id": "cert_1" }), Value::Null)] });
    let server = Server::scripted([Reply::json(400, refusal.clone()), Reply::json(200, found)]);
    assert_eq!(run(&server, &["*.example.com"]).lines().len(), 4);
    assert_eq!(server.received()[1].parameter("filter"), Some(r#"obj.domain == "*.example.com""#));

    let nowhere = json!({ "reserved_domains": [] });
    let server = Server::scripted([Reply::json(400, refusal), Reply::json(200, nowhere)]);
    assert!(run(&server, &["a.example.com"]).failure().ends_with("ERR_NGROK_413: taken"));
}

#[test]
fn domain_without_managed_certificates_is_not_waited_for() {
    let server = Server::scripted([Reply::json(201, json!({ "id": "rd_1", "domain": "a.example.com" }))]);
    assert!(run(&server, &["a.example.com"]).failure().ends_with("so none will come"));
}

/// Answers in order, without a network, so that no time but that of the program's waits passes.
struct Answers(Mutex<VecDeque<Value>>);

impl Transport for Answers {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let answer = self.0.lock().expect("nobody panics with the lock").pop_front().expect("there is an answer left");
        Box::pin(async move { Ok(http::Response::new(answer.to_string().into())) })
    }
}

/// Runs the program here; the clock jumps over its waits. Says how it ended, and how much time that took.
async fn waited(answers: impl IntoIterator<Item = Value>, within: u64) -> (Result<(), String>, Duration) {
    let transport = Answers(Mutex::new(answers.into_iter().collect()));
    let client = Client::builder().key("key").transport(transport).build().expect("the client can be made");
    let start = Instant::now();
    let outcome = program::run(&client, "a.example.com", Duration::from_secs(within)).await;
    (outcome.map_err(|error| error.to_string()), start.elapsed())
}

#[tokio::test(start_paused = true)]
async fn certificate_is_waited_for_with_longer_and_longer_pauses() {
    let trouble = job(json!("INTERNAL_ERROR"), "try later");
    let jobs =
        [Value::Null, job(Value::Null, "begun"), trouble, job(json!("DNS_ERROR"), "no CNAME"), job(json!("NEW"), "?")];
    let pending = jobs.into_iter().map(|job| domain(Value::Null, job));
    let certified = domain(json!({ "id": "cert_1" }), Value::Null);
    let (outcome, time) = waited(pending.chain([certified]), 900).await;
    assert_eq!((outcome, time.as_secs()), (Ok(()), 5 + 10 + 20 + 40 + 60));
}

#[tokio::test(start_paused = true)]
async fn waiting_ends_before_the_time_is_up() {
    let pending = std::iter::repeat_n(domain(Value::Null, job(json!("DNS_ERROR"), "no CNAME")), 64);
    let (outcome, time) = waited(pending, 100).await;
    let reason = "no certificate within 100 s; the DNS records are not right yet: no CNAME";
    assert_eq!((outcome, time.as_secs()), (Err(reason.to_owned()), 5 + 10 + 20 + 40));
}
