//! Examples fit the operations they are examples of.

use serde_json::{Map, Value};

use super::Rule;
use crate::diag::{Diagnostic, Report};
use crate::model::{
    Api, Body, Example, Field, Input, Object, Operation, Presence, Returns, Scalar, Type, TypeDef, TypeKind, TypeRef, WritePresence,
};

pub const RULE: Rule = Rule { code: "example_mismatch", check };

fn check(api: &Api, report: &mut Report) {
    let types = Types(api);
    for operation in api.services.iter().flat_map(|service| &service.operations) {
        for example in &operation.examples {
            check_example(&types, operation, example, report);
        }
    }
}

fn check_example(types: &Types<'_>, operation: &Operation, example: &Example, report: &mut Report) {
    let mut faults = Vec::new();
    check_inputs(types, example.path.as_ref(), &operation.parameters, "path", &mut faults);
    check_inputs(types, example.query.as_ref(), &operation.query, "query", &mut faults);
    match &operation.body {
        Body::None => refuse(example.request.as_ref(), "request", &mut faults),
        Body::Empty => check_inputs(types, example.request.as_ref(), &[], "request", &mut faults),
        Body::Fields(fields) => check_inputs(types, example.request.as_ref(), fields, "request", &mut faults),
        Body::Whole(reference) => {
            if let Some(request) = &example.request {
                types.check_value(request, &Type::Object(reference.clone()), View::Write, "request", &mut faults);
            }
        }
    }
    match (&operation.returns, &example.response) {
        (_, None) => {}
        (Returns::None, response) => refuse(response.as_ref(), "response", &mut faults),
        (Returns::Type(reference) | Returns::List { list: reference, .. }, Some(response)) => {
            types.check_value(response, &Type::Object(reference.clone()), View::Read, "response", &mut faults);
        }
    }
    for fault in faults {
        let message = format!("the example `{}` of `{}` does not fit: {fault}", example.name, operation.name.wire);
        report.push(Diagnostic::error(RULE.code, message, example.place.clone()).help("correct the example, or the spec if the example is right"));
    }
}

fn refuse(value: Option<&Value>, what: &str, faults: &mut Vec<String>) {
    if value.is_some() {
        faults.push(format!("there is no {what} body"));
    }
}

/// An object made of inputs: nothing unknown, nothing required missing, every value of its type.
fn check_inputs(types: &Types<'_>, value: Option<&Value>, inputs: &[Input], at: &str, faults: &mut Vec<String>) {
    let Some(value) = value else { return };
    let Some(object) = as_object(value, at, faults) else { return };
    for (name, value) in object {
        match inputs.iter().find(|input| input.name.wire == *name) {
            Some(input) => types.check_input(value, input, &format!("{at}.{name}"), faults),
            None => faults.push(format!("nothing is called `{at}.{name}`")),
        }
    }
    let required = inputs.iter().filter(|input| input.presence == WritePresence::Required);
    for input in required.filter(|input| !object.contains_key(&input.name.wire)) {
        faults.push(format!("`{at}.{}` is required", input.name.wire));
    }
}

fn as_object<'v>(value: &'v Value, at: &str, faults: &mut Vec<String>) -> Option<&'v Map<String, Value>> {
    let object = value.as_object();
    if object.is_none() {
        faults.push(format!("`{at}` is not an object"));
    }
    object
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Read,
    Write,
}

/// The declared types, by reference.
struct Types<'a>(&'a Api);

