//! The page of the REST reference.

use clientwright::model::Api;

use crate::call::Call;
use crate::line::{Line, Outcome, settle};
use crate::table::{self, Parameter, Row};
use crate::view::View;

/// Operations, and the objects within what they take and answer.
pub fn lines(api: &Api) -> Vec<Line> {
    let operations = table::read("rest.yaml").into_iter().map(|row| row.knows(&["status", "takes", "answers"]));
    let objects = table::read("rest_objects.yaml").into_iter().map(|row| row.knows(&["takes", "answers"]));
    operations.flat_map(|row| operation(api, &row)).chain(objects.flat_map(|row| object(api, &row))).collect()
}

fn operation(api: &Api, row: &Row) -> Vec<Line> {
    let settled = settle(&row.name, row.excuse.as_ref(), |request| Call::of_request(api, request));
    let Some(call) = settled.found() else {
        return vec![Line { seed: row.name.clone(), outcome: settled.map(|call| call.rust(api)) }];
    };
    let mut lines = vec![Line { seed: row.name.clone(), outcome: request(api, call, row) }];
    lines.extend(row.parameters("takes").iter().map(|parameter| {
        let input = settle(&parameter.name, parameter.excuse.as_ref(), |name| call.input(name));
        let outcome = input.map(|input| call.rust_input(api, input));
        Line { seed: format!("{}({})", row.name, parameter.name), outcome }
    }));
    let answer = call.returns().and_then(|ty| View::read(api, &ty.name.wire));
    lines.extend(row.parameters("answers").iter().map(|field| member(api, answer, &row.name, field)));
    lines
}

fn request(api: &Api, call: &Call<'_>, row: &Row) -> Outcome<String> {
    match row.number("status") == Some(call.operation.status.into()) {
        true => Outcome::Found(call.rust(api)),
        false => Outcome::Fault(format!("its status is {} here", call.operation.status)),
    }
}

fn object(api: &Api, row: &Row) -> Vec<Line> {
    let side = |key: &str, view: Option<View<'_>>| -> Vec<Line> {
        let owner = format!("{} ({key})", row.name);
        row.parameters(key).iter().map(|field| member(api, view, &owner, field)).collect()
    };
    let taken = side("takes", View::sent(api, &row.name));
    taken.into_iter().chain(side("answers", View::read(api, &row.name))).collect()
}

fn member(api: &Api, view: Option<View<'_>>, owner: &str, field: &Parameter) -> Line {
    let member = settle(&field.name, field.excuse.as_ref(), |name| view?.member(api, name));
    Line { seed: format!("{owner}: {}", field.name), outcome: member.map(|member| member.rust.clone()) }
}
