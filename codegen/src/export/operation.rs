//! One operation.

use serde_json::{Map, Value, json};

use super::{Context, answers, bodies, deprecation, facts, parameters};
use crate::entry::Entry;
use crate::model::{ErrorCode, Operation, PageStyle, Paging, Service, Stability};

/// The operation under its method. `names` are the path parameters as the path item calls them.
pub fn object(ctx: &Context<'_>, service: &Service, operation: &Operation, names: &[String]) -> Value {
    let mut entry = Entry::default();
    entry.put("operationId", id(service, operation));
    entry.put("tags", vec![service.path.as_str()]);
    facts::summarize(&mut entry, &operation.doc);
    facts::deprecate(&mut entry, deprecation(ctx.api, service, operation));
    facts::settle(&mut entry, stability(service, operation));
    entry.put("x-idempotent", operation.idempotent);
    entry.flag("x-filterable", operation.filterable);
    entry.maybe("x-pagination", operation.paging.as_ref().map(paging));
    entry.some("x-error-codes", codes(ctx, &operation.errors));
    entry.some("parameters", parameters::all(ctx, operation, names));
    entry.maybe("requestBody", bodies::body(ctx, service, operation));
    entry.put("responses", answers::responses(ctx, operation));
    entry.into()
}

/// As people write the call, without its parentheses: `backends.weighted.create`.
fn id(service: &Service, operation: &Operation) -> String {
    format!("{}.{}", service.path, operation.name.wire)
}

/// An operation is no more settled than its service.
fn stability(service: &Service, operation: &Operation) -> Stability {
    if operation.stability == Stability::Stable { service.stability } else { operation.stability }
}

fn paging(paging: &Paging) -> Value {
    let mut entry = Entry::default();
    let (style, facts) = match &paging.style {
        PageStyle::NextLink { field } => ("next_link", json!({ "next": field })),
        PageStyle::Cursor { field, parameter } => ("cursor", json!({ "next": field, "parameter": parameter })),
        PageStyle::PageNumber { parameter, first, pages } => {
            ("page_number", json!({ "parameter": parameter, "first": first, "pages": pages }))
        }
    };
    entry.put("style", style);
    entry.put("items", paging.items.as_str());
    let said = facts.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
    said.for_each(|(key, value)| entry.put(key, value.clone()));
    entry.maybe("size", paging.size.as_deref());
    facts::describe(&mut entry, paging.doc.as_deref().unwrap_or_default());
    entry.into()
}

fn codes(ctx: &Context<'_>, named: &[String]) -> Map<String, Value> {
    let known = named.iter().filter_map(|name| ctx.api.errors.codes.iter().find(|code| code.code == *name));
    catalogue(known)
}

/// Error codes with what they mean.
pub fn catalogue<'a>(codes: impl Iterator<Item = &'a ErrorCode>) -> Map<String, Value> {
    codes.map(|code| (code.code.clone(), code_facts(code))).collect()
}

fn code_facts(code: &ErrorCode) -> Value {
    let mut entry = Entry::default();
    entry.maybe("status", code.status);
    facts::describe(&mut entry, &code.doc);
    entry.into()
}
