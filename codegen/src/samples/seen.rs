//! What the examples show of ids and of path parameters.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{Samples, View, inputs, outputs};
use crate::model::{Body, Example, IdUse, Input, Operation, Returns, Service, Type};

/// The first value of each kind.
#[derive(Debug, Default)]
pub struct Seen {
    /// By kind.
    ids: BTreeMap<String, Value>,
    /// By service and parameter.
    parameters: BTreeMap<(String, String), Value>,
}

impl Seen {
    /// Looks at every example; paths come before bodies, because a path says what a service is about.
    pub fn of(samples: &Samples<'_>) -> Self {
        let mut seen = Seen::default();
        let services = || samples.api().services.iter();
        for (service, operation) in services().flat_map(|s| s.operations.iter().map(move |operation| (s, operation))) {
            operation.examples.iter().for_each(|example| seen.path(service, operation, example));
        }
        for operation in samples.api().operations() {
            operation.examples.iter().for_each(|example| seen.bodies(samples, operation, example));
        }
        seen
    }

    /// An id of this kind.
    pub fn id(&self, id: &IdUse) -> Option<&Value> {
        self.ids.get(&id.kind)
    }

    /// A path parameter of this name in any operation of the service.
    pub fn parameter(&self, service: &Service, name: &str) -> Option<&Value> {
        self.parameters.get(&(service.path.clone(), name.to_owned()))
    }

    fn path(&mut self, service: &Service, operation: &Operation, example: &Example) {
        for input in &operation.parameters {
            let Some(value) = example.path.as_ref().and_then(|path| path.get(&input.name.wire)) else { continue };
            let key = (service.path.clone(), input.name.wire.clone());
            self.parameters.entry(key).or_insert_with(|| value.clone());
            if let Type::Id(id) = &input.ty {
                self.add(id, value);
            }
        }
    }

    fn bodies(&mut self, samples: &Samples<'_>, operation: &Operation, example: &Example) {
        if let Some(request) = &example.request {
            match &operation.body {
                Body::Fields(fields) => self.inputs(samples, fields.iter(), request),
                Body::Whole(reference) => self.value(samples, &Type::Object(reference.clone()), request, View::Write),
                Body::None | Body::Empty => {}
            }
        }
        if let (Some(response), Returns::Type(answer) | Returns::List { list: answer, .. }) =
            (&example.response, &operation.returns)
        {
            self.value(samples, &Type::Object(answer.clone()), response, View::Read);
        }
    }

    fn inputs<'i>(&mut self, samples: &Samples<'_>, inputs: impl Iterator<Item = &'i Input>, object: &Value) {
        for input in inputs {
            if let Some(value) = object.get(&input.name.wire) {
                self.value(samples, &input.ty, value, View::Write);
            }
        }
    }

    /// Goes as deep as the value does.
    fn value(&mut self, samples: &Samples<'_>, ty: &Type, value: &Value, view: View) {
        match ty {
            Type::Id(id) => self.add(id, value),
            Type::List(inner) => {
                value.as_array().into_iter().flatten().for_each(|value| self.value(samples, inner, value, view));
            }
            Type::Map(inner) => {
                let entries = value.as_object().into_iter().flatten();
                entries.for_each(|(_, value)| self.value(samples, inner, value, view));
            }
            Type::Ref(reference) => {
                // A reference says the id of what it refers to in the field that could be the id of anything.
                for field in samples.object(&reference.ty).into_iter().flat_map(outputs) {
                    if let (Type::Id(_), Some(value)) = (&field.ty, value.get(&field.name.wire)) {
                        self.add(&reference.to, value);
                    }
                }
            }
            Type::Object(reference) => match (samples.object(reference), view) {
                (Some(object), View::Write) => self.inputs(samples, inputs(object), value),
                (Some(object), View::Read) => outputs(object).for_each(|field| {
                    if let Some(value) = value.get(&field.name.wire) {
                        self.value(samples, &field.ty, value, view);
                    }
                }),
                (None, _) => {}
            },
            Type::Scalar(_) | Type::Enum(_) => {}
        }
    }

    fn add(&mut self, id: &IdUse, value: &Value) {
        let says_something = if id.integer { value.is_i64() } else { value.as_str().is_some_and(|id| !id.is_empty()) };
        if says_something && id.of != "any" {
            self.ids.entry(id.kind.clone()).or_insert_with(|| value.clone());
        }
    }
}
