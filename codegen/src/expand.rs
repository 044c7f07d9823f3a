//! A service with all groups and templates filled in, in the words of the spec language.

use serde_json::{Map, Value, json};

use crate::entry::Entry;
use crate::model::{
    Api, Body, Deprecation, Field, IdUse, Input, Limits, Operation, Returns, Service, Type, TypeDef, TypeKind, TypeRef,
};
use crate::spec::{SCALARS, Scalar};

/// The expanded form of a service as YAML; it is found by its accessor or by the name of its resource.
pub fn service(api: &Api, name: &str) -> Option<String> {
    let service = api.services.iter().find(|service| service.path == name || service.subject.name.wire == name)?;
    Some(serde_yaml::to_string(&Expander { service }.whole()).expect("JSON values have a YAML form"))
}

/// What [`service`] finds services by.
pub fn names(api: &Api) -> Vec<&str> {
    api.services.iter().map(|service| service.path.as_str()).collect()
}

fn named<'a>(entries: impl Iterator<Item = (&'a String, Value)>) -> Map<String, Value> {
    entries.map(|(name, value)| (name.clone(), value)).collect()
}

fn put_deprecation(entry: &mut Entry, deprecation: Option<&Deprecation>) {
    let Some(deprecation) = deprecation else { return };
    let mut said = Entry::default();
    said.maybe("since", deprecation.since.clone());
    said.maybe("use", deprecation.instead.clone());
    said.maybe("note", deprecation.note.clone());
    entry.put("deprecated", said);
}

fn put_limits(entry: &mut Entry, limits: &Limits) {
    entry.maybe("min_bytes", limits.min_bytes);
    entry.maybe("max_bytes", limits.max_bytes);
    entry.maybe("max_chars", limits.max_chars);
    entry.maybe("min", limits.min);
    entry.maybe("max", limits.max);
    entry.maybe("min_items", limits.min_items);
    entry.maybe("max_items", limits.max_items);
}

/// Knows the service, because enums that its fields declare are written out where they are used.
struct Expander<'a> {
    service: &'a Service,
}

