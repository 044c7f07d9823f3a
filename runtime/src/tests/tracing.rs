//! What the feature `tracing` writes down, seen as text.

use std::io;
use std::sync::{Arc, Mutex};

use ::tracing::Level;
use ::tracing::subscriber::with_default;
use serde_json::json;
use tracing_subscriber::fmt::format::FmtSpan;

use super::emitted::CoverInput;
use super::fake::{Step, answer};
use super::rig::{Rig, seconds};
use crate::{RateLimiter, Retry, TransportErrorKind};

/// Takes what a subscriber writes.
#[derive(Clone, Default)]
struct Text(Arc<Mutex<Vec<u8>>>);

impl io::Write for Text {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What is written down while this is done, line by line.
fn written<T>(level: Level, spans: FmtSpan, work: impl FnOnce() -> T) -> Vec<String> {
    let text = Text::default();
    let writer = text.clone();
    let subscriber = tracing_subscriber::fmt().with_max_level(level).with_span_events(spans);
    let subscriber = subscriber.without_time().with_ansi(false).with_writer(move || writer.clone()).finish();
    drop(with_default(subscriber, work));
    let bytes = text.0.lock().unwrap();
    String::from_utf8(bytes.clone()).unwrap().lines().map(str::to_owned).collect()
}

const SPAN: &str =
    r#"call{otel.name="books.get" otel.kind="client" operation="books.get" method="GET" path="/books/{id}""#;

#[test]
fn span_of_a_call_says_how_it_ended() {
    let done = Step::Answer(200, &[("books-operation-id", "op_1")], json!({}).to_string());
    let rig = Rig::new([answer(503, ""), done, Step::Fail(TransportErrorKind::Io)]);
    let closed = |retry: Retry| {
        let get = rig.client.books().get("b_1").with_retry(retry);
        let lines = written(Level::INFO, FmtSpan::CLOSE, || rig.run(get));
        let line = lines.last().unwrap().replace(SPAN, "…");
        line.split_once("}: clientwright: close").unwrap().0.to_owned()
    };
    assert_eq!(closed(Retry::standard()), r#" INFO … attempts=2 status=200 operation_id="op_1""#);
    assert_eq!(closed(Retry::none()), r#" INFO … attempts=1 failure="io""#);
}

#[test]
fn steps_are_events_and_only_retries_are_warnings() {
    let script = || [answer(503, ""), answer(429, ""), answer(404, "")];
    let limiter = RateLimiter::new(2, seconds(30));
    let rig = Rig::with(script(), |builder| builder.rate_limiter(limiter));
    let lines = written(Level::TRACE, FmtSpan::NONE, || rig.run(rig.client.books().get("b_1")));
    let lines: Vec<_> = lines.iter().map(|line| line.replace(&format!("{SPAN}}}: clientwright: "), "")).collect();
    let expected = [
        "TRACE started",
        "DEBUG let pass by the rate limiter waited_ms=0",
        "TRACE request sent attempt=1",
        "DEBUG attempt finished attempt=1 status=503 elapsed_ms=0",
        r#" WARN attempt failed, to be repeated operation="books.get" attempt=1 reason="backoff" wait_ms=250"#,
        "DEBUG let pass by the rate limiter waited_ms=0",
        "TRACE request sent attempt=2",
        "DEBUG attempt finished attempt=2 status=429 elapsed_ms=0",
        r#" WARN attempt failed, to be repeated operation="books.get" attempt=2 reason="rate_limited" wait_ms=63000"#,
        "DEBUG let pass by the rate limiter waited_ms=0",
        "TRACE request sent attempt=3",
        "DEBUG attempt finished attempt=3 status=404 elapsed_ms=0",
    ];
    assert_eq!(lines[..12], expected);
    assert!(lines[12].ends_with("attempts=3 status=404}: clientwright: finished elapsed_ms=63250"), "{}", lines[12]);
    let rig = Rig::new(script());
    let warnings = written(Level::WARN, FmtSpan::NONE, || rig.run(rig.client.books().get("b_1")));
    assert_eq!(warnings.len(), 2, "{warnings:?}");
    let quiet = Rig::new([answer(404, "")]);
    assert_eq!(written(Level::INFO, FmtSpan::NONE, || quiet.run(quiet.client.books().get("b_1"))), [""; 0]);
}

#[test]
fn failure_that_is_not_repeated_and_call_that_is_given_up_are_written_down() {
    let rig = Rig::new([answer(503, ""), Step::Hang]);
    let get = || rig.client.books().get("b_1");
    let lines = written(Level::DEBUG, FmtSpan::NONE, || rig.run(get().with_retry(Retry::none())));
    assert!(lines.iter().any(|line| line.ends_with(r#"attempt failed, not repeated attempt=1 reason="attempts""#)));
    let lines = written(Level::DEBUG, FmtSpan::CLOSE, || {
        let mut call = Box::pin(get().send());
        rig.run(std::future::poll_fn(|context| std::task::Poll::Ready(call.as_mut().poll(context).is_pending())));
        drop(call);
    });
    assert!(lines.last().unwrap().contains(r#"attempts=1 failure="dropped""#), "{lines:?}");
}

#[test]
fn nothing_that_an_application_gives_is_written_down() {
    let body = json!({ "error_code": "E", "msg": "hunter8", "id": "hunter8" }).to_string();
    let headers: &[_] = &[("set-cookie", "hunter9")];
    let script = [503, 200, 500].map(|status| Step::Answer(status, headers, body.clone()));
    let rig = Rig::with(script, |builder| builder.key("hunter1").header("x-all", "hunter2").user_agent("hunter3"));
    let get = rig.client.books().get("hunter4").with_query("q", "hunter5").with_header("x-one", "hunter6");
    let cover = CoverInput::new("hunter7").password("hunter7");
    let create = rig.client.books().create("hunter7", 7).cover(cover).token("hunter7");
    let lines = written(Level::TRACE, FmtSpan::FULL, || (rig.run(get), rig.run(create)));
    assert!(lines.len() > 10 && !lines.iter().any(|line| line.contains("hunter")), "{lines:?}");
}

#[test]
fn span_stands_in_that_of_the_application() {
    let rig = Rig::new([answer(503, ""), answer(200, "{}")]);
    let lines = written(Level::INFO, FmtSpan::NONE, || {
        ::tracing::info_span!("sync", round = 7).in_scope(|| rig.run(rig.client.books().get("b_1")))
    });
    assert!(lines[0].starts_with(" WARN sync{round=7}:call{"), "{lines:?}");
}

#[cfg(feature = "blocking")]
#[test]
fn blocking_call_is_written_down_as_if_it_ran_where_it_was_made() {
    let rig = Rig::new([answer(404, "")]);
    let client = super::emitted::blocking::Client::try_from(rig.client.runtime().clone()).unwrap();
    let lines = written(Level::DEBUG, FmtSpan::NONE, || {
        ::tracing::info_span!("sync", round = 7).in_scope(|| client.books().get("b_1").send())
    });
    assert!(lines[0].starts_with("DEBUG sync{round=7}:call{"), "{lines:?}");
}
