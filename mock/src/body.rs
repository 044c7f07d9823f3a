//! What is sent: every field known, of its type and within its limits, and in the form in which it is kept.

use serde_json::{Map, Value};

use crate::check::{self, Misfit};
use crate::description::{Field, Limits, ObjectType, Phase, PhaseName, Type};
use crate::refusal::Refusal;
use crate::store::Values;
use crate::world::World;

/// The values of a body by the names of their fields; null for those that are to be cleared.
pub(crate) fn accept(
    world: World<'_>,
    object: &ObjectType,
    phase: PhaseName,
    body: &Map<String, Value>,
) -> Result<Values, Refusal> {
    accept_at(world, object, phase, body, "")
}

fn accept_at(
    world: World<'_>,
    object: &ObjectType,
    phase: PhaseName,
    body: &Map<String, Value>,
    at: &str,
) -> Result<Values, Refusal> {
    refuse_unknown(object, phase, body, at)?;
    let mut values = Values::new();
    for field in &object.fields {
        let Some(facts) = field.phase(phase) else { continue };
        let name = field.sent_as(facts);
        let sent = body.get(name).filter(|value| is_given(field, facts, value));
        let place = format!("{at}{name}");
        match sent {
            Some(Value::Null) => _ = values.insert(field.name.clone(), Value::Null),
            Some(value) => _ = values.insert(field.name.clone(), accept_field(world, field, facts, value, &place)?),
            None if facts.required => return Err(Refusal::when("wrong_value", format_args!("`{place}` is missing"))),
            None => {
                // What the server gives itself goes before what is written down as the default.
                let default = facts.default.as_ref().filter(|_| field.server.sets.is_none());
                values.extend(default.map(|default| (field.name.clone(), default.clone())));
            }
        }
    }
    check_together(object, phase, body, at)?;
    Ok(values)
}

fn refuse_unknown(object: &ObjectType, phase: PhaseName, body: &Map<String, Value>, at: &str) -> Result<(), Refusal> {
    let is_known = |name: &str| {
        object.fields.iter().any(|field| field.phase(phase).is_some_and(|facts| field.sent_as(facts) == name))
    };
    match body.keys().find(|name| !is_known(name)) {
        Some(name) => Err(Refusal::when("unknown_field", format_args!("there is no parameter `{at}{name}` here"))),
        None => Ok(()),
    }
}

/// Whether a value counts. A null says nothing unless it clears, and an empty text says nothing where
/// it could not be a value.
fn is_given(field: &Field, facts: &Phase, value: &Value) -> bool {
    let ty = facts.ty.as_ref().unwrap_or(&field.ty);
    let plain = matches!(ty, Type::String | Type::Pem | Type::Json | Type::Any);
    match value {
        Value::Null => facts.clearable,
        Value::String(text) if text.is_empty() => plain || facts.required,
        _ => true,
    }
}

fn accept_field(world: World<'_>, field: &Field, facts: &Phase, value: &Value, at: &str) -> Result<Value, Refusal> {
    let ty = facts.ty.as_ref().unwrap_or(&field.ty);
    let accepted = accept_value(world, ty, &field.limits, value, at).and_then(|value| {
        let refused = !field.server.accepts.is_empty() && !field.server.accepts.iter().any(|word| value == **word);
        match refused {
            true => Err(Refusal::when("wrong_value", format_args!("`{at}` takes {}", field.server.accepts.join(", ")))),
            false => Ok(value),
        }
    });
    accepted.map_err(|refusal| refusal.with_code(field.server.refuses.as_ref()))
}

