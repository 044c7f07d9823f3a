//! A call that meets a fault, and what comes of it.

use std::sync::LazyLock;
use std::time::Duration;

use clientwright_runtime::{HyperTransportBuilder, Proxy, ReqwestTransport};
use ngrok_client::ip_policies::IpPolicy;
use ngrok_client::{Client, ClientBuilder, Error, blocking};
use rustls::ClientConfig;
use tokio::runtime::Runtime;

use crate::clock::Clock;
use crate::fault::{Fault, Peer};
use crate::line::stable;
use crate::peer::{AFTER, AUTHORITY, FIRST, Host};

/// How many bytes an answer may have.
pub const BOUND: usize = 4096;

const KEY: &str = "key_1hush";

/// How calls are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Awaited,
    Blocking,
    Reqwest,
}

/// What is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Reading, which may be repeated.
    Get,
    /// Creating, which may not.
    Post,
}

/// What comes of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub attempts: u32,
    /// What the server saw: whole requests, or else connections.
    pub seen: String,
    pub waits: Vec<Duration>,
    /// The predicates that are true of the error.
    pub is: Vec<&'static str>,
    /// The id of what was read or created, or what the error says.
    pub result: Result<String, String>,
}

/// A client and what it runs on.
enum Caller {
    Awaited(Client, Runtime),
    Blocking(blocking::Client),
}

/// Makes a call that meets a fault.
pub fn play(fault: &Fault, call: Call, way: Way) -> Outcome {
    let clock = Clock::new();
    let host = Host::new(&fault.peer, &clock);
    let caller = Caller::new(way, &host.url, &clock);
    let before = caller.prepare(&fault.peer, &host, &clock);
    let result = caller.call(call);
    let outcome = Outcome {
        attempts: clock.attempts(),
        seen: seen(host.requests(), host.connections() - before),
        waits: clock.waits(),
        is: result.as_ref().err().map_or_else(Vec::new, predicates),
        result: match &result {
            Ok(policy) => Ok(policy.id.to_string()),
            Err(error) => Err(stable(&error.to_string(), &host.url)),
        },
    };
    let place = format!("{}, {call:?}, {way:?}", fault.name);
    if let Err(error) = &result {
        assert_eq!(error.attempts(), outcome.attempts, "{place}");
        assert!(!format!("{error} {error:?}").contains(KEY), "{place}: {error:?}");
    }
    if call == Call::Post {
        assert!(host.handled() <= 1, "{place}: {} requests may have been handled", host.handled());
    }
    if host.answers() {
        let after = caller.get(AFTER).unwrap_or_else(|error| panic!("{place}: the next call fails: {error}"));
        assert_eq!(after.id, AFTER, "{place}: the next call got the answer of another");
    }
    outcome
}

fn seen(requests: usize, connections: usize) -> String {
    match (requests, connections) {
        (0, 0) => "nothing".to_owned(),
        (0, 1) => "1 connection".to_owned(),
        (0, connections) => format!("{connections} connections"),
        (1, _) => "1 request".to_owned(),
        (requests, _) => format!("{requests} requests"),
    }
}

/// The names of the predicates that are true, without `is_`.
fn predicates(error: &Error) -> Vec<&'static str> {
    let all = [
        (error.is_setup(), "setup"),
        (error.is_invalid_request(), "invalid_request"),
        (error.is_no_slot(), "no_slot"),
        (error.is_timeout(), "timeout"),
        (error.is_connect(), "connect"),
        (error.is_decode(), "decode"),
        (error.is_foreign_host(), "foreign_host"),
        (error.is_paging(), "paging"),
        (error.is_unauthorized(), "unauthorized"),
        (error.is_forbidden(), "forbidden"),
        (error.is_not_found(), "not_found"),
        (error.is_conflict(), "conflict"),
        (error.is_rate_limited(), "rate_limited"),
        (error.is_client_error(), "client_error"),
        (error.is_server_error(), "server_error"),
        (error.is_ambiguous(), "ambiguous"),
        (error.is_retryable(), "retryable"),
    ];
    all.into_iter().filter_map(|(holds, name)| holds.then_some(name)).collect()
}

impl Caller {
    fn new(way: Way, url: &str, clock: &Clock) -> Self {
        let setup = Client::builder();
        match way {
            Way::Blocking => {
                let builder = set_up(blocking::Client::builder(), url, clock).hyper_transport(trusting);
                Self::Blocking(builder.build().expect("the client can be made"))
            }
            Way::Awaited => Self::awaited(set_up(setup, url, clock).hyper_transport(trusting)),
            Way::Reqwest => Self::awaited(set_up(setup, url, clock).transport(reqwest_transport())),
        }
    }

    fn awaited(builder: ClientBuilder<Client>) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        Self::Awaited(builder.build().expect("the client can be made"), runtime.expect("the system has threads"))
    }

    /// Makes the connection that is to be an old one, where the fault is about one; gives the
    /// number of connections so far.
    fn prepare(&self, peer: &Peer, host: &Host, clock: &Clock) -> usize {
        if matches!(peer, Peer::Gone(_) | Peer::Kept(_)) {
            self.get(FIRST).expect("the first request is answered well");
            clock.forget();
        }
        match (peer, host.ends()) {
            (Peer::Gone(_), Some(ends)) => self.aside(move || ends.wait(1)),
            // A finished connection finds its way back to the pool meanwhile.
            (Peer::Kept(_), _) => self.aside(|| ()),
            _ => {}
        }
        host.connections()
    }

    /// Does something that blocks while the client goes on with its connections.
    fn aside(&self, work: impl FnOnce() + Send + 'static) {
        match self {
            Self::Blocking(_) => work(),
            Self::Awaited(_, runtime) => {
                let done = runtime.block_on(async { tokio::task::spawn_blocking(work).await });
                done.expect("it does not panic");
            }
        }
    }

    fn get(&self, id: &str) -> Result<IpPolicy, Error> {
        match self {
            Self::Blocking(client) => client.ip_policies().get(id).send(),
            Self::Awaited(client, runtime) => runtime.block_on(client.ip_policies().get(id).send()),
        }
    }

    fn call(&self, call: Call) -> Result<IpPolicy, Error> {
        match (self, call) {
            (_, Call::Get) => self.get("ipp_1"),
            (Self::Blocking(client), Call::Post) => client.ip_policies().create().description("office").send(),
            (Self::Awaited(client, runtime), Call::Post) => {
                runtime.block_on(client.ip_policies().create().description("office").send())
            }
        }
    }
}

fn set_up<T>(builder: ClientBuilder<T>, url: &str, clock: &Clock) -> ClientBuilder<T> {
    let builder = builder.key(KEY).base_url(url).max_response_bytes(BOUND);
    builder.random(|| 0.5).timer(clock.clone()).observer(clock.clone())
}

fn trusting(transport: HyperTransportBuilder) -> HyperTransportBuilder {
    transport.platform_roots(false).root_certificates(AUTHORITY.pem()).proxy(Proxy::none())
}

fn reqwest_transport() -> ReqwestTransport {
    static TLS: LazyLock<ClientConfig> = LazyLock::new(|| AUTHORITY.trusted());
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy();
    let client = client.tls_backend_preconfigured(TLS.clone()).build().expect("the client can be made");
    ReqwestTransport::new(client).max_response_bytes(BOUND)
}
