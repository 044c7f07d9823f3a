//! Object types and enums, shared or of one service.

use super::{Context, Module, fields};
use crate::model::names::{self, Role, Scope};
use crate::model::types::{Exclusive, Field, Object, Tombstone, TypeDef, TypeKind};
use crate::spec::{self, At};

/// The types of `types/`, each followed by the enums that its fields declare.
pub fn shared(ctx: &mut Context<'_>) -> Vec<TypeDef> {
    let mut module = Module::new(vec!["types".to_owned()], "", None);
    let mut types = Vec::new();
    for (file, definition) in &ctx.spec.types {
        module.file.clone_from(file);
        types.extend(lower(ctx, definition, &mut module));
        types.extend(std::mem::take(&mut module.enums).into_values());
    }
    types
}

/// Lowers one declared type.
pub fn lower(ctx: &mut Context<'_>, definition: &spec::TypeDef, module: &mut Module<'_>) -> Option<TypeDef> {
    let name = names::name(&definition.name.value, Role::Type, &definition.name.place, ctx.report)?;
    module.scope.claim(&name.rust, &name.wire, &definition.name.place, ctx.report);
    let kind = match &definition.values {
        Some(values) => TypeKind::Enum(fields::enum_values(ctx, values, &definition.name.place, module)),
        None => TypeKind::Object(object(ctx, definition, module)),
    };
    Some(TypeDef {
        name,
        doc: module.doc(definition.doc.as_ref()),
        file: module.file.clone(),
        kind,
        used_by: Default::default(),
        deprecated: fields::deprecation(definition.deprecated.as_ref()),
        was: fields::renames(&definition.was),
        tombstones: tombstones(&definition.tombstones),
        place: definition.name.place.clone(),
    })
}

fn object(ctx: &mut Context<'_>, definition: &spec::TypeDef, module: &mut Module<'_>) -> Object {
    let fields = all_fields(ctx, &definition.uses, &definition.fields, module);
    if fields.is_empty() {
        ctx.error("empty_type", format!("the type `{}` has no fields", definition.name.value), &definition.name.place)
            .help("give it `fields`, or `values` to make it an enum");
    }
    check_history(ctx, &fields, &definition.tombstones);
    Object {
        exclusives: exclusives(ctx, &definition.exclusives, &fields),
        fields,
        one_of: definition.one_of,
        generic: definition.generic,
    }
}

/// The type of a resource.
pub fn resource(ctx: &mut Context<'_>, resource: &spec::Resource, name: &At<String>, module: &mut Module<'_>) -> Option<TypeDef> {
    let rust = names::name(&name.value, Role::Type, &name.place, ctx.report)?;
    module.scope.claim(&rust.rust, &rust.wire, &name.place, ctx.report);
    let fields = all_fields(ctx, &resource.uses, &resource.fields, module);
    check_history(ctx, &fields, &resource.tombstones);
    let object = Object { exclusives: exclusives(ctx, &resource.exclusives, &fields), fields, one_of: false, generic: false };
    Some(TypeDef {
        name: rust,
        doc: module.doc(Some(&resource.doc)),
        file: module.file.clone(),
        kind: TypeKind::Object(object),
        used_by: Default::default(),
        deprecated: fields::deprecation(resource.deprecated.as_ref()),
        was: Vec::new(),
        tombstones: tombstones(&resource.tombstones),
        place: name.place.clone(),
    })
}

/// The fields of the groups, then the fields themselves. A field takes the place of a group's field of the same name.
fn all_fields(ctx: &mut Context<'_>, uses: &[At<String>], own: &[spec::Field], module: &mut Module<'_>) -> Vec<Field> {
    let merged = merged_fields(ctx, uses, own);
    let fields: Vec<Field> = merged.iter().filter_map(|field| fields::lower(ctx, field, module)).collect();
    check_names(ctx, &fields);
    fields
}

