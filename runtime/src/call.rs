//! An operation about to be called, and the future of its answer.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use serde_core::Serialize;
use serde_json::Value;

use crate::subject::Subject;
use crate::{
    Answer, BoxFuture, Client, Error, Items, Json, Method, Operation, Pages, Request, Response, Retry, ToQuery,
};

/// A client and the request it is to send; what every emitted operation is made of.
///
/// `C` is whatever sends: [`Client`] makes it awaitable, `blocking::Client` has it wait.
#[derive(Clone)]
pub struct Call<C> {
    pub(crate) client: C,
    pub(crate) request: Request,
}

impl<C> Call<C> {
    /// A call of `operation` with no argument yet.
    pub fn new(client: C, operation: &'static Operation) -> Self {
        Self { client, request: Request::new(operation) }
    }

    /// A call of a path that is in no description.
    pub(crate) fn raw(client: C, method: Method, path: String) -> Self {
        Self { client, request: Request::raw(method, path) }
    }

    /// The request as it stands.
    pub fn request(&self) -> &Request {
        &self.request
    }

    /// Puts an escaped path parameter in the place of `{name}`.
    pub fn path<T: fmt::Display>(mut self, name: &'static str, value: T) -> Self {
        self.request.set_path(name, &value);
        self
    }

    /// Sets a query parameter, replacing what was set before; a list sets it several times.
    pub fn query<T: ToQuery>(mut self, name: &'static str, value: T) -> Self {
        self.request.set_query(name, &value);
        self
    }

    /// Adds a query parameter, leaving what was set before.
    pub fn raw_query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.request.add_query(name.into(), value.into());
        self
    }

    /// Sets a field of the body.
    pub fn field<T: Json>(mut self, name: &'static str, value: &T) -> Self {
        self.request.set_field(name.to_owned(), value.encode(), value.secret());
        self
    }

    /// Sets a field of the body to null.
    pub fn null_field(self, name: &'static str) -> Self {
        self.raw_field(name, Value::Null)
    }

    /// Sets a field of the body to any JSON value.
    pub fn raw_field(mut self, name: impl Into<String>, value: Value) -> Self {
        self.request.set_field(name.into(), value, false);
        self
    }

    /// Makes an object the whole body.
    pub fn whole_body<T: Json>(mut self, value: &T) -> Self {
        self.request.set_body(value);
        self
    }

    /// Sets a header, replacing what was set before, be it by the client.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request.set_header(name, value);
        self
    }

    /// How long the whole call may take.
    pub fn timeout(mut self, timeout: Option<Duration>) -> Self {
        self.request.options_mut().timeout = Some(timeout);
        self
    }

    /// How long each attempt may take.
    pub fn attempt_timeout(mut self, timeout: Option<Duration>) -> Self {
        self.request.options_mut().attempt_timeout = Some(timeout);
        self
    }

    /// How the call is repeated.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.request.options_mut().retry = Some(retry);
        self
    }
}

/// What raw calls set.
impl<C> Call<C> {
    pub(crate) fn raw_path(mut self, name: &str, value: &dyn fmt::Display) -> Self {
        self.request.set_raw_path(name, value);
        self
    }

    pub(crate) fn hidden_field(mut self, name: String, value: Value) -> Self {
        self.request.set_raw_field(name, value);
        self
    }

    pub(crate) fn json_body<T: Serialize + ?Sized>(mut self, body: &T) -> Self {
        self.request.set_raw_body(serde_json::to_value(body));
        self
    }

    pub(crate) fn idempotent(mut self, idempotent: bool) -> Self {
        self.request.set_idempotent(idempotent);
        self
    }
}

impl Call<Client> {
    /// Sends the request.
    pub fn send<T: Response>(self) -> Sending<T> {
        self.sending(|answer| T::from_answer(&answer))
    }

    /// Sends the request, and gives the answer as it came beside what it becomes.
    pub fn send_with_answer<T: Response>(self) -> Sending<(T, Answer)> {
        self.sending(|answer| Ok((T::from_answer(&answer)?, answer)))
    }

    fn sending<T>(self, decode: Decode<T>) -> Sending<T> {
        let subject = self.request.subject().clone();
        Sending { answer: self.answer(), subject, decode }
    }

    fn answer(self) -> BoxFuture<'static, Result<Answer, Error>> {
        Box::pin(async move { self.client.execute(&self.request).await })
    }

    /// The pages of the list, one request each.
    pub fn pages<P: Json>(self) -> Pages<P> {
        Pages::new(self.client, self.request)
    }

    /// The items of the list, over all of its pages.
    pub fn items<T: Json>(self) -> Items<T> {
        Items::new(self.client, self.request)
    }
}

/// Lists.
impl<C> Call<C> {
    /// How many items a page has at most, where the list has a parameter for it.
    pub fn page_size(mut self, size: u32) -> Self {
        self.request.set_page_size(size);
        self
    }
}

impl<C> fmt::Debug for Call<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.request.fmt(f)
    }
}

/// The future of an answer, already on its way once it is polled.
///
/// It is `Send` and keeps nothing borrowed. Dropping it gives the call up.
#[must_use = "nothing is sent until it is awaited"]
pub struct Sending<T> {
    answer: BoxFuture<'static, Result<Answer, Error>>,
    subject: Subject,
    decode: Decode<T>,
}

/// What makes something of an answer.
type Decode<T> = fn(Answer) -> Result<T, Error>;

impl<T> Future for Sending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let answer = self.answer.as_mut().poll(context);
        answer.map(|answer| (self.decode)(answer?))
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sending({})", self.subject.label())
    }
}

/// Whatever can lend what calls are sent with: the [`Client`], and the clients emitted around it.
///
/// It is what lets a resource that was read be updated or deleted by any of them.
pub trait Connect {
    /// What a [`Call`] carries.
    type Handle: Clone;

    /// Something to carry.
    fn handle(&self) -> Self::Handle;
}

impl Connect for Client {
    type Handle = Client;

    fn handle(&self) -> Client {
        self.clone()
    }
}
