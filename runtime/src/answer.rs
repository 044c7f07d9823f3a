//! What a server answered, and what it becomes.

use std::fmt;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderMap, HeaderName};
use serde_core::de::DeserializeOwned;
use serde_json::Value;

use crate::subject::Subject;
use crate::{DecodeError, Error, Json};

/// A successful answer as it came.
///
/// Every call gives it beside the typed value with `send_with_answer()`, and
/// [`Client::execute`](crate::Client::execute) gives it alone.
#[derive(Clone)]
#[non_exhaustive]
pub struct Answer {
    /// The HTTP status, a 2xx.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Bytes,
    subject: Subject,
    attempts: u32,
}

/// Shows the length of the body alone, since a body may hold a secret; so may headers.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Answer");
        shown.field("status", &self.status).field("bytes", &self.body.len());
        shown.finish_non_exhaustive()
    }
}

impl Answer {
    pub(crate) fn new(status: u16, headers: HeaderMap, body: Bytes, subject: Subject) -> Self {
        Self { status, headers, body, subject, attempts: 1 }
    }

    /// How many requests it took, this one included.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    pub(crate) fn set_attempts(&mut self, attempts: u32) {
        self.attempts = attempts;
    }

    /// The body as a type of the application's own.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    ///
    /// use clientwright_runtime::{Answer, Client, Error, Method};
    ///
    /// async fn limits(client: &Client) -> Result<BTreeMap<String, u64>, Error> {
    ///     let answer: Answer = client.request(Method::Get, "/limits").send().await?;
    ///     answer.deserialize()
    /// }
    /// ```
    ///
    /// # Errors
    ///
    /// When the body is not the JSON that it should be; the error keeps the status and the body.
    pub fn deserialize<T: DeserializeOwned>(&self) -> Result<T, Error> {
        if self.body.is_empty() {
            return Err(Error::decode(self, "the answer is empty".to_owned()));
        }
        serde_json::from_slice(&self.body).map_err(|error| match error.is_data() {
            true => Error::decode(self, format!("cannot decode the answer: {}", without_value(&error))),
            false => {
                let message = format!("{}: {error}", self.unread());
                Error::decode(self, message).with_source(error)
            }
        })
    }

    /// What was asked for.
    pub(crate) fn subject(&self) -> &Subject {
        &self.subject
    }

    /// What is wrong with a body that is not read as JSON, by what the server says it is.
    fn unread(&self) -> String {
        let coding = header(&self.headers, &CONTENT_ENCODING).filter(|coding| *coding != "identity");
        match (coding, foreign_type(&self.headers)) {
            (Some(coding), _) => format!("the answer is compressed by {coding}, which was not asked for"),
            (None, Some(media)) => format!("the answer is not JSON but {media}"),
            (None, None) => "the answer cannot be read as JSON".to_owned(),
        }
    }
}

/// What is wrong with a value and where, without the value itself, which may be a secret.
fn without_value(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let shows = ["invalid type: ", "invalid value: ", "unknown variant "].iter().any(|start| text.starts_with(start));
    match text.rfind(", expected ").filter(|_| shows) {
        Some(place) => text[place + 2..].to_owned(),
        None => text,
    }
}

/// The type of a body, without its parameters, if the server says that it is not JSON.
pub(crate) fn foreign_type(headers: &HeaderMap) -> Option<&str> {
    let media = header(headers, &CONTENT_TYPE)?.split(';').next().map(str::trim);
    media.filter(|media| !is_json(media))
}

fn header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim).filter(|value| !value.is_empty())
}

fn is_json(media: &str) -> bool {
    let media = media.to_ascii_lowercase();
    media == "application/json" || media.ends_with("+json")
}

/// What an answer can become.
///
/// All that is [`Json`] is read from the body; `()` and [`Answer`] look at nothing.
pub trait Response: Sized {
    /// Reads the answer.
    ///
    /// # Errors
    ///
    /// When the body is not the JSON it should be; the error keeps the status and the body.
    fn from_answer(answer: &Answer) -> Result<Self, Error>;
}

impl Response for () {
    fn from_answer(_: &Answer) -> Result<Self, Error> {
        Ok(())
    }
}

/// The answer itself, of which nothing is read.
impl Response for Answer {
    fn from_answer(answer: &Answer) -> Result<Self, Error> {
        Ok(answer.clone())
    }
}

impl<T: Json> Response for T {
    fn from_answer(answer: &Answer) -> Result<Self, Error> {
        decode(answer, answer.deserialize()?)
    }
}

/// Reads the JSON of an answer; null, which stands for nothing inside an object, is no answer.
pub(crate) fn decode<T: Json>(answer: &Answer, value: Value) -> Result<T, Error> {
    if value.is_null() {
        return Err(Error::decode(answer, "the answer is null".to_owned()));
    }
    T::decode(value).map_err(|error| mistyped(answer, error))
}

/// The error of an answer that is JSON but not the right one.
pub(crate) fn mistyped(answer: &Answer, error: DecodeError) -> Error {
    Error::decode(answer, format!("cannot decode the answer: {error}")).with_source(error)
}
