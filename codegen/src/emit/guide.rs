//! What the guide of the crate shows of this API: calls as an application would write them, and numbers.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use serde_json::{Value, json};

use super::docs;
use super::example::Example;
use crate::model::names::{Role, rust_name};
use crate::model::{Api, Body, Input, Operation, Returns, Service, WritePresence};
use crate::samples::Samples;

/// The facts, under the names that templates use.
pub fn facts(samples: &Samples<'_>) -> Value {
    let api = samples.api();
    let shown = shown(api);
    let read = shown.and_then(|service| find(service, |operation| is_read(service, operation)).map(|o| (service, o)));
    json!({
        "auth_doc": api.auth.doc.as_deref().map(docs::escape),
        "rate_limit_doc": api.rate_limit.as_ref().and_then(|limit| limit.doc.as_deref()).map(docs::escape),
        "list": shown.and_then(|service| list(samples, service)),
        "create": shown.and_then(|service| create(samples, service)),
        "change": read.and_then(|(service, read)| change(samples, service, read)),
        "read": read.and_then(|(service, operation)| self::read(samples, service, operation)),
        "fault": fault(samples, shown),
        "page": shown.and_then(page),
    })
}

/// The service that the spec says, or the first that has a list for everybody.
pub fn shown(api: &Api) -> Option<&Service> {
    let chosen = api.example.as_ref().and_then(|path| api.services.iter().find(|service| service.path == *path));
    let mut usual = api.services.iter().filter(|service| service.deprecated.is_none() && service.namespace.is_none());
    chosen.or_else(|| usual.find(|service| find(service, is_plain_list).is_some()))
}

/// The first operation of the kind that is not on its way out.
pub fn find(service: &Service, is_it: impl Fn(&Operation) -> bool) -> Option<&Operation> {
    service.operations.iter().find(|operation| operation.deprecated.is_none() && is_it(operation))
}

/// A list of pages that needs no arguments.
pub fn is_plain_list(operation: &Operation) -> bool {
    let mut inputs = operation.parameters.iter().chain(&operation.query);
    operation.paging.is_some()
        && matches!(operation.returns, Returns::List { .. })
        && matches!(operation.body, Body::None)
        && !inputs.any(|input| input.presence == WritePresence::Required)
}

fn is_subject(service: &Service, operation: &Operation) -> bool {
    matches!(&operation.returns, Returns::Type(answer) if answer.name == service.subject.name)
}

/// Looks up one thing by one parameter.
fn is_read(service: &Service, operation: &Operation) -> bool {
    is_subject(service, operation) && matches!(operation.body, Body::None) && operation.parameters.len() == 1
}

fn list(samples: &Samples<'_>, service: &Service) -> Option<Value> {
    let operation = find(service, is_plain_list)?;
    let (accessor, method) = (service.path_in_rust(), &operation.name.rust);
    Some(json!({
        "call": format!("client.{accessor}().{method}()"),
        "service": service.path,
        "operation": format!("{}.{}", service.path, operation.name.wire),
        "example": Example::of(samples, service, operation)?.document(samples, operation),
    }))
}

fn create(samples: &Samples<'_>, service: &Service) -> Option<String> {
    let makes = |operation: &Operation| is_subject(service, operation) && matches!(operation.body, Body::Fields(_));
    let operation = find(service, makes)?;
    Some(Example::of(samples, service, operation)?.document(samples, operation))
}

/// Something read, and then changed and deleted by its own methods.
fn change(samples: &Samples<'_>, service: &Service, read: &Operation) -> Option<String> {
    let own = |is_it: fn(&Operation) -> bool| {
        find(service, |operation| {
            operation.instance.is_some() && operation.body.fields().iter().all(is_optional) && is_it(operation)
        })
    };
    let variable = format_ident!("{}", rust_name(&service.subject.name.wire, Role::Argument)?);
    let mut example = Example::of(samples, service, read)?;
    let look = example.call.clone();
    let mut statements = quote! { let #variable = #look.await?; };
    for operation in [own(|operation| matches!(operation.body, Body::Fields(_))), own(is_delete)].into_iter().flatten()
    {
        let method = format_ident!("{}", operation.name.rust);
        let setters = example.setters(samples, service, operation)?;
        statements.extend(quote! { #variable.#method(client) #setters.await?; });
    }
    Some(example.block(&statements))
}

fn is_optional(input: &Input) -> bool {
    input.presence != WritePresence::Required
}

fn is_delete(operation: &Operation) -> bool {
    matches!((&operation.returns, &operation.body), (Returns::None, Body::None))
}

/// What a test of an application says of something that it looks up.
fn read(samples: &Samples<'_>, service: &Service, operation: &Operation) -> Option<Value> {
    let call = Example::of(samples, service, operation)?.call.to_string();
    let given = samples.call(service, operation)?;
    let prefix = samples.api().base_url.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap_or_default();
    let path: Vec<&str> = service.module.iter().chain([&service.subject.name.rust]).map(String::as_str).collect();
    Some(json!({
        "call": tidy(&call)?,
        "type": path.join("::"),
        "name": service.subject.name.rust,
        "line": format!("GET {prefix}{}", given.target()),
    }))
}

/// An expression as people space it.
fn tidy(expression: &str) -> Option<String> {
    let expression: TokenStream = expression.parse().ok()?;
    let file = syn::parse2(quote! { const X: () = #expression; }).ok()?;
    let text = prettyplease::unparse(&file);
    let lines: Vec<&str> =
        text.trim().strip_prefix("const X: () =")?.strip_suffix(';')?.lines().map(str::trim).collect();
    Some(lines.concat())
}

/// A call that is known to fail in a way of its own.
fn fault(samples: &Samples<'_>, shown: Option<&Service>) -> Option<Value> {
    let services =
        shown.into_iter().chain(samples.api().services.iter().filter(|service| service.deprecated.is_none()));
    let known = |operation: &Operation| !operation.errors.is_empty();
    // What is deleted may be gone already, so its example has most to tell.
    let candidates = services.flat_map(|service| {
        let delete = find(service, |operation| known(operation) && is_delete(operation));
        delete.or_else(|| find(service, known)).map(|operation| (service, operation))
    });
    let (service, operation) = candidates.into_iter().next()?;
    let code = samples.api().errors.codes.iter().find(|code| code.code == operation.errors[0])?;
    let mut example = Example::of(samples, service, operation)?;
    let (call, constant) = (example.call.clone(), format_ident!("{}", code.constant));
    let codes = example.of_root("error_codes");
    let statements = quote! {
        match #call.await {
            Ok(_) => println!("done"),
            Err(error) if error.is_not_found() => println!("there is no such thing"),
            Err(error) if error.has_code(#codes::#constant) => println!("refused: {error}"),
            Err(error) => return Err(error),
        }
    };
    Some(json!({ "example": example.block(&statements), "code": code.code, "doc": docs::escape(code.doc.trim()) }))
}

/// How many items a page has.
fn page(service: &Service) -> Option<Value> {
    let operation = find(service, is_plain_list)?;
    let size = operation.paging.as_ref()?.size.as_ref()?;
    let input = operation.query.iter().find(|input| input.name.wire == *size)?;
    let whole = |limit: Option<f64>| limit.map(|limit| limit as u64);
    let (min, max) = (whole(input.limits.min), whole(input.limits.max));
    Some(json!({ "parameter": size, "min": min, "max": max, "default": input.default }))
}
