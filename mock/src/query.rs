//! Query parameters.

use serde_json::Value;

use crate::body;
use crate::check;
use crate::description::{Operation, Parameter, Returns, Type};
use crate::refusal::Refusal;
use crate::world::World;

/// The parameters of a query, in their order.
pub(crate) type Query = Vec<(String, String)>;

/// Reads a query and holds it against what the operation takes.
pub(crate) fn read(world: World<'_>, operation: &Operation, query: Option<&str>) -> Result<Query, Refusal> {
    let query = query.unwrap_or_default();
    if has_bad_escape(query) {
        return Err(Refusal::when("malformed_query", "the query has a percent sign that escapes nothing"));
    }
    let read: Query = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    for (at, (name, value)) in read.iter().enumerate() {
        let repeated = read[..at].iter().any(|(other, _)| other == name);
        match operation.query.iter().find(|parameter| parameter.name == *name) {
            Some(parameter) => check(world, parameter, value, repeated)?,
            None if paging_parameter(operation) == Some(name) => {}
            None => {
                let message = format_args!("there is no query parameter `{name}` here");
                return Err(Refusal::when("unknown_parameter", message));
            }
        }
    }
    for parameter in operation.query.iter().filter(|parameter| parameter.required) {
        if !read.iter().any(|(name, _)| *name == parameter.name) {
            return Err(Refusal::when(
                "wrong_value",
                format_args!("the query parameter `{}` is missing", parameter.name),
            ));
        }
    }
    Ok(read)
}

/// The parameter by which a list goes on, which need not be declared.
fn paging_parameter(operation: &Operation) -> Option<&str> {
    match &operation.returns {
        Some(Returns::List { paging: Some(paging), .. }) => paging.parameter(),
        _ => None,
    }
}

fn has_bad_escape(query: &str) -> bool {
    let digits = |rest: &[u8]| rest.len() >= 2 && rest[..2].iter().all(u8::is_ascii_hexdigit);
    query.bytes().enumerate().any(|(at, byte)| byte == b'%' && !digits(&query.as_bytes()[at + 1..]))
}

fn check(world: World<'_>, parameter: &Parameter, text: &str, repeated: bool) -> Result<(), Refusal> {
    let name = &parameter.name;
    let ty = match &parameter.ty {
        Type::List(inner) => inner,
        _ if repeated => {
            return Err(Refusal::when("repeated_parameter", format_args!("`{name}` is given more than once")));
        }
        other => other,
    };
    match ty {
        // Its place is decided by the list itself.
        Type::Id(of) if of == "any" => Ok(()),
        Type::Id(of) => body::check_prefix(world, of, text, name),
        Type::Int32 | Type::Int64 | Type::Uint32 | Type::Uint64 | Type::Float | Type::Seconds => {
            number(parameter, text)
        }
        Type::Bool if !matches!(text, "true" | "false") => {
            Err(Refusal::when("wrong_value", format_args!("`{name}` must be true or false")))
        }
        Type::Bool => Ok(()),
        ty => check::scalar(ty, &Value::from(text)).map(|_| ()).map_err(|misfit| body::refusal(name, misfit)),
    }
}

fn number(parameter: &Parameter, text: &str) -> Result<(), Refusal> {
    let name = &parameter.name;
    let number: f64 = text.parse().map_err(|_| {
        Refusal::when("parameter_not_a_number", format_args!("`{name}` must be a number and is `{text}`"))
    })?;
    let value = Value::from(number);
    check::limits(&parameter.limits, &value)
        .map_err(|misfit| Refusal::when("parameter_out_of_range", format_args!("`{name}` {}", misfit.what)))
}
