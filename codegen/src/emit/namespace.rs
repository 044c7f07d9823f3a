//! The file of a namespace: its modules, and a struct with an accessor for each service.

use quote::{format_ident, quote};

use super::printer::RustFile;
use super::{client, docs, earlier};
use crate::model::{Api, Namespace};

/// The file.
pub fn file(api: &Api, namespace: &Namespace) -> (String, RustFile) {
    let mut file = RustFile::new(docs::escape(&namespace.doc));
    let services: Vec<_> =
        api.services.iter().filter(|service| service.namespace.as_ref() == Some(&namespace.name)).collect();
    file.extend(services.iter().map(|service| {
        let module = format_ident!("{}", service.module.last().map_or("", String::as_str));
        let feature = &service.feature;
        quote! { #[cfg(feature = #feature)] #[rustfmt::skip] pub mod #module; }
    }));
    file.extend(earlier::modules(&api.services, Some(namespace)));
    let name = format_ident!("{}", namespace.struct_name);
    let doc = docs::attributes(&docs::escape(&namespace.doc));
    file.push(quote! {
        #doc
        #[derive(Clone, Debug)]
        pub struct #name<C> {
            client: C,
        }
    });
    let accessors =
        services.iter().map(|service| client::accessor(service, &quote! { C }, &quote! { self.client.clone() }));
    let earlier = client::earlier_accessors(api, Some(namespace), &quote! { C }, &quote! { self.client.clone() });
    file.push(quote! {
        impl<C: Clone> #name<C> {
            pub(crate) fn new(client: C) -> Self {
                Self { client }
            }
            #(#accessors)*
            #(#earlier)*
        }
    });
    (format!("src/{}.rs", namespace.name.rust), file)
}
