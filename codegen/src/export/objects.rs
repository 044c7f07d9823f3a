//! Schemas of declared types: one of answers, one of requests, one of an enum.

use serde_json::{Map, Value};

use super::types::{self, View};
use super::{Context, bodies, facts, names};
use crate::entry::Entry;
use crate::model::{EnumValue, Field, Limits, Object, Presence, TypeDef, TypeKind, TypeRef};

/// The schemas of all declared types, in the order of the services, then of the files of shared types.
pub fn all(ctx: &Context<'_>) -> Vec<(String, Value)> {
    let own = ctx.api.services.iter().flat_map(|service| service.types.iter().map(|of| (service.module.clone(), of)));
    let shared = ctx.api.types.iter().map(|definition| (vec!["types".to_owned()], definition));
    own.chain(shared).flat_map(|(module, definition)| views(ctx, module, definition)).collect()
}

fn views(ctx: &Context<'_>, module: Vec<String>, definition: &TypeDef) -> Vec<(String, Value)> {
    let reference = TypeRef { name: definition.name.clone(), module };
    let name = ctx.names.of_type(&reference).to_owned();
    let object = match &definition.kind {
        TypeKind::Enum(values) => return vec![(name, enumeration(definition, values))],
        TypeKind::Object(object) => object,
    };
    let mut views = Vec::new();
    if object.fields.iter().any(|field| field.read.is_some()) {
        views.push((name, answer(ctx, definition, object)));
    }
    if names::is_sent(definition) {
        views.push((ctx.names.of_input(&reference).to_owned(), request(ctx, definition, object)));
    }
    views
}

/// What stands in answers: fields that are not listed may come as well.
fn answer(ctx: &Context<'_>, definition: &TypeDef, object: &Object) -> Value {
    let managed = object.fields.iter().any(is_sent);
    let read: Vec<(&Field, Presence)> = object.fields.iter().filter_map(|field| Some((field, field.read?))).collect();
    let properties: Map<String, Value> = read
        .iter()
        .map(|(field, presence)| (field.name.wire.clone(), property(ctx, field, *presence, managed)))
        .collect();
    let present = read.iter().filter(|(_, presence)| matches!(presence, Presence::Always | Presence::Nullable));
    let required: Vec<&str> = present.map(|(field, _)| field.name.wire.as_str()).collect();
    let mut schema = Entry::default();
    schema.put("type", "object");
    facts::describe(&mut schema, &definition.doc);
    facts::deprecate(&mut schema, definition.deprecated.as_ref());
    schema.flag("x-one-of", object.one_of);
    schema.some("required", required);
    schema.put("properties", properties);
    schema.into()
}

fn is_sent(field: &Field) -> bool {
    field.create.is_some() || field.update.is_some() || field.write.is_some()
}

/// A field of an answer. Limits and defaults are about what is sent, so answers show those of
/// fields that are never sent only; such a field of an object that is sent is marked as read-only.
fn property(ctx: &Context<'_>, field: &Field, presence: Presence, managed: bool) -> Value {
    let sent = is_sent(field);
    let limits = if sent { Limits::default() } else { field.limits.clone() };
    let mut schema = types::schema(ctx, &field.ty, &limits, View::Answer);
    if matches!(presence, Presence::Nullable | Presence::Once) {
        schema = types::nullable(schema);
    }
    facts::keep_secret(&mut schema, field.secret);
    facts::describe(&mut schema, &field.doc);
    schema.flag("readOnly", managed && !sent);
    schema.flag("x-only-on-create", presence == Presence::Once);
    facts::deprecate(&mut schema, field.deprecated.as_ref());
    facts::settle(&mut schema, field.stability);
    schema.into()
}

/// What is sent inside bodies, or as a whole body.
fn request(ctx: &Context<'_>, definition: &TypeDef, object: &Object) -> Value {
    let fields: Vec<bodies::Sent<'_>> = object.fields.iter().filter_map(bodies::Sent::written).collect();
    let exclusives =
        object.exclusives.iter().filter(|group| group.on.is_empty() || group.on.iter().any(|on| on == "write"));
    let mut schema = bodies::object(ctx, &definition.doc, &fields, &exclusives.collect::<Vec<_>>());
    facts::deprecate(&mut schema, definition.deprecated.as_ref());
    if object.one_of {
        schema.put("minProperties", 1);
        schema.put("maxProperties", 1);
    }
    schema.into()
}

/// The known values, each with its words at the same place of the other list.
fn enumeration(definition: &TypeDef, values: &[EnumValue]) -> Value {
    let words: Vec<&str> = values.iter().map(|value| value.doc.as_str()).collect();
    let mut schema = Entry::default();
    schema.put("type", "string");
    facts::describe(&mut schema, &definition.doc);
    facts::deprecate(&mut schema, definition.deprecated.as_ref());
    schema.put("enum", values.iter().map(|value| value.name.wire.as_str()).collect::<Vec<_>>());
    if words.iter().any(|doc| !doc.is_empty()) {
        schema.put("x-enum-descriptions", words);
    }
    schema.some("x-enum-deprecated", deprecated_values(values));
    schema.into()
}

fn deprecated_values(values: &[EnumValue]) -> Map<String, Value> {
    let facts = |value: &EnumValue| {
        let deprecation = value.deprecated.as_ref()?;
        let mut entry = Entry::default();
        facts::deprecate(&mut entry, Some(deprecation));
        Some((value.name.wire.clone(), entry.into()))
    };
    values.iter().filter_map(facts).collect()
}
