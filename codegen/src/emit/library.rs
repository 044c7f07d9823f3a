//! `lib.rs`: the modules, and what is reachable at the root.

use quote::{format_ident, quote};

use super::printer::RustFile;
use super::{client, docs, guide};
use crate::model::Api;

/// The root of the crate.
pub fn file(api: &Api) -> RustFile {
    let mut file = RustFile::new(crate_doc(api));
    // An example that uses what is on its way out says so.
    // What is deprecated for applications still has to be implemented here,
    // and the API's own names and argument counts are not ours to change.
    file.push(quote! {
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #![doc(test(attr(deny(deprecated))))]
        #![allow(deprecated)]
        #![allow(clippy::enum_variant_names, clippy::module_inception, clippy::self_named_constructors)]
        #![allow(clippy::should_implement_trait, clippy::too_many_arguments, clippy::wrong_self_convention)]
    });
    file.push(quote! {
        #[rustfmt::skip] mod api;
        #[cfg(feature = "blocking")] #[rustfmt::skip] pub mod blocking;
        #[rustfmt::skip] mod client;
        #[rustfmt::skip] pub mod ids;
    });
    if !api.errors.codes.is_empty() {
        file.push(quote! { #[rustfmt::skip] pub mod error_codes; });
    }
    if !api.types.is_empty() {
        file.push(quote! { #[rustfmt::skip] pub mod types; });
    }
    file.extend(api.namespaces.iter().map(|namespace| {
        let (module, gate) = (format_ident!("{}", namespace.name.rust), client::gate(api, namespace));
        quote! { #gate #[rustfmt::skip] pub mod #module; }
    }));
    file.extend(api.services.iter().filter(|service| service.namespace.is_none()).map(|service| {
        let module = format_ident!("{}", service.module.last().map_or("", String::as_str));
        let feature = &service.feature;
        quote! { #[cfg(feature = #feature)] #[rustfmt::skip] pub mod #module; }
    }));
    file.push(quote! {
        pub use api::API;
        pub use client::Client;
        pub use clientwright_runtime as runtime;
        #[cfg(feature = "testing")] pub use clientwright_runtime::testing;
        pub use clientwright_runtime::{
            ClientBuilder, Collecting, Cursor, Error, Extra, Id, Items, Pages, Request, Secret, Timestamp, Transport, TransportError, UnknownValue, Value,
        };
        pub use clientwright_runtime::{Answer, Method, Observer, RateLimiter, Retry, RetryBudget, TimeoutKind};
    });
    file
}

fn crate_doc(api: &Api) -> String {
    let mut doc = format!("{}\n\n{}\n", docs::escape(&api.package.description), docs::escape(&api.doc));
    doc.push_str("\n# Making a client\n\n");
    doc.push_str(
        "[`Client::new`] takes a key, [`Client::from_env`] reads it from the environment, and [`Client::builder`] ",
    );
    doc.push_str("also sets base URL, timeouts, user agent and transport.\n");
    doc.push_str("\n# Calling\n\n");
    doc.push_str("An accessor leads to a service, its methods take what is required, setters take the rest, and `.await` sends:\n");
    doc.push_str("nothing happens before that, and `request()` shows what would be sent.\n");
    doc.push_str("A list is a page when it is awaited; `items()` and `pages()` walk all of it, a page at a time and in flat memory.\n");
    doc.push_str("`collect_all(max)` gives all items, and an error where there are more than `max`; `collect_first(max)` cuts the list off.\n");
    doc.push_str("A walk's `cursor()` is where another one can `resume`, and `prefetch(true)` has the next page come nearer meanwhile.\n");
    doc.push_str("What this version does not know yet is called by `client.request(Method::Get, \"/path/{id}\")`.\n");
    doc.push_str("\n# Answers\n\n");
    doc.push_str("A field that is absent, null or new never fails to decode.\n");
    doc.push_str("Texts, lists, maps, numbers and booleans that are absent are empty; objects, references and timestamps are `None`.\n");
    doc.push_str("Enums are open: a value that this version does not know is `Unknown`.\n");
    doc.push_str(
        "Fields that it does not know are kept in `extra`, and every type serializes back to what was received.\n",
    );
    doc.push_str("\n# Features\n\nEach service has a feature; all of them are on by default.\n");
    doc.push_str("`blocking` adds a client for programs that do not await, whose calls wait in `send()`.\n");
    doc.push_str(
        "`tracing` adds a span for each call, and events of attempts, waits and retries, without any value sent.\n",
    );
    doc.push_str("`testing` is for the tests of applications: the module `testing`, whose docs are a guide, and a builder of each type that is read.\n");
    doc.push_str(&guide::testing(api));
    doc
}
