//! Where an operation goes: method, path with its parameters, status.

use super::facts::Home;
use super::operations::{Merged, Owner};
use super::{Context, Module, fields, path};
use crate::diag::{Place, nearest};
use crate::model::names::{self, Role};
use crate::model::types::{Input, Method, Scalar, Type, WritePresence};
use crate::spec::{self, At, Resource};

/// Method, path and status, which every operation needs.
pub struct Route {
    pub method: Method,
    pub path: String,
    pub names: Vec<String>,
    pub status: u16,
}

/// Whether the path of a resource can be the beginning of others; or a report.
pub fn check_base(ctx: &mut Context<'_>, resource: &Resource) {
    if let Err(fault) = path::parameters(&resource.path.value) {
        bad_path(ctx, fault, &resource.path.place);
    }
}

/// The route of an operation, or a report.
pub fn of(ctx: &mut Context<'_>, owner: &Owner<'_, '_>, merged: &Merged<'_>) -> Option<Route> {
    let method = merged.get(|operation| operation.method.as_ref());
    let template = merged.get(|operation| operation.path.as_ref());
    let status = merged.get(|operation| operation.status.as_ref());
    let missing = [(method.is_none(), "method"), (template.is_none(), "path"), (status.is_none(), "status")];
    let missing: Vec<&str> = missing.into_iter().filter(|(missing, _)| *missing).map(|(_, key)| key).collect();
    if !missing.is_empty() && !merged.lost_template {
        report_missing(ctx, owner, &merged.own.name, &missing);
    }
    let (method, template, status) = (http_method(&method?.value), template?, success(ctx, status?));
    let base = &owner.resource.path;
    if template.value.contains("{path}") && path::parameters(&base.value).is_err() {
        return None;
    }
    let path = template.value.replace("{path}", &base.value);
    match path::parameters(&path) {
        Ok(names) => Some(Route { method, path, names, status }),
        Err(fault) => {
            bad_path(ctx, fault, &template.place);
            None
        }
    }
}

fn bad_path(ctx: &mut Context<'_>, fault: String, place: &Place) {
    ctx.error("bad_path", fault, place).help("paths look like /things/{id}/parts");
}

/// An operation that says nothing of its route was probably meant to have the name of a template entry.
fn report_missing(ctx: &mut Context<'_>, owner: &Owner<'_, '_>, name: &At<String>, missing: &[&str]) {
    let entries: Vec<&str> = owner.template_entries.clone();
    let message = format!("nothing says the {} of `{}`", spec::listed(missing), name.value);
    let error = ctx.error("incomplete_operation", message, &name.place);
    let error = match nearest(&name.value, entries.iter().copied()).filter(|_| missing.len() == 3) {
        Some(entry) => error.label(format!("did you mean `{entry}`?")),
        None => error,
    };
    let keys: Vec<String> = missing.iter().map(|key| format!("`{key}`")).collect();
    error.help(format!("give it {}, or the name of a template entry with `template`", keys.join(", ")));
}

fn http_method(word: &str) -> Method {
    match word {
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "PATCH" => Method::Patch,
        "DELETE" => Method::Delete,
        _ => Method::Get,
    }
}

fn success(ctx: &mut Context<'_>, status: &At<u64>) -> u16 {
    match u16::try_from(status.value) {
        Ok(status @ 200..=299) => status,
        _ => {
            ctx.error("bad_status", format!("{} is not a success status", status.value), &status.place)
                .help("success is 200 to 299");
            200
        }
    }
}

/// Each name in the path, found among the service's `params` or the resource's fields.
pub fn parameters(
    ctx: &mut Context<'_>,
    owner: &Owner<'_, '_>,
    merged: &Merged<'_>,
    route: &Route,
    module: &mut Module<'_>,
) -> Option<Vec<Input>> {
    let found =
        route.names.iter().map(|name| match owner.resource.params.iter().find(|param| param.name.value == *name) {
            Some(param) => fields::input(ctx, param, Home::Path, module),
            None => field_parameter(ctx, owner, merged, route, name),
        });
    let found: Vec<Option<Input>> = found.collect();
    let parameters: Vec<Input> = found.into_iter().collect::<Option<_>>()?;
    parameters.iter().for_each(|parameter| check_parameter(ctx, parameter));
    Some(parameters)
}

fn check_parameter(ctx: &mut Context<'_>, parameter: &Input) {
    let name = &parameter.name.wire;
    if !single_value(&parameter.ty) {
        ctx.error("bad_parameter_type", format!("`{{{name}}}` cannot stand in a path"), &parameter.place)
            .help("path parameters are texts, numbers, enums or ids");
    } else if parameter.secret {
        ctx.error("bad_parameter_type", format!("`{{{name}}}` is secret, and a path is not"), &parameter.place)
            .help("paths are written to logs; send the secret in the body");
    }
}

fn field_parameter(
    ctx: &mut Context<'_>,
    owner: &Owner<'_, '_>,
    merged: &Merged<'_>,
    route: &Route,
    name: &str,
) -> Option<Input> {
    let Some(field) = owner.fields().iter().find(|field| field.name.wire == name && field.read.is_some()) else {
        report_unknown(ctx, owner, merged, route, name);
        return None;
    };
    Some(Input {
        name: names::name(name, Role::Argument, &field.place, ctx.report)?,
        ty: field.ty.clone(),
        doc: field.doc.clone(),
        presence: WritePresence::Required,
        secret: field.secret,
        limits: field.limits.clone(),
        default: None,
        default_place: None,
        default_doc: None,
        deprecated: None,
        stability: field.stability,
        was: Vec::new(),
        place: field.place.clone(),
    })
}

/// Reported where the name is written; at the path of the resource if a template adds it.
fn report_unknown(ctx: &mut Context<'_>, owner: &Owner<'_, '_>, merged: &Merged<'_>, route: &Route, name: &str) {
    let written = owner.written.field(name);
    if !owner.written.complete || written.is_some_and(|field| field.read.is_some()) {
        return;
    }
    let braced = format!("{{{name}}}");
    let base = &owner.resource.path;
    let own = merged.own.path.as_ref().filter(|path| path.value.contains(&braced) && !base.value.contains(&braced));
    let error = ctx.error("unknown_parameter", format!("nothing says what `{braced}` is"), &own.unwrap_or(base).place);
    let error = match (written, own.is_some() || base.value.contains(&braced)) {
        (Some(field), _) => error.related(&field.name.place, "a field that is never received"),
        (None, true) => error,
        (None, false) => error.label(format!("a template makes it `{}`", route.path)),
    };
    error.help("declare it under `params`, or as a field with `read`");
}

/// Whether a type is one value, which a path or query can hold.
pub fn single_value(ty: &Type) -> bool {
    match ty {
        Type::Id(_) | Type::Enum(_) => true,
        Type::Scalar(scalar) => !matches!(scalar, Scalar::Any | Scalar::Seconds),
        Type::Ref(_) | Type::List(_) | Type::Map(_) | Type::Object(_) => false,
    }
}
