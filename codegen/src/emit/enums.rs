//! Open enums.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs;
use crate::model::{EnumValue, TypeDef};

/// The enum, with a variant for what this version does not know.
pub fn item(definition: &TypeDef, values: &[EnumValue]) -> TokenStream {
    let name = format_ident!("{}", definition.name.rust);
    let doc = docs::attributes(&docs::escape(&definition.doc));
    let deprecated = docs::deprecated(definition.deprecated.as_ref());
    let variants = values.iter().map(variant);
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #deprecated
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            /// A value that this version does not know, or none.
            Unknown(rt::UnknownValue),
        }
    }
}

fn variant(value: &EnumValue) -> TokenStream {
    let name = format_ident!("{}", value.name.rust);
    let words = if value.doc.is_empty() { format!("`{}`.", value.name.wire) } else { docs::escape(&value.doc) };
    let doc = docs::attributes(&words);
    let deprecated = docs::deprecated(value.deprecated.as_ref());
    quote! { #doc #deprecated #name, }
}
