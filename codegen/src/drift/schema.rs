//! Schemas → shapes. Each schema is read once, however many references lead to it.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Report};
use crate::spec::node::to_json;
use crate::yaml::Yaml;

use super::draft::{Draft, Either, Word};
use super::refs::Refs;
use super::shape::{Form, Member, Shape, ShapeId, States, TextForm};
use super::tree::Node;

/// Alternatives of alternatives can become many; what is beyond this many counts as unknown.
const MOST_UNIONS: usize = 10_000;

/// Reads the schemas of one document.
pub struct Schemas<'a, 'r> {
    pub refs: &'r Refs<'a>,
    pub report: &'r mut Report,
    pub states: States,
    /// What has been laid together already, by node.
    pub drafts: BTreeMap<*const Yaml, Draft<'a>>,
    shapes: Vec<Shape>,
    known: BTreeMap<Vec<*const Yaml>, ShapeId>,
    /// Shapes that have an id and are still to be read: a schema may contain itself.
    waiting: Vec<(ShapeId, Either<'a>)>,
    unions: usize,
}

impl<'a, 'r> Schemas<'a, 'r> {
    /// No schemas yet.
    pub fn new(refs: &'r Refs<'a>, report: &'r mut Report) -> Self {
        Schemas {
            refs,
            report,
            states: States::default(),
            drafts: BTreeMap::new(),
            shapes: Vec::new(),
            known: BTreeMap::new(),
            waiting: Vec::new(),
            unions: 0,
        }
    }

    /// The shape of a schema, or of several of which any may hold.
    pub fn id(&mut self, schema: Either<'a>) -> ShapeId {
        let first = self.followed(&schema.first);
        let others = schema.others.iter().map(|node| self.followed(node)).collect();
        let schema = Either { first, others };
        let mut key: Vec<*const Yaml> = schema.nodes().map(Node::address).collect();
        key.sort();
        key.dedup();
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        let id = self.unknown(&schema.first);
        self.unions += usize::from(key.len() > 1);
        if key.len() == 1 || self.unions <= MOST_UNIONS {
            self.waiting.push((id, schema));
        }
        self.known.insert(key, id);
        id
    }

    /// A shape of which nothing is said.
    pub fn unknown(&mut self, node: &Node<'a>) -> ShapeId {
        self.shapes.push(Shape::new(Form::Any, node.place()));
        ShapeId(self.shapes.len() - 1)
    }

    /// Reads all schemas that have been asked for, and those that they mention.
    pub fn finish(mut self) -> (Vec<Shape>, States) {
        while let Some((id, schema)) = self.waiting.pop() {
            self.shapes[id.0] = self.read(&schema);
        }
        (self.shapes, self.states)
    }

    /// The node behind a reference; broken ones have been reported, and are read as they stand.
    pub fn followed(&self, node: &Node<'a>) -> Node<'a> {
        self.refs.follow(node).unwrap_or_else(|| node.clone())
    }

    /// Reports that a node is not what it should be.
    pub fn misshapen(&mut self, node: &Node<'a>, what: &str) {
        let message = format!("{what} is a mapping, this is {}", node.yaml.kind());
        let help = "the document is not valid OpenAPI here";
        self.report.push(Diagnostic::error("bad_document", message, node.place()).help(help));
    }

    fn read(&mut self, schema: &Either<'a>) -> Shape {
        let drafts: Vec<Draft<'a>> = schema.nodes().map(|node| Draft::of(self, node)).collect();
        let draft = Draft::any_of(drafts);
        Shape {
            name: schema.first.component("schemas"),
            nullable: draft.nullable,
            values: draft.values.clone(),
            default: draft.default.clone(),
            limits: draft.limits.clone(),
            ..Shape::new(self.form(draft), schema.first.place())
        }
    }

    fn form(&mut self, draft: Draft<'a>) -> Form {
        match draft.word() {
            Some(Word::Text) => Form::Text(match draft.format {
                Some("date-time") => TextForm::Timestamp,
                Some("uri" | "url") => TextForm::Uri,
                _ => TextForm::Plain,
            }),
            Some(Word::Bool) => Form::Bool,
            Some(Word::Integer) => Form::Integer(match draft.format {
                Some("int32" | "uint32") => Some(32),
                Some("int64" | "uint64") => Some(64),
                _ => None,
            }),
            Some(Word::Number) => Form::Number,
            Some(Word::List) => Form::List(draft.items.map(|items| self.id(items))),
            Some(Word::Object) => self.object(draft),
            Some(Word::Null) | None => Form::Any,
        }
    }

    fn object(&mut self, draft: Draft<'a>) -> Form {
        if !draft.properties.is_empty() || draft.closed {
            let required = draft.required;
            let members = draft.properties.into_iter().map(|(name, property)| {
                let required = required.as_ref().map(|names| names.contains(name));
                (name.to_owned(), self.member(property, required))
            });
            return Form::Object(members.collect());
        }
        match draft.additional {
            Some(values) => Form::Map(values.map(|values| self.id(values))),
            None => Form::SomeObject,
        }
    }

    /// A field. What stands beside its reference counts as well: that is how documents say
    /// something about one use of a schema.
    fn member(&mut self, schema: Either<'a>, required: Option<bool>) -> Member {
        let says = |name: &str| {
            let mut both = schema.nodes().flat_map(|node| [node.clone(), self.followed(node)]);
            both.any(|node| node.flag(name) == Some(true))
        };
        let default = schema.first.get("default").map(|node| to_json(node.yaml));
        let (deprecated, nullable) = (says("deprecated"), says("nullable"));
        let described = |node: &Node<'a>| node.text("description").map(str::to_owned);
        let doc = described(&schema.first).or_else(|| described(&self.followed(&schema.first))).unwrap_or_default();
        let (sent, received) = (!says("readOnly"), !says("writeOnly"));
        self.states.deprecated |= schema.nodes().any(|node| node.flag("deprecated").is_some());
        self.states.nullable |= nullable;
        Member {
            place: schema.first.place(),
            required,
            nullable,
            deprecated,
            default: default.filter(|default| !default.is_null()),
            sent,
            received,
            shape: self.id(schema),
            doc,
        }
    }
}
