//! The resolved spec → [`Surface`].

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diag::Place;
use crate::model::{
    Api, Body, EnumValue, Field, Input, Limits, Operation, PageStyle, Presence, Returns, Scalar, Service, Type,
    TypeDef, TypeKind, TypeRef, WritePresence,
};

use super::shape::{self, Answer, Content, Form, Member, Route, Shape, ShapeId, States, Surface, TextForm};

/// Reads what there is to compare; `home` stands for the spec as a whole.
pub fn read(api: &Api, home: Place) -> Surface {
    let mut reader = Reader { types: types(api), shapes: Vec::new(), known: BTreeMap::new() };
    let mut operations = BTreeMap::new();
    for service in &api.services {
        for operation in &service.operations {
            let route = Route::new(method(operation), &operation.path);
            let mut read = reader.operation(service, operation);
            read.deprecated |= namespace_is_deprecated(api, service);
            operations.insert(route, read);
        }
    }
    Surface::new(operations, reader.shapes, States::ALL, home)
}

fn types(api: &Api) -> BTreeMap<TypeRef, &TypeDef> {
    let reference =
        |definition: &TypeDef, module: &[String]| TypeRef { name: definition.name.clone(), module: module.to_vec() };
    let shared = api.types.iter().map(|definition| (reference(definition, &["types".to_owned()]), definition));
    let own = api.services.iter().flat_map(|service| {
        service.types.iter().map(|definition| (reference(definition, &service.module), definition))
    });
    shared.chain(own).collect()
}

fn method(operation: &Operation) -> &'static str {
    use crate::model::Method;
    match operation.method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Put => "PUT",
        Method::Patch => "PATCH",
        Method::Delete => "DELETE",
    }
}

fn namespace_is_deprecated(api: &Api, service: &Service) -> bool {
    let namespace = api.namespaces.iter().find(|namespace| Some(&namespace.name) == service.namespace.as_ref());
    namespace.is_some_and(|namespace| namespace.deprecated.is_some())
}

/// Which fields of an object there are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum View {
    Read,
    Write,
}

struct Reader<'a> {
    types: BTreeMap<TypeRef, &'a TypeDef>,
    shapes: Vec<Shape>,
    /// Objects that have an id, those that are still being read among them.
    known: BTreeMap<(TypeRef, View), ShapeId>,
}

impl<'a> Reader<'a> {
    fn operation(&mut self, service: &'a Service, operation: &'a Operation) -> shape::Operation {
        let content = self.returns(operation).map(|shape| Content { shape, place: operation.place.clone() });
        let answer = Answer { status: Some(operation.status), content, place: operation.place.clone() };
        shape::Operation {
            path: operation.path.clone(),
            place: operation.place.clone(),
            parameters: operation.parameters.iter().map(|input| Some(self.input(input))).collect(),
            query: self.query(operation),
            body: self.body(service, operation).map(|shape| Content { shape, place: operation.place.clone() }),
            answers: vec![answer],
            deprecated: operation.deprecated.is_some() || service.deprecated.is_some(),
            // Words are not compared.
            doc: String::new(),
        }
    }

    /// The parameters that are written, and the one that selects a page.
    fn query(&mut self, operation: &Operation) -> BTreeMap<String, Member> {
        let written = operation.query.iter().map(|input| (input.name.wire.clone(), self.input(input)));
        let mut query: BTreeMap<String, Member> = written.collect();
        let (parameter, form, first) = match operation.paging.as_ref().map(|paging| &paging.style) {
            Some(PageStyle::Cursor { parameter, .. }) => (parameter, Form::Text(TextForm::Plain), None),
            Some(PageStyle::PageNumber { parameter, first, .. }) => (parameter, Form::Integer(None), Some(*first)),
            Some(PageStyle::NextLink { .. }) | None => return query,
        };
        let place = operation.place.clone();
        let limits = Limits { min: first.map(|first| first as f64), ..Limits::default() };
        let shape = self.add(Shape { limits, ..Shape::new(form, place.clone()) });
        let member = Member { default: first.map(Value::from), ..Member::new(place, Some(false), shape) };
        query.entry(parameter.clone()).or_insert(member);
        query
    }

    fn returns(&mut self, operation: &Operation) -> Option<ShapeId> {
        match &operation.returns {
            Returns::None => None,
            Returns::Type(reference) | Returns::List { list: reference, .. } => {
                Some(self.object(reference, View::Read, &operation.place))
            }
        }
    }

    fn body(&mut self, service: &Service, operation: &Operation) -> Option<ShapeId> {
        let fields: &[Input] = match &operation.body {
            Body::None => return None,
            Body::Empty => &[],
            Body::Fields(fields) => fields,
            Body::Whole(reference) => return Some(self.object(reference, View::Write, &operation.place)),
        };
        let members = fields.iter().map(|input| (input.name.wire.clone(), self.input(input))).collect();
        let name = Some(service.subject.name.wire.clone());
        Some(self.add(Shape { name, ..Shape::new(Form::Object(members), operation.place.clone()) }))
    }

