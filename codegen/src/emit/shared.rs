//! The shared types: one file for each file of the spec, all of them names of `types`.

use std::collections::BTreeMap;

use quote::{format_ident, quote};

use super::printer::RustFile;
use super::rust_type::From;
use super::{builder, codec, earlier, input, object, service};
use crate::model::names::{self, Role, rust_name};
use crate::model::{Api, TypeDef, TypeKind};

/// `types.rs` and what it is made of; nothing when no types are shared.
pub fn files(api: &Api) -> Vec<(String, RustFile)> {
    let mut by_file: BTreeMap<String, Vec<&TypeDef>> = BTreeMap::new();
    for definition in &api.types {
        let module = rust_name(&definition.file, Role::Module).unwrap_or_else(|| "more".to_owned());
        by_file.entry(module).or_default().push(definition);
    }
    if by_file.is_empty() {
        return Vec::new();
    }
    let mut root = RustFile::new("Types that several services share.");
    for (module, definitions) in &by_file {
        root.push(declaration(module, definitions));
    }
    let mut files = vec![("src/types.rs".to_owned(), root)];
    for (module, definitions) in &by_file {
        files.push((format!("src/types/{module}.rs"), types(api, definitions)));
        files.push((format!("src/types/{module}/codec.rs"), machinery(definitions)));
        let builders = builder::file(definitions.iter().copied(), From(&[]));
        files.extend(builders.map(|file| (format!("src/types/{module}/builders.rs"), file)));
    }
    files
}

fn declaration(module: &str, definitions: &[&TypeDef]) -> proc_macro2::TokenStream {
    let module = format_ident!("{module}");
    let names = definitions.iter().flat_map(|definition| rust_names(definition));
    let builders = builder::names(definitions.iter().copied());
    let builders =
        (!builders.is_empty()).then(|| quote! { #[cfg(feature = "testing")] pub use #module::{#(#builders),*}; });
    quote! {
        #[rustfmt::skip]
        mod #module;
        pub use #module::{#(#names),*};
        #builders
    }
}

/// The one or two Rust types of a definition, and what these were called before.
fn rust_names(definition: &TypeDef) -> Vec<proc_macro2::Ident> {
    let read = match &definition.kind {
        TypeKind::Enum(_) => true,
        TypeKind::Object(object) => object::is_read(object),
    };
    let read = read.then(|| format_ident!("{}", definition.name.rust));
    let written = input::written(definition);
    let sent = written.then(|| input::input_name(definition));
    let earlier = earlier::type_names(definition, str::to_owned).filter(|_| read.is_some());
    let earlier_sent = earlier::type_names(definition, names::input_name).filter(|_| written);
    read.clone().into_iter().chain(sent).chain(earlier).chain(earlier_sent).collect()
}

fn types(api: &Api, definitions: &[&TypeDef]) -> RustFile {
    let mut file = RustFile::new("Shared types of one topic.");
    file.push(quote! { use clientwright_runtime as rt; });
    file.push(builder::module(definitions.iter().copied()));
    file.push(quote! { #[rustfmt::skip] mod codec; });
    // Types name each other through `crate::types`, whatever file they are in.
    let from = From(&[]);
    file.extend(definitions.iter().flat_map(|definition| service::type_items(api, definition, from)));
    file
}

fn machinery(definitions: &[&TypeDef]) -> RustFile {
    let mut file = RustFile::new("What these types are in JSON, for the runtime.");
    file.push(quote! { use clientwright_runtime as rt; });
    file.push(quote! { use super::*; });
    file.extend(definitions.iter().flat_map(|definition| codec::type_items(definition)));
    file
}
