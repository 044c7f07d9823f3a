//! List types and the ways lists continue.

use super::{Context, Module, fields};
use crate::model::names::{Name, Role, rust_name};
use crate::model::types::{Field, Limits, Object, PageStyle, Paging, Presence, Stability, Type, TypeDef, TypeKind, TypeRef};
use crate::spec::{self, At, Resource};

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
pub fn list_type(ctx: &mut Context<'_>, resource: &Resource, item: &TypeRef, module: &mut Module<'_>) -> Option<TypeDef> {
    let name = list_name(&resource.of.name().value);
    let place = resource.of.name().place.clone();
    module.scope.claim(&name.rust, &name.wire, &place, ctx.report);
    let mut all = vec![items_field(resource, item)?];
    if let Some(style) = style(ctx, resource.pagination.as_ref(), &resource.service) {
        all.extend(style.fields.iter().filter_map(|field| fields::lower(ctx, field, module)));
    }
    let nouns = resource.nouns.clone().unwrap_or_else(|| format!("{}s", resource.noun.as_deref().unwrap_or(&name.wire)));
    Some(TypeDef {
        name,
        doc: format!("One page of {nouns}."),
        file: module.file.clone(),
        kind: TypeKind::Object(Object { fields: all, one_of: false, generic: false, exclusives: Vec::new() }),
        used_by: Default::default(),
        deprecated: fields::deprecation(resource.deprecated.as_ref()),
        was: Vec::new(),
        tombstones: Vec::new(),
        place,
    })
}

fn items_field(resource: &Resource, item: &TypeRef) -> Option<Field> {
    let wire = items_key(resource);
    Some(Field {
        name: Name { rust: rust_name(&wire, Role::Field)?, wire },
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
        deprecated: None,
        stability: Stability::Stable,
        was: Vec::new(),
        place: resource.service.place.clone(),
    })
}

/// The paging style called `name`, or `default`.
pub fn style<'a>(ctx: &mut Context<'a>, name: Option<&At<String>>, asker: &At<String>) -> Option<&'a spec::Pagination> {
    let file = ctx.file;
    let wanted = name.map_or("default", |name| name.value.as_str());
    if let Some(style) = file.pagination.iter().find(|style| style.name.value == wanted) {
        return Some(style);
    }
    let known: Vec<&str> = file.pagination.iter().map(|style| style.name.value.as_str()).collect();
    let message = format!("there is no paging style `{wanted}`");
    ctx.unknown("unknown_pagination", message, name.unwrap_or(asker), &known, "styles are declared under `pagination` in api.yaml");
    None
}

/// How lists of a style continue; `None` for lists that come whole.
pub fn paging(ctx: &mut Context<'_>, style: &spec::Pagination, items: &str) -> Option<Paging> {
    let style_name = style.style.value.as_str();
    let next = || style.next.as_ref().map(|next| next.value.clone());
    let parameter = || style.parameter.as_ref().map(|parameter| parameter.value.clone());
    let resolved = match style_name {
        "next_link" => next().map(|field| PageStyle::NextLink { field }),
        "cursor" => next().zip(parameter()).map(|(field, parameter)| PageStyle::Cursor { field, parameter }),
        "page_number" => parameter().map(|parameter| PageStyle::PageNumber {
            parameter,
            first: style.first,
            pages: style.pages.as_ref().map(|pages| pages.value.clone()),
        }),
        _ => return None,
    };
    if resolved.is_none() {
        let needed = match style_name {
            "next_link" => "`next`",
            "cursor" => "`next` and `parameter`",
            _ => "`parameter`",
        };
        ctx.error("incomplete_pagination", format!("the style `{style_name}` needs {needed}"), &style.style.place)
            .help("`next` is a field of the answer, `parameter` a query parameter");
    }
    Some(Paging { name: style.name.value.clone(), items: items.to_owned(), style: resolved?, doc: style.doc.clone() })
}
