//! JSON of any shape as Rust makes it.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::Example;
use super::literal::{number, text};

impl Example {
    /// JSON of any shape.
    pub(super) fn json(&mut self, value: &Value) -> TokenStream {
        let name = self.uses.name(&[], "Value");
        match value {
            Value::Null => quote! { #name::Null },
            Value::Bool(flag) => quote! { #name::from(#flag) },
            Value::Number(value) => {
                let value = number(value);
                quote! { #name::from(#value) }
            }
            Value::String(words) => {
                let words = text(words);
                quote! { #name::from(#words) }
            }
            Value::Array(values) if values.is_empty() => quote! { #name::Array(Vec::new()) },
            Value::Object(entries) if entries.is_empty() => quote! { #name::Object(Default::default()) },
            Value::Array(values) => {
                let values = values.iter().map(|value| self.json(value));
                quote! { #name::from_iter([#(#values),*]) }
            }
            Value::Object(entries) => {
                let entries = entries.iter().map(|(key, value)| {
                    let (key, value) = (text(key), self.json(value));
                    quote! { (#key, #value) }
                });
                quote! { #name::from_iter([#(#entries),*]) }
            }
        }
    }
}
