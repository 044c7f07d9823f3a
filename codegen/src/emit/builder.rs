//! `builders.rs`: what makes answers for the tests of applications.
//!
//! It stands in a file of its own, which is not even read where the feature `testing` is off.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::printer::RustFile;
use super::rust_type::{From, View, value};
use super::{arguments, earlier, ids, object};
use crate::model::{Field, Object, Scalar, Type, TypeDef, TypeKind, kept, names};

/// The file of some types; nothing where none of them is read.
pub fn file<'a>(definitions: impl IntoIterator<Item = &'a TypeDef>, from: From<'_>) -> Option<RustFile> {
    let builders: Vec<TokenStream> = definitions
        .into_iter()
        .filter_map(read)
        .flat_map(|(definition, object)| items(definition, object, from))
        .collect();
    if builders.is_empty() {
        return None;
    }
    let mut file = RustFile::new("Makes what is read, for the tests of applications.");
    file.push(quote! { use clientwright_runtime as rt; });
    file.push(quote! { use super::*; });
    file.extend(builders);
    Some(file)
}

/// The module of the file; nothing where there is none.
pub fn module<'a>(definitions: impl IntoIterator<Item = &'a TypeDef>) -> TokenStream {
    if definitions.into_iter().filter_map(read).next().is_none() {
        return TokenStream::new();
    }
    quote! {
        #[cfg(feature = "testing")] #[rustfmt::skip] mod builders;
        #[cfg(feature = "testing")] pub use builders::*;
    }
}

/// The names of the builders of some types.
pub fn names<'a>(definitions: impl IntoIterator<Item = &'a TypeDef>) -> Vec<proc_macro2::Ident> {
    let of = |definition: &TypeDef| -> Vec<proc_macro2::Ident> {
        [name(definition)].into_iter().chain(earlier::type_names(definition, names::builder_name)).collect()
    };
    definitions.into_iter().filter_map(read).flat_map(|(definition, _)| of(definition)).collect()
}

fn read(definition: &TypeDef) -> Option<(&TypeDef, &Object)> {
    match &definition.kind {
        TypeKind::Object(object) if object::is_read(object) => Some((definition, object)),
        _ => None,
    }
}

fn name(definition: &TypeDef) -> proc_macro2::Ident {
    format_ident!("{}", names::builder_name(&definition.name.rust))
}

fn items(definition: &TypeDef, object: &Object, from: From<'_>) -> Vec<TokenStream> {
    let (read, builder) = (format_ident!("{}", definition.name.rust), name(definition));
    let parameter = object.generic.then(|| quote! { <K> });
    let setters = object::read_fields(object).flat_map(|field| setters(field, object.generic, from));
    let own = [
        quote! { rt::builder!(#read #parameter, #builder); },
        quote! { impl #parameter #builder #parameter { #(#setters)* } },
    ];
    own.into_iter().chain(earlier::builders(definition, object.generic)).collect()
}

/// The setter of a field, which sets it under its earlier names as well, and the setters of these.
fn setters(field: &Field, generic: bool, from: From<'_>) -> Vec<TokenStream> {
    let (target, given) = (format_ident!("{}", field.name.rust), given(field, generic, from));
    let also: Vec<_> = kept(&field.was).map(|rename| format_ident!("{}", rename.name.rust)).collect();
    let setter = |name: &str, marks: TokenStream| {
        let setter = names::builder_setter(name);
        let renamed = (target != setter).then(|| {
            let setter = format_ident!("{setter}");
            quote! { #setter = }
        });
        quote! { rt::setter!(#marks #renamed #target #(, #also)*: #given); }
    };
    let earlier = kept(&field.was)
        .map(|rename| setter(&rename.name.rust, earlier::deprecated(&field.name.rust, rename.until.as_ref())));
    [setter(&field.name.rust, TokenStream::new())].into_iter().chain(earlier).collect()
}

/// How a value is given, and of which type it becomes.
fn given(field: &Field, generic: bool, from: From<'_>) -> TokenStream {
    let of = |ty: &Type| value(ty, field.secret, View::Read, from);
    let (form, ty) = match &field.ty {
        Type::Id(id) if generic && ids::is_any(id) => ("into", quote! { rt::Id<K> }),
        Type::Object(_) | Type::Ref(_) | Type::Scalar(Scalar::Timestamp) => ("some", of(&field.ty)),
        Type::List(inner) => ("list", of(inner)),
        Type::Map(inner) => ("map", of(inner)),
        Type::Scalar(scalar) if !field.secret && arguments::is_plain(*scalar) => ("plain", of(&field.ty)),
        Type::Scalar(_) | Type::Id(_) | Type::Enum(_) => ("into", of(&field.ty)),
    };
    let form = format_ident!("{form}");
    quote! { #form #ty }
}
