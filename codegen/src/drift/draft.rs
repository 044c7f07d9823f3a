//! What the keywords of a schema say together, before its parts are read.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diag::Diagnostic;
use crate::model::Limits;
use crate::spec::node::{scalar_text, to_json};
use crate::yaml::{MAX_DEPTH, Yaml};

use super::schema::Schemas;
use super::tree::Node;

/// The word of a JSON type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Word {
    Null,
    Text,
    Bool,
    Integer,
    Number,
    List,
    Object,
}

const WORDS: &[(&str, Word)] = &[
    ("null", Word::Null),
    ("string", Word::Text),
    ("boolean", Word::Bool),
    ("integer", Word::Integer),
    ("number", Word::Number),
    ("array", Word::List),
    ("object", Word::Object),
];

/// A schema, or several of which any may hold.
#[derive(Clone)]
pub struct Either<'a> {
    pub first: Node<'a>,
    pub others: Vec<Node<'a>>,
}

impl<'a> Either<'a> {
    /// One schema.
    pub fn one(first: Node<'a>) -> Self {
        Either { first, others: Vec::new() }
    }

    /// All of them.
    pub fn nodes(&self) -> impl Iterator<Item = &Node<'a>> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// Adds alternatives, each once.
    pub fn add(&mut self, other: Self) {
        for node in std::iter::once(other.first).chain(other.others) {
            if !self.nodes().any(|known| known.address() == node.address()) {
                self.others.push(node);
            }
        }
    }
}

/// A schema with all its parts and alternatives laid together.
#[derive(Clone, Default)]
pub struct Draft<'a> {
    /// The types it allows; any if empty.
    pub words: BTreeSet<Word>,
    pub nullable: bool,
    pub format: Option<&'a str>,
    pub properties: BTreeMap<&'a str, Either<'a>>,
    pub required: Option<BTreeSet<&'a str>>,
    /// No fields but those that are named.
    pub closed: bool,
    pub items: Option<Either<'a>>,
    /// Whether there may be fields that are not named, and what they look like if that is said.
    pub additional: Option<Option<Either<'a>>>,
    pub values: Option<Vec<String>>,
    pub default: Option<Value>,
    pub limits: Limits,
}

impl<'a> Draft<'a> {
    /// Lays a schema and its parts together.
    pub fn of(schemas: &mut Schemas<'a, '_>, node: &Node<'a>) -> Self {
        Self::below(schemas, node, &mut Vec::new())
    }

    /// The one type it allows; `None` when it allows any, or several that have nothing in common.
    pub fn word(&self) -> Option<Word> {
        let words: Vec<Word> = self.words.iter().copied().filter(|word| *word != Word::Null).collect();
        match words.as_slice() {
            [word] => Some(*word),
            [Word::Integer, Word::Number] => Some(Word::Number),
            _ => None,
        }
    }

    fn below(schemas: &mut Schemas<'a, '_>, node: &Node<'a>, above: &mut Vec<*const Yaml>) -> Self {
        let node = schemas.followed(node);
        if let Some(draft) = schemas.drafts.get(&node.address()) {
            return draft.clone();
        }
        if let Some(fault) = fault(&node, above) {
            schemas.report.push(fault);
            return Draft::default();
        }
        above.push(node.address());
        let draft = Self::whole(schemas, &node, above);
        above.pop();
        schemas.drafts.insert(node.address(), draft.clone());
        draft
    }

    fn whole(schemas: &mut Schemas<'a, '_>, node: &Node<'a>, above: &mut Vec<*const Yaml>) -> Self {
        let mut draft = Self::own(schemas, node);
        for part in node.get("allOf").iter().flat_map(Node::elements) {
            draft.and(Self::below(schemas, &part, above));
        }
        for key in ["oneOf", "anyOf"] {
            let alternatives = node.get(key);
            let drafts = alternatives.iter().flat_map(Node::elements).map(|part| Self::below(schemas, &part, above));
            let drafts: Vec<Self> = drafts.collect();
            if !drafts.is_empty() {
                draft.and(Self::any_of(drafts));
            }
        }
        draft.infer();
        schemas.states.nullable |= draft.nullable;
        draft
    }

