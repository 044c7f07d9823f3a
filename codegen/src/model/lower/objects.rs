//! Object types and enums, shared or of one service.

use std::collections::BTreeMap;

use super::facts::Home;
use super::{Context, Module, enums, fields, renames, server};
use crate::diag::Place;
use crate::model::names::{self, Role};
use crate::model::types::{Exclusive, Field, Object, Tombstone, TypeDef, TypeKind};
use crate::spec::{self, At};

/// The types of `types/`, each followed by the enums that its fields declare.
pub fn shared(ctx: &mut Context<'_>) -> Vec<TypeDef> {
    let mut module = Module::new(vec!["types".to_owned()], "", None);
    let mut types = Vec::new();
    for (file, definition) in &ctx.spec.types {
        module.file.clone_from(file);
        let known: Vec<String> = module.enums.keys().cloned().collect();
        types.extend(lower(ctx, definition, &mut module));
        types.extend(
            module.enums.iter().filter(|(name, _)| !known.contains(name)).map(|(_, definition)| definition.clone()),
        );
    }
    let made = types.iter_mut().filter(|definition| module.enums.contains_key(&definition.name.rust));
    enums::keep_sole_names(made, &module.scope);
    renames::claim_types(ctx, &types, &mut module);
    types
}

/// Lowers one declared type.
pub fn lower(ctx: &mut Context<'_>, definition: &spec::TypeDef, module: &mut Module<'_>) -> Option<TypeDef> {
    if !ctx.is_first(&definition.name) {
        return None;
    }
    let name = names::name(&definition.name.value, Role::Type, &definition.name.place, ctx.report)?;
    let kind = match &definition.values {
        Some(values) => TypeKind::Enum(enums::values(ctx, values, &definition.name.place, module)),
        None => TypeKind::Object(object(ctx, definition, module)),
    };
    claim(ctx, &name, &kind, &definition.name, module);
    check_values_alone(ctx, definition);
    Some(TypeDef {
        was: renames::of(ctx, &definition.was, Role::Type, &name.rust),
        name,
        doc: module.doc(definition.doc.as_ref()),
        file: module.file.clone(),
        kind,
        used_by: Default::default(),
        deprecated: fields::deprecation(definition.deprecated.as_ref()),
        tombstones: tombstones(&definition.tombstones),
        place: definition.name.place.clone(),
    })
}

/// An object type that is sent is two types of Rust.
fn claim(ctx: &mut Context<'_>, name: &names::Name, kind: &TypeKind, declared: &At<String>, module: &mut Module<'_>) {
    module.scope.claim(&name.rust, &format!("the type `{}`", name.wire), &declared.place, ctx.report);
    let TypeKind::Object(object) = kind else { return };
    claim_builder(ctx, name, &object.fields, &declared.place, module);
    if object.fields.iter().any(|field| field.write.is_some()) {
        let input = names::input_name(&name.rust);
        module.scope.claim(&input, &format!("what is sent of `{}`", name.wire), &declared.place, ctx.report);
    }
}

/// An object type that is read has a builder for tests.
pub fn claim_builder(
    ctx: &mut Context<'_>,
    name: &names::Name,
    fields: &[Field],
    place: &Place,
    module: &mut Module<'_>,
) {
    if fields.iter().any(|field| field.read.is_some()) {
        let builder = names::builder_name(&name.rust);
        module.scope.claim(&builder, &format!("the builder of `{}`", name.wire), place, ctx.report);
    }
}

fn check_values_alone(ctx: &mut Context<'_>, definition: &spec::TypeDef) {
    let Some(field) = definition.fields.first().filter(|_| definition.values.is_some()) else { return };
    let message = format!("`{}` is an enum, so it has no fields", definition.name.value);
    ctx.error("fields_of_an_enum", message, &field.name.place).help("leave out `fields`, or `values`");
}

