//! Every way to fail, for every operation.

use std::error::Error as _;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use bytes::Bytes;
use ngrok_client::runtime::{BoxFuture, Timer};
use ngrok_client::{Client, Error, Retry, Transport, TransportError};
use serde_json::{Value, json};

use crate::witness::Witness;
use crate::{Case, KEY, SECRET, api, assert_hidden, calls, places};

/// A way in which a call fails.
pub struct Fault {
    pub name: &'static str,
    /// What is answered, of all that must not be seen; nothing where there is no answer.
    answer: fn(&str) -> Option<http::Response<Bytes>>,
    is_it: fn(&Error) -> bool,
}

fn response(status: u16, headers: &[(&str, &str)], body: String) -> Option<http::Response<Bytes>> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    Some(response.body(body.into()).expect("it is a response"))
}

pub const FAULTS: &[Fault] = &[
    Fault {
        name: "an error that repeats everything",
        answer: |all| {
            let details = json!({ "text": all, "list": [all], "operation_id": KEY });
            response(400, &[], json!({ "error_code": all, "msg": all, "details": details }).to_string())
        },
        is_it: |error| error.message().is_some_and(|message| message.contains("***")),
    },
    Fault {
        name: "an error with the key in a header",
        answer: |_| response(503, &[("ngrok-operation-id", KEY), ("x-key", KEY)], String::new()),
        is_it: Error::is_server_error,
    },
    Fault {
        name: "a page of a proxy",
        answer: |all| response(502, &[("content-type", "text/html")], format!("<h1>{all}</h1>")),
        is_it: |error| error.body().is_some_and(|body| body.starts_with(b"<h1>")),
    },
    Fault {
        name: "a redirect to another host",
        answer: |_| response(302, &[("location", "https://me:hush@other.example/hush?key=hush")], String::new()),
        is_it: Error::is_foreign_host,
    },
    Fault {
        name: "a redirect to the same host",
        answer: |_| response(307, &[("location", "/key_1hush?key=hush")], String::new()),
        is_it: |error| error.status() == Some(307),
    },
    Fault { name: "no answer", answer: |_| None, is_it: Error::is_timeout },
    Fault {
        name: "an answer that is too long",
        answer: |_| response(200, &[], SECRET.repeat(4096)),
        is_it: |error| error.to_string().contains("longer than"),
    },
];

/// Ways that only answers with a body have.
const OF_A_BODY: &[Fault] = &[
    Fault {
        name: "an answer of another type",
        answer: |_| response(200, &[], json!([SECRET]).to_string()),
        is_it: Error::is_decode,
    },
    Fault {
        name: "an answer that is no JSON",
        answer: |_| response(200, &[], format!("{{\"token\": {SECRET}")),
        is_it: Error::is_decode,
    },
];

/// A transport that knows one answer.
struct Faulty(Option<http::Response<Bytes>>);

impl Transport for Faulty {
    fn send(&self, _: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        match &self.0 {
            Some(response) => Box::pin(std::future::ready(Ok(response.clone()))),
            None => Box::pin(std::future::pending()),
        }
    }
}

/// Whatever is waited for is over.
struct Impatient(Instant);

impl Timer for Impatient {
    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::ready(()))
    }

    fn now(&self) -> Instant {
        self.0
    }
}

/// A client whose every call ends in this way, and somebody who is told of it.
pub fn failing(fault: &Fault, all: &str) -> (Client, Witness) {
    let (witness, transport) = (Witness::default(), Faulty((fault.answer)(all)));
    let builder = Client::builder().key(KEY).transport(transport).timer(Impatient(Instant::now()));
    let builder = builder.retry(Retry::none()).max_response_bytes(16 * 1024).observer(witness.clone());
    (builder.build().expect("the client can be made"), witness)
}

/// Nothing here waits, so a future that is not ready at once never is.
pub fn finish<T>(mut work: BoxFuture<'_, T>) -> T {
    match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("it is waited for in vain"),
    }
}

/// Holds that an error is what it should be and shows nothing, however it is shown.
#[track_caller]
pub fn assert_error(what: &str, fault: &Fault, error: &Error) {
    let what = format!("{what}, {}", fault.name);
    assert!((fault.is_it)(error), "{what}: {error}");
    shown(error).iter().for_each(|shown| assert_hidden(&what, shown));
}

/// All that applications print of an error.
pub fn shown(error: &Error) -> Vec<String> {
    let mut shown = vec![format!("{error} {error:#} {error:?} {error:#?}")];
    shown.extend([error.code(), error.message(), error.operation_id()].into_iter().flatten().map(str::to_owned));
    shown.extend(error.details().values().cloned());
    let causes = std::iter::successors(error.source(), |cause| (*cause).source());
    shown.extend(causes.map(|cause| format!("{cause} {cause:#} {cause:?} {cause:#?}")));
    shown
}

/// The secrets of the example that a case sends.
fn secrets(case: &Case) -> Vec<String> {
    let (api, body) = (api(), case.body.parse::<Value>().unwrap_or_default());
    let places = places::of_operation(api, places::operation(api, case.name));
    let secret = places::texts(&body).into_iter().filter(|(place, _)| places.contains(place));
    secret.map(|(_, text)| text.to_owned()).collect()
}

#[test]
fn errors_show_neither_the_key_nor_a_secret() {
    for case in calls::all() {
        let bodies = if case.answer.is_empty() { &[] } else { OF_A_BODY };
        for fault in FAULTS.iter().chain(bodies) {
            let (client, witness) = failing(fault, &format!("{KEY} is bad"));
            let _listening = witness.listen();
            let error = finish((case.call)(&client).answer).err().expect("it fails");
            assert_error(case.name, fault, &error);
            assert_hidden(case.name, &witness.told());
        }
    }
}

#[test]
fn errors_do_not_repeat_the_secrets_of_examples() {
    let mut count = 0;
    for case in calls::all().filter(|case| !case.body.is_empty()) {
        let secrets = secrets(case);
        let (client, witness) = failing(&FAULTS[0], &format!("{KEY}, {}", secrets.join(" and ")));
        let _listening = witness.listen();
        let call = (case.call)(&client);
        let debug = call.debug.clone();
        let error = finish(call.answer).err().expect("it fails");
        assert_error(case.name, &FAULTS[0], &error);
        let shown = [shown(&error), vec![debug, witness.told()]].concat().join("\n");
        for secret in &secrets {
            assert!(!shown.contains(secret.as_str()), "{}: {secret} stands in {shown}", case.name);
        }
        count += secrets.len();
    }
    assert!(count >= 5, "only {count} examples hold a secret");
}

#[test]
fn next_link_to_another_host_is_not_shown() {
    let foreign = Fault {
        name: "a next page elsewhere",
        answer: |_| {
            let next = "https://me:hush@other.example/hush?key=hush";
            response(200, &[], json!({ "keys": [], "next_page_uri": next }).to_string())
        },
        is_it: Error::is_foreign_host,
    };
    let (client, witness) = failing(&foreign, "");
    let _listening = witness.listen();
    let mut items = client.api_keys().list().items();
    let error = finish(Box::pin(items.try_next())).expect_err("it fails");
    assert_error("api_keys.list", &foreign, &error);
    assert_hidden("items", &format!("{items:?} {items:#?} {}", witness.told()));
}
