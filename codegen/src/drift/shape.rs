//! What can be compared of an API, whoever describes it.
//!
//! Both sides become a [`Surface`]; nothing behind it knows where one came from. Where a side
//! says nothing about a fact, the fact is `None`, which is not the same as saying no.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diag::Place;
use crate::model::Limits;

/// An API, seen from outside.
#[derive(Debug)]
pub struct Surface {
    pub operations: BTreeMap<Route, Operation>,
    shapes: Vec<Shape>,
    /// Which facts it states at all.
    pub states: States,
    /// The place that stands for the whole.
    pub home: Place,
}

impl Surface {
    /// A surface; the operations' ids count in `shapes`.
    pub fn new(operations: BTreeMap<Route, Operation>, shapes: Vec<Shape>, states: States, home: Place) -> Self {
        let mut surface = Surface { operations, shapes, states, home };
        surface.mark_sent();
        surface
    }

    fn mark_sent(&mut self) {
        let bodies = self.operations.values().filter_map(|operation| operation.body.as_ref());
        let mut left: Vec<ShapeId> = bodies.map(|body| body.shape).collect();
        while let Some(id) = left.pop() {
            let shape = &mut self.shapes[id.0];
            if !std::mem::replace(&mut shape.sent, true) {
                left.extend(shape.inner());
            }
        }
    }

    /// The shape with that id.
    pub fn shape(&self, id: ShapeId) -> &Shape {
        &self.shapes[id.0]
    }
}

/// A method and a path whose parameters have lost their names: `/things/{}`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    pub path: String,
    pub method: String,
}

impl Route {
    /// The route of a path template.
    pub fn new(method: &str, path: &str) -> Self {
        Route { path: nameless(path), method: method.to_uppercase() }
    }
}

/// A path template without the names of its parameters.
pub fn nameless(path: &str) -> String {
    let mut parts = path.split('{');
    let mut nameless = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        nameless.push_str("{}");
        nameless.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
    }
    nameless
}

/// The names of the parameters of a path template, in order.
pub fn parameter_names(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

/// One method of one path.
#[derive(Debug)]
pub struct Operation {
    /// The path as it was written.
    pub path: String,
    pub place: Place,
    /// In the order of the path; `None` where one is not described.
    pub parameters: Vec<Option<Member>>,
    pub query: BTreeMap<String, Member>,
    pub body: Option<Content>,
    /// The answers that mean success.
    pub answers: Vec<Answer>,
    pub deprecated: bool,
    /// What is said about it.
    pub doc: String,
}

/// A body of a request or an answer.
#[derive(Debug)]
pub struct Content {
    pub shape: ShapeId,
    pub place: Place,
}

/// An answer that means success.
#[derive(Debug)]
pub struct Answer {
    /// `None` for any status from 200 to 299.
    pub status: Option<u16>,
    pub content: Option<Content>,
    pub place: Place,
}

/// A parameter or a field.
#[derive(Debug)]
pub struct Member {
    pub place: Place,
    /// Must be given, or is always there.
    pub required: Option<bool>,
    pub nullable: bool,
    pub deprecated: bool,
    /// What is taken in its absence.
    pub default: Option<Value>,
    /// Whether requests have it.
    pub sent: bool,
    /// Whether answers have it.
    pub received: bool,
    pub shape: ShapeId,
    /// What is said about it.
    pub doc: String,
}

impl Member {
    /// A member of which nothing special is said.
    pub fn new(place: Place, required: Option<bool>, shape: ShapeId) -> Self {
        Member {
            place,
            required,
            nullable: false,
            deprecated: false,
            default: None,
            sent: true,
            received: true,
            shape,
            doc: String::new(),
        }
    }
}

/// Number of a shape within its surface, so that shapes may contain themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ShapeId(pub usize);

/// What a value looks like.
#[derive(Debug)]
pub struct Shape {
    pub form: Form,
    /// The name of the type or schema, where it has one.
    pub name: Option<String>,
    pub place: Place,
    pub nullable: bool,
    pub values: Option<Vec<String>>,
    pub default: Option<Value>,
    pub limits: Limits,
    /// Whether it is part of some body of a request.
    pub sent: bool,
}

impl Shape {
    /// A shape of which only the form is known.
    pub fn new(form: Form, place: Place) -> Self {
        Shape {
            form,
            name: None,
            place,
            nullable: false,
            values: None,
            default: None,
            limits: Limits::default(),
            sent: false,
        }
    }

    /// The shapes that it holds.
    fn inner(&self) -> Vec<ShapeId> {
        match &self.form {
            Form::List(inner) | Form::Map(inner) => inner.iter().copied().collect(),
            Form::Object(members) => members.values().map(|member| member.shape).collect(),
            _ => Vec::new(),
        }
    }
}

/// The JSON type, as far as it is known.
#[derive(Debug)]
pub enum Form {
    /// Anything, or nothing is said about it.
    Any,
    Text(TextForm),
    Bool,
    /// Of so many bits.
    Integer(Option<u8>),
    Number,
    /// Of elements that look like this.
    List(Option<ShapeId>),
    /// An object with any keys.
    Map(Option<ShapeId>),
    /// An object with these fields.
    Object(BTreeMap<String, Member>),
    /// An object of which nothing else is said.
    SomeObject,
}

/// What a text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextForm {
    Plain,
    Timestamp,
    Uri,
}

/// Which facts a side states anywhere: where it does, saying nothing elsewhere means no.
#[derive(Clone, Copy, Debug, Default)]
pub struct States {
    pub required: bool,
    pub nullable: bool,
    pub deprecated: bool,
}

impl States {
    /// States everything.
    pub const ALL: States = States { required: true, nullable: true, deprecated: true };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_do_not_know_what_parameters_are_called() {
        assert_eq!(Route::new("get", "/a/{id}/b/{x}.json"), Route::new("GET", "/a/{a_id}/b/{}.json"));
        assert_ne!(Route::new("GET", "/a/{id}"), Route::new("GET", "/a/id"));
        assert_eq!(nameless("/a/{id"), "/a/{}id");
        assert_eq!(parameter_names("/a/{id}/b/{x}.json"), ["id", "x"]);
    }
}