    fn object(&mut self, reference: &TypeRef, view: View, user: &Place) -> ShapeId {
        let key = (reference.clone(), view);
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        let definition = self.types.get(reference).copied();
        let place = definition.map_or_else(|| user.clone(), |definition| definition.place.clone());
        let name = Some(reference.name.wire.clone());
        let id = self.add(Shape { name, ..Shape::new(Form::SomeObject, place) });
        self.known.insert(key, id);
        if let Some(TypeKind::Object(object)) = definition.map(|definition| &definition.kind) {
            let members = object.fields.iter().filter_map(|field| self.field(field, view)).collect();
            let shape = &mut self.shapes[id.0];
            shape.form = Form::Object(members);
            // Exactly one field is one element, seen from outside.
            shape.limits.min_items = object.one_of.then_some(1);
            shape.limits.max_items = object.one_of.then_some(1);
        }
        id
    }

    fn field(&mut self, field: &Field, view: View) -> Option<(String, Member)> {
        match view {
            View::Read => Some((field.name.wire.clone(), self.read_field(field)?)),
            View::Write => field.write.as_ref().map(|input| (input.name.wire.clone(), self.input(input))),
        }
    }

    fn read_field(&mut self, field: &Field) -> Option<Member> {
        let (required, nullable) = match field.read? {
            Presence::Always => (Some(true), false),
            Presence::Sometimes => (Some(false), false),
            // What comes once is null or absent everywhere else.
            Presence::Nullable => (Some(true), true),
            Presence::Once => (None, true),
        };
        let shape = self.value(&field.ty, &field.limits, View::Read, &field.place);
        let deprecated = field.deprecated.is_some();
        Some(Member { nullable, deprecated, ..Member::new(field.place.clone(), required, shape) })
    }

    fn input(&mut self, input: &Input) -> Member {
        let shape = self.value(&input.ty, &input.limits, View::Write, &input.place);
        let required = Some(input.presence == WritePresence::Required);
        Member {
            nullable: input.presence == WritePresence::Clearable,
            deprecated: input.deprecated.is_some(),
            default: input.default.clone().filter(|default| *default != Value::Null),
            ..Member::new(input.place.clone(), required, shape)
        }
    }

    /// The shape of a value. Ranges and lengths are those of the values at the bottom of lists and maps.
    fn value(&mut self, ty: &Type, limits: &Limits, view: View, place: &Place) -> ShapeId {
        let form = match ty {
            Type::Scalar(scalar) => scalar_form(*scalar),
            Type::Id(id) if id.integer => Form::Integer(None),
            Type::Id(_) => Form::Text(TextForm::Plain),
            Type::Ref(reference) => return self.object(&reference.ty, View::Read, place),
            Type::Object(reference) => return self.object(reference, view, place),
            Type::List(inner) => Form::List(Some(self.value(inner, limits, view, place))),
            Type::Map(inner) => Form::Map(Some(self.value(inner, limits, view, place))),
            Type::Enum(reference) => return self.enumeration(reference, place),
        };
        let limits = match ty {
            Type::List(_) | Type::Map(_) => {
                Limits { min_items: limits.min_items, max_items: limits.max_items, ..Limits::default() }
            }
            Type::Scalar(scalar) => implied(*scalar, Limits { min_items: None, max_items: None, ..limits.clone() }),
            _ => Limits { min_items: None, max_items: None, ..limits.clone() },
        };
        self.add(Shape { limits, ..Shape::new(form, place.clone()) })
    }

    fn enumeration(&mut self, reference: &TypeRef, place: &Place) -> ShapeId {
        let values: &[EnumValue] = match self.types.get(reference).map(|definition| &definition.kind) {
            Some(TypeKind::Enum(values)) => values,
            _ => &[],
        };
        let values = Some(values.iter().map(|value| value.name.wire.clone()).collect());
        let name = Some(reference.name.wire.clone());
        self.add(Shape { name, values, ..Shape::new(Form::Text(TextForm::Plain), place.clone()) })
    }

    fn add(&mut self, shape: Shape) -> ShapeId {
        self.shapes.push(shape);
        ShapeId(self.shapes.len() - 1)
    }
}

fn scalar_form(scalar: Scalar) -> Form {
    match scalar {
        Scalar::String | Scalar::Cidr | Scalar::Pem | Scalar::Json => Form::Text(TextForm::Plain),
        Scalar::Uri => Form::Text(TextForm::Uri),
        Scalar::Timestamp => Form::Text(TextForm::Timestamp),
        Scalar::Bool => Form::Bool,
        Scalar::Int32 | Scalar::Uint32 => Form::Integer(Some(32)),
        Scalar::Int64 | Scalar::Uint64 => Form::Integer(Some(64)),
        Scalar::Seconds => Form::Integer(None),
        Scalar::Float => Form::Number,
        Scalar::Any => Form::Any,
    }
}

/// What a type without a sign says by itself.
fn implied(scalar: Scalar, limits: Limits) -> Limits {
    let unsigned = matches!(scalar, Scalar::Uint32 | Scalar::Uint64 | Scalar::Seconds);
    Limits { min: limits.min.or(unsigned.then_some(0.0)), ..limits }
}
