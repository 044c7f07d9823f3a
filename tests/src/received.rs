//! A request as a server received it.

use std::io;

use percent_encoding::percent_decode_str;
use serde_json::Value;

/// One request, read to its end.
#[derive(Clone, Debug)]
pub struct Received {
    /// The method in capitals.
    pub method: String,
    /// Path and query as they stood in the request line.
    pub target: String,
    /// The path, still escaped.
    pub path: String,
    /// The query parameters in order, no longer escaped.
    pub query: Vec<(String, String)>,
    /// The headers in order, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body; empty if there was none.
    pub body: Vec<u8>,
    /// The number of the connection, from 0.
    pub connection: usize,
}

impl Received {
    /// The request at the start of `bytes` with its length; `None` as long as it is not whole.
    pub(crate) fn parse(bytes: &[u8]) -> io::Result<Option<(Self, usize)>> {
        let mut headers = [httparse::EMPTY_HEADER; 64];
        let mut head = httparse::Request::new(&mut headers);
        let parsed = head.parse(bytes).map_err(io::Error::other)?;
        let httparse::Status::Complete(start) = parsed else {
            return Ok(None);
        };
        let mut request = Self::of_head(&head);
        let length = request.header("content-length").unwrap_or("0");
        let end = start + length.parse::<usize>().map_err(io::Error::other)?;
        let Some(body) = bytes.get(start..end) else {
            return Ok(None);
        };
        request.body = body.to_vec();
        Ok(Some((request, end)))
    }

    fn of_head(head: &httparse::Request<'_, '_>) -> Self {
        let target = head.path.unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let header = |header: &httparse::Header<'_>| {
            let value = String::from_utf8_lossy(header.value).into_owned();
            (header.name.to_ascii_lowercase(), value)
        };
        Self {
            method: head.method.unwrap_or_default().to_owned(),
            target: target.to_owned(),
            path: path.to_owned(),
            query: pairs(query),
            headers: head.headers.iter().map(header).collect(),
            body: Vec::new(),
            connection: 0,
        }
    }

    /// Method and target: `GET /books?limit=1`.
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }

    /// The value of a header, its name in lower case.
    ///
    /// # Panics
    ///
    /// When the header was sent twice, which none of ours may be.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(known, _)| known == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "`{name}` stands there twice");
        value
    }

    /// The body as JSON; `None` where there was none.
    ///
    /// # Panics
    ///
    /// When the body is not JSON.
    pub fn json(&self) -> Option<Value> {
        (!self.body.is_empty()).then(|| serde_json::from_slice(&self.body).expect("the body is JSON"))
    }

    /// The value of a query parameter that stands there at most once.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let mut values = self.query.iter().filter(|(known, _)| known == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert!(values.next().is_none(), "`{name}` stands there twice");
        value
    }

    /// Whether `text` stands anywhere in the request.
    pub fn holds(&self, text: &str) -> bool {
        let headers = self.headers.iter().any(|(_, value)| value.contains(text));
        headers || self.target.contains(text) || String::from_utf8_lossy(&self.body).contains(text)
    }
}

fn pairs(query: &str) -> Vec<(String, String)> {
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (unescaped(name), unescaped(value))
        })
        .collect()
}

fn unescaped(text: &str) -> String {
    let spaced = text.replace('+', " ");
    let bytes = percent_decode_str(&spaced);
    bytes.decode_utf8().expect("the query is UTF-8").into_owned()
}
