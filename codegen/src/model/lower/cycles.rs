//! Nesting: types that would hold themselves, and types used in a phase that they have no fields for.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Place, Report};
use crate::model::types::{Api, Body, Field, Object, Operation, Returns, Type, TypeDef, TypeKind};

/// Reports both kinds of faulty nesting; of the uncertain types only whether they hold themselves.
pub fn check(api: &Api, uncertain: &BTreeSet<String>, report: &mut Report) {
    let definitions = api.definitions();
    let objects: Objects<'_> = definitions.filter_map(object).collect();
    check_cycles(&objects, report);
    let objects: Objects<'_> = objects.into_iter().filter(|(name, _)| !uncertain.contains(*name)).collect();
    for field in objects.values().flat_map(|(_, object)| &object.fields) {
        check_field(field, &objects, report);
    }
    for operation in api.operations() {
        check_operation(operation, &objects, report);
    }
}

type Objects<'a> = BTreeMap<&'a str, (&'a TypeDef, &'a Object)>;

fn object(definition: &TypeDef) -> Option<(&str, (&TypeDef, &Object))> {
    match &definition.kind {
        TypeKind::Object(object) => Some((definition.name.wire.as_str(), (definition, object))),
        TypeKind::Enum(_) => None,
    }
}

/// Plain nesting of answers; lists and maps may hold their own kind, because they can be empty,
/// and what is sent is made at run time.
fn nested(object: &Object) -> impl Iterator<Item = (&Field, &str)> {
    object.fields.iter().filter(|field| field.read.is_some()).filter_map(|field| match &field.ty {
        Type::Object(inner) => Some((field, inner.name.wire.as_str())),
        Type::Ref(reference) => Some((field, reference.ty.name.wire.as_str())),
        _ => None,
    })
}

/// Types that hold nothing but sound types are sound; whatever is left is in a cycle or leads to one.
fn check_cycles(objects: &Objects<'_>, report: &mut Report) {
    let mut left: BTreeSet<&str> = objects.keys().copied().collect();
    loop {
        let holds = |name: &str| {
            objects.get(name).is_some_and(|(_, object)| nested(object).any(|(_, inner)| left.contains(inner)))
        };
        let sound: Vec<&str> = left.iter().copied().filter(|name| !holds(name)).collect();
        if !sound.is_empty() {
            sound.iter().for_each(|name| _ = left.remove(name));
            continue;
        }
        let Some(start) = left.first().copied() else { return };
        for name in report_cycle(start, &left, objects, report) {
            left.remove(name);
        }
    }
}

/// Walks from a type that leads to a cycle until a type comes again, and gives the types of the cycle.
fn report_cycle<'a>(start: &'a str, left: &BTreeSet<&str>, objects: &Objects<'a>, report: &mut Report) -> Vec<&'a str> {
    let mut trail: Vec<(&'a str, &'a Field)> = Vec::new();
    let mut at = start;
    while !trail.iter().any(|(owner, _)| *owner == at) {
        let Some((field, inner)) =
            objects.get(at).and_then(|(_, object)| nested(object).find(|(_, inner)| left.contains(inner)))
        else {
            return vec![at];
        };
        trail.push((at, field));
        at = inner;
    }
    let cycle: Vec<(&str, &Field)> = trail.into_iter().skip_while(|(owner, _)| *owner != at).collect();
    let way: Vec<String> = cycle.iter().map(|(owner, field)| format!("{owner}.{}", field.name.wire)).collect();
    if let Some((owner, field)) = cycle.first() {
        report.push(
            Diagnostic::error("cyclic_type", format!("`{owner}` holds itself"), field.place.clone())
                .label(format!("by way of {}", way.join(", ")))
                .help("put a list or map in between, or refer to it by id"),
        );
    }
    cycle.into_iter().map(|(owner, _)| owner).collect()
}

fn check_field(field: &Field, objects: &Objects<'_>, report: &mut Report) {
    let stands = |used_in: &str| format!("`{}` stands in {used_in}", field.name.wire);
    if field.read.is_some() {
        require(&field.ty, "read", &stands("answers"), &field.place, objects, report);
    }
    for input in [&field.create, &field.update, &field.write].into_iter().flatten() {
        require(&input.ty, "write", &stands("requests"), &input.place, objects, report);
    }
}

fn check_operation(operation: &Operation, objects: &Objects<'_>, report: &mut Report) {
    let name = &operation.name.wire;
    if let Body::Whole(reference) = &operation.body {
        let message = format!("`{name}` sends `{}`", reference.name.wire);
        require(&Type::Object(reference.clone()), "write", &message, &operation.place, objects, report);
    }
    let answer = match &operation.returns {
        Returns::None => return,
        Returns::Type(answer) => &Type::Object(answer.clone()),
        Returns::List { item, .. } => item,
    };
    require(
        answer,
        "read",
        &format!("`{name}` answers with `{}`", type_name(answer)),
        &operation.place,
        objects,
        report,
    );
}

fn type_name(ty: &Type) -> &str {
    match ty.innermost() {
        Type::Object(reference) => &reference.name.wire,
        _ => "",
    }
}

/// Reports a type without fields in the phase that it is used in.
fn require(ty: &Type, phase: &str, used: &str, place: &Place, objects: &Objects<'_>, report: &mut Report) {
    let Type::Object(reference) = ty.innermost() else { return };
    let Some((definition, object)) = objects.get(reference.name.wire.as_str()) else { return };
    let has = |field: &Field| if phase == "read" { field.read.is_some() } else { field.write.is_some() };
    if object.fields.iter().any(has) {
        return;
    }
    let message = format!("{used}, but no field of `{}` has `{phase}`", definition.name.wire);
    report.push(
        Diagnostic::error("missing_phase", message, place.clone())
            .related(definition.place.clone(), "the type is declared here")
            .help(format!("give its fields `{phase}`")),
    );
}