    /// What its own keywords say.
    fn own(schemas: &mut Schemas<'a, '_>, node: &Node<'a>) -> Self {
        if !node.is_map() {
            if !matches!(node.yaml, Yaml::Bool(_)) {
                schemas.misshapen(node, "a schema");
            }
            return Draft::default();
        }
        let mut draft = Draft {
            nullable: node.flag("nullable") == Some(true),
            format: node.text("format"),
            items: node.get("items").map(Either::one),
            default: node.get("default").map(|node| to_json(node.yaml)).filter(|value| !value.is_null()),
            limits: limits(node),
            ..Draft::default()
        };
        draft.types(node);
        draft.values(node);
        draft.fields(node);
        schemas.states.required |= draft.required.is_some();
        draft
    }

    fn types(&mut self, node: &Node<'a>) {
        let words = node.get("type").map(|types| match types.yaml {
            Yaml::List(words) => words.iter().collect(),
            word => vec![word],
        });
        for word in words.into_iter().flatten().filter_map(scalar_text) {
            self.words.extend(WORDS.iter().find(|(known, _)| *known == word).map(|(_, word)| *word));
        }
        self.nullable |= self.words.contains(&Word::Null);
    }

    fn values(&mut self, node: &Node<'a>) {
        let listed = node.get("enum").map(|values| values.elements().collect());
        let values: Option<Vec<Node<'a>>> = listed.or_else(|| node.get("const").map(|value| vec![value]));
        let Some(values) = values else { return };
        self.nullable |= values.iter().any(|value| matches!(value.yaml, Yaml::Null));
        self.values = Some(values.iter().filter_map(|value| scalar_text(value.yaml)).collect());
        if self.words.is_empty() && values.iter().all(|value| matches!(value.yaml, Yaml::Text(_))) {
            self.words.insert(Word::Text);
        }
    }

    fn fields(&mut self, node: &Node<'a>) {
        let properties = node.get("properties");
        for (name, node) in properties.iter().flat_map(Node::entries) {
            self.properties.insert(name, Either::one(node));
        }
        let required = node.get("required").filter(|required| matches!(required.yaml, Yaml::List(_)));
        self.required = required.map(|required| required.elements().filter_map(|name| as_text(name.yaml)).collect());
        match node.get("additionalProperties") {
            Some(node) if matches!(node.yaml, Yaml::Bool(false)) => self.closed = true,
            Some(node) if matches!(node.yaml, Yaml::Bool(true)) => self.additional = Some(None),
            Some(node) => self.additional = Some(Some(Either::one(node))),
            None => {}
        }
    }

    /// Without a type, the keywords tell.
    fn infer(&mut self) {
        if !self.words.is_empty() {
            return;
        }
        if !self.properties.is_empty() || self.additional.is_some() || self.closed {
            self.words.insert(Word::Object);
        } else if self.items.is_some() {
            self.words.insert(Word::List);
        }
    }
}

/// Parts that hold themselves, or hold more of their like than anybody means to.
fn fault(node: &Node<'_>, above: &[*const Yaml]) -> Option<Diagnostic> {
    if above.contains(&node.address()) {
        let message = "this schema is made of itself and never reaches a description";
        let help = "a schema may contain itself in a field or list, but not be a part of itself";
        return Some(Diagnostic::error("circular_ref", message, node.place()).help(help));
    }
    let message = format!("schemas are made of others more than {MAX_DEPTH} deep");
    let too_deep = above.len() >= MAX_DEPTH;
    too_deep.then(|| Diagnostic::error("bad_document", message, node.place()).help("lay some of them together"))
}

fn as_text(yaml: &Yaml) -> Option<&str> {
    match yaml {
        Yaml::Text(text) => Some(text),
        _ => None,
    }
}

/// Lengths are counted in characters there; a bound that itself is excluded is passed over.
fn limits(node: &Node<'_>) -> Limits {
    let sizes = |list: &str, map: &str| node.size(list).or_else(|| node.size(map));
    Limits {
        min_bytes: node.size("minLength"),
        max_bytes: None,
        max_chars: node.size("maxLength"),
        min: node.number("minimum").filter(|_| node.flag("exclusiveMinimum") != Some(true)),
        max: node.number("maximum").filter(|_| node.flag("exclusiveMaximum") != Some(true)),
        min_items: sizes("minItems", "minProperties"),
        max_items: sizes("maxItems", "maxProperties"),
    }
}
