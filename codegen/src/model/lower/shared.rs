//! What is declared once and named elsewhere, and what is accepted of the rules.

use super::Context;
use crate::model::types::{Allow, Shared};
use crate::spec::{self, At, Query};

/// The field groups, with whether something uses them.
pub fn groups(ctx: &Context<'_>) -> Vec<Shared> {
    let local = ctx.spec.resources.iter().flat_map(|resource| &resource.types);
    let types = ctx.spec.types.iter().map(|(_, definition)| definition).chain(local);
    let uses: Vec<&At<String>> = ctx
        .spec
        .resources
        .iter()
        .flat_map(|resource| &resource.uses)
        .chain(types.flat_map(|definition| &definition.uses))
        .collect();
    let is_used = |name: &At<String>| uses.iter().any(|used| used.value == name.value);
    ctx.file.groups.iter().map(|(name, _)| shared(name, is_used(name))).collect()
}

/// The query parameters of the API, with whether some operation names them or they are the filter.
pub fn query(ctx: &Context<'_>) -> Vec<Shared> {
    let templates = ctx.file.templates.iter().flat_map(|(_, operations)| operations);
    let operations = ctx.spec.resources.iter().flat_map(|resource| &resource.operations).chain(templates);
    let named: Vec<&At<String>> = operations.flat_map(names).chain(&ctx.file.filter).collect();
    let is_used = |name: &At<String>| named.iter().any(|used| used.value == name.value);
    ctx.file.query.iter().map(|field| shared(&field.name, is_used(&field.name))).collect()
}

fn names(operation: &spec::Operation) -> impl Iterator<Item = &At<String>> {
    operation.query.iter().filter_map(|query| match query {
        Query::Named(name) => Some(name),
        Query::Declared(_) => None,
    })
}

fn shared(name: &At<String>, used: bool) -> Shared {
    Shared { name: name.value.clone(), used, place: name.place.clone() }
}

/// The entries of every `allow`.
pub fn allows(ctx: &Context<'_>) -> Vec<Allow> {
    let allow = |allow: &spec::Allow| Allow {
        code: allow.code.value.clone(),
        reason: allow.reason.value.trim().to_owned(),
        scope: allow.scope.clone(),
        place: allow.code.place.clone(),
    };
    ctx.spec.allows.iter().map(allow).collect()
}

/// The service that the guide shows.
pub fn example(ctx: &mut Context<'_>) -> Option<String> {
    let name = ctx.file.example.as_ref()?;
    let known: Vec<&str> = ctx.index.services.iter().map(|resource| resource.service.value.as_str()).collect();
    // A file that cannot be read may declare it.
    if !known.contains(&name.value.as_str()) && !ctx.spec.incomplete {
        let message = format!("there is no service `{}`", name.value);
        ctx.unknown("unknown_service", message, name, &known, "services are the files in resources/");
    }
    known.contains(&name.value.as_str()).then(|| name.value.clone())
}
