//! Answers: the success, and what every operation can fail with.

use serde_json::{Map, Value, json};

use super::{Context, facts, media, operation};
use crate::entry::Entry;
use crate::model::{Api, ErrorCode, Errors, Operation, Returns, Type};

const ERROR: &str = "Error";
const TOO_MANY: &str = "TooManyRequests";

/// The responses of an operation, by status.
pub fn responses(ctx: &Context<'_>, operation: &Operation) -> Value {
    let mut entry = Entry::default();
    entry.put(&operation.status.to_string(), success(ctx, operation));
    if let Some(status) = ctx.api.rate_limit.as_ref().and_then(|limit| limit.status) {
        entry.put(&status.to_string(), facts::pointer("responses", TOO_MANY));
    }
    entry.put("default", facts::pointer("responses", ERROR));
    entry.into()
}

fn success(ctx: &Context<'_>, operation: &Operation) -> Value {
    let (answer, words) = match &operation.returns {
        Returns::None => return json!({ "description": "Done. The answer has no body." }),
        Returns::Type(answer) => (answer, format!("The `{}`.", answer.name.wire)),
        Returns::List { list, item } => (list, format!("A list of `{}`.", item_name(item))),
    };
    let schema = facts::pointer("schemas", ctx.names.of_type(answer));
    let examples = media::examples(operation, |example| example.response.as_ref());
    json!({ "description": words, "content": media::json(schema, examples) })
}

fn item_name(item: &Type) -> &str {
    match item {
        Type::Object(of) => &of.name.wire,
        _ => "items",
    }
}

/// The answers that operations point to.
pub fn components(ctx: &Context<'_>) -> Value {
    let api = ctx.api;
    let mut entry = Entry::default();
    entry.put(ERROR, error(ctx, "What an operation answers with when it fails.", operation::catalogue(general(api))));
    if let Some(limit) = api.rate_limit.as_ref().filter(|limit| limit.status.is_some()) {
        let codes = api.errors.codes.iter().filter(|code| limit.codes().any(|known| *known == code.code));
        let doc = limit.doc.as_deref().unwrap_or("Too many requests.");
        entry.put(TOO_MANY, error(ctx, doc, operation::catalogue(codes)));
    }
    entry.into()
}

/// What any operation may answer with; the other codes stand at the operations that do.
fn general(api: &Api) -> impl Iterator<Item = &ErrorCode> {
    api.errors.codes.iter().filter(|code| code.general)
}

fn error(ctx: &Context<'_>, doc: &str, codes: Map<String, Value>) -> Value {
    let schema = facts::pointer("schemas", ctx.names.of_error());
    let mut entry = Entry::default();
    facts::describe(&mut entry, doc);
    if let Some(name) = &ctx.api.errors.operation_id_header {
        let header = json!({ "description": "Names the call when asking for help.", "schema": { "type": "string" } });
        entry.put("headers", Map::from_iter([(name.clone(), header)]));
    }
    entry.put("content", media::json(schema, Map::new()));
    entry.some("x-error-codes", codes);
    entry.into()
}

/// The schema of an error body. Nothing is required, because proxies on the way answer too.
pub fn error_schema(errors: &Errors) -> Value {
    let parts = [
        (&errors.code, json!({ "type": "string", "description": "Names the kind of error." })),
        (&errors.message, json!({ "type": "string", "description": "What went wrong, for people." })),
        (&errors.details, json!({ "type": "object", "description": "Facts about this error." })),
        (&errors.operation_id, json!({ "type": "string", "description": "Names the call when asking for help." })),
    ];
    let mut schema = json!({ "type": "object", "description": "Why an operation failed." });
    for (path, part) in parts.into_iter().filter(|(path, _)| !path.is_empty()) {
        place(&mut schema, path, part);
    }
    schema
}

/// Puts a part of an object where its path leads, through objects that are made on the way.
fn place(schema: &mut Value, path: &[String], part: Value) {
    let Some((key, rest)) = path.split_first() else {
        if let (Value::Object(known), Value::Object(part)) = (schema, part) {
            known.extend(part);
        }
        return;
    };
    let properties = &mut schema["properties"];
    if properties.is_null() {
        *properties = json!({});
    }
    let inner = &mut properties[key];
    if inner.is_null() {
        *inner = json!({ "type": "object" });
    }
    place(inner, rest, part);
}
