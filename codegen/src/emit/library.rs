//! `lib.rs`: the modules, and what is reachable at the root.

use quote::{format_ident, quote};

use super::printer::RustFile;
use super::{client, docs, earlier};
use crate::model::Api;

/// The root of the crate.
pub fn file(api: &Api, documented: bool) -> RustFile {
    let mut file = RustFile::new(crate_doc(api));
    // The rest of the crate's docs is a text of its own.
    if documented {
        file.push(quote! { #![doc = include_str!("guide.md")] });
    }
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
    file.extend(earlier::modules(&api.services, None));
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
    format!("{}\n\n{}\n", docs::escape(&api.package.description), docs::escape(&api.doc))
}