impl Expander<'_> {
    fn whole(&self) -> Value {
        let service = self.service;
        let declared = service.types.iter().filter(|definition| matches!(definition.kind, TypeKind::Object(_)));
        let mut entry = Entry::default();
        entry.put("service", service.path.as_str());
        entry.put("about", service.subject.name.wire.as_str());
        entry.put("feature", service.feature.as_str());
        entry.put("doc", service.doc.as_str());
        put_deprecation(&mut entry, service.deprecated.as_ref());
        entry.put(
            "operations",
            named(service.operations.iter().map(|operation| (&operation.name.wire, self.operation(operation)))),
        );
        entry.put("types", named(declared.map(|definition| (&definition.name.wire, self.definition(definition)))));
        entry.0.into()
    }

    fn operation(&self, operation: &Operation) -> Value {
        let mut entry = Entry::default();
        entry.put("doc", operation.doc.as_str());
        entry.put("method", json!(operation.method));
        entry.put("path", operation.path.as_str());
        entry.put("parameters", self.inputs(&operation.parameters));
        entry.put("query", self.inputs(&operation.query));
        match &operation.body {
            Body::None => entry.put("body", "none"),
            Body::Empty => entry.put("body", "empty"),
            Body::Fields(fields) => entry.put("body", self.inputs(fields)),
            Body::Whole(reference) => entry.put("body", reference.name.wire.as_str()),
        }
        match &operation.returns {
            Returns::None => entry.put("returns", "none"),
            Returns::Type(reference) | Returns::List { list: reference, .. } => {
                entry.put("returns", reference.name.wire.as_str())
            }
        }
        entry.put("status", operation.status);
        entry.maybe("paging", operation.paging.as_ref().map(|paging| json!(paging)));
        entry.put("filterable", operation.filterable);
        entry.put("idempotent", operation.idempotent);
        entry.put("errors", operation.errors.clone());
        put_deprecation(&mut entry, operation.deprecated.as_ref());
        entry.0.into()
    }

    fn inputs(&self, inputs: &[Input]) -> Map<String, Value> {
        named(inputs.iter().map(|input| (&input.name.wire, self.input(input))))
    }

    fn input(&self, input: &Input) -> Value {
        let mut entry = Entry::default();
        entry.put("type", self.type_text(&input.ty));
        entry.put("presence", json!(input.presence));
        entry.put("doc", input.doc.as_str());
        entry.flag("secret", input.secret);
        put_limits(&mut entry, &input.limits);
        entry.maybe("default", input.default.clone());
        entry.maybe("default_doc", input.default_doc.clone());
        put_deprecation(&mut entry, input.deprecated.as_ref());
        entry.0.into()
    }

    fn definition(&self, definition: &TypeDef) -> Value {
        let mut entry = Entry::default();
        entry.put("doc", definition.doc.as_str());
        match &definition.kind {
            TypeKind::Enum(values) => {
                entry.put(
                    "values",
                    named(values.iter().map(|value| (&value.name.wire, Value::from(value.doc.as_str())))),
                );
            }
            TypeKind::Object(object) => {
                entry.flag("one_of", object.one_of);
                entry.put("fields", named(object.fields.iter().map(|field| (&field.name.wire, self.field(field)))));
            }
        }
        entry.0.into()
    }

    fn field(&self, field: &Field) -> Value {
        let mut entry = Entry::default();
        entry.put("type", self.type_text(&field.ty));
        for (phase, input) in [("create", &field.create), ("update", &field.update), ("write", &field.write)] {
            entry.maybe(phase, input.as_ref().map(|input| self.phase_text(field, input)));
        }
        entry.maybe("read", field.read.map(|read| json!(read)));
        entry.put("doc", field.doc.as_str());
        entry.flag("secret", field.secret);
        put_limits(&mut entry, &field.limits);
        entry.maybe("default", field.default.clone());
        entry.maybe("default_doc", field.default_doc.clone());
        put_deprecation(&mut entry, field.deprecated.as_ref());
        entry.0.into()
    }

    /// The presence alone, or with what differs in the phase.
    fn phase_text(&self, field: &Field, input: &Input) -> Value {
        let mut entry = Entry::default();
        entry.put("presence", json!(input.presence));
        if input.name.wire != field.name.wire {
            entry.put("as", input.name.wire.as_str());
        }
        if input.ty != field.ty {
            entry.put("type", self.type_text(&input.ty));
        }
        if input.doc != field.doc {
            entry.put("doc", input.doc.as_str());
        }
        if entry.0.len() == 1 { json!(input.presence) } else { entry.0.into() }
    }

    /// A resolved type as it would be written.
    fn type_text(&self, ty: &Type) -> String {
        let id = |id: &IdUse| id.of.clone();
        let name = |reference: &TypeRef| reference.name.wire.clone();
        match ty {
            Type::Scalar(scalar) => scalar_text(*scalar).to_owned(),
            Type::Id(of) => format!("id({})", id(of)),
            Type::Ref(reference) => format!("ref({})", id(&reference.to)),
            Type::List(inner) => format!("list({})", self.type_text(inner)),
            Type::Map(inner) => format!("map({})", self.type_text(inner)),
            Type::Object(reference) => name(reference),
            Type::Enum(reference) => self.own_enum(reference).unwrap_or_else(|| name(reference)),
        }
    }

    /// `enum(allow, deny)` for an enum that a field of the service declares.
    fn own_enum(&self, reference: &TypeRef) -> Option<String> {
        let definition = self.service.types.iter().find(|definition| definition.name == reference.name)?;
        let TypeKind::Enum(values) = &definition.kind else { return None };
        let values: Vec<&str> = values.iter().map(|value| value.name.wire.as_str()).collect();
        Some(format!("enum({})", values.join(", ")))
    }
}

fn scalar_text(scalar: Scalar) -> &'static str {
    SCALARS.iter().find(|(_, known)| *known == scalar).map_or("any", |(word, _)| word)
}
