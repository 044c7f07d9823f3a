//! Setting a client up: the thin generic shell.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use crate::settings::Settings;
use crate::{Api, Client, Error, Observer, RateLimiter, Retry, RetryBudget, Secret, Timer, Transport};

/// A client to be set up; `T` is the client that comes out of it.
///
/// `Debug` never shows the key.
#[must_use]
pub struct ClientBuilder<T = Client> {
    settings: Settings,
    client: PhantomData<fn() -> T>,
}

impl<T> ClientBuilder<T> {
    /// A client of `api` without a key yet.
    pub fn new(api: &'static Api) -> Self {
        Self::with(Settings::new(api))
    }

    /// A client with the key, and if there is one the base URL, from the environment.
    ///
    /// # Errors
    ///
    /// When the variable of the key is not set or empty, which the error names, or when a variable
    /// is not Unicode or its base URL is none.
    pub fn from_env(api: &'static Api) -> Result<Self, Error> {
        Settings::from_env(api).map(Self::with)
    }

    fn with(settings: Settings) -> Self {
        Self { settings, client: PhantomData }
    }

    /// The key.
    pub fn key(mut self, key: impl Into<Secret>) -> Self {
        self.settings.key = Some(key.into());
        self
    }

    /// Where the API is: `https` unless the host is this machine; a path prefix is kept.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.settings.base_url = Some(base_url.into());
        self
    }

    /// Allows `http` to any host, which shows the key to everybody on the way.
    pub fn allow_http(mut self, allow: bool) -> Self {
        self.settings.allow_http = allow;
        self
    }

    /// How the application names itself, such as `"my-app/1.0"`; put before the client's own name.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.settings.user_agent = Some(user_agent.into());
        self
    }

    /// How long a call may take, all attempts and waits together; `None` for as long as it takes.
    ///
    /// Unless set it is 180 s. A server that counts requests by the minute may ask for a wait of a
    /// minute, and a shorter time would make an error of every such wait.
    pub fn timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.timeout = timeout.into();
        self
    }

    /// How long each attempt may take, from sending to the last byte of the answer; 30 s unless
    /// set, `None` for as long as it takes.
    pub fn attempt_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.settings.attempt_timeout = timeout.into();
        self
    }

    /// How failed calls are repeated; [`Retry::standard`] unless set.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.settings.retry = retry;
        self
    }

    /// What bounds the retries of all calls together; unless set, a [`RetryBudget::standard`] that
    /// the client shares with its clones alone.
    pub fn retry_budget(mut self, budget: RetryBudget) -> Self {
        self.settings.budget = budget;
        self
    }

    /// What keeps the client below the limits of the server; nothing unless set.
    ///
    /// `RateLimiter::for_api(&API)` takes the limits from the description of the API.
    pub fn rate_limiter(mut self, limiter: impl Into<Option<RateLimiter>>) -> Self {
        self.settings.limiter = limiter.into();
        self
    }

    /// Adds somebody who is told what every call does.
    pub fn observer(mut self, observer: impl Observer) -> Self {
        self.settings.observers.push(Arc::new(observer));
        self
    }

    /// Adds a header to every request, replacing what the client sets itself.
    ///
    /// The header of the key is refused when the client is made, and so are those that the
    /// transport sets: `host`, `content-length`, `connection` and their like. `Debug` does not
    /// show it.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.extra_headers.push((name.into(), value.into()));
        self
    }

    /// Where the random part of waits comes from, for tests: numbers between 0 and 1.
    pub fn random(mut self, random: impl Fn() -> f64 + Send + Sync + 'static) -> Self {
        self.settings.random = Arc::new(random);
        self
    }

    /// How long the body of an answer may be; 16 MiB unless set.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_response_bytes = bytes;
        self
    }

    /// What sends the requests instead of this crate's own transport.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.settings.transport = Some(Arc::new(transport));
        self
    }

    /// What keeps the time instead of tokio.
    pub fn timer(mut self, timer: impl Timer) -> Self {
        self.settings.timer = Some(Arc::new(timer));
        self
    }
}

/// What this crate's own transport is set up with; a transport of the application's own sees none
/// of it.
#[cfg(feature = "__hyper")]
impl<T> ClientBuilder<T> {
    /// How long a connection may take to be made, a proxy and TLS included; 10 s unless set.
    pub fn connect_timeout(self, timeout: Duration) -> Self {
        self.hyper_transport(|transport| transport.connect_timeout(timeout))
    }

    /// Which proxies requests go through: a URL such as `http://user:password@host:3128`, or any
    /// [`Proxy`](crate::Proxy); those of the environment unless set.
    pub fn proxy(self, proxy: impl Into<crate::Proxy>) -> Self {
        self.hyper_transport(|transport| transport.proxy(proxy))
    }

    /// Trusts certificates besides those that the operating system trusts: any number of them in
    /// PEM, or one in DER.
    pub fn root_certificates(self, certificates: impl Into<Vec<u8>>) -> Self {
        self.hyper_transport(|transport| transport.root_certificates(certificates))
    }

    /// Sets up further parts of this crate's own transport: its pool, the client's certificate.
    ///
    /// The bound on answers and whether TLS is needed are set by the client itself.
    pub fn hyper_transport(
        mut self,
        set: impl FnOnce(crate::HyperTransportBuilder) -> crate::HyperTransportBuilder,
    ) -> Self {
        self.settings.hyper = set(self.settings.hyper);
        self
    }
}

impl<T> ClientBuilder<T>
where
    T: TryFrom<Client>,
    Error: From<T::Error>,
{
    /// The client.
    ///
    /// # Errors
    ///
    /// When the base URL, the key, the user agent, a header, a certificate or a proxy, of the
    /// environment too, cannot be used, when the platform's certificates cannot be read, or when a
    /// blocking client gets no thread from the system.
    pub fn build(self) -> Result<T, Error> {
        Ok(T::try_from(self.settings.client()?)?)
    }
}

impl<T> fmt::Debug for ClientBuilder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.settings.fmt(f)
    }
}
