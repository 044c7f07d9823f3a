//! `ids.rs`: one id type for everything that has ids.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::printer::RustFile;
use super::{docs, earlier};
use crate::model::{Api, IdKind, IdUse};

/// Whether an id is of no particular resource.
pub fn is_any(id: &IdUse) -> bool {
    id.of == "any"
}

/// The file: id types, and the markers that tell them apart.
pub fn file(api: &Api) -> RustFile {
    let mut file = RustFile::new(
        "Ids, one type for each resource, so that they cannot be mixed up unnoticed.\n\n\
         Texts turn into any of them: where a method takes `impl Into<SomeId>`, a `&str` will do.",
    );
    file.push(quote! { use clientwright_runtime as rt; });
    file.extend(api.ids.iter().map(alias));
    file.extend(api.ids.iter().flat_map(earlier::ids));
    file.push(quote! {
        /// An id of no particular resource.
        pub type AnyId = rt::Id<kind::Any>;
    });
    let markers = api.ids.iter().map(marker).chain(api.ids.iter().flat_map(earlier::markers));
    file.push(quote! {
        /// What is identified; these types only tell ids and references apart.
        pub mod kind {
            #(#markers)*
            /// No particular resource.
            pub enum Any {}
        }
    });
    file
}

fn alias(id: &IdKind) -> TokenStream {
    let (kind, name) = (format_ident!("{}", id.name.rust), format_ident!("{}Id", id.name.rust));
    let prefix = id.prefix.as_ref().map(|prefix| format!("\n\nBegins with `{prefix}_`.")).unwrap_or_default();
    let doc = docs::attributes(&format!("Identifies: {}.{prefix}", docs::escape(id.doc.trim_end_matches('.'))));
    if id.integer {
        return quote! { #doc pub type #name = rt::Id<kind::#kind, i64>; };
    }
    quote! { #doc pub type #name = rt::Id<kind::#kind>; }
}

fn marker(id: &IdKind) -> TokenStream {
    let kind = format_ident!("{}", id.name.rust);
    let doc = docs::attributes(&format!("Marks [`{0}Id`](super::{0}Id).", id.name.rust));
    quote! {
        #doc
        pub enum #kind {}
    }
}
