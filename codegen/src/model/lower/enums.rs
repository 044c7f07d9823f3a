//! Enums: declared ones, and those made of the values that a field lists.

use super::fields::deprecation;
use super::{Context, Module, renames};
use crate::diag::Place;
use crate::model::names::{self, Name, Role, Scope};
use crate::model::types::{EnumValue, TypeDef, TypeKind, TypeRef};
use crate::spec::{self, At};

/// Makes the enum of a field, or finds the one that another field of the module already made of the same values.
pub fn of_field(
    ctx: &mut Context<'_>,
    field: &spec::Field,
    inline: &[String],
    place: &Place,
    module: &mut Module<'_>,
) -> Option<TypeRef> {
    let source = field.enum_name.as_ref().unwrap_or(&field.name);
    let name = names::name(&source.value, Role::Type, &source.place, ctx.report)?;
    let values = values(ctx, &declared_values(field, inline, place), place, module);
    if let Some(earlier) = module.enums.get(&name.rust) {
        if !has_values(earlier, &values) {
            ctx.error("enum_mismatch", format!("the enum `{}` already has other values", name.rust), &source.place)
                .related(&earlier.place, format!("`{}` is first made here", name.rust))
                .help("give one of the two fields another enum name with `enum`, or both the same values");
        }
        return Some(module.reference(name));
    }
    module.scope.claim(&name.rust, &format!("the enum of `{}`", field.name.value), &source.place, ctx.report);
    let was = if field.enum_name.is_none() { renames::of(ctx, &field.was, Role::Type, &name.rust) } else { Vec::new() };
    module.enums.insert(name.rust.clone(), TypeDef { was, ..definition(&name, field, values, module) });
    Some(module.reference(name))
}

fn definition(name: &Name, field: &spec::Field, values: Vec<EnumValue>, module: &Module<'_>) -> TypeDef {
    TypeDef {
        name: name.clone(),
        doc: module.doc(field.doc.as_ref()),
        file: module.file.clone(),
        kind: TypeKind::Enum(values),
        used_by: Default::default(),
        deprecated: None,
        was: Vec::new(),
        tombstones: Vec::new(),
        place: field.name.place.clone(),
    }
}

fn has_values(definition: &TypeDef, values: &[EnumValue]) -> bool {
    let TypeKind::Enum(own) = &definition.kind else { return false };
    own.len() == values.len() && own.iter().zip(values).all(|(a, b)| a.name == b.name)
}

/// The values of a field: those in its type, else those under `values`.
fn declared_values(field: &spec::Field, inline: &[String], place: &Place) -> Vec<spec::EnumValue> {
    if inline.is_empty() {
        return field.values.clone();
    }
    let value = |value: &String| spec::EnumValue {
        value: At { value: value.clone(), place: place.clone() },
        doc: None,
        rust_name: None,
        deprecated: None,
    };
    inline.iter().map(value).collect()
}

/// Resolves the values of an enum.
pub fn values(ctx: &mut Context<'_>, values: &[spec::EnumValue], place: &Place, module: &Module<'_>) -> Vec<EnumValue> {
    if values.is_empty() {
        ctx.error("enum_without_values", "this enum has no values", place)
            .help("list them under `values`, or as `enum(a, b)`");
    }
    let mut scope = Scope::new("give one of the values a `name`");
    let mut lowered: Vec<EnumValue> = Vec::new();
    for value in values {
        if lowered.iter().any(|earlier| earlier.name.wire == value.value.value) {
            ctx.error(
                "repeated_value",
                format!("the value `{}` stands in this enum twice", value.value.value),
                &value.value.place,
            )
            .help("remove one of them");
            continue;
        }
        let source = value.rust_name.as_ref().unwrap_or(&value.value);
        let Some(mut name) = names::name(&source.value, Role::Variant, &source.place, ctx.report) else { continue };
        name.wire = value.value.value.clone();
        scope.claim(&name.rust, &format!("`{}`", name.wire), &source.place, ctx.report);
        lowered.push(EnumValue {
            name,
            doc: module.doc(value.doc.as_ref()),
            deprecated: deprecation(value.deprecated.as_ref()),
            place: value.value.place.clone(),
        });
    }
    lowered
}

/// Leaves enums that fields declare those earlier names that no type has, and no other of these enums had.
pub fn keep_sole_names<'t>(enums: impl IntoIterator<Item = &'t mut TypeDef>, scope: &Scope) {
    let mut enums: Vec<&mut TypeDef> = enums.into_iter().collect();
    let all: Vec<String> = enums.iter().flat_map(|made| &made.was).map(|rename| rename.name.rust.clone()).collect();
    let is_sole = |name: &String| all.iter().filter(|other| *other == name).count() == 1;
    for made in &mut enums {
        made.was.retain(|rename| scope.is_free(&rename.name.rust) && is_sole(&rename.name.rust));
    }
}
