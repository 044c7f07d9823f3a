//! Schemas of types, where they are used.

use serde_json::{Value, json};

use super::{Context, facts};
use crate::entry::Entry;
use crate::model::{IdUse, Limits, RefUse, Scalar, Type, TypeRef};

/// Which way a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    Answer,
    Request,
}

/// The schema of a type. Limits of a list or map hold for it, the others for each value in it.
pub fn schema(ctx: &Context<'_>, ty: &Type, limits: &Limits, view: View) -> Entry {
    match ty {
        Type::Scalar(kind) => scalar(*kind, limits, view),
        Type::Id(id) => self::id(ctx, id),
        Type::Ref(to) => reference(ctx, to, view),
        Type::List(inner) => list(schema(ctx, inner, &of_values(limits), view), limits),
        Type::Map(inner) => map(schema(ctx, inner, &of_values(limits), view), limits),
        Type::Object(of) => entry(object(ctx, of, view)),
        Type::Enum(of) => enumeration(ctx, of, view),
    }
}

/// Lets `null` in as well.
pub fn nullable(schema: Entry) -> Entry {
    let nothing = json!({ "type": "null" });
    let mut facts = schema.0;
    if let Some(ty) = facts.get_mut("type") {
        *ty = json!([ty.take(), "null"]);
    } else if let Some(Value::Array(choices)) = facts.get_mut("anyOf") {
        choices.push(nothing);
    } else if let Some(target) = facts.shift_remove("$ref") {
        let mut whole = entry(json!({ "anyOf": [{ "$ref": target }, nothing] }));
        whole.0.extend(facts);
        return whole;
    }
    Entry(facts)
}

fn entry(value: Value) -> Entry {
    match value {
        Value::Object(facts) => Entry(facts),
        _ => Entry::default(),
    }
}

fn of_values(limits: &Limits) -> Limits {
    Limits { min_items: None, max_items: None, ..limits.clone() }
}

fn scalar(kind: Scalar, limits: &Limits, view: View) -> Entry {
    let mut schema = entry(match kind {
        Scalar::String => json!({ "type": "string" }),
        // Answers hold paths, and the empty text where there is no URL.
        Scalar::Uri if view == View::Answer => json!({ "type": "string", "format": "uri-reference" }),
        Scalar::Uri => json!({ "type": "string", "format": "uri" }),
        Scalar::Cidr => json!({ "type": "string", "x-format": "cidr" }),
        Scalar::Pem => json!({ "type": "string", "contentMediaType": "application/x-pem-file" }),
        Scalar::Json => json!({ "type": "string", "contentMediaType": "application/json" }),
        Scalar::Timestamp => json!({ "type": "string", "format": "date-time" }),
        Scalar::Bool => json!({ "type": "boolean" }),
        Scalar::Int32 => json!({ "type": "integer", "format": "int32" }),
        Scalar::Int64 => json!({ "type": "integer", "format": "int64" }),
        Scalar::Uint32 => json!({ "type": "integer", "format": "uint32", "minimum": 0 }),
        Scalar::Uint64 => json!({ "type": "integer", "format": "uint64", "minimum": 0 }),
        Scalar::Seconds => json!({ "type": "integer", "minimum": 0, "x-unit": "seconds" }),
        Scalar::Float => json!({ "type": "number", "format": "double" }),
        Scalar::Any => json!({ "description": "Any JSON value." }),
    });
    bound(&mut schema, limits);
    schema
}

/// `maxLength` counts characters, of which a text cannot have more than bytes.
fn bound(schema: &mut Entry, limits: &Limits) {
    let shortest = limits.min_bytes.map(|bytes| bytes.div_ceil(4));
    let longest = limits.max_chars.into_iter().chain(limits.max_bytes).min();
    schema.maybe("minLength", shortest);
    schema.maybe("maxLength", longest);
    schema.maybe("x-min-bytes", limits.min_bytes);
    schema.maybe("x-max-bytes", limits.max_bytes);
    schema.maybe("minimum", limits.min.map(number));
    schema.maybe("maximum", limits.max.map(number));
}

/// Whole numbers are written without a fraction.
fn number(value: f64) -> Value {
    let whole = value as i64;
    if whole as f64 == value { whole.into() } else { value.into() }
}

/// A prefix binds both ways: the server makes ids with it and refuses others.
fn id(ctx: &Context<'_>, id: &IdUse) -> Entry {
    let mut schema = Entry::default();
    schema.put("type", if id.integer { "integer" } else { "string" });
    let kind = ctx.api.ids.iter().find(|kind| kind.name.wire == id.of);
    if let Some(prefix) = kind.and_then(|kind| kind.prefix.as_ref()) {
        schema.put("pattern", format!("^{}_", escape(prefix)));
        schema.put("x-id-prefix", prefix.as_str());
    }
    schema.put("x-id-of", id.of.as_str());
    schema
}

fn escape(text: &str) -> String {
    let escaped = text.chars().map(|c| if r".*+?^$()[]{}|\/".contains(c) { format!("\\{c}") } else { c.to_string() });
    escaped.collect()
}

fn reference(ctx: &Context<'_>, to: &RefUse, view: View) -> Entry {
    let mut schema = entry(object(ctx, &to.ty, view));
    schema.put("x-ref-to", to.to.of.as_str());
    schema
}

fn object(ctx: &Context<'_>, of: &TypeRef, view: View) -> Value {
    let name = match view {
        View::Answer => ctx.names.of_type(of),
        View::Request => ctx.names.of_input(of),
    };
    facts::pointer("schemas", name)
}

/// Requests take the values that are known; answers may hold others, and the empty text for none.
fn enumeration(ctx: &Context<'_>, of: &TypeRef, view: View) -> Entry {
    let known = facts::pointer("schemas", ctx.names.of_type(of));
    entry(match view {
        View::Request => known,
        View::Answer => json!({ "anyOf": [known, { "type": "string" }], "x-open-enum": true }),
    })
}

fn list(items: Entry, limits: &Limits) -> Entry {
    let mut schema = Entry::default();
    schema.put("type", "array");
    schema.put("items", items);
    schema.maybe("minItems", limits.min_items);
    schema.maybe("maxItems", limits.max_items);
    schema
}

fn map(values: Entry, limits: &Limits) -> Entry {
    let mut schema = Entry::default();
    schema.put("type", "object");
    schema.put("additionalProperties", values);
    schema.maybe("minProperties", limits.min_items);
    schema.maybe("maxProperties", limits.max_items);
    schema
}
