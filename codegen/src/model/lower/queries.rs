//! Query parameters: those of a paging style, the filter, and those that operations declare or name.

use super::facts::Home;
use super::operations::Merged;
use super::{Context, Module, fields, route};
use crate::diag::Place;
use crate::model::types::{Input, Type};
use crate::spec::{self, At, Query};

/// The query parameters of an operation: the style's, the filter, then its own.
pub fn of<'a>(
    ctx: &mut Context<'a>,
    merged: &Merged<'a>,
    style: Option<&'a spec::Pagination>,
    module: &mut Module<'_>,
) -> Vec<Input> {
    let mut declared = Declared::default();
    for field in style.iter().flat_map(|style| &style.query) {
        declared.add(ctx, field, &field.name.place);
    }
    if merged.get(|operation| operation.filterable.as_ref()).copied().unwrap_or_default()
        && let Some(field) = filter(ctx, &merged.own.name)
    {
        declared.add(ctx, field, &merged.own.name.place);
    }
    for entry in merged.base.iter().flat_map(|base| &base.query).chain(&merged.own.query) {
        match entry {
            Query::Declared(field) => declared.add(ctx, field, &field.name.place),
            Query::Named(name) => {
                if let Some(field) = ctx.shared_query(name) {
                    declared.add(ctx, field, &name.place);
                }
            }
        }
    }
    declared.0.iter().filter_map(|(field, _)| lower(ctx, field, module)).collect()
}

/// Fields, each with the place that asks for it.
#[derive(Default)]
struct Declared<'a>(Vec<(&'a spec::Field, Place)>);

impl<'a> Declared<'a> {
    fn add(&mut self, ctx: &mut Context<'_>, field: &'a spec::Field, place: &Place) {
        if let Some((_, first)) = self.0.iter().find(|(other, _)| other.name.value == field.name.value) {
            let message = format!("the query parameter `{}` is there already", field.name.value);
            ctx.error("repeated_name", message, place).related(first, "first here").help("remove one of them");
            return;
        }
        self.0.push((field, place.clone()));
    }
}

fn lower(ctx: &mut Context<'_>, field: &spec::Field, module: &mut Module<'_>) -> Option<Input> {
    let input = fields::input(ctx, field, Home::Query, module)?;
    let named = format!("`{}`", input.name.wire);
    if !fits_query(&input.ty) {
        ctx.error("bad_parameter_type", format!("{named} cannot stand in a query"), &field.ty.place)
            .help("query parameters are texts, numbers, enums, ids, or lists of them");
    } else if input.secret {
        ctx.error("bad_parameter_type", format!("{named} is secret, and a query is not"), &field.name.place)
            .help("queries are written to logs; send the secret in the body");
    }
    Some(input)
}

fn fits_query(ty: &Type) -> bool {
    match ty {
        Type::List(inner) => route::single_value(inner),
        other => route::single_value(other),
    }
}

fn filter<'a>(ctx: &mut Context<'a>, asker: &At<String>) -> Option<&'a spec::Field> {
    let file = ctx.file;
    let Some(name) = &file.filter else {
        ctx.error(
            "no_filter",
            format!("`{}` is filterable, but the API names no filter parameter", asker.value),
            &asker.place,
        )
        .help("declare it under `query` in api.yaml and name it: `filter: NAME`");
        return None;
    };
    ctx.shared_query(name)
}

impl<'a> Context<'a> {
    /// The query parameter of `api.yaml` called `name`, or a report.
    pub(super) fn shared_query(&mut self, name: &At<String>) -> Option<&'a spec::Field> {
        let file = self.file;
        let found = file.query.iter().find(|field| field.name.value == name.value);
        if found.is_none() {
            let known: Vec<&str> = file.query.iter().map(|field| field.name.value.as_str()).collect();
            let message = format!("there is no query parameter `{}`", name.value);
            self.unknown(
                "unknown_query",
                message,
                name,
                &known,
                "it is declared under `query` in api.yaml, or with its type by the operation itself",
            );
        }
        found
    }
}
