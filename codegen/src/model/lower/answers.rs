//! What an operation answers with, and how its list continues.

use super::objects::Written;
use super::operations::{Merged, Owner};
use super::{Context, lists};
use crate::model::types::{Paging, Returns, Type, TypeRef};
use crate::spec::{self, At, TypeExpr};

/// What an operation answers with.
pub fn returns(ctx: &mut Context<'_>, owner: &Owner<'_, '_>, merged: &Merged<'_>) -> Returns {
    let Some(word) = merged.get(|operation| operation.returns.as_ref()) else { return Returns::None };
    let compact = word.value.replace(' ', "");
    match compact.as_str() {
        "none" => Returns::None,
        "resource" => Returns::Type(owner.subject.clone()),
        "list" => list_of(ctx, &owner.resource.of.name().value, word),
        other => match other.strip_prefix("list(").and_then(|rest| rest.strip_suffix(')')) {
            Some(item) => list_of(ctx, item, word),
            None => named(ctx, word),
        },
    }
}

fn named(ctx: &mut Context<'_>, word: &At<String>) -> Returns {
    let Some(declared) = ctx.declared(word) else { return Returns::None };
    if declared.is_enum {
        ctx.error("bad_returns", format!("`{}` is an enum, answers are objects", word.value), &word.place)
            .help("name an object type");
        return Returns::None;
    }
    Returns::Type(declared.reference)
}

fn list_of(ctx: &mut Context<'_>, item: &str, word: &At<String>) -> Returns {
    let name = At { value: item.to_owned(), place: word.place.clone() };
    let Some(declared) = ctx.declared(&name) else { return Returns::None };
    if !ctx.index.resources.contains_key(item) {
        ctx.error("bad_returns", format!("`{item}` is not a resource, so it has no list"), &word.place)
            .help("lists are made of resources; for another shape declare a type with the list in it and name that");
        return Returns::None;
    }
    let list = TypeRef { name: lists::list_name(item), module: declared.reference.module.clone() };
    Returns::List { list, item: Type::Object(declared.reference) }
}

/// What is known of the list that an operation answers with.
#[derive(Default)]
pub struct Listed<'a> {
    pub style: Option<&'a spec::Pagination>,
    pub paging: Option<Paging>,
}

/// The list of an answer, or nothing where there is none.
pub fn listed<'a>(ctx: &mut Context<'a>, owner: &Owner<'_, '_>, merged: &Merged<'_>, returns: &Returns) -> Listed<'a> {
    let items = merged.get(|operation| operation.items.as_ref());
    let key = match (returns, items) {
        (Returns::List { item: Type::Object(item), .. }, _) => {
            let Some(resource) = ctx.index.resources.get(item.name.wire.as_str()).copied() else {
                return Listed::default();
            };
            let key = lists::items_key(resource);
            // Each resource has one type of list, so an operation can repeat its key but not change it.
            let other = items.filter(|items| items.value != key);
            refuse_items(ctx, other, &format!("the items of this list stand under `{key}`"));
            key
        }
        (Returns::Type(answer), Some(items)) if leads_to_list(ctx, answer, items) => items.value.clone(),
        (Returns::None, _) if merged.returns() == "none" => {
            refuse_items(ctx, items, &format!("`{}` answers with nothing, which has no items", merged.own.name.value));
            return Listed::default();
        }
        _ => return Listed::default(),
    };
    let pagination = merged.get(|operation| operation.pagination.as_ref()).or(owner.resource.pagination.as_ref());
    let style = lists::style(ctx, pagination, &merged.own.name);
    if let (Returns::Type(answer), Some(items), Some(style)) = (returns, items, style) {
        check_next(ctx, answer, items, style);
    }
    Listed { style, paging: style.and_then(|style| lists::paging(style, &key)) }
}

fn refuse_items(ctx: &mut Context<'_>, items: Option<&At<String>>, message: &str) {
    if let Some(items) = items {
        ctx.error("items_out_of_place", message, &items.place)
            .help("the `items` of a resource stands at the top of its file; here it is for answers of a declared type");
    }
}

/// The fields of a declared type or resource.
fn fields_of<'a>(ctx: &Context<'a>, answer: &TypeRef) -> Option<Written<'a>> {
    let (spec, name) = (ctx.spec, &answer.name.wire);
    if let Some(resource) = ctx.index.resources.get(name.as_str()).copied() {
        return Some(Written::of(ctx, &resource.uses, &resource.fields, resource.misshapen));
    }
    let local = spec.resources.iter().flat_map(|resource| &resource.types);
    let mut definitions = spec.types.iter().map(|(_, definition)| definition).chain(local);
    let definition = definitions.find(|definition| definition.name.value == *name)?;
    Some(Written::of(ctx, &definition.uses, &definition.fields, definition.misshapen))
}

/// Whether an `items` key leads to a list; or a report.
fn leads_to_list(ctx: &mut Context<'_>, answer: &TypeRef, items: &At<String>) -> bool {
    let Some(written) = fields_of(ctx, answer) else { return false };
    match written.field(&items.value) {
        Some(field) if matches!(field.ty.value, TypeExpr::List(_)) => return true,
        Some(field) if field.ty.value != TypeExpr::Faulty => {
            ctx.error(
                "items_not_list",
                format!("`{}` of `{}` is not a list", items.value, answer.name.wire),
                &items.place,
            )
            .related(&field.ty.place, "its type is written here")
            .help("`items` names the field that holds the list");
        }
        None if written.complete => {
            let known: Vec<&str> = written.fields.iter().map(|field| field.name.value.as_str()).collect();
            let message = format!("`{}` has no field `{}`", answer.name.wire, items.value);
            ctx.unknown("unknown_field", message, items, &known, "`items` names a field of the answer");
        }
        _ => {}
    }
    false
}

/// The style looks into the answer for the way on.
fn check_next(ctx: &mut Context<'_>, answer: &TypeRef, items: &At<String>, style: &spec::Pagination) {
    let Some(written) = fields_of(ctx, answer).filter(|written| written.complete) else { return };
    for name in style.next.iter().chain(&style.pages).filter(|name| written.field(&name.value).is_none()) {
        let message = format!(
            "`{}` has no field `{}`, which the style `{}` continues by",
            answer.name.wire, name.value, style.name.value
        );
        ctx.error("unknown_field", message, &items.place)
            .related(&name.place, "the style looks for it")
            .help("declare the field, or name another style with `pagination`");
    }
}
