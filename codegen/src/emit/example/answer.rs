//! What an example does with the answer.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::Example;
use crate::model::names::{Role, rust_name};
use crate::model::{Field, Object, Operation, Presence, Returns, Scalar, Type, TypeRef};
use crate::samples::Samples;

/// The call, sent, and its answer looked at.
pub fn ending(example: &mut Example, samples: &Samples<'_>, operation: &Operation) -> TokenStream {
    let call = example.call.clone();
    match &operation.returns {
        Returns::None => nothing(example, operation),
        Returns::Type(answer) => one(example, samples, operation, answer, &call),
        Returns::List { list, item } => many(example, samples, operation, (list, item), &call),
    }
}

/// An answer that says nothing; what is worth telling is how the call may fail.
fn nothing(example: &mut Example, operation: &Operation) -> TokenStream {
    let (call, code) = (&example.call, operation.errors.first());
    let Some(code) = code.and_then(|code| rust_name(code, Role::Constant)) else { return quote! { #call.await?; } };
    let (code, codes) = (format_ident!("{code}"), example.uses.name(&[], "error_codes"));
    quote! {
        let result = #call.await;
        match result {
            Err(error) if error.has_code(#codes::#code) => println!("{error}"),
            other => other?,
        }
    }
}

fn one(
    example: &mut Example,
    samples: &Samples<'_>,
    operation: &Operation,
    answer: &TypeRef,
    call: &TokenStream,
) -> TokenStream {
    let (variable, object) = (variable(&answer.name.wire, "answer"), samples.object(answer));
    let shown = shown(example, samples, &variable, object);
    // A secret that no later answer holds is what the call was made for.
    let once = |field: &&Field| is_shown_once(field) && is_there(operation, field);
    let secret = object.and_then(|object| object.fields.iter().find(once)).map(|field| {
        let name = format_ident!("{}", field.name.rust);
        quote! { let #name = #variable.#name.expose(); }
    });
    quote! { let #variable = #call.await?; #shown #secret }
}

fn is_shown_once(field: &Field) -> bool {
    field.read == Some(Presence::Once) && field.secret && matches!(field.ty, Type::Scalar(_))
}

/// Whether an example of the answer says something in this field.
fn is_there(operation: &Operation, field: &Field) -> bool {
    let mut answers = operation.examples.iter().filter_map(|example| example.response.as_ref());
    answers.any(|answer| answer.get(&field.name.wire).is_some_and(serde_json::Value::is_string))
}

fn many(
    example: &mut Example,
    samples: &Samples<'_>,
    operation: &Operation,
    (list, item): (&TypeRef, &Type),
    call: &TokenStream,
) -> TokenStream {
    let Type::Object(of) = item else { return quote! { let page = #call.await?; println!("{page:?}"); } };
    let one = variable(&of.name.wire, "item");
    let shown = shown(example, samples, &one, samples.object(of));
    let holds = |field: &&Field| matches!(&field.ty, Type::List(inner) if **inner == *item);
    let fields = samples.object(list).and_then(|list| list.fields.iter().find(holds));
    if operation.paging.is_none() {
        let field = fields.map(|field| format_ident!("{}", field.name.rust)).unwrap_or_else(|| format_ident!("items"));
        return quote! { let page = #call.await?; for #one in &page.#field { #shown } };
    }
    let all = fields.map(|field| variable(&field.name.wire, "items")).filter(|all| *all != one);
    let all = all.unwrap_or_else(|| format_ident!("items"));
    quote! { let mut #all = #call.items(); while let Some(#one) = #all.try_next().await? { #shown } }
}

/// What a value of a type is called.
fn variable(wire: &str, otherwise: &str) -> Ident {
    let name = rust_name(wire, Role::Argument).unwrap_or_else(|| otherwise.to_owned());
    format_ident!("{name}")
}

/// Prints the field that tells the value from others of its kind, or all of it.
fn shown(example: &mut Example, samples: &Samples<'_>, variable: &Ident, object: Option<&Object>) -> TokenStream {
    let printable = object.into_iter().flat_map(|object| &object.fields).filter(|field| is_printable(field));
    let Some(field) = printable.min_by_key(|field| !matches!(field.ty, Type::Id(_))) else {
        let format = format!("{{{variable}:?}}");
        return quote! { println!(#format); };
    };
    let name = format_ident!("{}", field.name.rust);
    if let Type::Enum(reference) = &field.ty {
        example.note(samples.definition(reference).is_some_and(|definition| definition.deprecated.is_some()));
    }
    let format = if field.ty == Type::Scalar(Scalar::Seconds) { "{:?}" } else { "{}" };
    quote! { println!(#format, #variable.#name); }
}

fn is_printable(field: &Field) -> bool {
    let shown = match &field.ty {
        Type::Id(_) | Type::Enum(_) => true,
        Type::Scalar(scalar) => !matches!(scalar, Scalar::Timestamp | Scalar::Any),
        Type::Ref(_) | Type::List(_) | Type::Map(_) | Type::Object(_) => false,
    };
    shown && field.read == Some(Presence::Always) && !field.secret && field.deprecated.is_none()
}