/// A value in the form in which it is kept.
pub(crate) fn accept_value(
    world: World<'_>,
    ty: &Type,
    limits: &Limits,
    value: &Value,
    at: &str,
) -> Result<Value, Refusal> {
    let inner = Limits::default();
    let kept = match (ty, value) {
        (Type::List(element), Value::Array(elements)) => {
            let each = elements.iter().enumerate();
            each.map(|(n, value)| accept_value(world, element, &inner, value, &format!("{at}[{n}]")))
                .collect::<Result<_, _>>()?
        }
        (Type::Map(element), Value::Object(entries)) => {
            let each = entries.iter();
            let kept = each.map(|(key, value)| {
                Ok((key.clone(), accept_value(world, element, &inner, value, &format!("{at}.{key}"))?))
            });
            Value::Object(kept.collect::<Result<_, Refusal>>()?)
        }
        (Type::Object(name), Value::Object(body)) => {
            Value::Object(accept_at(world, world.api.object(name), PhaseName::Write, body, &format!("{at}."))?)
        }
        (Type::List(_), _) => return Err(misfit(at, "must be a list")),
        (Type::Map(_) | Type::Object(_), _) => return Err(misfit(at, "must be an object")),
        (Type::Id(of) | Type::Ref(of), value) => id(world, of, value, at)?,
        (ty, value) => check::scalar(ty, value).map_err(|misfit| refusal(at, misfit))?,
    };
    check::limits(limits, &kept).map_err(|misfit| refusal(at, misfit))?;
    Ok(kept)
}

fn misfit(at: &str, what: &str) -> Refusal {
    Refusal::when("wrong_value", format_args!("`{at}` {what}"))
}

pub(crate) fn refusal(at: &str, misfit: Misfit) -> Refusal {
    Refusal::when(misfit.situation, format_args!("`{at}` {}", misfit.what))
}

/// An id of something that exists, as a text; what is not kept here is taken on trust.
fn id(world: World<'_>, of: &str, value: &Value, at: &str) -> Result<Value, Refusal> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) if number.is_u64() => number.to_string(),
        _ => return Err(misfit(at, "must be an id")),
    };
    check_prefix(world, of, &text, at)?;
    let kind = if of == "any" { world.api.kind_of(&text) } else { Some(of) };
    let is_kept = kind.is_some_and(|kind| world.api.tables.contains_key(kind));
    if is_kept && world.find(of, &text).is_none() {
        return Err(Refusal::when("wrong_reference", format_args!("`{at}`: `{text}` names nothing that exists")));
    }
    Ok(Value::from(text))
}

/// Whether an id begins as ids of its kind do.
pub(crate) fn check_prefix(world: World<'_>, of: &str, id: &str, at: &str) -> Result<(), Refusal> {
    let kind = world.api.facts.ids.get(of);
    if kind.is_some_and(|kind| kind.integer) && id.parse::<u64>().is_err() {
        return Err(Refusal::when("wrong_id", format_args!("`{at}`: `{id}` is not a number")));
    }
    match kind.and_then(|kind| kind.prefix.as_deref()) {
        Some(prefix) if id.strip_prefix(prefix).is_none_or(|rest| !rest.starts_with('_')) => {
            Err(Refusal::when("wrong_id", format_args!("`{at}`: `{id}` does not begin with `{prefix}_`")))
        }
        _ => Ok(()),
    }
}

/// Fields that exclude or need each other.
fn check_together(object: &ObjectType, phase: PhaseName, body: &Map<String, Value>, at: &str) -> Result<(), Refusal> {
    let is_set = |name: &&String| body.get(name.as_str()).is_some_and(|value| !value.is_null() && value != "");
    let within = at.trim_end_matches('.');
    if object.one_of && body.values().filter(|value| !value.is_null()).count() != 1 {
        return Err(Refusal::when("wrong_value", format_args!("`{within}` must have exactly one of its fields")));
    }
    for group in &object.exclusive {
        if !group.on.is_empty() && !group.on.iter().any(|on| on == phase.word()) {
            continue;
        }
        let given = group.fields.iter().filter(is_set).count();
        let names = group.fields.iter().map(|name| format!("`{at}{name}`")).collect::<Vec<_>>().join(" and ");
        if given > 1 {
            return Err(Refusal::when("wrong_value", format_args!("{names} exclude each other")));
        }
        if given == 0 && group.at_least_one {
            return Err(Refusal::when("wrong_value", format_args!("one of {names} must be given")));
        }
    }
    Ok(())
}
