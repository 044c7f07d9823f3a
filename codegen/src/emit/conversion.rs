//! From what was read to what is sent, so that an object can be read, changed and sent back.
//!
//! There is such a conversion where both views have the same fields. It goes field by field and through
//! the conversions of nested objects, because fields that only the server knows must not be sent.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::rust_type::{From, View, value};
use super::{input, object};
use crate::model::{Api, Field, Object, Type, TypeDef, TypeKind, TypeRef};

/// The conversion; nothing where the two views differ.
pub fn item(api: &Api, definition: &TypeDef, object: &Object, from: From<'_>) -> TokenStream {
    if !is_convertible(api, object, &mut Vec::new()) {
        return TokenStream::new();
    }
    let (target, read) = (input::input_name(definition), format_ident!("{}", definition.name.rust));
    let written = || object.fields.iter().filter(|field| field.write.is_some());
    let plain: Vec<&String> =
        written().filter(|field| nested(&field.ty).is_none()).map(|field| &field.name.wire).collect();
    let objects: Vec<TokenStream> = written().filter_map(|field| nested_field(field, from)).collect();
    let start = quote! { rt::Body::of_fields(read, &[#(#plain),*]) };
    let body = if objects.is_empty() {
        quote! { Self { body: #start } }
    } else {
        quote! { let mut body = #start; #(#objects)* Self { body } }
    };
    quote! {
        impl From<&#read> for #target {
            /// What can be sent of what was read; what was empty is left out.
            fn from(read: &#read) -> Self {
                #body
            }
        }
    }
}

/// Whether both views have the same fields, all the way down. A type that is on the way already is taken to be.
fn is_convertible(api: &Api, object: &Object, way: &mut Vec<TypeRef>) -> bool {
    object::is_read(object)
        && object.fields.iter().all(|field| is_same(field) && is_nested_convertible(api, field, way))
}

fn is_same(field: &Field) -> bool {
    let Some(write) = &field.write else { return true };
    field.read.is_some() && write.name.wire == field.name.wire && write.ty == field.ty
}

fn is_nested_convertible(api: &Api, field: &Field, way: &mut Vec<TypeRef>) -> bool {
    let Some(reference) = nested(&field.ty).filter(|_| field.write.is_some()) else { return true };
    if way.contains(reference) {
        return true;
    }
    way.push(reference.clone());
    let depth = matches!(&field.ty, Type::Object(_))
        || matches!(&field.ty, Type::List(inner) | Type::Map(inner) if matches!(**inner, Type::Object(_)));
    depth && find(api, reference).is_some_and(|object| is_convertible(api, object, way))
}

/// The object type inside a type.
fn nested(ty: &Type) -> Option<&TypeRef> {
    match ty {
        Type::Object(reference) => Some(reference),
        Type::List(inner) | Type::Map(inner) => nested(inner),
        _ => None,
    }
}

fn find<'a>(api: &'a Api, reference: &TypeRef) -> Option<&'a Object> {
    let own =
        api.services.iter().filter(|service| service.module == reference.module).flat_map(|service| &service.types);
    let definition = own.chain(&api.types).find(|definition| definition.name == reference.name)?;
    match &definition.kind {
        TypeKind::Object(object) => Some(object),
        TypeKind::Enum(_) => None,
    }
}

fn nested_field(field: &Field, from: From<'_>) -> Option<TokenStream> {
    let reference = nested(&field.ty)?;
    let (name, wire) = (format_ident!("{}", field.name.rust), &field.name.wire);
    let input = value(&Type::Object(reference.clone()), false, View::Write, from);
    Some(match &field.ty {
        Type::List(_) => quote! {
            if !read.#name.is_empty() {
                body.set(#wire, &read.#name.iter().map(#input::from).collect::<Vec<_>>());
            }
        },
        Type::Map(_) => quote! {
            if !read.#name.is_empty() {
                let entries = read.#name.iter().map(|(key, value)| (key.clone(), #input::from(value)));
                body.set(#wire, &entries.collect::<std::collections::BTreeMap<_, _>>());
            }
        },
        _ => quote! {
            if let Some(nested) = &read.#name {
                body.set(#wire, &#input::from(nested));
            }
        },
    })
}
