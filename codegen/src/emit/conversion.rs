//! From what was read to what is sent, so that an object can be read, changed and sent back.
//!
//! It goes field by field and through the conversions of nested objects, because fields that only the
//! server knows must not be sent. Whether there is one depends on required fields alone, so that no
//! optional field takes it away.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::rust_type::{From, View, value};
use super::{docs, ids, input, object};
use crate::model::{Api, Field, Input, Object, RefUse, Type, TypeDef, TypeKind, TypeRef, WritePresence};

/// What a field that is sent is made of.
enum Origin<'a> {
    /// The field that was read, JSON for JSON.
    Same,
    /// The field that was read, which has another name there.
    Renamed,
    /// An object that was read, by its own conversion.
    Object(&'a TypeRef),
    /// The id of a reference that was read, which is in this field of it.
    Id(Ident),
    /// Nothing in answers.
    Nothing,
}

/// The conversion; nothing where a field that must be sent is not in answers.
pub fn item(api: &Api, definition: &TypeDef, object: &Object, from: From<'_>) -> TokenStream {
    if !is_convertible(api, object, &mut Vec::new()) {
        return TokenStream::new();
    }
    let (target, read) = (input::input_name(definition), format_ident!("{}", definition.name.rust));
    let origins: Vec<(&Field, &Input, Origin<'_>)> =
        written(object).map(|(field, input)| (field, input, origin(api, field, input, &mut Vec::new()))).collect();
    let same =
        origins.iter().filter(|(.., origin)| matches!(origin, Origin::Same)).map(|(_, input, _)| &input.name.wire);
    let start = quote! { rt::Body::of_fields(read, &[#(#same),*]) };
    let others: Vec<TokenStream> = origins.iter().filter_map(|origin| other(origin, from)).collect();
    let body = if others.is_empty() {
        quote! { Self { body: #start } }
    } else {
        quote! { let mut body = #start; #(#others)* Self { body } }
    };
    let doc = docs::attributes(&doc(&origins));
    quote! {
        impl From<&#read> for #target {
            #doc
            fn from(read: &#read) -> Self {
                #body
            }
        }
    }
}

fn doc(origins: &[(&Field, &Input, Origin<'_>)]) -> String {
    let lost: Vec<String> = origins
        .iter()
        .filter(|(.., origin)| matches!(origin, Origin::Nothing))
        .map(|(_, input, _)| format!("`{}`", input.name.wire))
        .collect();
    let start = "What can be sent of what was read; what was empty is left out.";
    match lost.as_slice() {
        [] => start.to_owned(),
        lost => format!("{start}\n\nNot in answers, so left out as well: {}.", lost.join(", ")),
    }
}

/// The fields that are sent, as they are read and as they are sent.
fn written(object: &Object) -> impl Iterator<Item = (&Field, &Input)> {
    object.fields.iter().filter_map(|field| field.write.as_ref().map(|input| (field, input)))
}

/// Whether all that must be sent is in answers, all the way down.
fn is_convertible<'a>(api: &'a Api, object: &'a Object, way: &mut Vec<&'a TypeRef>) -> bool {
    let mut required = written(object).filter(|(_, input)| input.presence == WritePresence::Required);
    object::is_read(object) && required.all(|(field, input)| !matches!(origin(api, field, input, way), Origin::Nothing))
}

fn origin<'a>(api: &'a Api, field: &'a Field, input: &Input, way: &mut Vec<&'a TypeRef>) -> Origin<'a> {
    if field.read.is_none() {
        return Origin::Nothing;
    }
    if let Some(id) = reference(field, input).and_then(|reference| id_field(api, reference)) {
        return Origin::Id(id);
    }
    if input.ty != field.ty {
        return Origin::Nothing;
    }
    match nested(&field.ty) {
        Some(reference) if is_nested_convertible(api, &field.ty, reference, way) => Origin::Object(reference),
        Some(_) => Origin::Nothing,
        None if input.name.wire == field.name.wire => Origin::Same,
        None => Origin::Renamed,
    }
}

/// Whether the objects inside a field have a conversion. A type that is on the way already is taken to have one.
fn is_nested_convertible<'a>(api: &'a Api, ty: &Type, reference: &'a TypeRef, way: &mut Vec<&'a TypeRef>) -> bool {
    let (Type::Object(_) | Type::List(_) | Type::Map(_)) = ty else { return false };
    let is_flat = !matches!(ty, Type::List(inner) | Type::Map(inner) if !matches!(**inner, Type::Object(_)));
    if way.contains(&reference) {
        return is_flat;
    }
    way.push(reference);
    let convertible = find(api, reference).is_some_and(|object| is_convertible(api, object, way));
    way.pop();
    is_flat && convertible
}

/// The object type inside a type.
fn nested(ty: &Type) -> Option<&TypeRef> {
    match ty {
        Type::Object(reference) => Some(reference),
        Type::List(inner) | Type::Map(inner) => nested(inner),
        _ => None,
    }
}

/// What a field refers to that is read as references and sent as their ids.
fn reference<'a>(field: &'a Field, input: &Input) -> Option<&'a RefUse> {
    let of = |read: &'a Type, sent: &Type| match (read, sent) {
        (Type::Ref(reference), Type::Id(id)) => (reference.to == *id).then_some(reference),
        _ => None,
    };
    match (&field.ty, &input.ty) {
        (Type::List(read), Type::List(sent)) => of(read, sent),
        (read, sent) => of(read, sent),
    }
}

/// The field of a reference that holds the id; ids that are numbers do not fit it.
fn id_field(api: &Api, reference: &RefUse) -> Option<Ident> {
    let object = find(api, &reference.ty).filter(|_| !reference.to.integer)?;
    let id = object::read_fields(object).find(|field| matches!(&field.ty, Type::Id(id) if ids::is_any(id)))?;
    Some(format_ident!("{}", id.name.rust))
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

/// Sets a field that is not taken as it is.
fn other((field, input, origin): &(&Field, &Input, Origin<'_>), from: From<'_>) -> Option<TokenStream> {
    let (name, wire) = (format_ident!("{}", field.name.rust), &input.name.wire);
    Some(match origin {
        Origin::Same | Origin::Nothing => return None,
        Origin::Renamed => quote! {
            if !rt::Json::is_empty(&read.#name) {
                body.set(#wire, &read.#name);
            }
        },
        Origin::Object(reference) => object(&field.ty, reference, &name, wire, from),
        Origin::Id(id) => self::id(&field.ty, id, &name, wire),
    })
}

fn object(ty: &Type, reference: &TypeRef, name: &Ident, wire: &str, from: From<'_>) -> TokenStream {
    let input = value(&Type::Object(reference.clone()), false, View::Write, from);
    match ty {
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
    }
}

fn id(ty: &Type, id: &Ident, name: &Ident, wire: &str) -> TokenStream {
    match ty {
        Type::List(_) => quote! {
            if !read.#name.is_empty() {
                body.set(#wire, &read.#name.iter().map(|reference| reference.#id.clone()).collect::<Vec<_>>());
            }
        },
        _ => quote! {
            if let Some(reference) = read.#name.as_ref().filter(|reference| !rt::Json::is_empty(&reference.#id)) {
                body.set(#wire, &reference.#id);
            }
        },
    }
}
