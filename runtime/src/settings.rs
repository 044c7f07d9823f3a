//! All that a client is made of, and whether it can be.

use std::env::VarError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::{ACCEPT, USER_AGENT};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::base_url::BaseUrl;
use crate::client::{Inner, Random};
use crate::{Api, Client, Error, Observer, RateLimiter, Retry, RetryBudget, Secret, Timer, Transport, options};

/// What was set, and what holds where nothing was.
pub(crate) struct Settings {
    pub(crate) api: &'static Api,
    pub(crate) key: Option<Secret>,
    pub(crate) base_url: Option<String>,
    pub(crate) allow_http: bool,
    pub(crate) user_agent: Option<String>,
    #[cfg(feature = "__hyper")]
    pub(crate) hyper: crate::HyperTransportBuilder,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) retry: Retry,
    pub(crate) budget: RetryBudget,
    pub(crate) limiter: Option<RateLimiter>,
    pub(crate) observers: Vec<Arc<dyn Observer>>,
    pub(crate) extra_headers: Vec<(String, String)>,
    pub(crate) random: Random,
    pub(crate) max_response_bytes: usize,
    pub(crate) transport: Option<Arc<dyn Transport>>,
    pub(crate) timer: Option<Arc<dyn Timer>>,
}

impl Settings {
    pub(crate) fn new(api: &'static Api) -> Self {
        Self {
            api,
            key: None,
            base_url: None,
            allow_http: false,
            user_agent: None,
            #[cfg(feature = "__hyper")]
            hyper: crate::HyperTransport::builder(),
            timeout: Some(Duration::from_secs(180)),
            attempt_timeout: Some(Duration::from_secs(30)),
            retry: Retry::standard(),
            budget: RetryBudget::standard(),
            limiter: None,
            observers: Vec::new(),
            extra_headers: Vec::new(),
            random: Arc::new(fastrand::f64),
            max_response_bytes: 16 * 1024 * 1024,
            transport: None,
            timer: None,
        }
    }

    pub(crate) fn from_env(api: &'static Api) -> Result<Self, Error> {
        Self::from_variables(api, &|name| std::env::var(name))
    }

    fn from_variables(api: &'static Api, variable: &dyn Fn(&str) -> Result<String, VarError>) -> Result<Self, Error> {
        let mut settings = Self::new(api);
        if let Some(name) = api.key_variable {
            let key = read(name, variable)?.ok_or_else(|| unfit_variable(name, "is not set"))?;
            settings.key = Some(key.into());
        }
        if let Some(name) = api.base_url_variable {
            settings.base_url = read(name, variable)?;
            if let Some(text) = &settings.base_url {
                // Whether http is allowed is not known yet; everything else is.
                BaseUrl::parse(text, true).map_err(|reason| unfit_variable(name, &reason))?;
            }
        }
        Ok(settings)
    }

    pub(crate) fn client(self) -> Result<Client, Error> {
        let text = self.base_url.as_deref().unwrap_or(self.api.base_url);
        let base = BaseUrl::parse(text, self.allow_http).map_err(Error::setup)?;
        Ok(Client::new(Inner {
            api: self.api,
            headers: self.headers()?,
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            retry: self.retry.clone(),
            budget: self.budget.clone(),
            limiter: self.limiter.clone(),
            observers: self.observers.clone(),
            random: self.random.clone(),
            max_response_bytes: self.max_response_bytes,
            transport: match &self.transport {
                Some(transport) => transport.clone(),
                None => self.default_transport(base.is_https())?,
            },
            timer: match &self.timer {
                Some(timer) => timer.clone(),
                None => default_timer()?,
            },
            base_text: base.to_string(),
            base,
        }))
    }

