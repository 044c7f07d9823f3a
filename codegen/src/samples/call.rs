//! What an operation is called with, and what goes on the wire then.

use std::fmt::Write;

use serde_json::{Map, Value};

use super::derive::Derivation;
use super::{Samples, View};
use crate::model::{Body, Example, Input, Operation, Service, Type, TypeRef, WritePresence};

/// The arguments of one call, each group in the order of the operation.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// The path parameters.
    pub path: Vec<Given<'a>>,
    /// The query parameters that are set.
    pub query: Vec<Given<'a>>,
    /// The body.
    pub body: CallBody<'a>,
    template: &'a str,
}

/// An input and its value; null clears it.
#[derive(Clone, Debug)]
pub struct Given<'a> {
    /// What is given.
    pub input: &'a Input,
    /// Its value, which fits its type.
    pub value: Value,
}

/// The body of one call.
#[derive(Clone, Debug)]
pub enum CallBody<'a> {
    /// Nothing.
    None,
    /// `{}`.
    Empty,
    /// An object with these fields.
    Fields(Vec<Given<'a>>),
    /// The write view of a type.
    Whole(&'a TypeRef, Value),
}

impl Call<'_> {
    /// All inputs that are given one by one, in the order of arguments.
    pub fn given(&self) -> impl Iterator<Item = &Given<'_>> {
        let fields: &[Given<'_>] = if let CallBody::Fields(fields) = &self.body { fields } else { &[] };
        self.path.iter().chain(&self.query).chain(fields)
    }

    /// Path and query as they are sent.
    pub fn target(&self) -> String {
        let mut target = self.template.to_owned();
        for given in &self.path {
            target = target.replace(&format!("{{{}}}", given.input.name.wire), &escaped(&plain(&given.value)));
        }
        let values = self.query.iter().flat_map(|given| match &given.value {
            Value::Array(values) => values.iter().map(|value| (given, value)).collect(),
            value => vec![(given, value)],
        });
        for (index, (given, value)) in values.enumerate() {
            target.push(if index == 0 { '?' } else { '&' });
            target.push_str(&format!("{}={}", escaped(&given.input.name.wire), escaped(&plain(value))));
        }
        target
    }

    /// The JSON that is sent; `None` where there is no body.
    pub fn json(&self) -> Option<Value> {
        match &self.body {
            CallBody::None => None,
            CallBody::Empty => Some(Value::Object(Map::new())),
            CallBody::Fields(fields) => {
                let field = |given: &Given<'_>| (given.input.name.wire.clone(), given.value.clone());
                Some(Value::Object(fields.iter().map(field).collect()))
            }
            CallBody::Whole(_, value) => Some(value.clone()),
        }
    }
}

/// A value as it stands in a path or query.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        // Rust shows a whole fraction without its point.
        Value::Number(number) if number.is_f64() => number.as_f64().unwrap_or_default().to_string(),
        other => other.to_string(),
    }
}

/// Percent-encodes all but the unreserved characters of RFC 3986.
fn escaped(text: &str) -> String {
    text.bytes().fold(String::new(), |mut escaped, byte| {
        let unreserved = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
        // Writing to a string cannot fail.
        let _ = if unreserved { write!(escaped, "{}", byte as char) } else { write!(escaped, "%{byte:02X}") };
        escaped
    })
}

/// Collects what the operation is called with.
pub fn of<'a>(samples: &Samples<'a>, service: &Service, operation: &'a Operation) -> Option<Call<'a>> {
    let example = chosen(operation);
    let part = |pick: fn(&Example) -> Option<&Value>| example.and_then(pick);
    let path = |input: &Input| samples.seen.parameter(service, &input.name.wire).cloned();
    let query = given(samples, &operation.query, part(|example| example.query.as_ref()), |_| None)?;
    let request = part(|example| example.request.as_ref());
    Some(Call {
        path: given(samples, &operation.parameters, part(|example| example.path.as_ref()), path)?,
        query,
        body: body(samples, operation, request)?,
        template: &operation.path,
    })
}

/// The first example that shows what is sent; the first of all where nothing is.
fn chosen(operation: &Operation) -> Option<&Example> {
    let mut sending = operation.examples.iter().filter(|example| example.request.is_some());
    sending.next().or(operation.examples.first())
}

/// The inputs that an example shows, and whatever else is required.
fn given<'a>(
    samples: &Samples<'a>,
    inputs: &'a [Input],
    shown: Option<&Value>,
    elsewhere: impl Fn(&Input) -> Option<Value>,
) -> Option<Vec<Given<'a>>> {
    let mut all = Vec::new();
    for input in inputs {
        let required = input.presence == WritePresence::Required;
        let written = shown.and_then(|object| object.get(&input.name.wire)).cloned();
        let written = written.or_else(|| elsewhere(input).filter(|_| required));
        let fitting =
            written.and_then(|value| samples.fit_given(input, &value)).filter(|value| says_where(input, value));
        let value = match fitting {
            None if required => Some(Derivation::new(samples, View::Write).input(input)?),
            fitting => fitting,
        };
        all.extend(value.map(|value| Given { input, value }));
    }
    Some(all)
}

/// An empty id would lead elsewhere, and is refused.
fn says_where(input: &Input, value: &Value) -> bool {
    !matches!(input.ty, Type::Id(_)) || value.as_str() != Some("")
}

fn body<'a>(samples: &Samples<'a>, operation: &'a Operation, request: Option<&Value>) -> Option<CallBody<'a>> {
    Some(match &operation.body {
        Body::None => CallBody::None,
        Body::Empty => CallBody::Empty,
        Body::Whole(reference) => {
            let ty = Type::Object(reference.clone());
            let shown = request.and_then(|request| samples.fit(&ty, request, View::Write));
            let derive = || Derivation::new(samples, View::Write).value("body", &ty, &Default::default(), false);
            CallBody::Whole(reference, shown.or_else(derive)?)
        }
        Body::Fields(fields) => {
            let mut all = given(samples, fields, request, |_| None)?;
            add_alternatives(samples, operation, fields, &mut all)?;
            CallBody::Fields(all)
        }
    })
}

/// Of inputs that exclude each other one may have to be given.
fn add_alternatives<'a>(
    samples: &Samples<'a>,
    operation: &Operation,
    fields: &'a [Input],
    all: &mut Vec<Given<'a>>,
) -> Option<()> {
    for exclusive in operation.exclusives.iter().filter(|exclusive| exclusive.at_least_one) {
        let stands = |input: &Input| exclusive.fields.contains(&input.name.wire);
        if all.iter().any(|given| stands(given.input)) {
            continue;
        }
        if let Some(input) = fields.iter().find(|input| stands(input)) {
            all.push(Given { input, value: Derivation::new(samples, View::Write).input(input)? });
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{escaped, plain};
    use serde_json::json;

    #[test]
    fn values_stand_in_a_url_as_the_client_puts_them_there() {
        assert_eq!(escaped("a b/é~_-."), "a%20b%2F%C3%A9~_-.");
        assert_eq!([plain(&json!("x")), plain(&json!(3)), plain(&json!(2.0))], ["x", "3", "2"]);
    }
}
