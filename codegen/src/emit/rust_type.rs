//! Types of the model as types of Rust.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::model::{IdUse, RefUse, Scalar, Type, TypeRef};

/// From where a type is named: types of the same module need no path.
#[derive(Clone, Copy, Debug)]
pub struct From<'a>(pub &'a [String]);

/// Which of the two views of an object type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    Read,
    Write,
}

/// The type of a struct's field: objects, references and timestamps may be missing.
pub fn field(ty: &Type, secret: bool, from: From<'_>) -> TokenStream {
    let inner = value(ty, secret, View::Read, from);
    match ty {
        Type::Object(_) | Type::Ref(_) | Type::Scalar(Scalar::Timestamp) => quote! { Option<#inner> },
        _ => inner,
    }
}

/// The type of a value that is there.
pub fn value(ty: &Type, secret: bool, view: View, from: From<'_>) -> TokenStream {
    match ty {
        Type::Scalar(_) if secret => quote! { rt::Secret },
        Type::Scalar(scalar) => self::scalar(*scalar),
        Type::Id(id) => self::id(id),
        Type::Ref(reference) => self::reference(reference, from),
        Type::List(inner) => {
            let inner = value(inner, secret, view, from);
            quote! { Vec<#inner> }
        }
        Type::Map(inner) => {
            let inner = value(inner, secret, view, from);
            quote! { std::collections::BTreeMap<String, #inner> }
        }
        Type::Object(reference) if view == View::Write => named(&input_of(reference), from),
        Type::Object(reference) | Type::Enum(reference) => named(reference, from),
    }
}

fn scalar(scalar: Scalar) -> TokenStream {
    match scalar {
        Scalar::String | Scalar::Uri | Scalar::Cidr | Scalar::Pem | Scalar::Json => quote! { String },
        Scalar::Bool => quote! { bool },
        Scalar::Int32 => quote! { i32 },
        Scalar::Int64 => quote! { i64 },
        Scalar::Uint32 => quote! { u32 },
        Scalar::Uint64 => quote! { u64 },
        Scalar::Float => quote! { f64 },
        Scalar::Timestamp => quote! { rt::Timestamp },
        Scalar::Seconds => quote! { std::time::Duration },
        Scalar::Any => quote! { rt::Value },
    }
}

/// The id type of a resource.
pub fn id(id: &IdUse) -> TokenStream {
    let name = format_ident!("{}Id", id.kind);
    quote! { crate::ids::#name }
}

fn reference(reference: &RefUse, from: From<'_>) -> TokenStream {
    let kind = format_ident!("{}", reference.to.kind);
    let ty = named(&reference.ty, from);
    quote! { #ty<crate::ids::kind::#kind> }
}

/// A declared type, by the shortest path that works.
pub fn named(reference: &TypeRef, from: From<'_>) -> TokenStream {
    let name = format_ident!("{}", reference.name.rust);
    if reference.module == from.0 {
        return quote! { #name };
    }
    let modules = reference.module.iter().map(|module| format_ident!("{module}"));
    quote! { crate::#(#modules::)*#name }
}

/// The write view of an object type.
pub fn input_of(reference: &TypeRef) -> TypeRef {
    let mut input = reference.clone();
    input.name.rust.push_str("Input");
    input
}
