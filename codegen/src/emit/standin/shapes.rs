//! Types, fields and inputs as data. Enums stand where they are used, because two may share a name.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::model::{
    Api, Field, Input, Limits, Object, Presence, Scalar, Server, Type, TypeKind, TypeRef, WritePresence,
};

/// What every type is.
pub struct Shapes<'a> {
    api: &'a Api,
    enums: BTreeMap<&'a TypeRef, Vec<&'a str>>,
}

impl<'a> Shapes<'a> {
    /// Finds the values of every enum.
    pub fn of(api: &'a Api) -> Self {
        let mut shapes = Shapes { api, enums: BTreeMap::new() };
        let mut uses = Vec::new();
        for operation in api.operations() {
            uses.extend(
                operation.parameters.iter().chain(&operation.query).chain(operation.body.fields()).map(|i| &i.ty),
            );
        }
        for definition in api.definitions() {
            let TypeKind::Object(object) = &definition.kind else { continue };
            for field in &object.fields {
                let phases = [&field.create, &field.update, &field.write].into_iter().flatten();
                uses.extend(std::iter::once(&field.ty).chain(phases.map(|input| &input.ty)));
            }
        }
        for ty in uses {
            if let Type::Enum(reference) = ty.innermost() {
                shapes.enums.entry(reference).or_insert_with(|| values(api, reference));
            }
        }
        shapes
    }

    /// Every object type by its name.
    pub fn objects(&self) -> impl Iterator<Item = (String, Value)> {
        self.api.definitions().filter_map(|definition| match &definition.kind {
            TypeKind::Object(object) => Some((definition.name.wire.clone(), self.object(object))),
            TypeKind::Enum(_) => None,
        })
    }

    fn object(&self, object: &Object) -> Value {
        let mut entry = Map::new();
        if object.one_of {
            entry.insert("one_of".to_owned(), json!(true));
        }
        if !object.exclusives.is_empty() {
            let exclusive = |exclusive: &crate::model::Exclusive| json!({ "fields": exclusive.fields, "on": exclusive.on, "at_least_one": exclusive.at_least_one });
            entry.insert("exclusive".to_owned(), object.exclusives.iter().map(exclusive).collect());
        }
        entry.insert("fields".to_owned(), object.fields.iter().map(|field| self.field(field)).collect());
        entry.into()
    }

    fn field(&self, field: &Field) -> Value {
        let mut entry = Map::new();
        entry.insert("name".to_owned(), json!(field.name.wire));
        entry.insert("type".to_owned(), self.ty(&field.ty));
        if let Some(read) = field.read {
            entry.insert("read".to_owned(), json!(presence(read)));
        }
        limits(&mut entry, &field.limits);
        for (phase, input) in [("create", &field.create), ("update", &field.update), ("write", &field.write)] {
            if let Some(input) = input {
                entry.insert(phase.to_owned(), self.phase(field, input));
            }
        }
        if let Some(server) = &field.server {
            entry.insert("server".to_owned(), behaviour(server));
        }
        entry.into()
    }

    /// What a phase says otherwise than the field.
    fn phase(&self, field: &Field, input: &Input) -> Value {
        let mut entry = Map::new();
        if input.name.wire != field.name.wire {
            entry.insert("as".to_owned(), json!(input.name.wire));
        }
        if input.ty != field.ty {
            entry.insert("type".to_owned(), self.ty(&input.ty));
        }
        match input.presence {
            WritePresence::Required => entry.insert("required".to_owned(), json!(true)),
            WritePresence::Clearable => entry.insert("clearable".to_owned(), json!(true)),
            WritePresence::Optional => None,
        };
        if let Some(default) = &input.default {
            entry.insert("default".to_owned(), default.clone());
        }
        entry.into()
    }

    /// A path or query parameter.
    pub fn parameter(&self, input: &Input) -> Value {
        let mut entry = Map::new();
        entry.insert("name".to_owned(), json!(input.name.wire));
        entry.insert("type".to_owned(), self.ty(&input.ty));
        if input.presence == WritePresence::Required {
            entry.insert("required".to_owned(), json!(true));
        }
        if let Some(default) = &input.default {
            entry.insert("default".to_owned(), default.clone());
        }
        limits(&mut entry, &input.limits);
        entry.into()
    }

    /// A word for a scalar, a mapping with one key for anything else.
    fn ty(&self, ty: &Type) -> Value {
        match ty {
            Type::Scalar(scalar) => json!(word(*scalar)),
            Type::Id(id) => json!({ "id": id.of }),
            Type::Ref(reference) => json!({ "ref": reference.to.of }),
            Type::List(inner) => json!({ "list": self.ty(inner) }),
            Type::Map(inner) => json!({ "map": self.ty(inner) }),
            Type::Object(reference) => json!({ "object": reference.name.wire }),
            Type::Enum(reference) => json!({ "enum": self.enums.get(reference) }),
        }
    }
}

fn values<'a>(api: &'a Api, reference: &TypeRef) -> Vec<&'a str> {
    let own =
        api.services.iter().filter(|service| service.module == reference.module).flat_map(|service| &service.types);
    let shared = api.types.iter().filter(|_| reference.module == ["types"]);
    let found = own.chain(shared).find(|definition| definition.name.rust == reference.name.rust);
    match found.map(|definition| &definition.kind) {
        Some(TypeKind::Enum(values)) => values.iter().map(|value| value.name.wire.as_str()).collect(),
        _ => Vec::new(),
    }
}

fn presence(read: Presence) -> &'static str {
    match read {
        Presence::Always => "always",
        Presence::Sometimes => "sometimes",
        Presence::Nullable => "nullable",
        Presence::Once => "once",
    }
}

fn word(scalar: Scalar) -> String {
    serde_json::to_value(scalar).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

fn limits(entry: &mut Map<String, Value>, limits: &Limits) {
    let counts = [
        ("min_bytes", limits.min_bytes),
        ("max_bytes", limits.max_bytes),
        ("max_chars", limits.max_chars),
        ("min_items", limits.min_items),
        ("max_items", limits.max_items),
    ];
    let counts = counts.into_iter().filter_map(|(key, count)| Some((key, json!(count?))));
    let numbers = [("min", limits.min), ("max", limits.max)].into_iter().filter_map(|(key, n)| Some((key, json!(n?))));
    entry.extend(counts.chain(numbers).map(|(key, value)| (key.to_owned(), value)));
}

fn behaviour(server: &Server) -> Value {
    let mut entry = Map::new();
    if let Some(sets) = &server.sets {
        entry.insert("sets".to_owned(), sets.clone());
    }
    let texts = [
        ("for", &server.each),
        ("unique", &server.unique),
        ("shared_by", &server.shared_by),
        ("shared_code", &server.shared_code),
        ("on_delete", &server.on_delete),
        ("refuses", &server.refuses),
    ];
    entry.extend(texts.into_iter().filter_map(|(key, text)| Some((key.to_owned(), json!(text.as_ref()?)))));
    if !server.accepts.is_empty() {
        entry.insert("accepts".to_owned(), json!(server.accepts));
    }
    if !server.finds.is_empty() {
        let finds: Map<String, Value> = server.finds.iter().map(|(field, text)| (field.clone(), json!(text))).collect();
        entry.insert("finds".to_owned(), finds.into());
    }
    entry.into()
}
