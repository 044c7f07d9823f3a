//! The stand-in itself.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use clientwright_runtime::Timer;
use http::header::HOST;
use http::{Request, Response};
use serde_json::Value;

use crate::api::Api;
use crate::body::check_prefix;
use crate::builder::Builder;
use crate::calls::{self, Call};
use crate::clock::Clock;
use crate::description::Type;
use crate::fault::{Delivery, Fault, Faults, Kind};
use crate::ids::Ids;
use crate::path::Found;
use crate::refusal::Refusal;
use crate::seed::{self, BadSeed};
use crate::store::Store;
use crate::{admit, errors, operate, query};

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
        admit::key(api, &self.inner.keys, request.headers())?;
        admit::headers(api, request.headers())?;
        if self.inner.rate_limited {
            admit::rate(api, &mut state.recent, state.clock.now())?;
        }
        let (name, arguments) = match found {
            Found::Operation { name, arguments } => (name, arguments),
            Found::NoPath => return Err(Refusal::not_found()),
            Found::NoMethod(methods) => return Err(Refusal::method(methods)),
        };
        let operation = api.facts.operations.get(name).ok_or_else(Refusal::not_found)?;
        let State { store, ids, clock, .. } = state;
        let world = crate::world::World { api, store, ids, origin };
        let query = query::read(world, operation, request.uri().query())?;
        let body = admit::body(operation, request, self.inner.max_body)?;
        for (parameter, argument) in operation.parameters.iter().zip(arguments) {
            if let Type::Id(of) = &parameter.ty {
                check_prefix(world, of, argument, &parameter.name)?;
            }
        }
        let asked =
            operate::Request { api, name, operation, arguments, query: &query, body: &body, origin, clock: *clock };
        let answer = operate::perform(&asked, store, ids)?;
        Ok((operation.status, answer))
    }
}

/// The refusal that a fault asks for.
fn refused_by(api: &Api, struck: Option<Kind>) -> Option<Refusal> {
    match struck? {
        Kind::Status { status, code, message } => Some(Refusal::status(status, code, message)),
        Kind::RateLimit => Some(admit::too_many(api)),
        _ => None,
    }
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
