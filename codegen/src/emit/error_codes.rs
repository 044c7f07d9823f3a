//! `error_codes.rs`: the known error codes as constants.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs;
use super::printer::RustFile;
use crate::model::{Api, ErrorCode};

/// The file; nothing for an API that documents no codes.
pub fn file(api: &Api) -> Option<RustFile> {
    if api.errors.codes.is_empty() {
        return None;
    }
    let mut file = RustFile::new(
        "The error codes that are documented, for [`Error::has_code`](crate::Error::has_code).\n\n\
         A server may answer with others, and an operation with more than its docs name.",
    );
    file.extend(api.errors.codes.iter().map(|code| constant(api, code)));
    Some(file)
}

fn constant(api: &Api, code: &ErrorCode) -> TokenStream {
    let (name, value) = (format_ident!("{}", code.constant), &code.code);
    let facts = [status(code), anywhere(api, code), operations(api, code)].into_iter().flatten();
    let text = facts.fold(docs::escape(&code.doc), |text, fact| format!("{text}\n\n{fact}"));
    let doc = docs::attributes(&text);
    quote! { #doc pub const #name: &str = #value; }
}

fn status(code: &ErrorCode) -> Option<String> {
    code.status.map(|status| format!("Its status is {status}."))
}

/// Codes that any operation may answer with, among them those of a server that is asked too much.
fn anywhere(api: &Api, code: &ErrorCode) -> Option<String> {
    let limit = api.rate_limit.as_ref().filter(|limit| limit.codes().any(|known| *known == code.code));
    let counted = limit.filter(|limit| limit.code.as_ref() == Some(&code.code)).map(|limit| {
        format!(
            "Any operation may answer with it: {} requests in {} seconds are the limit.",
            limit.requests, limit.window
        )
    });
    counted.or_else(|| (code.general || limit.is_some()).then(|| "Any operation may answer with it.".to_owned()))
}

/// Where the code is known from. The methods may be switched off, so they are no links.
fn operations(api: &Api, code: &ErrorCode) -> Option<String> {
    let mut by_methods: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for service in &api.services {
        let operations = service.operations.iter().filter(|operation| operation.errors.contains(&code.code));
        let methods: Vec<String> = operations.map(|operation| format!("`{}`", operation.name.rust)).collect();
        if !methods.is_empty() {
            by_methods.entry(methods.join(", ")).or_default().push(format!("`{}()`", service.path_in_rust()));
        }
    }
    let known: Vec<String> =
        by_methods.iter().map(|(methods, services)| format!("- {methods} of {}", services.join(", "))).collect();
    (!known.is_empty()).then(|| format!("Known from:\n\n{}", known.join("\n")))
}