impl Types<'_> {
    fn find(&self, reference: &TypeRef) -> Option<&TypeDef> {
        let service = self.0.services.iter().find(|service| service.module == reference.module);
        let types = service.map_or(&self.0.types, |service| &service.types);
        types.iter().find(|definition| definition.name == reference.name)
    }

    fn check_input(&self, value: &Value, input: &Input, at: &str, faults: &mut Vec<String>) {
        if value.is_null() && input.presence == WritePresence::Clearable {
            return;
        }
        check_length(value, input.limits.max_bytes, at, faults);
        self.check_value(value, &input.ty, View::Write, at, faults);
    }

    fn check_value(&self, value: &Value, ty: &Type, view: View, at: &str, faults: &mut Vec<String>) {
        match (ty, value) {
            (Type::List(inner), Value::Array(elements)) => {
                for (index, element) in elements.iter().enumerate() {
                    self.check_value(element, inner, view, &format!("{at}[{index}]"), faults);
                }
            }
            (Type::Map(inner), Value::Object(entries)) => {
                for (key, element) in entries {
                    self.check_value(element, inner, view, &format!("{at}.{key}"), faults);
                }
            }
            (Type::Object(reference), _) => self.check_object(value, reference, view, at, faults),
            (Type::Ref(reference), _) => self.check_object(value, &reference.ty, view, at, faults),
            (Type::Enum(reference), Value::String(text)) => self.check_enum(text, reference, view, at, faults),
            (Type::Id(id), _) if fits_id(value, id.integer) => {}
            (Type::Scalar(scalar), _) if fits_scalar(value, *scalar) => {}
            _ => faults.push(format!("`{at}` is not of its type")),
        }
    }

    fn check_object(&self, value: &Value, reference: &TypeRef, view: View, at: &str, faults: &mut Vec<String>) {
        let Some(TypeKind::Object(definition)) = self.find(reference).map(|definition| &definition.kind) else { return };
        match view {
            View::Write => {
                let inputs: Vec<Input> = definition.fields.iter().filter_map(|field| field.write.clone()).collect();
                check_inputs(self, Some(value), &inputs, at, faults);
            }
            View::Read => self.check_answer(value, definition, at, faults),
        }
    }

    fn check_answer(&self, value: &Value, definition: &Object, at: &str, faults: &mut Vec<String>) {
        let Some(object) = as_object(value, at, faults) else { return };
        let fields: Vec<&Field> = definition.fields.iter().filter(|field| field.read.is_some()).collect();
        for (name, value) in object {
            match fields.iter().find(|field| field.name.wire == *name) {
                Some(field) if value.is_null() && field.read != Some(Presence::Always) => {}
                Some(field) => self.check_value(value, &field.ty, View::Read, &format!("{at}.{name}"), faults),
                None => faults.push(format!("nothing is called `{at}.{name}`")),
            }
        }
        let always = fields.iter().filter(|field| matches!(field.read, Some(Presence::Always | Presence::Nullable)));
        for field in always.filter(|field| !object.contains_key(&field.name.wire)) {
            faults.push(format!("`{at}.{}` is missing", field.name.wire));
        }
    }

    /// An empty text stands for no value in answers.
    fn check_enum(&self, text: &str, reference: &TypeRef, view: View, at: &str, faults: &mut Vec<String>) {
        let Some(TypeKind::Enum(values)) = self.find(reference).map(|definition| &definition.kind) else { return };
        let empty = view == View::Read && text.is_empty();
        if !empty && !values.iter().any(|value| value.name.wire == text) {
            faults.push(format!("`{at}` has no value `{text}`"));
        }
    }
}

fn check_length(value: &Value, max_bytes: Option<u64>, at: &str, faults: &mut Vec<String>) {
    if let (Some(text), Some(max)) = (value.as_str(), max_bytes)
        && text.len() as u64 > max
    {
        faults.push(format!("`{at}` is longer than {max} bytes"));
    }
}

fn fits_id(value: &Value, integer: bool) -> bool {
    if integer { value.is_i64() || value.is_u64() } else { value.is_string() }
}

fn fits_scalar(value: &Value, scalar: Scalar) -> bool {
    match scalar {
        Scalar::String | Scalar::Uri | Scalar::Cidr | Scalar::Pem | Scalar::Json | Scalar::Timestamp => value.is_string(),
        Scalar::Bool => value.is_boolean(),
        Scalar::Int32 => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        Scalar::Int64 => value.is_i64(),
        Scalar::Uint32 => value.as_u64().is_some_and(|number| u32::try_from(number).is_ok()),
        Scalar::Uint64 | Scalar::Seconds => value.is_u64(),
        Scalar::Float => value.is_number(),
        Scalar::Any => true,
    }
}
