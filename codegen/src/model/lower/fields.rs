//! Fields: types resolved, phases filled in, enums made of the values that fields list.

use super::{Context, Module, innermost};
use crate::diag::Place;
use crate::model::names::{self, Role, Scope};
use crate::model::types::{
    Deprecation, EnumValue, Field, Input, Limits, Presence, RefUse, Rename, Scalar, Stability, Type, TypeDef, TypeKind, TypeRef, WritePresence,
};
use crate::spec::{self, At, TypeExpr};

/// Resolves a field; `None` when its type or name cannot be.
pub fn lower(ctx: &mut Context<'_>, field: &spec::Field, module: &mut Module<'_>) -> Option<Field> {
    let ty = resolve(ctx, &field.ty, field, module);
    let name = names::name(&field.name.value, Role::Field, &field.name.place, ctx.report);
    let (ty, name) = (ty?, name?);
    check_facts(ctx, field, &ty);
    Some(Field {
        create: phase(ctx, field, field.create.as_ref(), &ty, module),
        update: phase(ctx, field, field.update.as_ref(), &ty, module),
        write: phase(ctx, field, field.write.as_ref(), &ty, module),
        read: field.read.as_ref().and_then(|word| presence(&word.value)),
        name,
        ty,
        doc: module.doc(field.doc.as_ref()),
        secret: field.secret,
        limits: limits(&field.limits),
        default: field.default.as_ref().map(|default| default.value.clone()),
        default_doc: field.default_doc.clone(),
        deprecated: deprecation(field.deprecated.as_ref()),
        stability: stability(field.stability.as_ref()),
        was: renames(&field.was),
        place: field.name.place.clone(),
    })
}

/// Resolves a path or query parameter.
pub fn input(ctx: &mut Context<'_>, field: &spec::Field, required: bool, module: &mut Module<'_>) -> Option<Input> {
    let ty = resolve(ctx, &field.ty, field, module)?;
    check_facts(ctx, field, &ty);
    let presence = if required { WritePresence::Required } else { WritePresence::Optional };
    make_input(ctx, field, &field.name, ty, presence, module)
}

fn phase(ctx: &mut Context<'_>, field: &spec::Field, phase: Option<&spec::Phase>, ty: &Type, module: &mut Module<'_>) -> Option<Input> {
    let phase = phase?;
    let ty = match &phase.ty {
        Some(expr) => resolve(ctx, expr, field, module)?,
        None if phase.name.is_some() => id_instead_of_ref(ty),
        None => ty.clone(),
    };
    let presence = match phase.presence.value.as_str() {
        "required" => WritePresence::Required,
        "clearable" => WritePresence::Clearable,
        _ => WritePresence::Optional,
    };
    let mut input = make_input(ctx, field, phase.name.as_ref().unwrap_or(&field.name), ty, presence, module)?;
    if phase.doc.is_some() {
        input.doc = module.doc(phase.doc.as_ref());
    }
    if let Some(default) = &phase.default {
        input.default = Some(default.value.clone());
    }
    Some(input)
}

fn make_input(
    ctx: &mut Context<'_>,
    field: &spec::Field,
    name: &At<String>,
    ty: Type,
    presence: WritePresence,
    module: &Module<'_>,
) -> Option<Input> {
    Some(Input {
        name: names::name(&name.value, Role::Setter, &name.place, ctx.report)?,
        ty,
        doc: module.doc(field.doc.as_ref()),
        presence,
        secret: field.secret,
        limits: limits(&field.limits),
        default: field.default.as_ref().map(|default| default.value.clone()),
        default_doc: field.default_doc.clone(),
        deprecated: deprecation(field.deprecated.as_ref()),
        stability: stability(field.stability.as_ref()),
        was: renames(&field.was),
        place: field.name.place.clone(),
    })
}

/// What is read as a reference is written as an id, wherever the phase gives it another name.
fn id_instead_of_ref(ty: &Type) -> Type {
    match ty {
        Type::Ref(reference) => Type::Id(reference.to.clone()),
        Type::List(inner) => Type::List(Box::new(id_instead_of_ref(inner))),
        other => other.clone(),
    }
}

