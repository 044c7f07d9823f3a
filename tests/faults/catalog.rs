//! The faults, one a row.

use clientwright_tests::reply::Reply;
use clientwright_tests::tls::Authority;
use serde_json::json;

use crate::fault::{Fault, Peer, Section, always, bare, fault, ok, once, policy, refusal, whole};
use crate::scene::BOUND;

const BODY: &str = r#"{"id":"ipp_1","description":"office"}"#;
const HTML: &str = "<html><body>Something is wrong</body></html>";
const HERE: &[&str] = &["127.0.0.1"];
/// What `{"id":"ipp_1"}` is when it is compressed.
const GZIP: &[u8] = &[
    31, 139, 8, 0, 0, 0, 0, 0, 2, 255, 171, 86, 202, 76, 81, 178, 82, 202, 44, 40, 136, 55, 84, 170, 5, 0, 178, 127,
    195, 106, 14, 0, 0, 0,
];

pub fn sections() -> Vec<Section> {
    vec![
        Section { heading: "No connection", faults: no_connection() },
        Section { heading: "No whole answer", faults: no_whole_answer() },
        Section { heading: "Silence", faults: silence() },
        Section { heading: "Errors", faults: errors() },
        Section { heading: "Redirects", faults: redirects() },
        Section { heading: "Answers that are not what they should be", faults: odd_answers() },
        Section { heading: "TLS", faults: tls() },
        Section { heading: "Connections that were kept", faults: kept() },
        Section { heading: "Faults that pass", faults: passing() },
    ]
}

fn no_connection() -> Vec<Fault> {
    vec![fault("nobody listens", Peer::Nobody), fault("reset before the request is read", Peer::Unread)]
}

fn no_whole_answer() -> Vec<Fault> {
    let (head, part) = (ok("content-length: 37\r\n", ""), ok("content-length: 37\r\n", &BODY[..9]));
    vec![
        always("closed before the head", Reply::Raw(Vec::new())),
        always("reset before the head", Reply::Reset(Vec::new())),
        always("reset in the middle of the head", Reply::Reset(head[..30].to_vec())),
        always("reset after the head", Reply::Reset(head)),
        always("reset in the middle of the body", Reply::Reset(part)),
        always("`Content-Length` is too long", Reply::Raw(ok("content-length: 99\r\n", BODY))),
        always("the last chunk is missing", Reply::Raw(ok("transfer-encoding: chunked\r\n", "9\r\n{\"id\":\"x\"\r\n"))),
    ]
}

fn silence() -> Vec<Fault> {
    vec![
        fault("never answers", Peer::Silent(Vec::new())),
        fault("never sends the body", Peer::Silent(ok("content-length: 37\r\n", ""))),
        fault("the head comes a byte a second", Peer::Slow(Vec::new(), ok("content-length: 37\r\n", BODY))),
        fault("the body comes a byte a second", Peer::Slow(ok("content-length: 37\r\n", ""), BODY.into())),
    ]
}

fn errors() -> Vec<Fault> {
    let date = "Sun, 09 Sep 2001 01:46:47 GMT";
    let limited = || refusal(429, "too many requests");
    let crowded = json!({ "error_code": "ERR_NGROK_225", "msg": "too many requests at once" });
    let busy = || refusal(503, "try again");
    vec![
        always("408", bare(408)),
        always("429, `Retry-After: 7`", limited().with_header("retry-after", "7")),
        always("429, `Retry-After: 0`", limited().with_header("retry-after", "0")),
        always("429, `Retry-After` is a date, in 7 s", limited().with_header("retry-after", date)),
        always("429, `Retry-After` of an hour", limited().with_header("retry-after", "3600")),
        always("429 without `Retry-After`", limited()),
        always("429 for too many at once", Reply::json(429, crowded)),
        always("500", refusal(500, "it is us")),
        always("502", bare(502)),
        always("503", busy()),
        always("503, `Retry-After: 7`", busy().with_header("retry-after", "7")),
        always("504", bare(504)),
        always("502 with HTML", Reply::text(502, "text/html; charset=utf-8", HTML)),
        always("404 with HTML", Reply::text(404, "text/html; charset=utf-8", HTML)),
    ]
}

