//! Fields, their phases, and the small facts that hang on names: deprecation, renames, tombstones.

use crate::diag::{Place, Report};
use crate::yaml::Yaml;

use super::At;
use super::node::{Node, scalar_text, to_json};
use super::server::{self, Server};
use super::type_expr::{self, TypeExpr};

/// A field of a resource or type, a path parameter or a query parameter.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: At<String>,
    pub ty: At<TypeExpr>,
    pub doc: Option<At<String>>,
    pub create: Option<Phase>,
    pub update: Option<Phase>,
    pub write: Option<Phase>,
    pub read: Option<At<String>>,
    pub required: bool,
    pub values: Vec<EnumValue>,
    pub enum_name: Option<At<String>>,
    pub secret: bool,
    pub limits: Limits,
    pub default: Option<At<serde_json::Value>>,
    pub default_doc: Option<String>,
    pub server: Option<Server>,
    pub deprecated: Option<Deprecation>,
    pub stability: Option<At<String>>,
    pub was: Vec<Rename>,
}

/// How a field differs in one phase of writing.
#[derive(Clone, Debug)]
pub struct Phase {
    pub presence: At<String>,
    pub name: Option<At<String>>,
    pub ty: Option<At<TypeExpr>>,
    pub doc: Option<At<String>>,
    pub default: Option<At<serde_json::Value>>,
    pub was: Vec<Rename>,
}

/// Limits on a value.
#[derive(Clone, Debug, Default)]
pub struct Limits {
    pub min_bytes: Option<At<u64>>,
    pub max_bytes: Option<At<u64>>,
    pub max_chars: Option<At<u64>>,
    pub min: Option<At<f64>>,
    pub max: Option<At<f64>>,
    pub min_items: Option<At<u64>>,
    pub max_items: Option<At<u64>>,
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct EnumValue {
    pub value: At<String>,
    pub doc: Option<At<String>>,
    pub rust_name: Option<At<String>>,
    pub deprecated: Option<Deprecation>,
}

/// Since when not to use something, and what to use instead.
#[derive(Clone, Debug)]
pub struct Deprecation {
    pub since: Option<String>,
    pub instead: Option<At<String>>,
    pub note: Option<String>,
    pub place: Place,
}

/// An earlier name.
#[derive(Clone, Debug)]
pub struct Rename {
    pub name: At<String>,
    pub until: Option<At<String>>,
}

/// A removed name.
#[derive(Clone, Debug)]
pub struct Tombstone {
    pub name: At<String>,
    pub since: Option<String>,
    pub instead: Option<String>,
    pub why: String,
}

/// Fields of which at most one may be given.
#[derive(Clone, Debug)]
pub struct Exclusive {
    pub fields: Vec<At<String>>,
    pub on: Vec<At<String>>,
    pub at_least_one: bool,
    pub doc: Option<String>,
    pub place: Place,
}

/// Reads one field. It is there even if its type is not, so that what names it has something to name.
pub fn read(name: &str, node: &Node<'_>, report: &mut Report) -> Field {
    let missing = At { value: TypeExpr::Faulty, place: node.key_place() };
    Field {
        name: At { value: name.to_owned(), place: node.key_place() },
        ty: node.text("type").map_or(missing, |text| type_expr::read(&text, report)),
        doc: node.text("doc"),
        create: phase(node, "create", report),
        update: phase(node, "update", report),
        write: phase(node, "write", report),
        read: node.text("read"),
        required: node.flag("required"),
        values: node.map("values", |value, node| enum_value(value, &node)),
        enum_name: node.text("enum"),
        secret: node.flag("secret"),
        limits: limits(node),
        default: json(node, "default"),
        default_doc: node.plain("default_doc"),
        server: server::read(node),
        deprecated: deprecation(node),
        stability: node.text("stability"),
        was: renames(node, "was"),
    }
}

fn phase(node: &Node<'_>, key: &str, report: &mut Report) -> Option<Phase> {
    let node = node.get(key)?;
    if let Some(presence) = node.as_text() {
        return Some(Phase { presence, name: None, ty: None, doc: None, default: None, was: Vec::new() });
    }
    Some(Phase {
        presence: node.text_or_empty("presence"),
        name: node.text("as"),
        ty: node.text("type").map(|text| type_expr::read(&text, report)),
        doc: node.text("doc"),
        default: json(&node, "default"),
        was: renames(&node, "was"),
    })
}

fn limits(node: &Node<'_>) -> Limits {
    Limits {
        min_bytes: node.unsigned("min_bytes"),
        max_bytes: node.unsigned("max_bytes"),
        max_chars: node.unsigned("max_chars"),
        min: node.number("min"),
        max: node.number("max"),
        min_items: node.unsigned("min_items"),
        max_items: node.unsigned("max_items"),
    }
}

/// Reads one enum value: a doc, or a mapping.
pub fn enum_value(value: &str, node: &Node<'_>) -> EnumValue {
    let value = At { value: value.to_owned(), place: node.key_place() };
    if let Some(doc) = node.as_text() {
        return EnumValue { value, doc: Some(doc), rust_name: None, deprecated: None };
    }
    EnumValue { value, doc: node.text("doc"), rust_name: node.text("name"), deprecated: deprecation(node) }
}

/// Reads the deprecation of whatever the node describes.
pub fn deprecation(node: &Node<'_>) -> Option<Deprecation> {
    let node = node.get("deprecated")?;
    Some(Deprecation {
        since: node.plain("since"),
        instead: node.text("use"),
        note: node.plain("note"),
        place: node.key_place(),
    })
}

/// Reads the earlier names that stand at `key` of the node.
pub fn renames(node: &Node<'_>, key: &str) -> Vec<Rename> {
    node.list(key, |node| Some(Rename { name: node.text("name")?, until: node.text("until") }))
}

/// Reads the removed names of a resource or type.
pub fn tombstones(node: &Node<'_>) -> Vec<Tombstone> {
    node.map("tombstones", |name, node| Tombstone {
        name: At { value: name.to_owned(), place: node.key_place() },
        since: node.plain("since"),
        instead: node.plain("use"),
        why: node.text_or_empty("why").value,
    })
}

/// Reads the mutual exclusions of a resource or type.
pub fn exclusives(node: &Node<'_>) -> Vec<Exclusive> {
    node.list("exclusive", |node| {
        Some(Exclusive {
            fields: node.texts("fields"),
            on: node.texts("on"),
            at_least_one: node.flag("at_least_one"),
            doc: node.plain("doc"),
            place: node.place(),
        })
    })
}

fn json(node: &Node<'_>, key: &str) -> Option<At<serde_json::Value>> {
    let node = node.get(key)?;
    Some(At { value: to_json(node.yaml), place: node.place() })
}

/// Whether a node is a scalar, the short form of a mapping with one key.
pub fn is_scalar(yaml: &Yaml) -> bool {
    scalar_text(yaml).is_some()
}
