//! Which proxy a request goes through.

use std::sync::Arc;

use http::uri::Scheme;
use http::{HeaderValue, Uri};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

use crate::base_url::is_loopback;

/// The proxy, if any, for every address.
#[derive(Clone)]
pub(super) struct Routes(Option<Arc<Rules>>);

struct Rules {
    matcher: Matcher,
    /// Whether this machine is always reached without a proxy: its addresses mean another machine
    /// to a proxy, and `http` to them is allowed since it does not leave the machine.
    spares_loopback: bool,
}

impl Routes {
    /// No proxy for any address.
    pub(super) fn direct() -> Self {
        Self(None)
    }

    pub(super) fn new(matcher: Matcher, spares_loopback: bool) -> Self {
        Self(Some(Arc::new(Rules { matcher, spares_loopback })))
    }

    /// The proxy for an address.
    pub(super) fn proxy(&self, target: &Uri) -> Option<Intercept> {
        let rules = self.0.as_ref()?;
        let spared = rules.spares_loopback && target.host().is_some_and(is_loopback);
        if spared { None } else { rules.matcher.intercept(target) }
    }

    /// What a proxy that forwards a request wants to see in it; a tunnel has its own.
    pub(super) fn credentials(&self, target: &Uri) -> Option<HeaderValue> {
        let forwarded = target.scheme() == Some(&Scheme::HTTP);
        let proxy = forwarded.then(|| self.proxy(target)).flatten()?;
        proxy.basic_auth().cloned()
    }
}
