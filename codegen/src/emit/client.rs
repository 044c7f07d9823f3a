//! `api.rs`, `client.rs` and `blocking.rs`: the facts of the API, and the clients with an accessor for each service.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::printer::RustFile;
use super::{docs, earlier};
use crate::model::{Api, FormerService, Namespace, Service};

/// The facts of the API.
pub fn facts(api: &Api) -> RustFile {
    let mut file = RustFile::new("Where the API is, and how it is spoken to.");
    file.push(quote! { use clientwright_runtime as rt; });
    let doc = docs::attributes(&docs::escape(&api.title));
    let (name, base_url) = (&api.name, &api.base_url);
    let key_variable = optional(api.environment.as_ref().map(|environment| &environment.key));
    let base_url_variable = optional(api.environment.as_ref().and_then(|environment| environment.base_url.as_ref()));
    let (auth_header, auth_prefix) = (&api.auth.header, &api.auth.prefix);
    let headers = api.headers.iter().map(|header| {
        let (name, value) = (&header.name, &header.value);
        quote! { (#name, #value) }
    });
    let user_agent = format!("{}/{}", api.package.name, api.package.version);
    let errors = error_shape(api);
    let rate_limit = rate_limit(api);
    file.push(quote! {
        #doc
        pub static API: rt::Api = rt::Api {
            name: #name,
            base_url: #base_url,
            key_variable: #key_variable,
            base_url_variable: #base_url_variable,
            auth: rt::Auth { header: #auth_header, prefix: #auth_prefix },
            headers: &[#(#headers),*],
            user_agent: #user_agent,
            errors: #errors,
            rate_limit: #rate_limit,
        };
    });
    file
}

fn error_shape(api: &Api) -> TokenStream {
    let errors = &api.errors;
    let (code, message, details, operation_id) = (&errors.code, &errors.message, &errors.details, &errors.operation_id);
    let header = optional(errors.operation_id_header.as_ref());
    quote! {
        rt::ErrorShape {
            code: &[#(#code),*],
            message: &[#(#message),*],
            details: &[#(#details),*],
            operation_id: &[#(#operation_id),*],
            operation_id_header: #header,
        }
    }
}

fn rate_limit(api: &Api) -> TokenStream {
    let Some(limit) = &api.rate_limit else {
        return quote! { None };
    };
    let requests = Literal::u64_unsuffixed(limit.requests);
    let window = Literal::u64_unsuffixed(limit.window);
    let concurrent_code = optional(limit.concurrent_code.as_ref());
    quote! {
        Some(rt::RateLimit {
            requests: #requests,
            window: ::core::time::Duration::from_secs(#window),
            concurrent_code: #concurrent_code,
        })
    }
}

fn optional(text: Option<&String>) -> TokenStream {
    match text {
        Some(text) => quote! { Some(#text) },
        None => quote! { None },
    }
}

/// The client whose calls are awaited.
pub fn file(api: &Api) -> RustFile {
    let mut file = RustFile::new("The client, and the way to each service.");
    file.push(quote! { use clientwright_runtime as rt; });
    let doc = format!("A client of the {}.", docs::escape(&api.title));
    file.extend(client(api, &doc, &quote! { rt::Client }));
    file.push(quote! { rt::client!(Client, &crate::API); });
    file
}

/// The client whose calls wait.
pub fn blocking(api: &Api) -> RustFile {
    let mut file = RustFile::new(
        "The client for programs that do not await: the same services, and calls that wait in `send()`.\n\n\
         A list is a page when it is sent; `items()` and `pages()` are iterators over all of it.",
    );
    file.push(quote! { use clientwright_runtime as rt; });
    file.push(quote! { pub use clientwright_runtime::blocking::{Items, Pages}; });
    let doc = format!("A client of the {} that waits for each answer.", docs::escape(&api.title));
    file.extend(client(api, &doc, &quote! { rt::blocking::Client }));
    file.push(quote! { rt::client!(Client, &crate::API, blocking); });
    file
}

/// A client over a handle, with an accessor for each service.
fn client(api: &Api, doc: &str, handle: &TokenStream) -> [TokenStream; 2] {
    let doc = docs::attributes(&format!("{doc}{}", client_doc(api)));
    let services = api
        .services
        .iter()
        .filter(|service| service.namespace.is_none())
        .map(|service| accessor(service, handle, &quote! { self.inner.clone() }));
    let earlier = earlier_accessors(api, None, handle, &quote! { self.inner.clone() });
    let namespaces = api.namespaces.iter().map(|namespace| namespace_accessor(api, namespace, handle));
    [
        quote! {
            #doc
            pub struct Client {
                inner: #handle,
            }
        },
        quote! { impl Client { #(#services)* #(#namespaces)* #(#earlier)* } },
    ]
}

/// What is true of every client of the API.
fn client_doc(api: &Api) -> String {
    let mut doc = "\n\nIt is cheap to clone; clones share connections.".to_owned();
    if let Some(environment) = &api.environment {
        doc.push_str(&format!("\n\n`from_env` reads the key from `{}`", environment.key));
        if let Some(base_url) = &environment.base_url {
            doc.push_str(&format!(" and, if it is set, the base URL from `{base_url}`"));
        }
        doc.push('.');
    }
    if let Some(words) = &api.auth.doc {
        doc.push_str(&format!("\n\n{}", docs::escape(words)));
    }
    doc
}

/// The method that leads to a service.
pub fn accessor(service: &Service, client: &TokenStream, make: &TokenStream) -> TokenStream {
    let doc = docs::attributes(&docs::escape(&service.doc));
    let deprecated = docs::deprecated(service.deprecated.as_ref());
    leading(&service.name.rust, &quote! { #doc #deprecated }, service, (client, make))
}

/// A method of this name that leads to a service.
fn leading(
    name: &str,
    marks: &TokenStream,
    service: &Service,
    (client, make): (&TokenStream, &TokenStream),
) -> TokenStream {
    let (name, structure) = (format_ident!("{name}"), format_ident!("{}", service.struct_name));
    let modules: Vec<_> = service.module.iter().map(|module| format_ident!("{module}")).collect();
    let feature = &service.feature;
    quote! {
        #marks
        #[cfg(feature = #feature)]
        pub fn #name(&self) -> crate::#(#modules::)*#structure<#client> {
            crate::#(#modules::)*#structure::new(#make)
        }
    }
}

/// The methods that led to services before these were renamed.
pub fn earlier_accessors(
    api: &Api,
    namespace: Option<&Namespace>,
    client: &TokenStream,
    make: &TokenStream,
) -> Vec<TokenStream> {
    let of = |(service, former): (&Service, &FormerService)| {
        let path = service.path_in_rust();
        let doc = docs::attributes(&format!("Earlier name of `{path}`."));
        let deprecated = earlier::deprecated(&path, former.rename.until.as_ref());
        leading(&former.rename.name.rust, &quote! { #doc #deprecated }, service, (client, make))
    };
    earlier::in_namespace(&api.services, namespace).map(of).collect()
}

fn namespace_accessor(api: &Api, namespace: &Namespace, handle: &TokenStream) -> TokenStream {
    let (name, structure) = (format_ident!("{}", namespace.name.rust), format_ident!("{}", namespace.struct_name));
    let doc = docs::attributes(&docs::escape(&namespace.doc));
    let deprecated = docs::deprecated(namespace.deprecated.as_ref());
    let gate = gate(api, namespace);
    let module = format_ident!("{}", namespace.name.rust);
    quote! {
        #doc
        #deprecated
        #gate
        pub fn #name(&self) -> crate::#module::#structure<#handle> {
            crate::#module::#structure::new(self.inner.clone())
        }
    }
}

/// A namespace is there when one of its services is, or one that was in it.
pub fn gate(api: &Api, namespace: &Namespace) -> TokenStream {
    let inside = api.services.iter().filter(|service| service.namespace.as_ref() == Some(&namespace.name));
    let earlier = earlier::in_namespace(&api.services, Some(namespace)).map(|(service, _)| service);
    let features: Vec<&String> = inside.chain(earlier).map(|service| &service.feature).collect();
    match features.as_slice() {
        [feature] => quote! { #[cfg(feature = #feature)] },
        features => quote! { #[cfg(any(#(feature = #features),*))] },
    }
}
