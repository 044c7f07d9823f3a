//! Calls of paths that a client does not know.

use std::fmt;

use serde_core::Serialize;
use serde_json::Value;

use crate::{Answer, Call, Client, Method, Response, Sending};

/// A request to any path below the base URL, for what the API has and this client does not know yet.
///
/// Key, headers, timeouts, retries, limits, observers and errors are those of all calls; an error
/// names the method and the path, and so do events and logs: as it was written, without what was
/// filled in. It is made by `request(…)` of any client. The path begins with a
/// slash and has `{name}` for each parameter, which [`RawCall::with_path`] fills in escaped. A path
/// that would lead away from the base URL is refused when the call is sent: an address, `//host`, a
/// segment `..`, a query or a fragment, and so is a parameter that was not set.
///
/// What comes of it is said where it is sent: `()` for nothing, [`Value`] or any type of an emitted
/// client for the JSON, [`Answer`] for status, headers and body as they came.
/// [`Answer::deserialize`] reads a type of the application's own.
///
/// ```
/// use clientwright_runtime::{Client, Error, Method, Value};
///
/// async fn rename(client: &Client, id: &str) -> Result<String, Error> {
///     let call = client.request(Method::Post, "/new_things/{id}/rename").with_path("id", id);
///     let thing: Value = call.with_field("name", "office").with_query("dry_run", "true").send().await?;
///     Ok(thing["name"].as_str().unwrap_or_default().to_owned())
/// }
/// ```
pub struct RawCall<C> {
    call: Call<C>,
}

crate::call!(@common RawCall);

impl<C> RawCall<C> {
    pub(crate) fn new(client: C, method: Method, path: String) -> Self {
        Self { call: Call::raw(client, method, path) }
    }

    /// Fills in the parameter `{name}` of the path, escaped; an empty value, `.` and `..` are refused.
    pub fn with_path(self, name: impl AsRef<str>, value: impl fmt::Display) -> Self {
        Self { call: self.call.raw_path(name.as_ref(), &value) }
    }

    /// Sets a field of the body, which is a JSON object; without any field there is no body.
    ///
    /// `Debug` hides the value, since nobody can tell which are secrets.
    pub fn with_field(self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        Self { call: self.call.hidden_field(name.into(), value.into()) }
    }

    /// Makes this the whole body, replacing what was set before.
    ///
    /// `Debug` hides the values, since nobody can tell which are secrets.
    pub fn with_body<T: Serialize + ?Sized>(self, body: &T) -> Self {
        Self { call: self.call.json_body(body) }
    }

    /// Whether sending it twice does the same as sending it once, so that it is repeated after
    /// failures in which the server may have handled it. Unless said, `GET`, `PUT` and `DELETE` are
    /// taken to be so and `POST` and `PATCH` are not.
    pub fn with_idempotent(self, idempotent: bool) -> Self {
        Self { call: self.call.idempotent(idempotent) }
    }
}

impl RawCall<Client> {
    /// Sends the request, and reads the answer as a `T`.
    pub fn send<T: Response>(self) -> Sending<T> {
        self.call.send()
    }

    /// Sends the request, and gives status, headers and body of the answer as well.
    pub fn send_with_answer<T: Response>(self) -> Sending<(T, Answer)> {
        self.call.send_with_answer()
    }
}

#[cfg(feature = "blocking")]
impl RawCall<crate::blocking::Client> {
    /// Sends the request and waits, and reads the answer as a `T`.
    ///
    /// # Errors
    ///
    /// When the path or an argument cannot be sent, when there is no answer in time, when the
    /// answer is an error, and when it cannot be decoded.
    pub fn send<T: Response>(self) -> Result<T, crate::Error> {
        self.call.send()
    }

    /// Sends the request and waits, and gives status, headers and body of the answer as well.
    ///
    /// # Errors
    ///
    /// Those of `send`.
    pub fn send_with_answer<T: Response>(self) -> Result<(T, Answer), crate::Error> {
        self.call.send_with_answer()
    }
}
