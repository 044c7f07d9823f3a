//! Earlier names: deprecated items that lead to what bears another name now.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::rust_type::From;
use super::{arguments, docs, input, object};
use crate::model::{
    Field, FormerService, IdKind, Input, Namespace, Operation, Rename, Service, TypeDef, TypeKind, WritePresence, kept,
    names,
};

/// The warning that whoever uses an earlier name gets.
pub fn deprecated(now: &str, until: Option<&String>) -> TokenStream {
    let end = until.map(|until| format!("; this name goes with {until}")).unwrap_or_default();
    let note = format!("renamed to `{now}`{end}");
    quote! { #[deprecated(note = #note)] }
}

fn marked(doc: &str, now: &str, until: Option<&String>) -> TokenStream {
    let (doc, deprecated) = (docs::attributes(doc), deprecated(now, until));
    quote! { #doc #deprecated }
}

/// Of a declared type: the struct or enum, and what is sent of it.
pub fn types(definition: &TypeDef) -> Vec<TokenStream> {
    kept(&definition.was).flat_map(|rename| of_type(definition, rename)).collect()
}

fn of_type(definition: &TypeDef, rename: &Rename) -> Vec<TokenStream> {
    let (now, before) = (definition.name.rust.as_str(), rename.name.rust.as_str());
    let TypeKind::Object(shape) = &definition.kind else { return vec![enumeration(now, before, rename)] };
    let mut items = Vec::new();
    if object::is_read(shape) {
        let parameter = shape.generic.then(|| quote! { <K = crate::ids::kind::Any> });
        items.push(alias(now, before, (parameter, shape.generic.then(|| quote! { <K> })), rename.until.as_ref()));
    }
    if input::is_written(shape) {
        let [now, before] = [now, before].map(names::input_name);
        items.push(alias(&now, &before, (None, None), rename.until.as_ref()));
    }
    items
}

/// The builders of a declared type.
pub fn builders(definition: &TypeDef, generic: bool) -> Vec<TokenStream> {
    let parameter = generic.then(|| quote! { <K> });
    let now = names::builder_name(&definition.name.rust);
    let of = |rename: &Rename| {
        let before = names::builder_name(&rename.name.rust);
        alias(&now, &before, (parameter.clone(), parameter.clone()), rename.until.as_ref())
    };
    kept(&definition.was).map(of).collect()
}

/// The earlier names of the struct or enum, of the struct that is sent, or of the builder, as `of` makes them.
pub fn type_names<'d>(definition: &'d TypeDef, of: impl Fn(&str) -> String + 'd) -> impl Iterator<Item = Ident> + 'd {
    kept(&definition.was).map(move |rename| format_ident!("{}", of(&rename.name.rust)))
}

fn alias(
    now: &str,
    before: &str,
    (declared, applied): (Option<TokenStream>, Option<TokenStream>),
    until: Option<&String>,
) -> TokenStream {
    let marks = marked(&format!("Earlier name of [`{now}`]."), now, until);
    let (now, before) = (format_ident!("{now}"), format_ident!("{before}"));
    quote! { #marks pub type #before #declared = #now #applied; }
}

/// Another import of the enum, because nobody can import the values of an alias. No compiler warns of it.
fn enumeration(now: &str, before: &str, rename: &Rename) -> TokenStream {
    let marks = marked(&format!("Earlier name of [`{now}`]."), now, rename.until.as_ref());
    let (now, before) = (format_ident!("{now}"), format_ident!("{before}"));
    quote! { #marks pub use self::#now as #before; }
}

/// Of what has ids: the id type, and what marks it.
pub fn ids(id: &IdKind) -> impl Iterator<Item = TokenStream> {
    let now = format!("{}Id", id.name.rust);
    kept(&id.was)
        .map(move |rename| alias(&now, &format!("{}Id", rename.name.rust), (None, None), rename.until.as_ref()))
}

/// Of the markers of ids.
pub fn markers(id: &IdKind) -> impl Iterator<Item = TokenStream> {
    kept(&id.was).map(|rename| alias(&id.name.rust, &rename.name.rust, (None, None), rename.until.as_ref()))
}

/// Of the struct of a service.
pub fn structs(service: &Service) -> impl Iterator<Item = TokenStream> {
    let now = &service.struct_name;
    let parameter = Some(quote! { <C> });
    let renamed = FormerService::apart(&service.was, now, |former| &former.struct_name);
    renamed.map(move |former| {
        alias(now, &former.struct_name, (parameter.clone(), parameter.clone()), former.rename.until.as_ref())
    })
}

/// Of the module of a service, for the modules that are declared in this namespace, or at the root.
pub fn modules<'a>(
    services: &'a [Service],
    namespace: Option<&'a Namespace>,
) -> impl Iterator<Item = TokenStream> + 'a {
    in_namespace(services, namespace).map(|(service, former)| {
        let path = service.module.join("::");
        let marks = marked(&format!("Earlier name of [`crate::{path}`]."), &path, former.rename.until.as_ref());
        let before = format_ident!("{}", former.module.last().map_or("", String::as_str));
        let now = service.module.iter().map(|module| format_ident!("{module}"));
        let feature = &service.feature;
        quote! { #[cfg(feature = #feature)] #marks pub mod #before { pub use crate::#(#now)::*::*; } }
    })
}

/// Of services, with the services that they are now; those of one namespace, or of none.
pub fn in_namespace<'a>(
    services: &'a [Service],
    namespace: Option<&'a Namespace>,
) -> impl Iterator<Item = (&'a Service, &'a FormerService)> {
    let all = services.iter().flat_map(|service| kept(&service.was).map(move |former| (service, former)));
    all.filter(move |(_, former)| former.namespace.as_ref() == namespace.map(|namespace| &namespace.name))
}

/// Of the method of an operation.
pub fn methods(operation: &Operation, generics: &TokenStream, signature: &Signature) -> Vec<TokenStream> {
    let Signature { parameters, passed, returned } = signature;
    let of = |rename: &Rename| {
        let (marks, now, before) = method(&operation.name.rust, &rename.name.rust, rename);
        quote! { #marks pub fn #before #generics (&self #(, #parameters)*) -> #returned { self.#now(#(#passed),*) } }
    };
    kept(&operation.was).map(of).collect()
}

/// What the methods of one operation have in common.
pub struct Signature {
    pub parameters: Vec<TokenStream>,
    /// The names of the parameters.
    pub passed: Vec<TokenStream>,
    pub returned: TokenStream,
}

/// Of the struct of a call.
pub fn calls(operation: &Operation) -> impl Iterator<Item = TokenStream> {
    let parameter = Some(quote! { <C> });
    kept(&operation.was).map(move |rename| {
        let before = names::call_name(&rename.name.wire);
        alias(&operation.struct_name, &before, (parameter.clone(), parameter.clone()), rename.until.as_ref())
    })
}

/// Of a setter, and of what clears.
pub fn setters(given: &Input, from: From<'_>) -> Vec<TokenStream> {
    let ty = arguments::of(given, from).ty;
    kept(&given.was).flat_map(|rename| [setter(given, rename, &ty), clearer(given, rename)]).collect()
}

fn setter(given: &Input, rename: &Rename, ty: &TokenStream) -> TokenStream {
    let (marks, now, before) = method(&given.name.rust, &rename.name.rust, rename);
    quote! { #marks pub fn #before(self, #before: #ty) -> Self { self.#now(#before) } }
}

fn clearer(given: &Input, rename: &Rename) -> TokenStream {
    if given.presence != WritePresence::Clearable {
        return TokenStream::new();
    }
    let [now, before] = [&given.name.rust, &rename.name.rust].map(|name| names::clear_name(name));
    let (marks, now, before) = method(&now, &before, rename);
    quote! { #marks pub fn #before(self) -> Self { self.#now() } }
}

/// Of the constructor of an alternative.
pub fn constructors(given: &Input, from: From<'_>) -> Vec<TokenStream> {
    let ty = arguments::of(given, from).ty;
    let of = |rename: &Rename| {
        let (marks, now, before) = method(&given.name.rust, &rename.name.rust, rename);
        quote! { #marks pub fn #before(#before: #ty) -> Self { Self::#now(#before) } }
    };
    kept(&given.was).map(of).collect()
}

/// The marks of a method that only calls another of the same type, and both names.
fn method(now: &str, before: &str, rename: &Rename) -> (TokenStream, Ident, Ident) {
    let marks = marked(&format!("Earlier name of [`{now}`](Self::{now})."), now, rename.until.as_ref());
    (marks, format_ident!("{now}"), format_ident!("{before}"))
}

/// Of a field that is read: one more field, with the same value.
pub fn fields(field: &Field, ty: &TokenStream) -> Vec<TokenStream> {
    let now = &field.name.rust;
    let of = |rename: &Rename| {
        let doc = format!("Earlier name of `{now}`: the same value when it is read, and never sent.");
        let marks = marked(&doc, now, rename.until.as_ref());
        let before = format_ident!("{}", rename.name.rust);
        quote! { #marks pub #before: #ty, }
    };
    kept(&field.was).map(of).collect()
}
