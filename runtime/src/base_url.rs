//! Where an API is, and which addresses belong to it.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};

use http::Uri;
use http::uri::Scheme;

/// A base URL that requests can be put behind.
#[derive(Clone, Debug)]
pub(crate) struct BaseUrl {
    origin: Origin,
    /// The path without a slash at its end; empty for the root.
    prefix: String,
}

/// Scheme, host and port, in the one spelling in which they can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    scheme: Scheme,
    host: String,
    port: u16,
}

/// The address of a next page or a redirect, seen from the base URL.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The same origin; the path with its query.
    Here(String),
    /// Another origin.
    Foreign(Origin),
    /// No address that could be followed.
    Unreadable,
}

impl BaseUrl {
    /// Reads a base URL.
    ///
    /// The reason for a refusal never repeats the text, which may hold a password.
    pub(crate) fn parse(text: &str, allow_http: bool) -> Result<Self, String> {
        let refuse = |reason: &str| Err(format!("the base URL {reason}"));
        if text.contains(['?', '#']) {
            return refuse("has a query or a fragment");
        }
        let Ok(uri) = text.parse::<Uri>() else {
            return refuse("is not a URL");
        };
        let Some(origin) = Origin::of(&uri) else {
            return refuse("does not begin with https:// (or http://) and a host");
        };
        if has_user(&uri) {
            return refuse("has a user name in it");
        }
        if origin.scheme == Scheme::HTTP && !allow_http && !is_loopback(&origin.host) {
            return refuse("is http, which shows the key to the network; allow it explicitly or use https");
        }
        Ok(Self { origin, prefix: uri.path().trim_end_matches('/').to_owned() })
    }

    pub(crate) fn is_https(&self) -> bool {
        self.origin.scheme == Scheme::HTTPS
    }

    pub(crate) fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The address of a path below this base.
    pub(crate) fn below(&self, path: &str, query: &str) -> Result<Uri, http::Error> {
        let mark = if query.is_empty() { "" } else { "?" };
        self.at(&format!("{}{path}{mark}{query}", self.prefix))
    }

    /// The address of a path with its query from the root of the origin.
    pub(crate) fn at(&self, path_and_query: &str) -> Result<Uri, http::Error> {
        Uri::builder()
            .scheme(self.origin.scheme.clone())
            .authority(self.origin.authority())
            .path_and_query(path_and_query)
            .build()
    }

    /// Where an address that the server gave lies.
    pub(crate) fn place(&self, address: &str) -> Place {
        // A path may not be parsed by itself: `//host/x` names a host.
        let absolute = match address.strip_prefix("//") {
            Some(_) => format!("{}:{address}", self.origin.scheme),
            None => address.to_owned(),
        };
        let Ok(uri) = absolute.parse::<Uri>() else {
            return Place::Unreadable;
        };
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        if uri.authority().is_none() && absolute.starts_with('/') {
            return Place::Here(path.to_owned());
        }
        match Origin::of(&uri) {
            Some(origin) if origin == self.origin && !has_user(&uri) => Place::Here(path.to_owned()),
            Some(origin) => Place::Foreign(origin),
            None => Place::Unreadable,
        }
    }
}

fn has_user(uri: &Uri) -> bool {
    uri.authority().is_some_and(|authority| authority.as_str().contains('@'))
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.prefix)
    }
}

impl Origin {
    fn of(uri: &Uri) -> Option<Self> {
        let scheme = uri.scheme().filter(|scheme| **scheme == Scheme::HTTPS || **scheme == Scheme::HTTP)?;
        let host = uri.host().filter(|host| !host.is_empty())?.to_ascii_lowercase();
        let port = uri.port_u16().unwrap_or(default_port(scheme));
        Some(Self { scheme: scheme.clone(), host, port })
    }

    fn authority(&self) -> String {
        match self.port == default_port(&self.scheme) {
            true => self.host.clone(),
            false => format!("{}:{}", self.host, self.port),
        }
    }
}

/// Whether a host, as it stands in a URL, is this machine.
pub(crate) fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => address.is_loopback(),
        Ok(IpAddr::V6(address)) => address == Ipv6Addr::LOCALHOST,
        Err(_) => bare.eq_ignore_ascii_case("localhost"),
    }
}

fn default_port(scheme: &Scheme) -> u16 {
    if *scheme == Scheme::HTTPS { 443 } else { 80 }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.authority())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(text: &str) -> BaseUrl {
        BaseUrl::parse(text, false).unwrap()
    }

    #[test]
    fn prefix_is_kept() {
        let uri = base("https://api.example/v1/").below("/books", "a=b").unwrap();
        assert_eq!(uri, "https://api.example/v1/books?a=b");
        let uri = base("https://API.example:443").below("/books", "").unwrap();
        assert_eq!(uri, "https://api.example/books");
    }

    #[test]
    fn what_is_no_base_is_refused_without_being_repeated() {
        let refused = [
            "https://x.example?a=secret",
            "https://x.example/#secret",
            "https://me:secret@x.example",
            "ftp://x.example/secret",
            "x.example/secret",
            "/secret",
            "https://",
            "",
            "https://se cret",
            "https:///secret",
            "http://x.example/secret",
            "http://127.0.0.1.example/secret",
            "http://localhost.example/secret",
        ];
        for text in refused {
            let reason = BaseUrl::parse(text, false).unwrap_err();
            assert!(reason.starts_with("the base URL") && !reason.contains("secret"), "{text}: {reason}");
        }
    }

    #[test]
    fn http_is_for_loopback_or_on_demand() {
        for text in ["http://localhost:1", "http://127.9.0.1", "http://[::1]:80/x", "http://LOCALHOST"] {
            assert!(!base(text).is_https(), "{text}");
        }
        assert_eq!(BaseUrl::parse("http://x.example", true).unwrap().to_string(), "http://x.example");
    }

    #[test]
    fn addresses_of_the_same_origin_are_here() {
        let base = base("https://api.example/v1");
        let here = |path: &str| Place::Here(path.to_owned());
        assert_eq!(base.place("https://api.example/v1/b?x=%2F&y"), here("/v1/b?x=%2F&y"));
        assert_eq!(base.place("https://API.example:443/b#top"), here("/b"));
        assert_eq!(base.place("//api.example/b"), here("/b"));
        assert_eq!(base.place("/b?c=d"), here("/b?c=d"));
        assert_eq!(base.place("https://api.example"), here("/"));
    }

    #[test]
    fn other_addresses_are_not() {
        let base = base("https://api.example/v1");
        let foreign = [
            "http://api.example/v1",
            "https://api.example:444/",
            "https://evil.example/",
            "//evil.example/b",
            "https://api.example@evil.example/",
            "https://me@api.example/",
        ];
        for address in foreign {
            assert!(matches!(base.place(address), Place::Foreign(_)), "{address}");
        }
        for address in ["", "b?c=d", "?c=d", "ftp://api.example/", "javascript:x", "https://a b/", "/a b"] {
            assert_eq!(base.place(address), Place::Unreadable, "{address}");
        }
    }
}
