//! List types and the ways lists continue.

use super::{Context, Module, facts, fields, objects, renames};
use crate::model::names::{self, Name, Role, rust_name};
use crate::model::types::{
    Field, Limits, Object, PageStyle, Paging, Presence, Stability, Type, TypeDef, TypeKind, TypeRef,
};
use crate::spec::{self, At, Resource, Scalar, TypeExpr};

/// Name of the list of a resource: `IPPolicyList`.
pub fn list_name(resource: &str) -> Name {
    let wire = format!("{resource}List");
    let rust = rust_name(&wire, Role::Type).unwrap_or_else(|| wire.clone());
    Name { wire, rust }
}

/// The key under which the items of a service stand.
pub fn items_key(resource: &Resource) -> String {
    let last = resource.service.value.rsplit('.').next().unwrap_or_default();
    resource.items.as_ref().map_or_else(|| last.to_owned(), |items| items.value.clone())
}

/// The type of the list of a resource.
pub fn list_type(
    ctx: &mut Context<'_>,
    resource: &Resource,
    item: &TypeRef,
    module: &mut Module<'_>,
) -> Option<TypeDef> {
    let name = list_name(&resource.of.name().value);
    let place = resource.of.name().place.clone();
    module.scope.claim(&name.rust, &format!("the list of `{}`", resource.of.name().value), &place, ctx.report);
    let mut all = vec![items_field(ctx, resource, item)?];
    let found = match &resource.pagination {
        Some(name) => style(ctx, Some(name), &resource.service),
        None => find_style(ctx, None),
    };
    if let Some(style) = found {
        all.extend(style.fields.iter().filter_map(|field| fields::lower(ctx, field, facts::Home::Answer, module)));
    }
    fields::check_names(ctx, &all);
    objects::claim_builder(ctx, &name, &all, &place, module);
    let nouns = resource
        .nouns
        .clone()
        .unwrap_or_else(|| format!("{}s", resource.noun.as_deref().unwrap_or(&resource.of.name().value)));
    Some(TypeDef {
        name,
        doc: format!("One page of {nouns}."),
        file: module.file.clone(),
        kind: TypeKind::Object(Object { fields: all, one_of: false, generic: false, exclusives: Vec::new() }),
        used_by: Default::default(),
        deprecated: fields::deprecation(resource.deprecated.as_ref()),
        was: renames::of_list(&renames::of(ctx, &resource.resource_was, Role::Type, &item.name.rust)),
        tombstones: Vec::new(),
        place,
    })
}

fn items_field(ctx: &mut Context<'_>, resource: &Resource, item: &TypeRef) -> Option<Field> {
    let place = resource.items.as_ref().map_or(&resource.service.place, |items| &items.place);
    Some(Field {
        name: names::name(&items_key(resource), Role::Field, place, ctx.report)?,
        ty: Type::List(Box::new(Type::Object(item.clone()))),
        doc: "The items of this page.".to_owned(),
        create: None,
        update: None,
        write: None,
        read: Some(Presence::Always),
        secret: false,
        limits: Limits::default(),
        default: None,
        default_doc: None,
        server: None,
        deprecated: None,
        stability: Stability::Stable,
        was: Vec::new(),
        place: place.clone(),
    })
}

fn find_style<'a>(ctx: &Context<'a>, name: Option<&At<String>>) -> Option<&'a spec::Pagination> {
    let file = ctx.file;
    let wanted = name.map_or("default", |name| name.value.as_str());
    file.pagination.iter().find(|style| style.name.value == wanted)
}

