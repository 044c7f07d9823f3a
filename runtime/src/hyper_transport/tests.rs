//! Which proxies the environment and the application name.

use std::env::VarError;

use http::Uri;

use super::proxy::Proxy;
use super::routes::Routes;
use crate::TransportError;

/// The routes in an environment with these variables alone.
fn routes(proxy: Proxy, variables: &[(&str, &str)]) -> Result<Routes, TransportError> {
    proxy.routes_with(&|name| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned()).ok_or(VarError::NotPresent)
    })
}

/// Host and port of the proxy for each address, or a dash.
fn proxies(variables: &[(&str, &str)], addresses: &[&str]) -> Vec<String> {
    let routes = routes(Proxy::from_env(), variables).unwrap();
    let proxy = |address: &&str| match routes.proxy(&address.parse().unwrap()) {
        Some(proxy) => proxy.uri().to_string(),
        None => "-".to_owned(),
    };
    addresses.iter().map(proxy).collect()
}

fn reason(variables: &[(&str, &str)]) -> String {
    routes(Proxy::from_env(), variables).err().unwrap().to_string()
}

const BOTH: &[&str] = &["https://api.example/", "http://api.example/"];

#[test]
fn each_scheme_has_its_variable() {
    assert_eq!(proxies(&[], BOTH), ["-", "-"]);
    assert_eq!(proxies(&[("HTTPS_PROXY", "http://p:1")], BOTH), ["http://p:1/", "-"]);
    assert_eq!(proxies(&[("HTTP_PROXY", "http://p:1")], BOTH), ["-", "http://p:1/"]);
    assert_eq!(proxies(&[("ALL_PROXY", "https://p:1")], BOTH), ["https://p:1/", "https://p:1/"]);
    let mixed = [("ALL_PROXY", "p:1"), ("HTTPS_PROXY", "q:2/ignored")];
    assert_eq!(proxies(&mixed, BOTH), ["http://q:2/", "http://p:1/"]);
}

#[test]
fn capitals_count_unless_they_are_empty() {
    assert_eq!(proxies(&[("https_proxy", "p:1"), ("http_proxy", "q:2")], BOTH), ["http://p:1/", "http://q:2/"]);
    assert_eq!(proxies(&[("all_proxy", "p:1"), ("no_proxy", "api.example")], BOTH), ["-", "-"]);
    assert_eq!(proxies(&[("HTTPS_PROXY", "p:1"), ("https_proxy", "q:2")], BOTH), ["http://p:1/", "-"]);
    assert_eq!(proxies(&[("HTTPS_PROXY", " "), ("https_proxy", "q:2")], BOTH), ["http://q:2/", "-"]);
}

#[test]
fn excepted_hosts_and_this_machine_are_reached_straight() {
    let variables = [("ALL_PROXY", "p:1"), ("NO_PROXY", "example.com, .example.org,10.0.0.0/8,192.168.0.1,fd00::/8")];
    let straight = [
        "https://example.com/",
        "https://API.example.com/",
        "https://example.org/",
        "https://a.b.example.org/",
        "https://10.200.0.1/",
        "https://192.168.0.1:8443/",
        "https://[fd00::1]/",
        "http://localhost:1/",
        "http://127.0.0.2/",
        "https://[::1]:1/",
    ];
    assert_eq!(proxies(&variables, &straight), ["-"; 10]);
    let proxied = ["https://notexample.com/", "https://192.168.0.2/", "https://11.0.0.1/", "http://localhost.example/"];
    assert_eq!(proxies(&variables, &proxied), ["http://p:1/"; 4]);
    assert_eq!(proxies(&[("ALL_PROXY", "p:1"), ("NO_PROXY", "*")], BOTH), ["-", "-"]);
}

#[test]
fn exceptions_of_the_application_come_on_top() {
    let proxy = Proxy::from_env().no_proxy("a.example").no_proxy("b.example");
    let routes = routes(proxy, &[("ALL_PROXY", "p:1"), ("NO_PROXY", "c.example")]).unwrap();
    let straight = |host: &str| routes.proxy(&format!("https://{host}/").parse().unwrap()).is_none();
    assert!(straight("a.example") && straight("b.example") && straight("c.example") && !straight("d.example"));
}

#[test]
fn given_proxy_is_for_this_machine_as_well() {
    let given = routes(Proxy::all("http://p:1"), &[("HTTPS_PROXY", "nonsense:::"), ("NO_PROXY", "*")]).unwrap();
    assert!(given.proxy(&Uri::from_static("http://127.0.0.1:9/")).is_some());
    let none = routes(Proxy::none(), &[("ALL_PROXY", "p:1")]).unwrap();
    assert!(none.proxy(&Uri::from_static("https://api.example/")).is_none());
}

#[test]
fn caller_of_a_cgi_program_names_no_proxy() {
    let variables = [("REQUEST_METHOD", "GET"), ("HTTP_PROXY", "evil:1")];
    assert_eq!(proxies(&variables, BOTH), ["-", "-"]);
    let sound = [("REQUEST_METHOD", "GET"), ("http_proxy", "p:1"), ("HTTPS_PROXY", "p:2")];
    assert_eq!(proxies(&sound, BOTH), ["http://p:2/", "http://p:1/"]);
}

#[test]
fn credentials_go_to_a_forwarding_proxy_alone() {
    let routes = routes(Proxy::all("http://Aladdin:open%20sesame@p:1"), &[]).unwrap();
    let credentials = |address| routes.credentials(&Uri::from_static(address));
    // The example of RFC 7617, but for the space that stands for itself there.
    assert_eq!(credentials("http://api.example/").unwrap(), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assert!(credentials("http://api.example/").unwrap().is_sensitive());
    assert_eq!(credentials("https://api.example/"), None);
}

#[test]
fn what_is_no_proxy_is_refused_without_being_repeated() {
    let cases = [
        ("http://me:hunter2@p:1:2", "is no URL of a proxy"),
        ("http://me:hun ter2@p", "is no URL of a proxy"),
        ("/hunter2", "is no URL of a proxy"),
        ("ftp://hunter2@p", "is no URL of a proxy"),
        ("http://hunter2@p:99999", "has a port"),
        ("http://hunter2@p:0", "has a port"),
        ("socks5://me:hunter2@p:1", "is a SOCKS proxy"),
    ];
    for (url, expected) in cases {
        let message = reason(&[("HTTPS_PROXY", url)]);
        assert!(message.starts_with(&format!("the environment variable HTTPS_PROXY {expected}")), "{message}");
        let given = routes(Proxy::all(url), &[]).err().unwrap().to_string();
        assert!(given.starts_with(&format!("the proxy {expected}")), "{given}");
        let shown = format!("{:?}", Proxy::all(url));
        assert!(!message.contains("hunter2") && !given.contains("hunter2") && !shown.contains("hunter2"), "{shown}");
    }
    assert!(reason(&[("all_proxy", "/")]).starts_with("the environment variable all_proxy is no URL"));
}

#[test]
fn debug_shows_the_host_of_a_proxy() {
    let shown = format!("{:?}", Proxy::all("http://me:hunter2@p.example:1").no_proxy("x.example"));
    assert_eq!(shown, r#"Proxy { all: http://p.example:1/, no_proxy: ["x.example"] }"#);
}
