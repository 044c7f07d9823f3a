//! What stands in an example: in one of the spec, or in the call and answer that docs and tests are made of.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::diff::change::Subject;
use crate::diff::index::type_name;
use crate::diff::rules;
use crate::model::{Body, Input, Operation, Returns, Service, Type, TypeRef};
use crate::samples::{Samples, View};

/// Inputs and fields that stand in some example.
pub struct Shown<'s, 'a> {
    samples: &'s Samples<'a>,
    seen: BTreeSet<Subject>,
}

impl<'s, 'a> Shown<'s, 'a> {
    /// Looks at all operations.
    pub fn new(samples: &'s Samples<'a>) -> Self {
        let mut shown = Shown { samples, seen: BTreeSet::new() };
        for service in &samples.api().services {
            service.operations.iter().for_each(|operation| shown.operation(service, operation));
        }
        shown
    }

    /// Whether some example has it.
    pub fn has(&self, subject: &Subject) -> bool {
        self.seen.contains(subject)
    }

    fn operation(&mut self, service: &Service, operation: &'a Operation) {
        let subject = rules::operation_subject(service, operation);
        if let Some(call) = self.samples.call(service, operation) {
            call.path.iter().for_each(|given| self.input(&subject, "path", given.input, &given.value));
            call.query.iter().for_each(|given| self.input(&subject, "query", given.input, &given.value));
            call.json().iter().for_each(|body| self.body(&subject, operation, body));
        }
        self.samples.answer(operation).iter().for_each(|answer| self.answer(operation, answer));
        for example in &operation.examples {
            example.path.iter().for_each(|path| self.inputs(&subject, "path", &operation.parameters, path));
            example.query.iter().for_each(|query| self.inputs(&subject, "query", &operation.query, query));
            example.request.iter().for_each(|request| self.body(&subject, operation, request));
            example.response.iter().for_each(|response| self.answer(operation, response));
        }
    }

    fn body(&mut self, subject: &Subject, operation: &Operation, value: &Value) {
        match &operation.body {
            Body::Fields(fields) => self.inputs(subject, "body", fields, value),
            Body::Whole(reference) => self.object(reference, value, View::Write),
            Body::None | Body::Empty => {}
        }
    }

    fn answer(&mut self, operation: &Operation, value: &Value) {
        if let Returns::Type(answer) | Returns::List { list: answer, .. } = &operation.returns {
            self.object(answer, value, View::Read);
        }
    }

    fn inputs(&mut self, subject: &Subject, part: &'static str, inputs: &[Input], object: &Value) {
        for input in inputs {
            object.get(&input.name.wire).into_iter().for_each(|value| self.input(subject, part, input, value));
        }
    }

    fn input(&mut self, subject: &Subject, part: &'static str, input: &Input, value: &Value) {
        self.seen.insert(subject.member(part, &input.name.wire));
        self.value(&input.ty, value, View::Write);
    }

    /// Goes as deep as the value does.
    fn value(&mut self, ty: &Type, value: &Value, view: View) {
        match ty {
            Type::List(inner) => {
                value.as_array().into_iter().flatten().for_each(|value| self.value(inner, value, view));
            }
            Type::Map(inner) => {
                value.as_object().into_iter().flatten().for_each(|(_, value)| self.value(inner, value, view));
            }
            Type::Ref(reference) => self.object(&reference.ty, value, View::Read),
            Type::Object(reference) => self.object(reference, value, view),
            Type::Scalar(_) | Type::Id(_) | Type::Enum(_) => {}
        }
    }

    fn object(&mut self, reference: &TypeRef, value: &Value, view: View) {
        let (Some(object), Some(entries)) = (self.samples.object(reference), value.as_object()) else { return };
        let subject = Subject::of(type_name(reference));
        for field in &object.fields {
            let (part, name, ty) = match (view, &field.write) {
                (View::Write, Some(input)) => ("write", &input.name, &input.ty),
                (View::Read, _) if field.read.is_some() => ("read", &field.name, &field.ty),
                _ => continue,
            };
            if let Some(value) = entries.get(&name.wire) {
                self.seen.insert(subject.member(part, &name.wire));
                self.value(ty, value, view);
            }
        }
    }
}
