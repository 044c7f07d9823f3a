//! The stand-in itself.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use clientwright_runtime::Timer;
use http::header::{CONTENT_TYPE, HOST};
use http::{HeaderMap, Request, Response};
use serde_json::{Map, Value};

use crate::api::{Api, Operation};
use crate::body::check_prefix;
use crate::builder::Builder;
use crate::calls::{self, Call};
use crate::clock::Clock;
use crate::fault::{Delivery, Fault, Faults, Kind};
use crate::ids::Ids;
use crate::path::Found;
use crate::refusal::Refusal;
use crate::seed::{self, BadSeed};
use crate::store::Store;
use crate::{errors, operate, query};

/// A stand-in for an API. Clones share everything.
///
/// It answers requests in the program itself, as a
/// [`Transport`](clientwright_runtime::Transport) of a client, and keeps what they create. Ids and
/// times are the same in every run, until it is told otherwise.
#[derive(Clone)]
pub struct Mock {
    inner: Arc<Inner>,
}

struct Inner {
    api: Arc<Api>,
    keys: Vec<String>,
    rate_limited: bool,
    max_body: usize,
    timer: Arc<dyn Timer>,
    state: Mutex<State>,
}

/// What changes.
struct State {
    store: Store,
    ids: Ids,
    clock: Clock,
    faults: Faults,
    calls: VecDeque<Call>,
    /// When the requests of the current window came.
    recent: VecDeque<Duration>,
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").field("api", &self.inner.api.name()).finish_non_exhaustive()
    }
}

impl Mock {
    /// A stand-in in which nothing exists yet.
    pub fn new(api: Api) -> Self {
        Self::builder(api).build()
    }

    /// Sets a stand-in up.
    pub fn builder(api: Api) -> Builder {
        Builder::new(api)
    }

    pub(crate) fn of(builder: Builder) -> Self {
        let state = State {
            store: Store::default(),
            ids: Ids::new(builder.seed),
            clock: builder.clock,
            faults: Faults::default(),
            calls: VecDeque::new(),
            recent: VecDeque::new(),
        };
        Self {
            inner: Arc::new(Inner {
                api: builder.api,
                keys: builder.keys,
                rate_limited: builder.rate_limited,
                max_body: builder.max_body,
                timer: builder.timer,
                state: Mutex::new(state),
            }),
        }
    }

    /// What it stands in for.
    pub fn api(&self) -> &Api {
        &self.inner.api
    }

    /// How many bytes a body may have.
    pub fn max_body(&self) -> usize {
        self.inner.max_body
    }

    pub(crate) fn timer(&self) -> &dyn Timer {
        &*self.inner.timer
    }

    /// The state is whole between requests, and no request leaves it half done.
    fn state(&self) -> MutexGuard<'_, State> {
        self.inner.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds what exists: an object with a list of items for each service, `{"ip_policies": [{…}]}`,
    /// the oldest first. Items have the fields of answers and of requests; what is left out is given
    /// as on creation, the id too, and null means that there is no value. References are ids, or
    /// objects with an id.
    ///
    /// # Errors
    ///
    /// When something does not fit the description; nothing is added then.
    pub fn seed(&self, state: &Value) -> Result<(), BadSeed> {
        let mut guard = self.state();
        let State { store, ids, clock, .. } = &mut *guard;
        seed::load(&self.inner.api, store, ids, clock.seconds(), state)
    }

    /// The same as [`seed`](Self::seed), in place of what exists.
    ///
    /// # Errors
    ///
    /// When something does not fit the description; what exists stays then.
    pub fn replace(&self, state: &Value) -> Result<(), BadSeed> {
        let mut guard = self.state();
        let State { store, ids, clock, .. } = &mut *guard;
        let mut fresh = Store::default();
        seed::load(&self.inner.api, &mut fresh, ids, clock.seconds(), state)?;
        *store = fresh;
        Ok(())
    }

    /// Everything that exists, in the form that [`seed`](Self::seed) takes. Secrets are among it.
    pub fn dump(&self) -> Value {
        seed::dump(&self.inner.api, &self.state().store)
    }

    /// Forgets what exists, the calls and the faults.
    pub fn reset(&self) {
        let mut state = self.state();
        state.store = Store::default();
        state.faults.clear();
        state.calls.clear();
        state.recent.clear();
    }

    /// Lets something go wrong from now on.
    pub fn inject(&self, fault: Fault) {
        self.state().faults.add(fault);
    }

