//! What the server does beyond keeping what it is sent: every name resolved or reported.

use super::Context;
use super::objects::Written;
use super::operations::Merged;
use crate::diag::Place;
use crate::model::server::{Deed, Server};
use crate::model::types::{Field, Input, Returns, Type};
use crate::spec::{self, At};

/// What stands in templates beside the fields of the same object.
const BUILT_IN: &[&str] = &["@created", "@changed", "@location", "@code", "@random", "@number", "@caller", "@it"];

/// The behaviour of one field.
pub fn lower(ctx: &mut Context<'_>, server: &spec::Server) -> Server {
    let codes = [&server.unique, &server.shared_code, &server.refuses];
    let on_delete = server.on_delete.as_ref().filter(|word| word.value != "delete");
    codes.into_iter().flatten().chain(on_delete).for_each(|code| ctx.check_error_code(code));
    let plain = |at: &Option<At<String>>| at.as_ref().map(|at| at.value.clone());
    Server {
        sets: server.sets.as_ref().map(|sets| sets.value.clone()),
        each: plain(&server.each),
        finds: texts(&server.finds),
        unique: plain(&server.unique),
        shared_by: plain(&server.shared_by),
        shared_code: plain(&server.shared_code),
        on_delete: plain(&server.on_delete),
        accepts: server.accepts.iter().map(|value| value.value.clone()).collect(),
        refuses: plain(&server.refuses),
    }
}

fn texts(entries: &[(At<String>, At<String>)]) -> Vec<(String, String)> {
    entries.iter().map(|(name, value)| (name.value.clone(), value.value.clone())).collect()
}

/// The names in the behaviour of the fields of one object.
pub fn check(ctx: &mut Context<'_>, written: &Written<'_>, fields: &[Field]) {
    for field in &written.fields {
        let Some(server) = &field.server else { continue };
        if written.complete {
            check_names(ctx, written, server);
        }
        let lowered = fields.iter().find(|lowered| lowered.name.wire == field.name.value);
        if let Some(lowered) = lowered {
            check_reference(ctx, server, &lowered.ty);
        }
    }
}

fn check_names(ctx: &mut Context<'_>, written: &Written<'_>, server: &spec::Server) {
    let mut known: Vec<&str> = written.fields.iter().map(|field| field.name.value.as_str()).collect();
    for name in server.each.iter().chain(&server.shared_by).filter(|name| !known.contains(&name.value.as_str())) {
        let message = format!("there is no field `{}` beside this one", name.value);
        ctx.unknown("unknown_field", message, name, &known, "name a field of the same object");
    }
    let aliases = written.fields.iter().flat_map(|field| {
        [&field.create, &field.update, &field.write].into_iter().flatten().filter_map(|phase| phase.name.as_ref())
    });
    known.extend(aliases.map(|name| name.value.as_str()));
    known.extend(BUILT_IN);
    let help = format!("name a field of the same object, or one of {}", spec::listed(BUILT_IN));
    if let Some(sets) = &server.sets {
        templates(&sets.value).iter().for_each(|text| check_template(ctx, text, &sets.place, &known, &help));
    }
    server.finds.iter().for_each(|(_, text)| check_template(ctx, &text.value, &text.place, &known, &help));
}

/// Every text in a value.
fn templates(value: &serde_json::Value) -> Vec<&str> {
    use serde_json::Value;
    match value {
        Value::String(text) => vec![text],
        Value::Array(elements) => elements.iter().flat_map(templates).collect(),
        Value::Object(entries) => entries.values().flat_map(templates).collect(),
        _ => Vec::new(),
    }
}

fn check_template(ctx: &mut Context<'_>, text: &str, place: &Place, known: &[&str], help: &str) {
    let mut rest = text;
    while let Some((_, opened)) = rest.split_once('{') {
        let Some((name, after)) = opened.split_once('}') else {
            ctx.error("bad_template", format!("`{text}` opens a brace and does not close it"), place)
                .help("write `{name}`, or `{name.part}`");
            return;
        };
        let first = name.split('.').next().unwrap_or_default();
        if !known.contains(&first) {
            let name = At { value: first.to_owned(), place: place.clone() };
            let message = format!("nothing is called `{first}` here");
            ctx.unknown("unknown_name", message, &name, known, help);
        }
        rest = after;
    }
}

/// What only references have.
fn check_reference(ctx: &mut Context<'_>, server: &spec::Server, ty: &Type) {
    let target = match ty.innermost() {
        Type::Ref(reference) => Some(reference.to.of.as_str()),
        Type::Id(id) => Some(id.of.as_str()),
        _ => None,
    };
    let place = server.finds.first().map(|(field, _)| &field.place);
    let place = place.or(server.on_delete.as_ref().map(|word| &word.place));
    match (target, place) {
        (None, Some(place)) => {
            ctx.error("no_reference", "this refers to nothing that could be found or deleted", place)
                .help("`finds` and `on_delete` belong to fields of type ref(X) or id(X)");
        }
        (Some(target), _) => server.finds.iter().for_each(|(field, _)| check_field_of(ctx, target, field)),
        (None, None) => {}
    }
}

/// A field of the resource called `name`; resources of which only ids are known have none.
fn check_field_of(ctx: &mut Context<'_>, name: &str, field: &At<String>) {
    let Some(resource) = ctx.index.resources.get(name).copied() else {
        ctx.error("unknown_field", format!("`{name}` has no fields to find it by"), &field.place)
            .help("only resources of this spec can be found");
        return;
    };
    let written = Written::of(ctx, &resource.uses, &resource.fields, resource.misshapen);
    if written.complete && written.field(&field.value).is_none() {
        let known: Vec<&str> = written.fields.iter().map(|field| field.name.value.as_str()).collect();
        let message = format!("`{name}` has no field `{}`", field.value);
        ctx.unknown("unknown_field", message, field, &known, "name a field of the resource");
    }
}

/// What an operation does.
pub fn deed(ctx: &mut Context<'_>, merged: &Merged<'_>, returns: &Returns, parameters: &[Input]) -> Deed {
    let condition = &merged.own.condition;
    if let Some((first, _)) = condition.first() {
        check_condition(ctx, condition, &first.place, returns, parameters);
    }
    let phase = merged.word(|operation| operation.body.as_ref(), "none");
    Deed {
        does: merged.get(|operation| operation.does.as_ref()).map(|word| word.value.clone()),
        phase: matches!(phase, "create" | "update" | "write").then(|| phase.to_owned()),
        condition: texts(condition),
    }
}

fn check_condition(
    ctx: &mut Context<'_>,
    condition: &[(At<String>, At<String>)],
    place: &Place,
    returns: &Returns,
    parameters: &[Input],
) {
    let Returns::List { item: Type::Object(item), .. } = returns else {
        ctx.error("key_out_of_place", "`where` tells which items a list holds, and this answers with none", place)
            .help("leave it out, or let the operation return list(Type)");
        return;
    };
    let known: Vec<&str> = parameters.iter().map(|parameter| parameter.name.wire.as_str()).collect();
    for (field, value) in condition {
        check_field_of(ctx, &item.name.wire, field);
        check_template(ctx, &value.value, &value.place, &known, "name a path parameter");
    }
}
