//! Structs of answers.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::rust_type::{self, From};
use super::{docs, earlier, ids};
use crate::model::{Field, Object, Presence, Scalar, Type, TypeDef};

/// The struct of an object type; nothing if it is never read.
pub fn item(definition: &TypeDef, object: &Object, from: From<'_>) -> TokenStream {
    if !is_read(object) {
        return TokenStream::new();
    }
    let name = format_ident!("{}", definition.name.rust);
    let doc = docs::attributes(&docs::escape(&definition.doc));
    let deprecated = docs::deprecated(definition.deprecated.as_ref());
    let fields = read_fields(object).map(|field| self::field(field, object.generic, from));
    let (derives, parameter) = if object.generic {
        // The traits of a generic struct are written without bounds on its parameter, which is a name only.
        (TokenStream::new(), quote! { <K = crate::ids::kind::Any> })
    } else {
        (quote! { #[derive(Clone, Debug, Default, PartialEq)] }, TokenStream::new())
    };
    quote! {
        #doc
        #derives
        #deprecated
        #[non_exhaustive]
        pub struct #name #parameter {
            #(#fields)*
            /// Fields that this version does not know.
            pub extra: rt::Extra,
        }
    }
}

/// Whether an object type stands in answers.
pub fn is_read(object: &Object) -> bool {
    object.fields.iter().any(|field| field.read.is_some())
}

/// The fields of answers.
pub fn read_fields(object: &Object) -> impl Iterator<Item = &Field> {
    object.fields.iter().filter(|field| field.read.is_some())
}

fn field(field: &Field, generic: bool, from: From<'_>) -> TokenStream {
    let name = format_ident!("{}", field.name.rust);
    let doc = docs::attributes(&docs::field(&field.doc, &sentences(field)));
    let deprecated = docs::deprecated(field.deprecated.as_ref());
    let ty = match &field.ty {
        Type::Id(id) if generic && ids::is_any(id) => quote! { rt::Id<K> },
        ty => rust_type::field(ty, field.secret, from),
    };
    let earlier = earlier::fields(field, &ty);
    quote! { #doc #deprecated pub #name: #ty, #(#earlier)* }
}

/// What presence and renaming mean for a reader.
fn sentences(field: &Field) -> Vec<String> {
    let mut sentences = Vec::new();
    if field.read == Some(Presence::Once) {
        sentences.push("Only in the answer to create; empty after that.".to_owned());
    } else if matches!(field.ty, Type::Object(_) | Type::Ref(_) | Type::Scalar(Scalar::Timestamp)) {
        if matches!(field.read, Some(Presence::Sometimes | Presence::Nullable)) {
            sentences.push("`None` when there is none.".to_owned());
        }
    } else if field.read == Some(Presence::Sometimes) {
        sentences.push("Empty when the server leaves it out.".to_owned());
    }
    if field.name.rust != field.name.wire && field.name.rust == format!("{}_", field.name.wire) {
        sentences.push(format!("`{}` on the wire.", field.name.wire));
    }
    sentences.extend(docs::unsettled(field.stability));
    sentences
}
