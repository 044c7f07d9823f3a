//! Fields and parameters: types resolved, phases filled in.

use super::facts::{self, Home};
use super::{Context, Module, renames, resolve, server};
use crate::model::names::{self, Role, Scope};
use crate::model::types::{Deprecation, Field, Input, Limits, Presence, Rename, Stability, Type, WritePresence, kept};
use crate::spec::{self, At};

/// Resolves a field; `None` when its type or name cannot be.
pub fn lower(ctx: &mut Context<'_>, field: &spec::Field, home: Home, module: &mut Module<'_>) -> Option<Field> {
    let ty = resolve::ty(ctx, &field.ty, field, module);
    let name = names::name(&field.name.value, Role::Field, &field.name.place, ctx.report);
    facts::check_home(ctx, field, home);
    let (ty, name) = (ty?, name?);
    let was = renames::of(ctx, &field.was, Role::Field, &name.rust);
    let lowered = Field {
        create: phase(ctx, field, field.create.as_ref(), Role::Setter, &ty, module),
        update: update_phase(ctx, field, &ty, module),
        write: phase(ctx, field, field.write.as_ref(), Role::InputSetter, &ty, module),
        read: field.read.as_ref().map(|word| presence(&word.value)),
        name,
        ty,
        doc: module.doc(field.doc.as_ref()),
        secret: field.secret,
        limits: limits(&field.limits),
        default: field.default.as_ref().map(|default| default.value.clone()),
        default_doc: field.default_doc.clone(),
        server: field.server.as_ref().map(|written| server::lower(ctx, written)),
        deprecated: deprecation(field.deprecated.as_ref()),
        stability: stability(field.stability.as_ref()),
        was,
        place: field.name.place.clone(),
    };
    let phases = [&lowered.create, &lowered.update, &lowered.write].into_iter().flatten();
    let types: Vec<&Type> = std::iter::once(&lowered.ty).chain(phases.map(|input| &input.ty)).collect();
    facts::check(ctx, field, &types);
    Some(lowered)
}

/// Resolves a path or query parameter.
pub fn input(ctx: &mut Context<'_>, field: &spec::Field, home: Home, module: &mut Module<'_>) -> Option<Input> {
    let ty = resolve::ty(ctx, &field.ty, field, module)?;
    facts::check_home(ctx, field, home);
    facts::check(ctx, field, &[&ty]);
    let required = home == Home::Path || field.required;
    let presence = if required { WritePresence::Required } else { WritePresence::Optional };
    make_input(ctx, field, &field.name, ty, (presence, Role::Setter), module)
}

/// What is absent from an update stays as it is, so the default of the field does not hold there;
/// one that the phase states itself does.
fn update_phase(ctx: &mut Context<'_>, field: &spec::Field, ty: &Type, module: &mut Module<'_>) -> Option<Input> {
    let own_default = field.update.as_ref().is_some_and(|phase| phase.default.is_some());
    let mut input = phase(ctx, field, field.update.as_ref(), Role::Setter, ty, module)?;
    if !own_default {
        (input.default, input.default_place, input.default_doc) = (None, None, None);
    }
    Some(input)
}

fn phase(
    ctx: &mut Context<'_>,
    field: &spec::Field,
    phase: Option<&spec::Phase>,
    setter: Role,
    ty: &Type,
    module: &mut Module<'_>,
) -> Option<Input> {
    let phase = phase?;
    let ty = match &phase.ty {
        Some(expr) => resolve::ty(ctx, expr, field, module)?,
        None if phase.name.is_some() => id_instead_of_ref(ty),
        None => ty.clone(),
    };
    let presence = match phase.presence.value.as_str() {
        "required" => WritePresence::Required,
        "clearable" => WritePresence::Clearable,
        _ => WritePresence::Optional,
    };
    let name = phase.name.as_ref().unwrap_or(&field.name);
    let mut input = make_input(ctx, field, name, ty, (presence, setter), module)?;
    if phase.doc.is_some() {
        input.doc = module.doc(phase.doc.as_ref());
    }
    // What a phase gives a name of its own was called by the field's earlier names in other phases only.
    let own = renames::of(ctx, &phase.was, setter, &input.name.rust);
    input.was = if phase.name.is_some() { own } else { input.was.into_iter().chain(own).collect() };
    if let Some(default) = &phase.default {
        input.default = Some(default.value.clone());
        input.default_place = Some(default.place.clone());
    }
    Some(input)
}

