//! Whom the transport trusts, and as whom it comes.

use std::net::TcpListener;

use clientwright_runtime::{HyperTransport, HyperTransportBuilder, TransportErrorKind};
use clientwright_tests::reply::Reply;
use clientwright_tests::server::Server;
use clientwright_tests::tls::{Authority, Identity};
use serde_json::json;

use super::{get, post, run};

const HERE: &[&str] = &["127.0.0.1"];

fn serving(identity: &Identity) -> Server {
    Server::tls(identity.serving(&[]), |_| Reply::json(200, json!({})))
}

fn builder() -> HyperTransportBuilder {
    HyperTransport::builder().platform_roots(false)
}

/// Kind and message of the error that the transport ends with, and how many requests arrived.
fn failure(builder: HyperTransportBuilder, server: &Server) -> (TransportErrorKind, String) {
    let transport = builder.build().unwrap();
    let error = run(post(&transport, server.url())).unwrap_err();
    assert_eq!(server.received().len(), 0);
    (error.kind(), error.to_string())
}

#[test]
fn given_roots_are_trusted_in_any_form_and_number() {
    let (first, second) = (Authority::new(), Authority::new());
    let both = format!("some text before\n{}{}", first.pem(), second.pem());
    for builder in [
        builder().root_certificates(both),
        builder().root_certificates(first.der()).root_certificates(second.der()),
        // Beside those of the platform, of which there may be none on the machine that tests.
        HyperTransport::builder().root_certificates(first.pem()).root_certificates(second.pem()),
    ] {
        let transport = builder.build().unwrap();
        for authority in [&first, &second] {
            let server = serving(&authority.issue(HERE));
            run(get(&transport, server.url())).unwrap();
            assert_eq!(server.received().len(), 1);
        }
    }
}

#[test]
fn server_that_cannot_be_trusted_sees_no_request() {
    let authority = Authority::new();
    let trusting = || builder().root_certificates(authority.pem());
    let unknown = "the server's certificate is by an authority that is not trusted (trust it if it is yours): ";
    let failed = "the TLS handshake failed: ";
    let cases = [
        (Authority::new().issue(HERE), unknown, "UnknownIssuer"),
        (authority.issue(&["other.example"]), failed, "not valid for name"),
        (authority.issue_expired(HERE), failed, "certificate expired"),
    ];
    for (identity, start, reason) in cases {
        let (kind, message) = failure(trusting(), &serving(&identity));
        assert_eq!(kind, TransportErrorKind::Tls);
        assert!(message.starts_with(start) && message.contains(reason), "{message}");
    }
}

#[test]
fn client_certificate_is_shown_where_it_is_given() {
    let (authority, clients) = (Authority::new(), Authority::new());
    let config = clients.demanding(&authority.issue(HERE));
    let server = Server::tls(config, |_| Reply::json(200, json!({})));
    let trusting = || builder().root_certificates(authority.pem());
    let stranger = Authority::new().issue(&[]);
    let strange = trusting().client_certificate(stranger.certificate, stranger.key);
    let refused = [
        (trusting(), "the server demands a client certificate: "),
        (strange, "the server does not accept the client certificate: "),
    ];
    for (builder, start) in refused {
        let (kind, message) = failure(builder, &server);
        assert_eq!(kind, TransportErrorKind::Tls, "{message}");
        assert!(message.starts_with(start), "{message}");
    }
    let known = clients.issue(&[]);
    let both = format!("{}{}", known.certificate, known.key);
    for (chain, key) in [(known.certificate, known.key), (both.clone(), both)] {
        let transport = trusting().client_certificate(chain, key).build().unwrap();
        run(post(&transport, server.url())).unwrap();
    }
    assert_eq!(server.received().len(), 2);
}

#[test]
fn handshake_has_the_time_of_the_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let transport = builder().root_certificates(Authority::new().pem()).build().unwrap();
    let error = run(async {
        tokio::time::pause();
        let start = tokio::time::Instant::now();
        let error = post(&transport, url).await.unwrap_err();
        assert_eq!(start.elapsed().as_secs(), 10);
        error
    });
    assert_eq!(error.kind(), TransportErrorKind::Connect);
    assert_eq!(error.to_string(), "cannot connect: no connection within 10s");
}

#[test]
fn unfit_certificates_are_refused_when_the_transport_is_made() {
    let authority = Authority::new();
    let (one, other) = (authority.issue(&[]), authority.issue(&[]));
    let roots = |text: &str| builder().root_certificates(text);
    let shown = |chain: &str, key: &str| roots(&authority.pem()).client_certificate(chain, key);
    let encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";
    let broken = "-----BEGIN CERTIFICATE-----\nhunter2\n";
    let nonsense = "-----BEGIN CERTIFICATE-----\naHVudGVyMg==\n-----END CERTIFICATE-----\n";
    let cases = [
        (builder(), "no certificate is trusted"),
        (roots(""), "the root certificates: neither PEM nor DER"),
        (roots("hunter2"), "the root certificates: neither PEM nor DER"),
        (roots(&one.key), "the root certificates: neither PEM nor DER"),
        (roots(broken), "the root certificates: broken PEM"),
        (roots(&authority.pem()).root_certificates(nonsense), "root certificate 2 is no X.509 certificate"),
        (shown("", &one.key), "the client certificate: neither PEM nor DER"),
        (shown(&one.certificate, ""), "the key of the client certificate is no PEM private key"),
        (shown(&one.certificate, encrypted), "the key of the client certificate is encrypted"),
        (
            shown(&one.certificate, "-----BEGIN PRIVATE KEY-----\nhunter2\n"),
            "the key of the client certificate is broken PEM",
        ),
        (shown(&one.certificate, &other.key), "the client certificate and its key cannot be used together"),
    ];
    for (builder, reason) in cases {
        assert!(!format!("{builder:?}").contains("hunter2"), "{builder:?}");
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Unusable);
        let message = error.to_string();
        assert!(message.starts_with(reason) && !message.contains("hunter2"), "{message}");
    }
}

#[test]
fn debug_shows_no_key() {
    let identity = Authority::new().issue(&[]);
    let builder = builder().client_certificate(identity.certificate, identity.key.clone());
    let line = identity.key.lines().nth(1).unwrap();
    assert!(!format!("{builder:?}").contains(line), "{builder:?}");
}
