//! Which proxies there are.

use std::env::VarError;
use std::fmt;

use http::Uri;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

use super::routes::Routes;
use crate::{Secret, TransportError, TransportErrorKind};

/// The proxies that requests go through: those of the environment unless set otherwise.
///
/// A proxy is an `http` or `https` URL, perhaps with credentials: `http://user:password@host:3128`;
/// without a scheme it is `http`. Requests for `https` go through a tunnel (`CONNECT`), in which
/// the proxy sees neither the key nor what is said; requests for `http` are forwarded by it.
///
/// ```
/// use clientwright_runtime::Proxy;
///
/// let proxy = Proxy::all("http://me:hunter2@proxy.example:3128").no_proxy("internal.example,10.0.0.0/8");
/// assert!(!format!("{proxy:?}").contains("hunter2"));
/// ```
#[derive(Clone)]
#[must_use]
pub struct Proxy {
    source: Source,
    /// Hosts that are reached without a proxy, besides those of the environment.
    exceptions: Vec<String>,
}

#[derive(Clone)]
enum Source {
    Environment,
    Given(Secret),
    Nowhere,
}

/// Reads a variable of the environment.
pub(super) type Variables<'a> = dyn Fn(&str) -> Result<String, VarError> + 'a;

impl Proxy {
    /// The proxies that the environment names when the transport is built.
    ///
    /// `HTTPS_PROXY` and `HTTP_PROXY` are for requests with that scheme, `ALL_PROXY` is for both,
    /// and `NO_PROXY` lists hosts as [`Proxy::no_proxy`] does. Each may be written in lower case
    /// instead; of two that are not empty the one in capitals counts. This machine itself is never
    /// asked for through a proxy of the environment. In a CGI program, which `REQUEST_METHOD`
    /// shows, `HTTP_PROXY` is passed over, since whoever called the program may have set it.
    pub fn from_env() -> Self {
        Self::of(Source::Environment)
    }

    /// No proxy, whatever the environment says.
    pub fn none() -> Self {
        Self::of(Source::Nowhere)
    }

    /// This proxy for every request, whatever the environment says.
    pub fn all(url: impl Into<Secret>) -> Self {
        Self::of(Source::Given(url.into()))
    }

    /// Further hosts that are reached without a proxy, separated by commas.
    ///
    /// `example.com` and `.example.com` both stand for that domain and all below it, an address for
    /// itself, `10.0.0.0/8` for a network, and `*` for every host. Ports are not looked at.
    pub fn no_proxy(mut self, hosts: impl Into<String>) -> Self {
        self.exceptions.push(hosts.into());
        self
    }

    fn of(source: Source) -> Self {
        Self { source, exceptions: Vec::new() }
    }

    /// The routes that follow, with the environment as it is now.
    pub(super) fn routes(&self) -> Result<Routes, TransportError> {
        self.routes_with(&|name| std::env::var(name))
    }

    pub(super) fn routes_with(&self, variable: &Variables<'_>) -> Result<Routes, TransportError> {
        let mut exceptions = self.exceptions.clone();
        let rules = match &self.source {
            Source::Nowhere => return Ok(Routes::direct()),
            Source::Given(url) => {
                checked(url.expose()).map_err(|reason| unfit("the proxy", reason))?;
                Matcher::builder().all(with_scheme(url.expose()))
            }
            Source::Environment => {
                let all = named(variable, "ALL_PROXY")?;
                let either = |url: Option<String>| url.or_else(|| all.clone()).unwrap_or_default();
                exceptions.extend(value(variable, "NO_PROXY")?.map(|(_, hosts)| hosts));
                let http = either(named(variable, "HTTP_PROXY")?);
                Matcher::builder().http(http).https(either(named(variable, "HTTPS_PROXY")?))
            }
        };
        let spares_loopback = matches!(self.source, Source::Environment);
        Ok(Routes::new(rules.no(exceptions.join(",")).build(), spares_loopback))
    }
}

/// The proxies of the environment.
impl Default for Proxy {
    fn default() -> Self {
        Self::from_env()
    }
}

/// [`Proxy::all`].
impl From<&str> for Proxy {
    fn from(url: &str) -> Self {
        Self::all(url)
    }
}

/// [`Proxy::all`].
impl From<String> for Proxy {
    fn from(url: String) -> Self {
        Self::all(url)
    }
}

/// Shows host and port of a proxy, never its credentials.
impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Proxy");
        match &self.source {
            Source::Environment => shown.field("all", &format_args!("from the environment")),
            Source::Nowhere => shown.field("all", &format_args!("none")),
            Source::Given(url) => match parse(url.expose()) {
                Some(proxy) => shown.field("all", proxy.uri()),
                None => shown.field("all", url),
            },
        };
        shown.field("no_proxy", &self.exceptions).finish()
    }
}

/// The URL in a variable, if the variable is set and counts.
fn named(variable: &Variables<'_>, name: &str) -> Result<Option<String>, TransportError> {
    let Some((name, url)) = value(variable, name)? else {
        return Ok(None);
    };
    // A server puts the header `Proxy` of a request into this variable of a CGI program.
    if name == "HTTP_PROXY" && variable("REQUEST_METHOD").is_ok() {
        return Ok(None);
    }
    checked(&url).map_err(|reason| unfit(&format!("the environment variable {name}"), reason))?;
    Ok(Some(with_scheme(&url)))
}

/// The value of a variable in either case, and the name under which it stands.
fn value(variable: &Variables<'_>, name: &str) -> Result<Option<(String, String)>, TransportError> {
    for name in [name.to_owned(), name.to_ascii_lowercase()] {
        match variable(&name) {
            Ok(value) if value.trim().is_empty() => {}
            Ok(value) => return Ok(Some((name, value.trim().to_owned()))),
            Err(VarError::NotPresent) => {}
            Err(VarError::NotUnicode(_)) => {
                return Err(unfit(&format!("the environment variable {name}"), "is not Unicode"));
            }
        }
    }
    Ok(None)
}

/// Whether a URL is one of a proxy; the reason against it never repeats it, for the password's sake.
fn checked(url: &str) -> Result<(), &'static str> {
    let proxy = parse(url).ok_or("is no URL of a proxy, such as http://host:3128")?;
    match proxy.uri().scheme_str() {
        Some("http" | "https") if has_good_port(proxy.uri()) => Ok(()),
        Some("http" | "https") => Err("has a port that is no number up to 65535"),
        _ => Err("is a SOCKS proxy, which only a transport of the application's own can use"),
    }
}

/// What the library that decides about proxies makes of a URL.
fn parse(url: &str) -> Option<Intercept> {
    let anywhere = Uri::from_static("http://anywhere.example/");
    Matcher::builder().all(with_scheme(url)).build().intercept(&anywhere)
}

fn with_scheme(url: &str) -> String {
    if url.contains("://") { url.to_owned() } else { format!("http://{url}") }
}

/// The library takes any port, and means the usual one where it is out of range.
fn has_good_port(uri: &Uri) -> bool {
    let after_host = uri.authority().and_then(|authority| authority.as_str().strip_prefix(authority.host()));
    after_host.is_some_and(|rest| rest.is_empty() || uri.port_u16().is_some_and(|port| port > 0))
}

fn unfit(what: &str, reason: &str) -> TransportError {
    TransportError::new(TransportErrorKind::Unusable, format!("{what} {reason}"))
}
