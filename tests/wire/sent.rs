//! A call of any type, ready to be looked at and to be sent.

use std::fmt::Debug;
use std::future::{Future, IntoFuture};
use std::pin::Pin;

use clientwright_runtime::{Error, Items, Json, Request};
use serde::Serialize;
use serde_json::Value;

type Later<T> = Pin<Box<dyn Future<Output = Result<T, Error>>>>;

/// A call whose types are forgotten.
pub struct Sent {
    pub request: Request,
    pub answer: Later<Decoded>,
    /// The items of the list, where the call gives one.
    pub items: Option<Later<Vec<Decoded>>>,
}

/// What an answer became.
#[derive(Debug)]
pub struct Decoded {
    /// Its JSON.
    pub json: Value,
    /// What `Debug` shows of it.
    pub shown: String,
}

impl Decoded {
    fn new<T: Serialize + Debug>(value: &T) -> Self {
        Self { json: serde_json::to_value(value).expect("every type is JSON"), shown: format!("{value:?}") }
    }
}

impl Sent {
    /// A call that answers with a `T`.
    pub fn new<C, T>(request: Request, call: C) -> Self
    where
        C: IntoFuture<Output = Result<T, Error>>,
        C::IntoFuture: 'static,
        T: Serialize + Debug,
    {
        let answer = call.into_future();
        Self { request, answer: Box::pin(async move { answer.await.map(|value| Decoded::new(&value)) }), items: None }
    }

    /// The same call, which gives these items as well.
    pub fn with_items<T: Json + Serialize + Debug + 'static>(mut self, mut items: Items<T>) -> Self {
        self.items = Some(Box::pin(async move {
            let mut all = Vec::new();
            while let Some(item) = items.try_next().await? {
                all.push(Decoded::new(&item));
            }
            Ok(all)
        }));
        self
    }
}

/// Feeds optional fields from the row's body, or from an object in it, to the setters of a call or an input:
/// `fed!(row, call, description: text, type_ = "type": text)`.
macro_rules! fed {
    ($row:expr, $call:expr $(, $setter:ident $(= $wire:literal)?: $kind:path)* $(,)?) => {{
        let call = $call;
        $(
            let name = $crate::sent::fed!(@name $setter $($wire)?);
            let call = $crate::row::Fields::set($row, call, name, $kind, |call, value| call.$setter(value));
        )*
        call
    }};
    (@name $setter:ident) => { stringify!($setter) };
    (@name $setter:ident $wire:literal) => { $wire };
}

/// A call with its setters fed from the row: `sent!(row, call, description: text)`.
macro_rules! sent {
    ($row:expr, $($call:tt)+) => {{
        let call = $crate::sent::fed!($row, $($call)+);
        Sent::new(call.request().clone(), call)
    }};
}

/// The same for a list of pages, with its query parameters fed from the row.
macro_rules! listed {
    ($row:expr, $call:expr) => {{
        let call = $row.ask($call, "before_id", |call, id| call.before_id(id));
        let number = |limit: &str| limit.parse().expect("the limit is a number");
        let call = $row.ask(call, "limit", |call, limit| call.limit(number(limit)));
        Sent::new(call.request().clone(), call.clone()).with_items(call.items())
    }};
}

pub(crate) use {fed, listed, sent};
