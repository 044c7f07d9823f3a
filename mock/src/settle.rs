//! What is decided when something is written.

use serde_json::Value;

use crate::description::{Field, ObjectType};
use crate::refusal::Refusal;
use crate::render::Scope;
use crate::store::{Item, Values, lookup_text};
use crate::template::Template;
use crate::world::World;

/// Fills in what is decided when something is written: the usual form of a value, what a reference is
/// found by, and values by which the item is looked up.
pub(crate) fn settle(world: World<'_>, name: &str, item: &mut Item) -> Result<(), Refusal> {
    let indexed = world.table(name)?.indexed.as_slice();
    for field in &world.api.object(name).fields {
        let scope = Scope::of(world, name, item);
        let sent = item.values.contains_key(&field.name);
        let changes = sent && field.server.sets.as_ref().is_some_and(|sets| sets.mentions(&field.name));
        let settled = match sent {
            true if changes => scope.given(field),
            true => None,
            false if !field.server.finds.is_empty() => found(world, scope, field)?,
            false if indexed.contains(&field.name) => scope.given(field),
            false => None,
        };
        item.values.extend(settled.map(|value| (field.name.clone(), value)));
    }
    Ok(())
}

/// The id of what has the values that a reference is found by.
fn found(world: World<'_>, scope: Scope<'_>, field: &Field) -> Result<Option<Value>, Refusal> {
    let Some(target) = crate::api::target(&field.ty) else { return Ok(None) };
    let wanted: Option<Vec<(&String, String)>> =
        field.server.finds.iter().map(|(name, value)| Some((name, lookup_text(&value.fill(&scope)?)?))).collect();
    let Some(((first, text), rest)) = wanted.as_deref().and_then(<[_]>::split_first) else { return Ok(None) };
    let object = world.api.object(target);
    let fits = |item: &&Item| {
        let has = |name: &String, text: &String| {
            let value = object.field(name).and_then(|field| Scope::of(world, target, item).value_of(field));
            value.as_ref().and_then(lookup_text).as_ref() == Some(text)
        };
        rest.iter().all(|(name, text)| has(name, text))
    };
    let found = world.store.by_field(target, first, text).find(fits);
    match found {
        Some(item) => Ok(Some(Value::from(item.own_key()))),
        // Where it could have been given, its absence is a mistake.
        None if field.create.is_some() => Err(Refusal::when("wrong_reference", format_args!("no {first} is `{text}`"))),
        None => Ok(None),
    }
}

/// Whether nothing else has a value that must be unique.
pub(crate) fn check_unique(world: World<'_>, name: &str, item: &Item) -> Result<(), Refusal> {
    let object = world.api.object(name);
    for field in &object.fields {
        let Some(code) = &field.server.unique else { continue };
        let Some(text) = item.values.get(&field.name).and_then(lookup_text) else { continue };
        let mut others =
            world.store.by_field(name, &field.name, &text).filter(|other| other.key != item.key).peekable();
        if others.peek().is_none() {
            continue;
        }
        let shares = |item: &Item| {
            let by = field.server.shared_by.as_ref().and_then(|by| object.field(by));
            by.and_then(|by| Scope::of(world, name, item).value_of(by)) == Some(Value::Bool(true))
        };
        let message = format!("another one has the {} `{text}`", field.name);
        match (shares(item), others.all(shares)) {
            (true, true) => {}
            (true, false) => return Err(Refusal::code(field.server.shared_code.as_ref().unwrap_or(code), message)),
            (false, _) => return Err(Refusal::code(code, message)),
        }
    }
    Ok(())
}

/// What was found by something that changes now is looked for again.
pub(crate) fn forget_found(object: &ObjectType, sent: &Values, values: &mut Values) {
    let found = |field: &&Field| {
        let by = |text: &Template| sent.keys().any(|name| text.mentions(name));
        field.create.is_none() && field.update.is_none() && field.server.finds.values().any(by)
    };
    for field in object.fields.iter().filter(found) {
        values.remove(&field.name);
    }
}
