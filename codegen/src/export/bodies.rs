//! What is sent: strict objects, because servers refuse what they do not know.

use serde_json::{Map, Value, json};

use super::types::{self, View};
use super::{Context, facts, media};
use crate::entry::Entry;
use crate::model::{Body, Exclusive, Field, Input, Method, Operation, Service, TypeKind, WritePresence};

/// A field that is sent.
pub struct Sent<'a> {
    input: &'a Input,
    /// Whether answers ever show it.
    shown: bool,
    /// Whether the server keeps what it has when the field is absent, so that no default applies.
    kept: bool,
}

impl<'a> Sent<'a> {
    /// The field of an object type, if it is sent inside other objects.
    pub fn written(field: &'a Field) -> Option<Self> {
        field.write.as_ref().map(|input| Sent { input, shown: field.read.is_some(), kept: false })
    }
}

/// The body of an operation; nothing where it sends none.
pub fn body(ctx: &Context<'_>, service: &Service, operation: &Operation) -> Option<Value> {
    let schema = match &operation.body {
        Body::None => return None,
        Body::Empty => json!({ "type": "object", "additionalProperties": false }),
        Body::Fields(_) => facts::pointer("schemas", ctx.names.of_body(service, operation)),
        Body::Whole(of) => facts::pointer("schemas", ctx.names.of_input(of)),
    };
    let examples = media::examples(operation, |example| example.request.as_ref());
    Some(json!({ "required": true, "content": media::json(schema, examples) }))
}

/// The schemas of bodies that are made of fields.
pub fn all(ctx: &Context<'_>) -> Vec<(String, Value)> {
    let operations = ctx.api.services.iter().flat_map(|service| service.operations.iter().map(move |of| (service, of)));
    operations.filter_map(|(service, operation)| schema(ctx, service, operation)).collect()
}

fn schema(ctx: &Context<'_>, service: &Service, operation: &Operation) -> Option<(String, Value)> {
    let Body::Fields(inputs) = &operation.body else { return None };
    let (shown, kept) = (shown(ctx, service), operation.method == Method::Patch);
    let sent = |input| Sent { input, shown: shown.contains(&input.name.wire.as_str()), kept };
    let fields: Vec<Sent<'_>> = inputs.iter().map(sent).collect();
    let doc = format!("What `{}.{}` takes.", service.path, operation.name.wire);
    let object = object(ctx, &doc, &fields, &operation.exclusives.iter().collect::<Vec<_>>());
    Some((ctx.names.of_body(service, operation).to_owned(), object.into()))
}

/// Fields of the resource that answers show, as they are called when sent.
fn shown<'a>(ctx: &Context<'a>, service: &Service) -> Vec<&'a str> {
    let Some(TypeKind::Object(object)) = ctx.definition(&service.subject).map(|definition| &definition.kind) else {
        return Vec::new();
    };
    let read = object.fields.iter().filter(|field| field.read.is_some());
    read.flat_map(|field| [&field.create, &field.update]).flatten().map(|input| input.name.wire.as_str()).collect()
}

/// An object of these fields and no others.
pub fn object(ctx: &Context<'_>, doc: &str, fields: &[Sent<'_>], exclusives: &[&Exclusive]) -> Entry {
    let properties: Map<String, Value> =
        fields.iter().map(|field| (field.input.name.wire.clone(), property(ctx, field))).collect();
    let required = fields.iter().filter(|field| field.input.presence == WritePresence::Required);
    let sentences = exclusives.iter().map(|group| format!("\n\n{}", sentence(group)));
    let mut schema = Entry::default();
    schema.put("type", "object");
    facts::describe(&mut schema, &format!("{}{}", doc.trim(), sentences.collect::<String>()));
    schema.some("required", required.map(|field| field.input.name.wire.as_str()).collect::<Vec<_>>());
    schema.put("properties", properties);
    schema.put("additionalProperties", false);
    exclude(&mut schema, exclusives);
    schema
}

fn property(ctx: &Context<'_>, field: &Sent<'_>) -> Value {
    let input = field.input;
    let mut schema = types::schema(ctx, &input.ty, &input.limits, View::Request);
    if input.presence == WritePresence::Clearable {
        schema = types::nullable(schema);
    }
    facts::keep_secret(&mut schema, input.secret);
    schema.flag("writeOnly", input.secret && !field.shown);
    if !field.kept {
        facts::fall_back(&mut schema, input);
    }
    facts::describe(&mut schema, &input.doc);
    facts::deprecate(&mut schema, input.deprecated.as_ref());
    facts::settle(&mut schema, input.stability);
    schema.into()
}

fn sentence(group: &Exclusive) -> String {
    let names: Vec<String> = group.fields.iter().map(|name| format!("`{name}`")).collect();
    let count = if group.at_least_one { "Exactly one of" } else { "At most one of" };
    let doc = group.doc.as_ref().map(|doc| format!(" {}", doc.trim())).unwrap_or_default();
    format!("{count} {} is given.{doc}", names.join(", "))
}

/// One constraint stands in the object itself, several beside each other.
fn exclude(schema: &mut Entry, groups: &[&Exclusive]) {
    let mut constraints: Vec<Entry> = groups.iter().flat_map(|group| constraints(group)).collect();
    match constraints.len() {
        1 => schema.0.extend(constraints.remove(0).0),
        _ => schema.some("allOf", constraints.into_iter().map(Value::from).collect::<Vec<_>>()),
    }
}

fn constraints(group: &Exclusive) -> Vec<Entry> {
    let mut entries = Vec::new();
    if group.at_least_one {
        let choices = group.fields.iter().map(|field| json!({ "required": [field] }));
        entries.push(constraint("oneOf", choices.collect::<Vec<_>>().into()));
    } else {
        let rest = |at: usize| &group.fields[at + 1..];
        let pairs = group.fields.iter().enumerate().flat_map(|(at, a)| rest(at).iter().map(move |b| [a, b]));
        entries.extend(pairs.map(|pair| constraint("not", json!({ "required": pair }))));
    }
    entries
}

fn constraint(key: &str, value: Value) -> Entry {
    let mut entry = Entry::default();
    entry.put(key, value);
    entry
}
