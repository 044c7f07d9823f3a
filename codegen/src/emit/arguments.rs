//! What applications pass: the type of an argument, and the expression that makes a value of it.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::rust_type::{From, View, value};
use crate::model::{Input, Scalar, Type};

/// An argument of a method.
pub struct Argument {
    pub name: Ident,
    /// `impl Into<String>`.
    pub ty: TokenStream,
    /// `cidr.into()`, of the type that goes on the wire.
    pub value: TokenStream,
}

/// Whether an argument is passed as it is, without a conversion.
pub fn is_copied(input: &Input) -> bool {
    matches!(&input.ty, Type::Scalar(scalar) if !input.secret && is_plain(*scalar))
}

/// How an input is passed.
pub fn of(input: &Input, from: From<'_>) -> Argument {
    let name = format_ident!("{}", input.name.rust);
    let (ty, value) = pass(&name, &input.ty, input.secret, from);
    Argument { name, ty, value }
}

fn pass(name: &Ident, ty: &Type, secret: bool, from: From<'_>) -> (TokenStream, TokenStream) {
    let whole = value(ty, secret, View::Write, from);
    match ty {
        Type::List(inner) => {
            let element = value(inner, secret, View::Write, from);
            (quote! { impl IntoIterator<Item = impl Into<#element>> }, quote! { rt::list::<#element>(#name) })
        }
        Type::Map(inner) => {
            let element = value(inner, secret, View::Write, from);
            let item = quote! { (impl Into<String>, impl Into<#element>) };
            (quote! { impl IntoIterator<Item = #item> }, quote! { rt::map::<#element>(#name) })
        }
        Type::Scalar(scalar) if !secret && is_plain(*scalar) => (whole, quote! { #name }),
        _ => (quote! { impl Into<#whole> }, quote! { #name.into() }),
    }
}

/// Numbers and booleans are passed as they are.
pub fn is_plain(scalar: Scalar) -> bool {
    matches!(
        scalar,
        Scalar::Bool
            | Scalar::Int32
            | Scalar::Int64
            | Scalar::Uint32
            | Scalar::Uint64
            | Scalar::Float
            | Scalar::Seconds
    )
}