fn object(ctx: &mut Context<'_>, definition: &spec::TypeDef, module: &mut Module<'_>) -> Object {
    let written = Written::of(ctx, &definition.uses, &definition.fields, definition.misshapen);
    check_groups(ctx, &definition.uses);
    let mut fields = all_fields(ctx, &definition.name, &written, Home::Type, module);
    if definition.one_of {
        // Each field has a constructor of its own, which takes it as an argument.
        for input in fields.iter_mut().filter_map(|field| field.write.as_mut()) {
            let names = input.was.iter_mut().map(|rename| &mut rename.name).chain([&mut input.name]);
            names.for_each(|name| name.rust = names::rust_name(&name.wire, Role::Argument).unwrap_or_default());
        }
    }
    fields::check_inputs(ctx, fields.iter().filter_map(|field| field.write.as_ref()));
    if written.fields.is_empty() && written.complete {
        ctx.error("empty_type", format!("the type `{}` has no fields", definition.name.value), &definition.name.place)
            .help("give it `fields`, or `values` to make it an enum");
    }
    check_history(ctx, &written, &definition.tombstones);
    Object {
        exclusives: exclusives(ctx, &definition.exclusives, &written),
        fields,
        one_of: definition.one_of,
        generic: definition.generic,
    }
}

/// The type of a resource.
pub fn resource(
    ctx: &mut Context<'_>,
    resource: &spec::Resource,
    name: &At<String>,
    module: &mut Module<'_>,
) -> Option<TypeDef> {
    let rust = names::name(&name.value, Role::Type, &name.place, ctx.report)?;
    module.scope.claim(&rust.rust, &format!("the resource `{}`", rust.wire), &name.place, ctx.report);
    let written = Written::of(ctx, &resource.uses, &resource.fields, resource.misshapen);
    check_groups(ctx, &resource.uses);
    let fields = all_fields(ctx, name, &written, Home::Resource, module);
    claim_builder(ctx, &rust, &fields, &name.place, module);
    check_history(ctx, &written, &resource.tombstones);
    let object =
        Object { exclusives: exclusives(ctx, &resource.exclusives, &written), fields, one_of: false, generic: false };
    Some(TypeDef {
        was: renames::of(ctx, &resource.resource_was, Role::Type, &rust.rust),
        name: rust,
        doc: module.doc(Some(&resource.doc)),
        file: module.file.clone(),
        kind: TypeKind::Object(object),
        used_by: Default::default(),
        deprecated: fields::deprecation(resource.deprecated.as_ref()),
        tombstones: tombstones(&resource.tombstones),
        place: name.place.clone(),
    })
}

/// The fields of a resource or type as written: those of the groups, then its own.
pub struct Written<'a> {
    pub fields: Vec<&'a spec::Field>,
    /// Whether these are all; a group may not exist, or something else stand where fields belong.
    pub complete: bool,
}

impl<'a> Written<'a> {
    /// A field takes the place of a group's field of the same name.
    pub fn of(ctx: &Context<'a>, uses: &[At<String>], own: &'a [spec::Field], misshapen: bool) -> Self {
        let file = ctx.file;
        let mut written = Written { fields: Vec::new(), complete: !misshapen };
        for group in uses {
            match file.groups.iter().find(|(name, _)| name.value == group.value) {
                Some((_, fields)) => fields.iter().for_each(|field| written.add(field, false)),
                None => written.complete = false,
            }
        }
        own.iter().for_each(|field| written.add(field, true));
        written
    }

    fn add(&mut self, field: &'a spec::Field, replaces: bool) {
        match self.fields.iter_mut().find(|earlier| earlier.name.value == field.name.value) {
            Some(earlier) if replaces => *earlier = field,
            Some(_) => {}
            None => self.fields.push(field),
        }
    }

    /// The field called `name`.
    pub fn field(&self, name: &str) -> Option<&'a spec::Field> {
        self.fields.iter().find(|field| field.name.value == name).copied()
    }
}