/// Resolves a type expression of a field.
fn resolve(ctx: &mut Context<'_>, expr: &At<TypeExpr>, field: &spec::Field, module: &mut Module<'_>) -> Option<Type> {
    resolve_at(ctx, &expr.value, &expr.place, field, module)
}

fn resolve_at(ctx: &mut Context<'_>, expr: &TypeExpr, place: &Place, field: &spec::Field, module: &mut Module<'_>) -> Option<Type> {
    let at = |value: &String| At { value: value.clone(), place: place.clone() };
    let owner = module.owner.map(|owner| owner.of.name().value.as_str());
    Some(match expr {
        TypeExpr::Scalar(scalar) => Type::Scalar(*scalar),
        TypeExpr::Id(name) => Type::Id(ctx.id_of(&at(name), owner)?),
        TypeExpr::Ref(name) => Type::Ref(reference(ctx, &at(name), owner)?),
        TypeExpr::List(inner) => Type::List(Box::new(resolve_at(ctx, inner, place, field, module)?)),
        TypeExpr::Map(inner) => Type::Map(Box::new(resolve_at(ctx, inner, place, field, module)?)),
        TypeExpr::Enum(values) => Type::Enum(mint_enum(ctx, field, values, place, module)?),
        TypeExpr::Named(name) => {
            let declared = ctx.declared(&at(name))?;
            if declared.is_enum { Type::Enum(declared.reference) } else { Type::Object(declared.reference) }
        }
    })
}

fn reference(ctx: &mut Context<'_>, name: &At<String>, owner: Option<&str>) -> Option<RefUse> {
    let Some(stands_for_references) = &ctx.file.reference else {
        ctx.error("no_reference_type", "`ref(…)` needs a type that stands for references", &name.place)
            .help("name it in api.yaml: `ref: Ref`");
        return None;
    };
    let to = ctx.id_of(name, owner);
    let ty = ctx.declared(stands_for_references)?.reference;
    Some(RefUse { to: to?, ty })
}

/// Makes the enum of a field, or finds the one that another field of the module already made of the same values.
fn mint_enum(
    ctx: &mut Context<'_>,
    field: &spec::Field,
    inline: &[String],
    place: &Place,
    module: &mut Module<'_>,
) -> Option<TypeRef> {
    let source = field.enum_name.as_ref().unwrap_or(&field.name);
    let name = names::name(&source.value, Role::Type, &source.place, ctx.report)?;
    let values = enum_values(ctx, &declared_values(field, inline, place), place, module);
    if let Some(TypeDef { kind: TypeKind::Enum(earlier), .. }) = module.enums.get(&name.rust)
        && same_values(earlier, &values)
    {
        return Some(module.reference(name));
    }
    module.scope.claim(&name.rust, &source.value, &source.place, ctx.report);
    let definition = TypeDef {
        name: name.clone(),
        doc: module.doc(field.doc.as_ref()),
        file: module.file.clone(),
        kind: TypeKind::Enum(values),
        used_by: Default::default(),
        deprecated: None,
        was: Vec::new(),
        tombstones: Vec::new(),
        place: field.name.place.clone(),
    };
    module.enums.entry(name.rust.clone()).or_insert(definition);
    Some(module.reference(name))
}

