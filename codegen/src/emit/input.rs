//! Structs of requests: objects that are nested in what an application sends.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::rust_type::{From, input_of};
use super::{arguments, conversion, docs, earlier, object};
use crate::model::{Api, Input, Object, TypeDef, TypeKind, TypeRef, WritePresence};

/// The struct of an object type as it is sent, with its methods; nothing if it never is.
pub fn items(api: &Api, definition: &TypeDef, object: &Object, from: From<'_>) -> Vec<TokenStream> {
    if !is_written(object) {
        return Vec::new();
    }
    let name = input_name(definition);
    let doc = docs::attributes(&struct_doc(definition, object));
    let deprecated = docs::deprecated(definition.deprecated.as_ref());
    let constructors = if object.one_of { variants(object, from) } else { constructor(object, from) };
    let setters = if object.one_of { Vec::new() } else { setters(object, from) };
    let structure = quote! {
        #doc
        #deprecated
        pub struct #name {
            body: rt::Body,
        }
    };
    let methods = quote! { impl #name { #constructors #(#setters)* } };
    [structure, methods, default(&name, object), conversion::item(api, definition, object, from)]
        .into_iter()
        .filter(|item| !item.is_empty())
        .collect()
}

/// Whether an object type stands in requests.
pub fn is_written(object: &Object) -> bool {
    object.fields.iter().any(|field| field.write.is_some())
}

/// The name of the struct: `CoverInput`.
pub fn input_name(definition: &TypeDef) -> proc_macro2::Ident {
    let reference = TypeRef { name: definition.name.clone(), module: Vec::new() };
    format_ident!("{}", input_of(&reference).name.rust)
}

/// The fields of requests.
pub fn inputs(object: &Object) -> impl Iterator<Item = &Input> {
    object.fields.iter().filter_map(|field| field.write.as_ref())
}

fn struct_doc(definition: &TypeDef, object: &Object) -> String {
    let mut doc = docs::escape(&definition.doc);
    doc.push_str("\n\nThis is what is sent");
    if object::is_read(object) {
        doc.push_str(&format!("; answers hold [`{}`]", definition.name.rust));
    }
    doc.push_str(if object.one_of { ". Exactly one field is set." } else { ". A field that is not set is left out." });
    doc
}

fn constructor(object: &Object, from: From<'_>) -> TokenStream {
    let required: Vec<&Input> = inputs(object).filter(|input| input.presence == WritePresence::Required).collect();
    let arguments: Vec<arguments::Argument> = required.iter().map(|input| arguments::of(input, from)).collect();
    let parameters = arguments.iter().map(|argument| {
        let (name, ty) = (&argument.name, &argument.ty);
        quote! { #name: #ty }
    });
    let sets = required.iter().zip(&arguments).map(|(input, argument)| {
        let (wire, value) = (&input.name.wire, &argument.value);
        quote! { body.set(#wire, &#value); }
    });
    let doc = docs::attributes(&constructor_doc(&required));
    if required.is_empty() {
        return quote! { #doc #[inline] pub fn new() -> Self { Self { body: rt::Body::default() } } };
    }
    quote! {
        #doc
        #[inline]
        pub fn new(#(#parameters),*) -> Self {
            let mut body = rt::Body::default();
            #(#sets)*
            Self { body }
        }
    }
}

fn constructor_doc(required: &[&Input]) -> String {
    let mut doc = "With what must be given, and nothing else.".to_owned();
    if required.is_empty() {
        "With nothing set.".clone_into(&mut doc);
    }
    for input in required {
        doc.push_str(&format!("\n\n`{}`: {}", input.name.rust, docs::input(input)));
    }
    doc
}

fn setters(object: &Object, from: From<'_>) -> Vec<TokenStream> {
    let optional = inputs(object).filter(|input| input.presence != WritePresence::Required);
    let all = |input: &Input| [setter(input, from), clearer(input)].into_iter().chain(earlier::setters(input, from));
    optional.flat_map(|input| all(input).collect::<Vec<_>>()).collect()
}

fn setter(input: &Input, from: From<'_>) -> TokenStream {
    let arguments::Argument { name, ty, value } = arguments::of(input, from);
    let wire = &input.name.wire;
    let doc = docs::attributes(&docs::input(input));
    let deprecated = docs::deprecated(input.deprecated.as_ref());
    quote! {
        #doc
        #deprecated
        #[inline]
        pub fn #name(mut self, #name: #ty) -> Self {
            self.body.set(#wire, &#value);
            self
        }
    }
}

fn clearer(input: &Input) -> TokenStream {
    if input.presence != WritePresence::Clearable {
        return TokenStream::new();
    }
    let (name, wire) = (clear_name(input), &input.name.wire);
    let doc = docs::attributes(&format!("Sends `null` for `{wire}`, which clears it."));
    quote! {
        #doc
        #[inline]
        pub fn #name(mut self) -> Self {
            self.body.set_null(#wire);
            self
        }
    }
}

/// The method that sends `null`: `clear_description`.
pub fn clear_name(input: &Input) -> proc_macro2::Ident {
    format_ident!("clear_{}", input.name.rust.trim_matches('_'))
}

/// One constructor for each alternative.
fn variants(object: &Object, from: From<'_>) -> TokenStream {
    let constructors = inputs(object).map(|input| {
        let arguments::Argument { name, ty, value } = arguments::of(input, from);
        let wire = &input.name.wire;
        let doc = docs::attributes(&docs::input(input));
        let deprecated = docs::deprecated(input.deprecated.as_ref());
        quote! {
            #doc
            #deprecated
            #[inline]
            pub fn #name(#name: #ty) -> Self {
                let mut body = rt::Body::default();
                body.set(#wire, &#value);
                Self { body }
            }
        }
    });
    let earlier = inputs(object).flat_map(|input| earlier::constructors(input, from));
    quote! { #(#constructors)* #(#earlier)* }
}

/// An object without required fields can be empty.
fn default(name: &proc_macro2::Ident, object: &Object) -> TokenStream {
    if object.one_of || inputs(object).any(|input| input.presence == WritePresence::Required) {
        return TokenStream::new();
    }
    quote! {
        impl Default for #name {
            #[inline]
            fn default() -> Self {
                Self::new()
            }
        }
    }
}

/// Whether a definition has a write view.
pub fn written(definition: &TypeDef) -> bool {
    matches!(&definition.kind, TypeKind::Object(object) if is_written(object))
}