/// Groups that do not exist, stand twice, or share a field.
fn check_groups(ctx: &mut Context<'_>, uses: &[At<String>]) {
    let file = ctx.file;
    let known: Vec<&str> = file.groups.iter().map(|(name, _)| name.value.as_str()).collect();
    let mut seen: BTreeMap<&str, &At<String>> = BTreeMap::new();
    for (index, group) in uses.iter().enumerate() {
        if let Some(first) = uses[..index].iter().find(|first| first.value == group.value) {
            ctx.error("repeated_name", format!("the group `{}` is used twice", group.value), &group.place)
                .related(&first.place, "first here")
                .help("remove one of them");
            continue;
        }
        let Some((_, fields)) = file.groups.iter().find(|(name, _)| name.value == group.value) else {
            let message = format!("there is no field group `{}`", group.value);
            ctx.unknown("unknown_group", message, group, &known, "groups are declared under `groups` in api.yaml");
            continue;
        };
        for field in fields {
            if let Some(first) = seen.insert(&field.name.value, group) {
                let message = format!(
                    "the groups `{}` and `{}` both have the field `{}`",
                    first.value, group.value, field.name.value
                );
                ctx.error("repeated_name", message, &group.place)
                    .related(&first.place, "the other group")
                    .help("use one of them");
            }
        }
    }
}

fn all_fields(
    ctx: &mut Context<'_>,
    owner: &At<String>,
    written: &Written<'_>,
    home: Home,
    module: &mut Module<'_>,
) -> Vec<Field> {
    let fields: Vec<Field> =
        written.fields.iter().filter_map(|field| fields::lower(ctx, field, home, module)).collect();
    fields::check_names(ctx, &fields);
    server::check(ctx, written, &fields);
    if !written.complete || fields.len() < written.fields.len() {
        ctx.uncertain.insert(owner.value.clone());
    }
    fields
}

/// Removed and earlier names that are in use again.
fn check_history(ctx: &mut Context<'_>, written: &Written<'_>, tombstones: &[spec::Tombstone]) {
    for tombstone in tombstones {
        if let Some(field) = written.field(&tombstone.name.value) {
            ctx.error(
                "tombstone_reused",
                format!("`{}` was removed and must not come back", tombstone.name.value),
                &field.name.place,
            )
            .related(&tombstone.name.place, "removed here")
            .help("give the new field another name, because old clients would take it for the removed one");
        }
    }
    for field in &written.fields {
        for rename in &field.was {
            if let Some(other) = written.field(&rename.name.value) {
                let was = (rename.name.value.as_str(), &rename.name.place);
                renames::taken(ctx, &field.name.value, was, &other.name.place);
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
        place: tombstone.name.place.clone(),
    };
    tombstones.iter().map(lower).collect()
}

fn exclusives(ctx: &mut Context<'_>, exclusives: &[spec::Exclusive], written: &Written<'_>) -> Vec<Exclusive> {
    exclusives.iter().for_each(|exclusive| check_exclusive(ctx, exclusive, written));
    let lower = |exclusive: &spec::Exclusive| Exclusive {
        fields: exclusive.fields.iter().map(|field| field.value.clone()).collect(),
        on: exclusive.on.iter().map(|phase| phase.value.clone()).collect(),
        at_least_one: exclusive.at_least_one,
        doc: exclusive.doc.clone(),
    };
    exclusives.iter().map(lower).collect()
}

fn check_exclusive(ctx: &mut Context<'_>, exclusive: &spec::Exclusive, written: &Written<'_>) {
    if exclusive.fields.len() < 2 {
        ctx.error("small_exclusion", "an exclusion is about two fields or more", &exclusive.place)
            .help("name them all under `fields`");
    }
    let known: Vec<&str> = written.fields.iter().flat_map(|field| written_names(field)).collect();
    for name in exclusive.fields.iter().filter(|name| written.complete && !known.contains(&name.value.as_str())) {
        let message = format!("no field is written as `{}`", name.value);
        let sent_as = written.field(&name.value).into_iter().flat_map(written_names).next();
        match sent_as {
            Some(other) => {
                ctx.error("unknown_field", message, &name.place).label(format!("it is written as `{other}`"));
            }
            None => ctx.unknown(
                "unknown_field",
                message,
                name,
                &known,
                "exclusions name fields as they are called when written",
            ),
        }
    }
}

/// The names under which a field is sent.
fn written_names(field: &spec::Field) -> impl Iterator<Item = &str> {
    let phases = [&field.create, &field.update, &field.write].into_iter().flatten();
    phases.map(|phase| phase.name.as_ref().unwrap_or(&field.name).value.as_str())
}