    /// All that every request carries.
    fn headers(&self) -> Result<HeaderMap, Error> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(USER_AGENT, self.user_agent_value()?);
        for (name, value) in self.api.headers {
            let pair = (name.parse::<HeaderName>(), HeaderValue::from_str(value));
            let (Ok(name), Ok(value)) = pair else {
                return Err(Error::setup(format!("`{name}` cannot be sent as a header")));
            };
            headers.insert(name, value);
        }
        for (name, value) in &self.extra_headers {
            let (name, value) = options::header(name, value).map_err(Error::setup)?;
            if name == self.api.auth.header {
                return Err(Error::setup(options::key_header(name.as_str())));
            }
            headers.insert(name, value);
        }
        if !self.api.auth.header.is_empty() {
            let (name, value) = self.auth_header()?;
            headers.insert(name, value);
        }
        Ok(headers)
    }

    fn user_agent_value(&self) -> Result<HeaderValue, Error> {
        let ours = self.api.user_agent;
        let text = match &self.user_agent {
            Some(theirs) => format!("{theirs} {ours}"),
            None => ours.to_owned(),
        };
        HeaderValue::try_from(text).map_err(|_| Error::setup("the user agent holds characters that no header can"))
    }

    fn auth_header(&self) -> Result<(HeaderName, HeaderValue), Error> {
        let auth = &self.api.auth;
        let name = auth.header.parse::<HeaderName>();
        let name = name.map_err(|_| Error::setup("the header of the key has no valid name"))?;
        let key = self.key.as_ref().filter(|key| !key.is_empty());
        let key = key.ok_or_else(|| Error::setup("no key was given"))?;
        let value = HeaderValue::try_from(format!("{}{}", auth.prefix, key.expose()));
        // The cause is left out: it could repeat what is wrong with the key.
        let mut value =
            value.map_err(|_| Error::setup("the key holds characters that no header can, a line break perhaps"))?;
        value.set_sensitive(true);
        Ok((name, value))
    }

    #[cfg(feature = "__hyper")]
    fn default_transport(&self, https: bool) -> Result<Arc<dyn Transport>, Error> {
        let builder = self.hyper.clone().max_response_bytes(self.max_response_bytes).tls(https);
        match builder.build() {
            Ok(transport) => Ok(Arc::new(transport)),
            Err(error) => Err(Error::setup(error.to_string()).with_source(error)),
        }
    }

    #[cfg(not(feature = "__hyper"))]
    fn default_transport(&self, _: bool) -> Result<Arc<dyn Transport>, Error> {
        let reason = "no transport was given, and the feature `hyper-transport` is off";
        Err(Error::setup(reason))
    }
}

/// The value of a variable that is set to something.
fn read(name: &str, variable: &dyn Fn(&str) -> Result<String, VarError>) -> Result<Option<String>, Error> {
    match variable(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(unfit_variable(name, "is not Unicode")),
    }
}

fn unfit_variable(name: &str, reason: &str) -> Error {
    Error::setup(format!("the environment variable {name}: {reason}"))
}

#[cfg(feature = "__tokio")]
fn default_timer() -> Result<Arc<dyn Timer>, Error> {
    Ok(Arc::new(crate::TokioTimer))
}

#[cfg(not(feature = "__tokio"))]
fn default_timer() -> Result<Arc<dyn Timer>, Error> {
    let reason = "no timer was given, and the features `hyper-transport`, `reqwest` and `blocking` are off";
    Err(Error::setup(reason))
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("ClientBuilder");
        shown
            .field("api", &self.api.name)
            .field("key", &self.key)
            .field("timeout", &self.timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("retry", &self.retry)
            .field("max_response_bytes", &self.max_response_bytes);
        #[cfg(feature = "__hyper")]
        shown.field("hyper", &self.hyper);
        shown.finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::emitted::API;

    fn from(variables: &[(&str, &str)]) -> Result<Settings, Error> {
        Settings::from_variables(&API, &|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            let value = found.map(|(_, value)| (*value).to_owned());
            value.ok_or(VarError::NotPresent)
        })
    }

    #[test]
    fn environment_gives_key_and_base_url() {
        let variables = [("BOOKS_API_KEY", "k_1"), ("BOOKS_API_BASE_URL", "http://localhost:1/x/")];
        let settings = from(&variables).unwrap();
        assert_eq!(settings.headers().unwrap()["authorization"], "Bearer k_1");
        assert_eq!(settings.base_url.as_deref(), Some("http://localhost:1/x/"));
        assert_eq!(from(&variables[..1]).unwrap().base_url, None);
    }

    #[test]
    fn unfit_variable_is_named() {
        let message = |variables: &[_]| from(variables).unwrap_err().to_string();
        let unset = "the environment variable BOOKS_API_KEY: is not set";
        assert_eq!(message(&[]), unset);
        assert_eq!(message(&[("BOOKS_API_KEY", "")]), unset);
        let base = message(&[("BOOKS_API_KEY", "k"), ("BOOKS_API_BASE_URL", "nonsense")]);
        let start = "the environment variable BOOKS_API_BASE_URL: the base URL ";
        assert!(base.starts_with(start), "{base}");
        let unreadable = Settings::from_variables(&API, &|_| Err(VarError::NotUnicode("".into())));
        assert!(unreadable.unwrap_err().to_string().ends_with("is not Unicode"));
    }
}
