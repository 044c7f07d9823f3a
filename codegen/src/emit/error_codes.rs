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
    let facts: Vec<String> = [status(code), operations(api, code)].into_iter().flatten().collect();
    let doc = docs::attributes(&format!("{}\n\n{}", docs::escape(&code.doc), facts.join(" ")));
    quote! { #doc pub const #name: &str = #value; }
}

fn status(code: &ErrorCode) -> Option<String> {
    code.status.map(|status| format!("Its status is {status}."))
}

/// Where the code is known from. The methods may be switched off, so they are no links.
fn operations(api: &Api, code: &ErrorCode) -> Option<String> {
    let mut by_service: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for service in &api.services {
        for operation in service.operations.iter().filter(|operation| operation.errors.contains(&code.code)) {
            let accessor = format!("`{}()`", service.path_in_rust());
            by_service.entry(accessor).or_default().push(format!("`{}`", operation.name.rust));
        }
    }
    let known: Vec<String> =
        by_service.iter().map(|(service, methods)| format!("{} of {service}", methods.join(", "))).collect();
    (!known.is_empty()).then(|| format!("Known from {}.", known.join("; ")))
}
