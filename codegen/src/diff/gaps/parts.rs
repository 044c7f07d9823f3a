//! What can stand in an example, by the names that changes have for it.

use std::collections::BTreeMap;

use crate::diff::change::Subject;
use crate::diff::entry::Entry;
use crate::diff::index::{Index, type_name};
use crate::diff::kinds::{operation, service, types};
use crate::diff::rules;
use crate::model::{Operation, Service, TypeKind, TypeRef};

/// Operations, what they take, and what the types that they take and answer with hold; each with its doc.
pub struct Parts<'a>(BTreeMap<Subject, Part<'a>>);

struct Part<'a> {
    doc: &'a str,
    /// The operation, if it is one and not a part of one.
    operation: Option<&'a Operation>,
}

impl<'a> Parts<'a> {
    /// Looks through an API. Types that no operation reaches stand nowhere.
    pub fn of(index: &Index<'a>) -> Self {
        let mut parts = Parts(BTreeMap::new());
        for service in &index.api.services {
            service.operations.iter().for_each(|operation| parts.add_operation(service, operation));
        }
        for reference in index.types.keys() {
            parts.add_type(index, reference);
        }
        parts
    }

    /// The operation of this name.
    pub fn operation(&self, subject: &Subject) -> Option<&'a Operation> {
        self.0.get(subject)?.operation
    }

    /// Whether it has a doc.
    pub fn is_described(&self, subject: &Subject) -> bool {
        self.0.get(subject).is_some_and(|part| !part.doc.trim().is_empty())
    }

    /// What has come or changed by an entry. Words and warnings change nothing that an example could show.
    pub fn changed(&self, entry: &Entry) -> Vec<&Subject> {
        let code = entry.kind.code;
        if entry.is_words() || code.contains("deprecat") || code.contains("stability") {
            return Vec::new();
        }
        let all = [entry.kind].into_iter().chain(entry.also.iter().copied());
        let comes = all.clone().any(|kind| *kind == operation::ADDED || *kind == types::TYPE_ADDED);
        let body_comes = all.clone().any(|kind| kind.code.starts_with("op.request-body-added"));
        let service_comes = all.clone().any(|kind| *kind == service::ADDED);
        // Both are of one owner.
        let is_meant = |subject: &Subject, meant: &Subject| match subject.part {
            _ if comes => true,
            "body" if body_comes => true,
            "" => false,
            // An input that has moved is told without its part.
            _ => meant.member == subject.member && (meant.part == subject.part || meant.part.is_empty()),
        };
        let mut changed = Vec::new();
        for meant in &entry.subjects {
            changed.extend(self.of_owner(&meant.owner).filter(|subject| is_meant(subject, meant)));
            if service_comes {
                changed.extend(self.within(&format!("{}.", meant.owner)));
            }
        }
        changed
    }

    /// The parts of an owner, which stand together.
    fn of_owner<'s>(&'s self, owner: &str) -> impl Iterator<Item = &'s Subject> {
        self.within(owner).take_while(move |subject| subject.owner == owner)
    }

    /// The parts of all whose names begin so.
    fn within<'s>(&'s self, start: &str) -> impl Iterator<Item = &'s Subject> {
        self.0
            .range(Subject::of(start)..)
            .map(|(subject, _)| subject)
            .take_while(move |subject| subject.owner.starts_with(start))
    }

    fn add_operation(&mut self, service: &'a Service, operation: &'a Operation) {
        let subject = rules::operation_subject(service, operation);
        let groups =
            [("path", &operation.parameters[..]), ("query", &operation.query), ("body", operation.body.fields())];
        for (part, inputs) in groups {
            inputs.iter().for_each(|input| self.add(subject.member(part, &input.name.wire), &input.doc));
        }
        self.0.insert(subject, Part { doc: &operation.doc, operation: Some(operation) });
    }

    fn add_type(&mut self, index: &Index<'a>, reference: &TypeRef) {
        let Some(TypeKind::Object(object)) = index.definition(reference).map(|definition| &definition.kind) else {
            return;
        };
        let subject = Subject::of(type_name(reference));
        let (sent, received) = (index.sent.contains(reference), index.received.contains(reference));
        for field in &object.fields {
            if received && field.read.is_some() {
                self.add(subject.member("read", &field.name.wire), &field.doc);
            }
            if let Some(input) = field.write.as_ref().filter(|_| sent) {
                self.add(subject.member("write", &input.name.wire), &input.doc);
            }
        }
    }

    fn add(&mut self, subject: Subject, doc: &'a str) {
        self.0.insert(subject, Part { doc, operation: None });
    }
}
