//! Schemas of a document as declared types.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::names::Claims;
use super::operations::{self, Scopes};
use super::{answered, deprecation};
use crate::drift::shape::{Form, Member, ShapeId, Surface, TextForm};
use crate::model::names::{self, Role};
use crate::model::{EnumValue, Field, Limits, Object, Presence, Scalar, Stability, Type, TypeDef, TypeKind, TypeRef};

/// The types of a document in the making.
pub struct Types<'a> {
    surface: &'a Surface,
    /// Shapes that stand in answers.
    received: BTreeSet<ShapeId>,
    /// Shapes that stand inside bodies.
    nested: BTreeSet<ShapeId>,
    known: BTreeMap<ShapeId, TypeRef>,
    made: Vec<TypeDef>,
    claims: Claims,
}

impl<'a> Types<'a> {
    /// No types yet.
    pub fn new(surface: &'a Surface) -> Self {
        let answers = surface.operations.values().filter_map(answered).collect();
        let bodies = surface.operations.values().filter_map(|operation| operation.body.as_ref());
        let inside = bodies.flat_map(|body| members(&surface.shape(body.shape).form)).collect();
        let queries = surface.operations.values().flat_map(|operation| operation.query.values());
        let nested = queries.map(|member| member.shape).chain::<Vec<ShapeId>>(inside).collect();
        Types {
            surface,
            received: reached(surface, answers),
            nested: reached(surface, nested),
            known: BTreeMap::new(),
            made: Vec::new(),
            claims: Claims::new(&[]),
        }
    }

    /// All types that have been asked for, by name.
    pub fn finish(mut self) -> Vec<TypeDef> {
        self.made.sort_by(|a, b| a.name.cmp(&b.name));
        self.made
    }

