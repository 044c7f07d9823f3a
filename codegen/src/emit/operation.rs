//! Operations: a method of the service, a struct with setters, and perhaps a method of the resource.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};

use super::arguments::{self, Argument};
use super::example::Example;
use super::rust_type::{From, View, value};
use super::{docs, earlier, input};
use crate::model::names;
use crate::model::{Api, Body, Input, Operation, Service, Type, TypeRef, WritePresence};
use crate::samples::Samples;

/// Where an input goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Path,
    Query,
    Field,
}

/// The name of the static with the facts of an operation.
pub fn facts_name(operation: &Operation) -> Ident {
    format_ident!("{}", names::facts_name(&operation.struct_name))
}

/// All inputs with their targets, in the order of arguments.
fn inputs(operation: &Operation) -> Vec<(Target, &Input)> {
    let fields: &[Input] = if let Body::Fields(fields) = &operation.body { fields } else { &[] };
    let path = operation.parameters.iter().map(|input| (Target::Path, input));
    let query = operation.query.iter().map(|input| (Target::Query, input));
    path.chain(query).chain(fields.iter().map(|input| (Target::Field, input))).collect()
}

fn required(operation: &Operation) -> impl Iterator<Item = (Target, &Input)> {
    inputs(operation).into_iter().filter(|(_, input)| input.presence == WritePresence::Required)
}