    /// Lets nothing go wrong any more.
    pub fn clear_faults(&self) {
        self.state().faults.clear();
    }

    /// The faults that have not struck as often as they are to.
    pub fn faults(&self) -> Vec<Fault> {
        self.state().faults.left().to_vec()
    }

    /// What it was asked, oldest first; the last 10 000 requests.
    pub fn calls(&self) -> Vec<Call> {
        self.state().calls.iter().cloned().collect()
    }

    /// Forgets what it was asked.
    pub fn clear_calls(&self) {
        self.state().calls.clear();
    }

    /// Moves its clock.
    pub fn advance(&self, by: Duration) {
        self.state().clock.advance(by);
    }

    /// Answers a request; faults that concern the connection are passed over.
    pub fn answer(&self, request: Request<Bytes>) -> Response<Bytes> {
        self.deliver(request).response.unwrap_or_else(|| errors::answer(503, None))
    }

    /// Answers a request, and tells what happens to the answer on its way.
    pub fn deliver(&self, request: Request<Bytes>) -> Delivery {
        let api = &*self.inner.api;
        let (prefix, path) = api.router.split(request.uri().path());
        let found = api.router.find(request.method().as_str(), path);
        let name = if let Found::Operation { name, .. } = &found { name.as_str() } else { "" };
        let mut guard = self.state();
        let state = &mut *guard;
        let operation_id = format!("op_{}", state.ids.code(state.clock.seconds()));
        let (delay, struck) = state.faults.strike(name);
        let cut = if let Some(Kind::Truncate(bytes)) = struck { Some(bytes) } else { None };
        let response = match struck {
            Some(Kind::Reset) => None,
            Some(Kind::Answer { status, body }) => Some(errors::answer(status, Some(&body))),
            struck => {
                let outcome = refused_by(api, struck)
                    .map_or_else(|| self.perform(state, &request, &origin(&request, prefix, api), &found), Err);
                Some(match outcome {
                    Ok((status, body)) => errors::answer(status, body.as_ref()),
                    Err(refusal) => errors::refused(api, &refusal, &operation_id),
                })
            }
        };
        let response = response.map(|mut response| {
            errors::name_operation(api, &mut response, &operation_id);
            errors::name_methods(&mut response, &found);
            response
        });
        remember(&mut state.calls, name, &request, response.as_ref());
        Delivery { delay, response, cut }
    }

    fn perform(
        &self,
        state: &mut State,
        request: &Request<Bytes>,
        origin: &str,
        found: &Found,
    ) -> Result<(u16, Option<Value>), Refusal> {
        let api = &*self.inner.api;
        self.check_key(request.headers())?;
        check_headers(api, request.headers())?;
        self.check_rate(state)?;
        let (name, arguments) = match found {
            Found::Operation { name, arguments } => (name, arguments),
            Found::NoPath => return Err(Refusal::not_found()),
            Found::NoMethod(methods) => return Err(Refusal::method(methods)),
        };
        let operation = api.facts.operations.get(name).ok_or_else(Refusal::not_found)?;
        let State { store, ids, clock, .. } = state;
        let world = crate::world::World { api, store, ids, origin };
        let query = query::read(world, operation, request.uri().query())?;
        let body = self.read_body(operation, request)?;
        for (parameter, argument) in operation.parameters.iter().zip(arguments) {
            if let crate::api::Type::Id(of) = &parameter.ty {
                check_prefix(world, of, argument, &parameter.name)?;
            }
        }
        let asked =
            operate::Request { api, name, operation, arguments, query: &query, body: &body, origin, clock: *clock };
        let answer = operate::perform(&asked, store, ids)?;
        Ok((operation.status, answer))
    }

    fn check_key(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let auth = &self.inner.api.facts.auth;
        let Some(value) = headers.get(auth.header.as_str()) else {
            return Err(Refusal::when("no_key", format_args!("the header {} is missing", auth.header)));
        };
        let key = value.to_str().ok().and_then(|value| {
            let (prefix, key) = value.split_at_checked(auth.prefix.len())?;
            prefix.eq_ignore_ascii_case(&auth.prefix).then_some(key).filter(|key| !key.is_empty())
        });
        let Some(key) = key else {
            let message = format_args!("the header {} must hold `{}` and a key", auth.header, auth.prefix);
            return Err(Refusal::when("malformed_key", message));
        };
        match self.inner.keys.is_empty() || self.inner.keys.iter().any(|known| known == key) {
            true => Ok(()),
            false => Err(Refusal::when("wrong_key", "this key is not known")),
        }
    }