    /// What a shape looks like.
    pub fn form(&self, id: ShapeId) -> &'a Form {
        &self.surface.shape(id).form
    }

    /// The name of a schema.
    pub fn name_of(&self, id: ShapeId) -> Option<String> {
        self.surface.shape(id).name.clone()
    }

    /// Whether the schema itself says that it can be null.
    pub fn is_nullable(&self, id: ShapeId) -> bool {
        self.surface.shape(id).nullable
    }

    /// The limits that the schema states.
    pub fn limits(&self, id: ShapeId) -> Limits {
        self.surface.shape(id).limits.clone()
    }

    /// The default that the schema states.
    pub fn default(&self, id: ShapeId) -> Option<Value> {
        self.surface.shape(id).default.clone().filter(|default| !default.is_null())
    }

    /// The type of a shape; `hint` names what has no name.
    pub fn of(&mut self, id: ShapeId, hint: &str) -> Type {
        let shape = self.surface.shape(id);
        let any = || Type::Scalar(Scalar::Any);
        match &shape.form {
            Form::Text(_) if shape.values.as_ref().is_some_and(|values| !values.is_empty()) => {
                Type::Enum(self.enumeration(id, hint))
            }
            Form::Text(TextForm::Plain) => Type::Scalar(Scalar::String),
            Form::Text(TextForm::Timestamp) => Type::Scalar(Scalar::Timestamp),
            Form::Text(TextForm::Uri) => Type::Scalar(Scalar::Uri),
            Form::Bool => Type::Scalar(Scalar::Bool),
            Form::Integer(Some(32)) => Type::Scalar(Scalar::Int32),
            Form::Integer(_) => Type::Scalar(Scalar::Int64),
            Form::Number => Type::Scalar(Scalar::Float),
            Form::Any => any(),
            Form::SomeObject => Type::Map(Box::new(any())),
            Form::List(inner) => Type::List(Box::new(inner.map_or_else(any, |inner| self.of(inner, hint)))),
            Form::Map(inner) => Type::Map(Box::new(inner.map_or_else(any, |inner| self.of(inner, hint)))),
            Form::Object(members) => Type::Object(self.object(id, members, hint)),
        }
    }

    fn reference(&mut self, id: ShapeId, hint: &str) -> TypeRef {
        let wire = self.name_of(id).unwrap_or_else(|| hint.trim_matches('_').to_owned());
        let mut name = self.claims.name(&wire, Role::Type);
        self.claims.claim(names::input_name(&name.rust));
        if name.wire.is_empty() {
            name.wire.clone_from(&name.rust);
        }
        let reference = TypeRef { name, module: vec!["types".to_owned()] };
        self.known.insert(id, reference.clone());
        reference
    }

    fn enumeration(&mut self, id: ShapeId, hint: &str) -> TypeRef {
        if let Some(known) = self.known.get(&id) {
            return known.clone();
        }
        let reference = self.reference(id, hint);
        let shape = self.surface.shape(id);
        let mut claims = Claims::new(&["Unknown"]);
        let value = |wire: &String| EnumValue {
            name: claims.name(wire, Role::Variant),
            doc: String::new(),
            deprecated: None,
            place: shape.place.clone(),
        };
        let values = shape.values.iter().flatten().map(value).collect();
        self.declare(&reference, id, TypeKind::Enum(values));
        reference
    }

    fn object(&mut self, id: ShapeId, members: &'a BTreeMap<String, Member>, hint: &str) -> TypeRef {
        if let Some(known) = self.known.get(&id) {
            return known.clone();
        }
        let reference = self.reference(id, hint);
        let holder = reference.name.wire.clone();
        let (mut fields, mut arguments, mut setters) = (Claims::new(&["extra"]), Claims::new(&[]), Claims::new(&[]));
        let mut scopes = Scopes { arguments: &mut arguments, setters: &mut setters };
        let fields = members
            .iter()
            .map(|(name, member)| self.field(id, (name, member), &holder, &mut fields, &mut scopes))
            .filter(|field| field.read.is_some() || field.write.is_some())
            .collect();
        let object = Object { fields, one_of: false, generic: false, exclusives: Vec::new() };
        self.declare(&reference, id, TypeKind::Object(object));
        reference
    }

    fn field(
        &mut self,
        holder_id: ShapeId,
        (wire, member): (&String, &Member),
        holder: &str,
        names: &mut Claims,
        scopes: &mut Scopes<'_>,
    ) -> Field {
        let is_sent = member.sent && self.nested.contains(&holder_id);
        let is_received = member.received && self.received.contains(&holder_id);
        let presence = match (member.nullable || self.is_nullable(member.shape), member.required) {
            (true, _) => Presence::Nullable,
            (false, Some(true)) => Presence::Always,
            (false, _) => Presence::Sometimes,
        };
        Field {
            name: names.name(wire, Role::Field),
            ty: self.of(member.shape, &format!("{holder}_{wire}")),
            doc: member.doc.trim().to_owned(),
            create: None,
            update: None,
            write: is_sent.then(|| operations::input(wire, member, holder, scopes, self)),
            read: is_received.then_some(presence),
            secret: false,
            limits: self.limits(member.shape),
            default: None,
            default_doc: None,
            server: None,
            deprecated: deprecation(member.deprecated, &member.doc),
            stability: Stability::Stable,
            was: Vec::new(),
            place: member.place.clone(),
        }
    }

    fn declare(&mut self, reference: &TypeRef, id: ShapeId, kind: TypeKind) {
        self.made.push(TypeDef {
            name: reference.name.clone(),
            doc: String::new(),
            file: "document".to_owned(),
            kind,
            used_by: BTreeSet::new(),
            deprecated: None,
            was: Vec::new(),
            tombstones: Vec::new(),
            place: self.surface.shape(id).place.clone(),
        });
    }
}

fn members(form: &Form) -> Vec<ShapeId> {
    match form {
        Form::Object(members) => members.values().map(|member| member.shape).collect(),
        Form::List(inner) | Form::Map(inner) => inner.iter().copied().collect(),
        _ => Vec::new(),
    }
}

fn reached(surface: &Surface, mut left: Vec<ShapeId>) -> BTreeSet<ShapeId> {
    let mut reached = BTreeSet::new();
    while let Some(id) = left.pop() {
        if reached.insert(id) {
            left.extend(members(&surface.shape(id).form));
        }
    }
    reached
}