fn same_values(a: &[EnumValue], b: &[EnumValue]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.name == b.name)
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
pub fn enum_values(ctx: &mut Context<'_>, values: &[spec::EnumValue], place: &Place, module: &Module<'_>) -> Vec<EnumValue> {
    if values.is_empty() {
        ctx.error("enum_without_values", "this enum has no values", place).help("list them under `values`, or as `enum(a, b)`");
    }
    let mut scope = Scope::default();
    let mut lowered: Vec<EnumValue> = Vec::new();
    for value in values {
        if lowered.iter().any(|earlier| earlier.name.wire == value.value.value) {
            ctx.error("repeated_value", format!("the value `{}` stands in this enum twice", value.value.value), &value.value.place)
                .help("remove one of them");
            continue;
        }
        let source = value.rust_name.as_ref().unwrap_or(&value.value);
        let Some(mut name) = names::name(&source.value, Role::Variant, &source.place, ctx.report) else { continue };
        name.wire = value.value.value.clone();
        scope.claim(&name.rust, &name.wire, &value.value.place, ctx.report);
        lowered.push(EnumValue { name, doc: module.doc(value.doc.as_ref()), deprecated: deprecation(value.deprecated.as_ref()) });
    }
    lowered
}

/// Facts that contradict the type or each other.
fn check_facts(ctx: &mut Context<'_>, field: &spec::Field, ty: &Type) {
    check_ranges(ctx, &field.limits);
    let text = matches!(ty, Type::Scalar(Scalar::String | Scalar::Uri | Scalar::Cidr | Scalar::Pem | Scalar::Json));
    if field.secret && !text {
        ctx.error("secret_not_text", format!("`{}` is secret but not a text", field.name.value), &field.ty.place)
            .help("only texts can be secret; mark the text inside the type instead");
    }
    if !field.values.is_empty() && !matches!(innermost(ty), Type::Enum(_)) {
        ctx.error("values_without_enum", format!("`{}` has values but is no enum", field.name.value), &field.ty.place)
            .help("write `type: enum` or `type: list(enum)`");
    }
}

fn check_ranges(ctx: &mut Context<'_>, limits: &spec::Limits) {
    let range = |low: &Option<At<f64>>, high: &Option<At<f64>>| Some((low.as_ref()?.value, high.clone()?));
    let floats = |at: &Option<At<u64>>| at.as_ref().map(|at| At { value: at.value as f64, place: at.place.clone() });
    let ranges = [
        range(&limits.min, &limits.max),
        range(&floats(&limits.min_bytes), &floats(&limits.max_bytes)),
        range(&floats(&limits.min_items), &floats(&limits.max_items)),
    ];
    for (low, high) in ranges.into_iter().flatten() {
        if low > high.value {
            ctx.error("empty_range", format!("no value is at least {low} and at most {}", high.value), &high.place)
                .help("swap the two limits");
        }
    }
}

fn presence(word: &str) -> Option<Presence> {
    Some(match word {
        "always" => Presence::Always,
        "sometimes" => Presence::Sometimes,
        "nullable" => Presence::Nullable,
        "once" => Presence::Once,
        _ => return None,
    })
}

fn limits(limits: &spec::Limits) -> Limits {
    let plain = |at: &Option<At<u64>>| at.as_ref().map(|at| at.value);
    let float = |at: &Option<At<f64>>| at.as_ref().map(|at| at.value);
    Limits {
        min_bytes: plain(&limits.min_bytes),
        max_bytes: plain(&limits.max_bytes),
        max_chars: plain(&limits.max_chars),
        min: float(&limits.min),
        max: float(&limits.max),
        min_items: plain(&limits.min_items),
        max_items: plain(&limits.max_items),
    }
}

/// The deprecation of whatever has one.
pub fn deprecation(deprecation: Option<&spec::Deprecation>) -> Option<Deprecation> {
    let deprecation = deprecation?;
    Some(Deprecation {
        since: deprecation.since.clone(),
        instead: deprecation.instead.as_ref().map(|text| text.value.clone()),
        note: deprecation.note.clone(),
    })
}

/// The stability of whatever has one.
pub fn stability(word: Option<&At<String>>) -> Stability {
    match word.map(|word| word.value.as_str()) {
        Some("preview") => Stability::Preview,
        Some("internal") => Stability::Internal,
        _ => Stability::Stable,
    }
}

/// The earlier names of whatever has some.
pub fn renames(renames: &[spec::Rename]) -> Vec<Rename> {
    renames.iter().map(|rename| Rename { name: rename.name.value.clone(), until: rename.until.clone() }).collect()
}