fn make_input(
    ctx: &mut Context<'_>,
    field: &spec::Field,
    name: &At<String>,
    ty: Type,
    (presence, setter): (WritePresence, Role),
    module: &Module<'_>,
) -> Option<Input> {
    let role = if presence == WritePresence::Required { Role::Argument } else { setter };
    let name = names::name(&name.value, role, &name.place, ctx.report).map(|rust| (rust, name.place.clone()));
    let (name, place) = name?;
    Some(Input {
        ty,
        doc: module.doc(field.doc.as_ref()),
        presence,
        secret: field.secret,
        limits: limits(&field.limits),
        default: field.default.as_ref().map(|default| default.value.clone()),
        default_place: field.default.as_ref().map(|default| default.place.clone()),
        default_doc: field.default_doc.clone(),
        deprecated: deprecation(field.deprecated.as_ref()),
        stability: stability(field.stability.as_ref()),
        was: renames::of(ctx, &field.was, role, &name.rust),
        name,
        place,
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

/// Two fields that meet in one struct. Tells whether there are none.
pub fn check_names(ctx: &mut Context<'_>, fields: &[Field]) -> bool {
    let mut scope = Scope::new("leave one of them out; applications find it in `extra`");
    let mut free = true;
    for field in fields {
        free &= scope.claim(&field.name.rust, &format!("`{}`", field.name.wire), &field.place, ctx.report);
    }
    for field in fields.iter().filter(|field| field.read.is_some()) {
        for rename in kept(&field.was) {
            free &= claim_earlier(ctx, field, rename, fields, &mut scope);
        }
    }
    free
}

fn claim_earlier(ctx: &mut Context<'_>, field: &Field, rename: &Rename, fields: &[Field], scope: &mut Scope) -> bool {
    if let Some(other) = fields.iter().find(|other| other.name.wire == rename.name.wire) {
        renames::taken(ctx, &field.name.wire, (&rename.name.wire, &rename.place), &other.place);
        return false;
    }
    let what = format!("the earlier name of `{}`", field.name.wire);
    scope.claim_earlier(&rename.name.rust, &what, &rename.place, ctx.report)
}

/// Two things an application gives that meet in one call or input: arguments among each other, and setters.
pub fn check_inputs<'i>(ctx: &mut Context<'_>, inputs: impl Iterator<Item = &'i Input>) {
    const HELP: &str = "leave one of them out, or give it another name with `as` if the API takes that";
    let (mut arguments, mut setters) = (Scope::new(HELP), Scope::new(HELP));
    let inputs: Vec<&Input> = inputs.collect();
    for input in &inputs {
        let what = format!("`{}`", input.name.wire);
        if input.presence == WritePresence::Required {
            arguments.claim(&input.name.rust, &what, &input.place, ctx.report);
        } else {
            let free = setters.claim(&input.name.rust, &what, &input.place, ctx.report);
            if free && input.presence == WritePresence::Clearable {
                let clear = names::clear_name(&input.name.rust);
                setters.claim(&clear, &format!("the clearing of {what}"), &input.place, ctx.report);
            }
        }
    }
    // Arguments have a place and no name, so only setters can be called as before.
    let by_name: Vec<&Input> = inputs.into_iter().filter(|input| input.presence != WritePresence::Required).collect();
    for input in &by_name {
        for rename in kept(&input.was) {
            match by_name.iter().find(|other| other.name.wire == rename.name.wire) {
                Some(other) => renames::taken(ctx, &input.name.wire, (&rename.name.wire, &rename.place), &other.place),
                None => claim_setters(ctx, input, rename, &mut setters),
            }
        }
    }
}

/// Claims what a setter was called, and what cleared.
fn claim_setters(ctx: &mut Context<'_>, input: &Input, rename: &Rename, setters: &mut Scope) {
    let what = format!("the earlier name of `{}`", input.name.wire);
    let free = setters.claim_earlier(&rename.name.rust, &what, &rename.place, ctx.report);
    if free && input.presence == WritePresence::Clearable {
        setters.claim_earlier(&names::clear_name(&rename.name.rust), &what, &rename.place, ctx.report);
    }
}

fn presence(word: &str) -> Presence {
    match word {
        "sometimes" => Presence::Sometimes,
        "nullable" => Presence::Nullable,
        "once" => Presence::Once,
        // Another word has been reported.
        _ => Presence::Always,
    }
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