/// The paging style called `name`, or `default`; or a report.
pub fn style<'a>(ctx: &mut Context<'a>, name: Option<&At<String>>, asker: &At<String>) -> Option<&'a spec::Pagination> {
    let found = find_style(ctx, name);
    let file = ctx.file;
    let known: Vec<&str> = file.pagination.iter().map(|style| style.name.value.as_str()).collect();
    match (found, name) {
        (Some(_), _) => {}
        (None, Some(name)) => {
            let message = format!("there is no paging style `{}`", name.value);
            ctx.unknown(
                "unknown_pagination",
                message,
                name,
                &known,
                "styles are declared under `pagination` in api.yaml",
            );
        }
        (None, None) => {
            ctx.error(
                "unknown_pagination",
                format!("`{}` names no paging style, and there is no `default`", asker.value),
                &asker.place,
            )
            .help("name one with `pagination`, or declare `default` under `pagination` in api.yaml");
        }
    }
    found
}

/// What a style rests on must be said, and be among the fields of its lists.
pub fn check_style(ctx: &mut Context<'_>, style: &spec::Pagination) {
    let word = style.style.value.as_str();
    let missing = match (word, &style.next, &style.parameter) {
        ("next_link", None, _) => "`next`",
        ("cursor", None, None) => "`next` and `parameter`",
        ("cursor", None, _) => "`next`",
        ("cursor" | "page_number", _, None) => "`parameter`",
        _ => "",
    };
    if !missing.is_empty() {
        ctx.error("incomplete_pagination", format!("the style `{word}` needs {missing}"), &style.style.place)
            .help("`next` is a field of the answer, `parameter` a query parameter");
    }
    let known: Vec<&str> = style.fields.iter().map(|field| field.name.value.as_str()).collect();
    for name in style.next.iter().chain(&style.pages).filter(|_| !known.is_empty()) {
        if !known.contains(&name.value.as_str()) {
            let message = format!("the style `{}` has no field `{}`", style.name.value, name.value);
            ctx.unknown("unknown_field", message, name, &known, "declare it under `fields` of the style");
        }
    }
    check_size(ctx, style);
}

/// The size of a page is a number in the query.
fn check_size(ctx: &mut Context<'_>, style: &spec::Pagination) {
    let Some(name) = &style.size else { return };
    let Some(parameter) = style.query.iter().find(|parameter| parameter.name.value == name.value) else {
        let known: Vec<&str> = style.query.iter().map(|parameter| parameter.name.value.as_str()).collect();
        let message = format!("the style `{}` has no query parameter `{}`", style.name.value, name.value);
        ctx.unknown("unknown_query", message, name, &known, "declare it under `query` of the style");
        return;
    };
    let whole = [Scalar::Int32, Scalar::Int64, Scalar::Uint32, Scalar::Uint64].map(TypeExpr::Scalar);
    if !whole.contains(&parameter.ty.value) && parameter.ty.value != TypeExpr::Faulty {
        let message = format!("`{}` is not a whole number, so it is not the size of a page", name.value);
        ctx.error("bad_page_size", message, &name.place)
            .related(&parameter.ty.place, "its type is written here")
            .help("name the parameter that says how many items a page has at most");
    }
}

/// How lists of a style continue; `None` for lists that come whole.
pub fn paging(style: &spec::Pagination, items: &str) -> Option<Paging> {
    let next = || style.next.as_ref().map(|next| next.value.clone());
    let parameter = || style.parameter.as_ref().map(|parameter| parameter.value.clone());
    let resolved = match style.style.value.as_str() {
        "next_link" => next().map(|field| PageStyle::NextLink { field }),
        "cursor" => next().zip(parameter()).map(|(field, parameter)| PageStyle::Cursor { field, parameter }),
        "page_number" => parameter().map(|parameter| PageStyle::PageNumber {
            parameter,
            first: style.first,
            pages: style.pages.as_ref().map(|pages| pages.value.clone()),
        }),
        _ => return None,
    };
    let link_parameter = parameter().filter(|_| style.style.value == "next_link");
    Some(Paging {
        name: style.name.value.clone(),
        items: items.to_owned(),
        style: resolved?,
        size: style.size.as_ref().map(|size| size.value.clone()),
        doc: style.doc.clone(),
        link_parameter,
    })
}