/// The same before lowering.
pub fn merged_fields(ctx: &mut Context<'_>, uses: &[At<String>], own: &[spec::Field]) -> Vec<spec::Field> {
    let file = ctx.file;
    let mut merged: Vec<spec::Field> = Vec::new();
    for group in uses {
        let known: Vec<&str> = file.groups.iter().map(|(name, _)| name.value.as_str()).collect();
        match file.groups.iter().find(|(name, _)| name.value == group.value) {
            Some((_, fields)) => merged.extend(fields.iter().cloned()),
            None => {
                let message = format!("there is no field group `{}`", group.value);
                ctx.unknown("unknown_group", message, group, &known, "groups are declared under `groups` in api.yaml");
            }
        }
    }
    for field in own {
        match merged.iter_mut().find(|earlier| earlier.name.value == field.name.value) {
            Some(earlier) => *earlier = field.clone(),
            None => merged.push(field.clone()),
        }
    }
    merged
}

/// Two names that meet in one struct or in one request.
fn check_names(ctx: &mut Context<'_>, fields: &[Field]) {
    let mut scope = Scope::default();
    for field in fields {
        scope.claim(&field.name.rust, &field.name.wire, &field.place, ctx.report);
    }
    for pick in [|field: &Field| field.create.clone(), |field: &Field| field.update.clone(), |field: &Field| field.write.clone()] {
        let mut scope = Scope::default();
        for input in fields.iter().filter_map(pick) {
            // A clash under the field's own name has been reported above.
            if !fields.iter().any(|field| field.place == input.place && field.name.wire == input.name.wire) {
                scope.claim(&input.name.rust, &input.name.wire, &input.place, ctx.report);
            }
        }
    }
}

/// Removed and earlier names that are in use again.
fn check_history(ctx: &mut Context<'_>, fields: &[Field], tombstones: &[spec::Tombstone]) {
    for tombstone in tombstones {
        let reused = fields.iter().find(|field| field.name.wire == tombstone.name.value);
        if let Some(field) = reused {
            ctx.error("tombstone_reused", format!("`{}` was removed and must not come back", tombstone.name.value), &field.place)
                .related(&tombstone.name.place, "removed here")
                .help("give the new field another name, because old clients would take it for the removed one");
        }
    }
    for field in fields {
        for rename in &field.was {
            if let Some(other) = fields.iter().find(|other| other.name.wire == rename.name) {
                ctx.error("rename_taken", format!("`{}` cannot have been called `{}`", field.name.wire, rename.name), &field.place)
                    .related(&other.place, format!("`{}` is still in use", rename.name))
                    .help("remove the entry of `was`");
            }
        }
    }
}

fn tombstones(tombstones: &[spec::Tombstone]) -> Vec<Tombstone> {
    let lower = |tombstone: &spec::Tombstone| Tombstone {
        name: tombstone.name.value.clone(),
        since: tombstone.since.clone(),
        instead: tombstone.instead.clone(),
        why: tombstone.why.clone(),
    };
    tombstones.iter().map(lower).collect()
}

fn exclusives(ctx: &mut Context<'_>, exclusives: &[spec::Exclusive], fields: &[Field]) -> Vec<Exclusive> {
    let inputs = |field: &Field| [field.create.clone(), field.update.clone(), field.write.clone()];
    let written: Vec<String> = fields.iter().flat_map(inputs).flatten().map(|input| input.name.wire).collect();
    let known: Vec<&str> = written.iter().map(String::as_str).collect();
    for name in exclusives.iter().flat_map(|exclusive| &exclusive.fields) {
        if !known.contains(&name.value.as_str()) {
            let message = format!("no field is written as `{}`", name.value);
            ctx.unknown("unknown_field", message, name, &known, "exclusions name fields as they are called when written");
        }
    }
    let lower = |exclusive: &spec::Exclusive| Exclusive {
        fields: exclusive.fields.iter().map(|field| field.value.clone()).collect(),
        on: exclusive.on.iter().map(|phase| phase.value.clone()).collect(),
        at_least_one: exclusive.at_least_one,
        doc: exclusive.doc.clone(),
    };
    exclusives.iter().map(lower).collect()
}