    fn check_rate(&self, state: &mut State) -> Result<(), Refusal> {
        let Some(limit) = self.inner.api.facts.rate_limit.as_ref().filter(|_| self.inner.rate_limited) else {
            return Ok(());
        };
        let now = state.clock.now();
        let window = Duration::from_secs(limit.window);
        while state.recent.front().is_some_and(|at| *at + window <= now) {
            state.recent.pop_front();
        }
        if state.recent.len() >= limit.requests {
            return Err(too_many(&self.inner.api));
        }
        state.recent.push_back(now);
        Ok(())
    }

    fn read_body(&self, operation: &Operation, request: &Request<Bytes>) -> Result<Map<String, Value>, Refusal> {
        let bytes = request.body();
        if bytes.len() > self.inner.max_body {
            return Err(Refusal::when("body_too_large", format_args!("a body may have {} bytes", self.inner.max_body)));
        }
        if bytes.is_empty() {
            return Ok(Map::new());
        }
        if operation.body.is_none() {
            return Err(Refusal::when("needless_body", "this operation takes no body"));
        }
        check_content_type(request.headers())?;
        let body = match serde_json::from_slice(bytes) {
            Ok(Value::Object(body)) => body,
            Ok(_) => return Err(Refusal::when("malformed_body", "the body must be a JSON object")),
            Err(error) => return Err(Refusal::when("malformed_body", format_args!("the body is not JSON: {error}"))),
        };
        match body.keys().next().filter(|_| matches!(operation.body, Some(crate::api::Body::Empty))) {
            Some(name) => Err(Refusal::when("unknown_field", format_args!("there is no parameter `{name}` here"))),
            None => Ok(body),
        }
    }
}

fn check_headers(api: &Api, headers: &HeaderMap) -> Result<(), Refusal> {
    for (name, wanted) in &api.facts.headers {
        match headers.get(name.as_str()) {
            None => return Err(Refusal::when("no_header", format_args!("the header {name} is missing"))),
            Some(value) if value != wanted.as_str() => {
                return Err(Refusal::when("wrong_header", format_args!("the header {name} must be `{wanted}`")));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn check_content_type(headers: &HeaderMap) -> Result<(), Refusal> {
    let Some(value) = headers.get(CONTENT_TYPE) else {
        return Err(Refusal::when("no_content_type", "a body needs the header content-type"));
    };
    let kind = value.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim();
    match kind.eq_ignore_ascii_case("application/json") {
        true => Ok(()),
        false => Err(Refusal::when("wrong_content_type", format_args!("`{kind}` is not application/json"))),
    }
}

/// The refusal that a fault asks for.
fn refused_by(api: &Api, struck: Option<Kind>) -> Option<Refusal> {
    match struck? {
        Kind::Status { status, code, message } => Some(Refusal::status(status, code, message)),
        Kind::RateLimit => Some(too_many(api)),
        _ => None,
    }
}

fn too_many(api: &Api) -> Refusal {
    let limit = api.facts.rate_limit.as_ref();
    let status = limit.and_then(|limit| limit.status).unwrap_or(429);
    let message = match limit {
        Some(limit) => format!("there may be {} requests in {} seconds", limit.requests, limit.window),
        None => "there were too many requests".to_owned(),
    };
    Refusal::status(status, limit.and_then(|limit| limit.code.clone()), message)
}

/// What the client calls the server, so that links lead back to where it has sent its request.
fn origin(request: &Request<Bytes>, prefix: &str, api: &Api) -> String {
    let uri = request.uri();
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    match (uri.scheme_str(), uri.authority().map(|authority| authority.as_str()).or(host)) {
        (Some(scheme), Some(authority)) => format!("{scheme}://{authority}{prefix}"),
        (None, Some(authority)) => format!("http://{authority}{prefix}"),
        (_, None) => api.base_url().to_owned(),
    }
}

fn remember(calls: &mut VecDeque<Call>, operation: &str, request: &Request<Bytes>, response: Option<&Response<Bytes>>) {
    if calls.len() == calls::MOST {
        calls.pop_front();
    }
    calls.push_back(Call {
        operation: operation.to_owned(),
        method: request.method().to_string(),
        path: request.uri().path().to_owned(),
        query: request.uri().query().map(str::to_owned),
        body: serde_json::from_slice(request.body()).ok(),
        status: response.map(|response| response.status().as_u16()),
    });
}
