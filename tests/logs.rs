//! What an application that logs all there is finds in its logs, over real HTTP.
//!
//! The subscriber is that of the whole process, so that the threads of blocking clients and of the
//! transport write to it as well; hence a single test.

use std::io;
use std::sync::{Arc, Mutex};

use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use ngrok_client::event_destinations::{EventFormat, EventTargetDatadogInput, EventTargetInput};
use ngrok_client::{Client, blocking};
use serde_json::json;

#[derive(Clone, Default)]
struct Text(Arc<Mutex<Vec<u8>>>);

impl io::Write for Text {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no holder panics").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Text {
    /// What was written so far; it is forgotten.
    fn take(&self) -> String {
        let bytes = std::mem::take(&mut *self.0.lock().expect("no holder panics"));
        String::from_utf8(bytes).expect("logs are text")
    }
}

fn replies() -> [Reply; 3] {
    let credential = json!({ "id": "cr_1", "token": "hush_token", "description": "hush_description" });
    let error = json!({ "error_code": "ERR_NGROK_446", "msg": "hush_message", "details": { "operation_id": "op_1" } });
    [Reply::json(201, credential).with_header("set-cookie", "hush_cookie"), Reply::json(400, error), Reply::empty(503)]
}

#[tokio::test]
async fn every_step_is_in_the_log_and_no_secret() {
    let text = Text::default();
    let writer = text.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(tracing_subscriber::filter::LevelFilter::TRACE);
    subscriber.with_writer(move || writer.clone()).init();

    let server = Server::scripted(replies());
    let builder = Client::builder().key("hush_key").base_url(server.url()).header("x-hush", "hush_header");
    let client = builder.build().expect("the client can be made");
    client.credentials().create().description("hush_description").await.expect("it is created");
    let target = EventTargetInput::datadog(EventTargetDatadogInput::new().api_key("hush_secret"));
    let create = client.event_destinations().create(EventFormat::Json, target);
    create.with_query("q", "hush_query").await.expect_err("the server refuses it");
    let log = text.take();
    for part in [
        r#"operation="credentials.create" method="POST" path="/credentials" attempts=1 status=201"#,
        r#"operation="event_destinations.create" method="POST" path="/event_destinations" attempts=1 status=400"#,
        r#"operation_id="op_1""#,
    ] {
        assert!(log.contains(part), "{part} is not in\n{log}");
    }
    assert!(!log.contains("hush"), "{log}");

    let builder = blocking::Client::builder().key("hush_key").base_url(server.url());
    let client = builder.random(|| 0.0).build().expect("the client can be made");
    client.credentials().delete("hush_id").send().expect_err("the server fails");
    let log = text.take();
    assert!(log.contains("to be repeated operation=\"credentials.delete\" attempt=1"), "{log}");
    assert!(log.contains(r#"path="/credentials/{id}" attempts=2 status=500"#), "{log}");
    assert!(!log.contains("hush"), "{log}");
}
