//! Methods and their parameters, be they of a service or of a resource.

use clientwright::model::{Api, Input, WritePresence};

use crate::call::Call;
use crate::line::{Line, Outcome, settle};
use crate::table::{Parameter, Row};

/// The lines of a method: one for itself, and one for each parameter.
pub fn lines<'a>(api: &Api, owner: &str, row: &Row, find: impl Fn(&str) -> Option<Call<'a>>) -> Vec<Line> {
    let seed = format!("{owner}.{}", row.name);
    let settled = settle(&row.name, row.excuse.as_ref(), find);
    let Some(call) = settled.found() else {
        return vec![Line { seed, outcome: settled.map(|call| call.rust(api)) }];
    };
    let parameters = row.parameters("takes");
    let fault = wrong_answer(call, row.text("gives").as_deref()).or_else(|| needs_more(call, &parameters));
    let outcome = match fault {
        Some(fault) => Outcome::Fault(fault),
        None => Outcome::Found(call.rust(api)),
    };
    let parameters = parameters.iter().map(|parameter| Line {
        seed: format!("{seed}({})", parameter.name),
        outcome: self::parameter(api, call, parameter),
    });
    let parameters: Vec<Line> = parameters.collect();
    [Line { seed, outcome }].into_iter().chain(parameters).collect()
}

fn wrong_answer(call: &Call<'_>, gives: Option<&str>) -> Option<String> {
    let here = call.returns().map_or("nothing", |ty| &ty.name.wire);
    gives.filter(|gives| *gives != here).map(|gives| format!("it gives {gives}, here {here}"))
}

/// Whoever gives what the documentation knows has to have given enough.
fn needs_more(call: &Call<'_>, parameters: &[Parameter]) -> Option<String> {
    let named = |parameter: &Parameter, input: &Input| match &parameter.excuse {
        Some(excuse) => excuse.became == input.name.wire,
        None => parameter.name == input.name.wire,
    };
    let given = |input: &Input| parameters.iter().any(|parameter| named(parameter, input));
    let missing = call.inputs().into_iter().find(|input| !is_optional(input) && !given(input));
    missing.map(|input| format!("it needs `{}` here", input.name.wire))
}

fn parameter(api: &Api, call: &Call<'_>, parameter: &Parameter) -> Outcome<String> {
    let settled = settle(&parameter.name, parameter.excuse.as_ref(), |name| call.input(name));
    match settled.found() {
        Some(input) if parameter.optional && !is_optional(input) => Outcome::Fault("it is required here".to_owned()),
        Some(input) if !parameter.optional && is_optional(input) => Outcome::Fault("it is optional here".to_owned()),
        _ => settled.map(|input| call.rust_input(api, input)),
    }
}

fn is_optional(input: &Input) -> bool {
    input.presence != WritePresence::Required
}