/// The method of the service, under all its names.
pub fn methods(samples: &Samples<'_>, service: &Service, operation: &Operation) -> Vec<TokenStream> {
    let from = From(&service.module);
    let call = format_ident!("{}", operation.struct_name);
    let (mut parameters, mut passed) = (Vec::new(), Vec::new());
    for (_, input) in required(operation) {
        let argument = arguments::of(input, from);
        let name = &argument.name;
        parameters.push(parameter(&argument));
        passed.push(quote! { #name });
    }
    if let Body::Whole(reference) = &operation.body {
        let ty = body_type(reference, from);
        parameters.push(quote! { body: impl Into<#ty> });
        passed.push(quote! { body });
    }
    let signature = earlier::Signature { parameters, passed, returned: quote! { #call<C> } };
    let earlier = earlier::methods(operation, &TokenStream::new(), &signature);
    [method(samples, service, operation)].into_iter().chain(earlier).collect()
}

fn method(samples: &Samples<'_>, service: &Service, operation: &Operation) -> TokenStream {
    let from = From(&service.module);
    let (name, call) = (format_ident!("{}", operation.name.rust), format_ident!("{}", operation.struct_name));
    let doc = docs::attributes(&method_doc(samples, service, operation));
    let deprecated = docs::deprecated(operation.deprecated.as_ref());
    let facts = facts_name(operation);
    let given: Vec<(Target, &Input, Argument)> =
        required(operation).map(|(t, input)| (t, input, arguments::of(input, from))).collect();
    let parameters = given.iter().map(|(_, _, argument)| parameter(argument));
    let passed = given.iter().map(|(target, input, argument)| pass(*target, input, &argument.value));
    let (body_parameter, body_pass) = whole_body(operation, from);
    quote! {
        #doc
        #deprecated
        pub fn #name(&self #(, #parameters)* #body_parameter) -> #call<C> {
            #call { call: rt::Call::new(self.client.clone(), &codec::#facts) #(#passed)* #body_pass }
        }
    }
}

fn parameter(argument: &Argument) -> TokenStream {
    let (name, ty) = (&argument.name, &argument.ty);
    quote! { #name: #ty }
}

fn pass(target: Target, input: &Input, value: &TokenStream) -> TokenStream {
    let wire = &input.name.wire;
    match target {
        Target::Path => quote! { .path(#wire, #value) },
        Target::Query => quote! { .query(#wire, #value) },
        Target::Field => quote! { .field(#wire, &#value) },
    }
}

/// The argument of an operation whose body is one whole object.
fn whole_body(operation: &Operation, from: From<'_>) -> (TokenStream, TokenStream) {
    let Body::Whole(reference) = &operation.body else { return (TokenStream::new(), TokenStream::new()) };
    let ty = body_type(reference, from);
    (quote! { , body: impl Into<#ty> }, quote! { .whole_body(&body.into()) })
}

fn body_type(reference: &TypeRef, from: From<'_>) -> TokenStream {
    value(&Type::Object(reference.clone()), false, View::Write, from)
}

fn method_doc(samples: &Samples<'_>, service: &Service, operation: &Operation) -> String {
    let mut doc = docs::operation(samples.api(), operation);
    let lines: Vec<String> = required(operation).map(|(_, input)| argument_line(input)).collect();
    if !lines.is_empty() {
        doc.push_str(&format!("\n\n{}", lines.join("\n")));
    }
    if let Some(example) = Example::of(samples, service, operation) {
        doc.push_str(&format!("\n\n# Examples\n\n{}", example.document(samples, operation)));
    }
    doc
}

fn argument_line(input: &Input) -> String {
    format!("- `{}`: {}", input.name.rust, docs::input(input).replace("\n\n", " ").replace('\n', " "))
}

/// The struct of the call and its setters.
pub fn items(operation: &Operation, service: &Service, from: From<'_>) -> Vec<TokenStream> {
    let name = format_ident!("{}", operation.struct_name);
    let doc = docs::attributes(&format!("[`{}::{}`] with its arguments.", service.struct_name, operation.name.rust));
    let structure = quote! {
        #doc
        #[must_use = "nothing is sent before it is awaited or `send` is called"]
        pub struct #name<C> {
            call: rt::Call<C>,
        }
    };
    let optional = inputs(operation).into_iter().filter(|(_, input)| input.presence != WritePresence::Required);
    let setters: Vec<TokenStream> = optional.flat_map(|(target, input)| setters(target, input, from)).collect();
    let methods = (!setters.is_empty()).then(|| quote! { impl<C> #name<C> { #(#setters)* } });
    [structure].into_iter().chain(methods).chain(earlier::calls(operation)).collect()
}

fn setters(target: Target, input: &Input, from: From<'_>) -> Vec<TokenStream> {
    let argument = arguments::of(input, from);
    let (name, ty) = (&argument.name, &argument.ty);
    let passed = pass(target, input, &argument.value);
    let doc = docs::attributes(&docs::input(input));
    let deprecated = docs::deprecated(input.deprecated.as_ref());
    let setter = quote! {
        #doc
        #deprecated
        pub fn #name(self, #name: #ty) -> Self {
            Self { call: self.call #passed }
        }
    };
    [setter, clearer(input)].into_iter().chain(earlier::setters(input, from)).collect()
}

fn clearer(input: &Input) -> TokenStream {
    if input.presence != WritePresence::Clearable {
        return TokenStream::new();
    }
    let (name, wire) = (input::clear_name(input), &input.name.wire);
    let doc = docs::attributes(&format!("Sends `null` for `{wire}`, which clears it."));
    quote! {
        #doc
        pub fn #name(self) -> Self {
            Self { call: self.call.null_field(#wire) }
        }
    }
}

/// Operations on a resource that one already has.
pub fn instance_methods(api: &Api, service: &Service) -> TokenStream {
    let methods: Vec<TokenStream> =
        service.operations.iter().flat_map(|op| instance_method(api, op, service)).collect();
    if methods.is_empty() {
        return TokenStream::new();
    }
    let resource = format_ident!("{}", service.subject.name.rust);
    quote! { impl #resource { #(#methods)* } }
}

/// The method of the resource, under all its names.
fn instance_method(api: &Api, operation: &Operation, service: &Service) -> Vec<TokenStream> {
    let Some(fields) = operation.instance.as_ref() else { return Vec::new() };
    let (name, call) = (format_ident!("{}", operation.name.rust), format_ident!("{}", operation.struct_name));
    let structure = format_ident!("{}", service.struct_name);
    let doc = docs::attributes(&docs::operation(api, operation));
    let deprecated = docs::deprecated(operation.deprecated.as_ref());
    let from = From(&service.module);
    let rest: Vec<Argument> = required(operation)
        .filter(|(target, _)| *target != Target::Path)
        .map(|(_, input)| arguments::of(input, from))
        .collect();
    let parameters: Vec<TokenStream> = rest.iter().map(parameter).collect();
    let names = || rest.iter().map(|argument| argument.name.to_token_stream());
    let signature = earlier::Signature {
        parameters: [quote! { client: &C }].into_iter().chain(parameters.clone()).collect(),
        passed: [quote! { client }].into_iter().chain(names()).collect(),
        returned: quote! { #call<C::Handle> },
    };
    let own = fields.iter().zip(&operation.parameters).map(|(field, input)| own_value(field, input));
    let passed = own.chain(names());
    let method = quote! {
        #doc
        #deprecated
        pub fn #name<C: rt::Connect>(&self, client: &C #(, #parameters)*) -> #call<C::Handle> {
            #structure::new(client.handle()).#name(#(#passed),*)
        }
    };
    [method].into_iter().chain(earlier::methods(operation, &quote! { <C: rt::Connect> }, &signature)).collect()
}

fn own_value(field: &str, input: &Input) -> TokenStream {
    let field = format_ident!("{field}");
    match &input.ty {
        Type::Scalar(_) if arguments::is_copied(input) => quote! { self.#field },
        Type::Id(id) if id.integer => quote! { self.#field },
        _ => quote! { &self.#field },
    }
}