fn redirects() -> Vec<Fault> {
    let to = |status, location: &str| bare(status).with_header("location", location);
    vec![
        always("301 to the same host", to(301, "/v2/ip_policies?token=t")),
        always("307 to the same host", to(307, "/v2/ip_policies?token=t")),
        always("301 to another host", to(301, "https://elsewhere.example/ip_policies?token=t")),
        always("307 to another host", to(307, "https://elsewhere.example/ip_policies?token=t")),
        always("302 to nowhere", bare(302)),
    ]
}

fn odd_answers() -> Vec<Fault> {
    let nested = format!(r#"{{"id":"ipp_1","extra":{}{}}}"#, "[".repeat(200), "]".repeat(200));
    let large = format!(r#"{{"id":"ipp_1","description":"{}"}}"#, "x".repeat(BOUND));
    let chunk = |text: &str| format!("{:x}\r\n{text}\r\n", text.len());
    let chunks = format!("{}{}", chunk(&large[..BOUND / 2]), chunk(&large[BOUND / 2..]));
    vec![
        always("HTML with 200", Reply::text(200, "text/html; charset=utf-8", HTML)),
        always("JSON that is called text", Reply::text(200, "text/plain", BODY)),
        always("empty with 200", bare(200)),
        always("204 with a body", Reply::Raw(format!("HTTP/1.1 204 No Content\r\n\r\n{BODY}").into_bytes())),
        always("`null`", Reply::text(200, "application/json", "null")),
        always("another type", Reply::text(200, "application/json", r#"{"id":"ipp_1","description":["office"]}"#)),
        always("gzip, not asked for", whole("content-encoding: gzip\r\n", GZIP)),
        always("`Content-Length` is too short", Reply::Raw(ok("content-length: 20\r\n", BODY))),
        always("body over the bound, announced", Reply::Stall(ok("content-length: 5000\r\n", ""))),
        always("body over the bound, not announced", Reply::Stall(ok("transfer-encoding: chunked\r\n", chunks))),
        always("text that is not UTF-8", whole("", b"{\"id\":\"ipp_1\",\"description\":\"\xff\"}")),
        always("a key twice", Reply::text(200, "application/json", r#"{"id":"ipp_0","id":"ipp_1"}"#)),
        always("lists in lists, 200 deep", Reply::text(200, "application/json", &nested)),
        always("a head of 100 kB", policy().with_header("x-large", &"x".repeat(100_000))),
        always("a head of 1 MB", policy().with_header("x-large", &"x".repeat(1_000_000))),
        always("no HTTP", Reply::Raw(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec())),
    ]
}

fn tls() -> Vec<Fault> {
    vec![
        fault("certificate by an unknown authority", Peer::Tls(|_| Authority::new().issue(HERE).serving(&[]))),
        fault("certificate for another host", Peer::Tls(|known| known.issue(&["other.example"]).serving(&[]))),
        fault("certificate that has expired", Peer::Tls(|known| known.issue_expired(HERE).serving(&[]))),
        fault("client certificate demanded", Peer::Tls(|known| known.demanding(&known.issue(HERE)))),
        fault("plain HTTP where TLS is expected", Peer::NoTls("HTTP/1.1 400 Bad Request\r\n\r\n")),
        fault("closed in the handshake", Peer::NoTls("")),
        fault("TLS where plain HTTP is expected", Peer::UnexpectedTls),
    ]
}

fn kept() -> Vec<Fault> {
    let late = "HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    vec![
        fault("closed by the server meanwhile", Peer::Gone(policy().closing())),
        fault(
            "closed with a 408 meanwhile",
            Peer::Gone(Reply::Raw(ok("content-length: 37\r\n", format!("{BODY}{late}")))),
        ),
        fault("closed when the request arrives", Peer::Kept(vec![Reply::Raw(Vec::new()), policy()])),
        fault("reset when the request arrives", Peer::Kept(vec![Reply::Reset(Vec::new()), policy()])),
    ]
}

fn passing() -> Vec<Fault> {
    vec![
        once("reset once", Reply::Reset(Vec::new())),
        once("cut short once", Reply::Raw(ok("content-length: 99\r\n", BODY))),
        once("429 once", refusal(429, "too many requests").with_header("retry-after", "7")),
        once("500 once", refusal(500, "it is us")),
        once("503 once", refusal(503, "try again")),
    ]
}
