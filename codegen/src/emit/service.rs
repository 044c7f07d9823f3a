//! The file of a service: its types first, then the service, then its calls.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::printer::RustFile;
use super::rust_type::From;
use super::{builder, docs, earlier, enums, input, object, operation};
use crate::model::{Api, Service, TypeDef, TypeKind};
use crate::samples::Samples;

/// The file.
pub fn file(samples: &Samples<'_>, service: &Service) -> RustFile {
    let api = samples.api();
    let mut file = RustFile::new(module_doc(service));
    file.push(quote! { use clientwright_runtime as rt; });
    file.push(builder::module(&service.types));
    file.push(quote! { #[rustfmt::skip] mod codec; });
    let from = From(&service.module);
    for definition in &service.types {
        file.extend(type_items(api, definition, from));
        if definition.name == service.subject.name {
            file.push(operation::instance_methods(api, service));
        }
    }
    file.extend(structure(samples, service));
    file.extend(earlier::structs(service));
    for op in &service.operations {
        file.extend(operation::items(op, service, from));
    }
    file
}

/// The items of a declared type, under all its names.
pub fn type_items(api: &Api, definition: &TypeDef, from: From<'_>) -> Vec<TokenStream> {
    let mut items = match &definition.kind {
        TypeKind::Enum(values) => vec![enums::item(definition, values)],
        TypeKind::Object(object) => {
            let mut items = vec![object::item(definition, object, from)];
            items.extend(input::items(api, definition, object, from));
            items
        }
    };
    items.extend(earlier::types(definition));
    items
}

fn module_doc(service: &Service) -> String {
    let mut doc = docs::escape(&service.doc);
    if let Some(deprecation) = &service.deprecated {
        let instead =
            deprecation.instead.as_ref().map(|instead| format!(" Use `{instead}` instead.")).unwrap_or_default();
        let note = deprecation.note.as_ref().map(|note| format!(" {}", docs::escape(note))).unwrap_or_default();
        doc.push_str(&format!("\n\n**Deprecated.**{instead}{note}"));
    }
    if let Some(sentence) = docs::unsettled(service.stability) {
        doc.push_str(&format!("\n\n{sentence}"));
    }
    doc
}

fn structure(samples: &Samples<'_>, service: &Service) -> [TokenStream; 2] {
    let name = format_ident!("{}", service.struct_name);
    let doc = docs::attributes(&docs::escape(&service.doc));
    let methods = service.operations.iter().flat_map(|op| operation::methods(samples, service, op));
    [
        quote! {
            #doc
            #[derive(Clone, Debug)]
            pub struct #name<C> {
                client: C,
            }
        },
        quote! {
            impl<C: Clone> #name<C> {
                pub(crate) fn new(client: C) -> Self {
                    Self { client }
                }
                #(#methods)*
            }
        },
    ]
}
