//! Nesting: types that would hold themselves, and types used in a phase that they have no fields for.

use std::collections::BTreeMap;

use super::innermost;
use crate::diag::{Diagnostic, Report};
use crate::model::types::{Api, Body, Field, Object, Operation, Type, TypeDef, TypeKind};

/// Reports both kinds of faulty nesting.
pub fn check(api: &Api, report: &mut Report) {
    let definitions = api.types.iter().chain(api.services.iter().flat_map(|service| &service.types));
    let objects: BTreeMap<&str, (&TypeDef, &Object)> = definitions.filter_map(object).collect();
    for (definition, _) in objects.values() {
        check_cycle(definition, &objects, report);
    }
    for field in objects.values().flat_map(|(_, object)| &object.fields) {
        check_phases(field, &objects, report);
    }
    for operation in api.services.iter().flat_map(|service| &service.operations) {
        check_body(operation, &objects, report);
    }
}

type Objects<'a> = BTreeMap<&'a str, (&'a TypeDef, &'a Object)>;

fn object(definition: &TypeDef) -> Option<(&str, (&TypeDef, &Object))> {
    match &definition.kind {
        TypeKind::Object(object) => Some((definition.name.wire.as_str(), (definition, object))),
        TypeKind::Enum(_) => None,
    }
}

/// Follows plain nesting; lists and maps may hold their own kind, because they can be empty.
fn check_cycle(start: &TypeDef, objects: &Objects<'_>, report: &mut Report) {
    let mut trail: Vec<(&str, &Field)> = Vec::new();
    let Some(cycle) = find_cycle(&start.name.wire, &start.name.wire, objects, &mut trail) else { return };
    let first_of_cycle = cycle.iter().map(|(owner, _)| *owner).min();
    if first_of_cycle != Some(start.name.wire.as_str()) {
        return;
    }
    let way: Vec<String> = cycle.iter().map(|(owner, field)| format!("{owner}.{}", field.name.wire)).collect();
    let message = format!("`{}` holds itself", start.name.wire);
    let place = cycle.first().map_or(&start.place, |(_, field)| &field.place);
    report.push(
        Diagnostic::error("cyclic_type", message, place.clone())
            .label(format!("by way of {}", way.join(", ")))
            .help("put a list or map in between, or refer to it by id"),
    );
}

fn find_cycle<'a>(
    at: &str,
    target: &str,
    objects: &Objects<'a>,
    trail: &mut Vec<(&'a str, &'a Field)>,
) -> Option<Vec<(&'a str, &'a Field)>> {
    let (definition, object) = objects.get(at)?;
    for field in &object.fields {
        let Type::Object(next) = &field.ty else { continue };
        if trail.iter().any(|(owner, _)| *owner == definition.name.wire) {
            return None;
        }
        trail.push((&definition.name.wire, field));
        if next.name.wire == target {
            return Some(trail.clone());
        }
        if let Some(cycle) = find_cycle(&next.name.wire, target, objects, trail) {
            return Some(cycle);
        }
        trail.pop();
    }
    None
}

fn check_phases(field: &Field, objects: &Objects<'_>, report: &mut Report) {
    if field.read.is_some() {
        require(&field.ty, "read", "answers", field, objects, report);
    }
    for input in [&field.create, &field.update, &field.write].into_iter().flatten() {
        require(&input.ty, "write", "requests", field, objects, report);
    }
}

fn require(ty: &Type, phase: &str, used_in: &str, field: &Field, objects: &Objects<'_>, report: &mut Report) {
    let Type::Object(reference) = innermost(ty) else { return };
    let Some((definition, object)) = objects.get(reference.name.wire.as_str()) else { return };
    let has = |field: &Field| if phase == "read" { field.read.is_some() } else { field.write.is_some() };
    if object.fields.iter().any(has) {
        return;
    }
    let message = format!("`{}` stands in {used_in}, but no field of `{}` has `{phase}`", field.name.wire, definition.name.wire);
    report.push(
        Diagnostic::error("missing_phase", message, field.place.clone())
            .related(definition.place.clone(), "the type is declared here")
            .help(format!("give its fields `{phase}:`")),
    );
}

fn check_body(operation: &Operation, objects: &Objects<'_>, report: &mut Report) {
    let Body::Whole(reference) = &operation.body else { return };
    let Some((definition, object)) = objects.get(reference.name.wire.as_str()) else { return };
    if object.fields.iter().all(|field| field.write.is_none()) {
        let message = format!("`{}` sends `{}`, but none of its fields has `write`", operation.name.wire, definition.name.wire);
        report.push(
            Diagnostic::error("missing_phase", message, operation.place.clone())
                .related(definition.place.clone(), "the type is declared here")
                .help("give its fields `write:`"),
        );
    }
}
