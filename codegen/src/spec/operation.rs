//! Operations: what a service can be asked to do.

use crate::diag::Report;

use super::At;
use super::field::{self, Deprecation, Field, Rename};
use super::node::{Node, to_json};
use super::server;

/// An operation as written, or an entry of a template set. Every fact may be absent:
/// the template fills it in.
#[derive(Clone, Debug)]
pub struct Operation {
    pub name: At<String>,
    pub doc: Option<At<String>>,
    pub template: Option<At<String>>,
    pub method: Option<At<String>>,
    pub path: Option<At<String>>,
    pub body: Option<At<String>>,
    pub returns: Option<At<String>>,
    pub status: Option<At<u64>>,
    pub items: Option<At<String>>,
    pub pagination: Option<At<String>>,
    pub query: Vec<Query>,
    pub filterable: Option<bool>,
    pub idempotent: Option<bool>,
    pub errors: Vec<At<String>>,
    pub examples: Vec<Example>,
    pub does: Option<At<String>>,
    /// Field of the items → value that it has.
    pub condition: Vec<(At<String>, At<String>)>,
    pub deprecated: Option<Deprecation>,
    pub stability: Option<At<String>>,
    pub was: Vec<Rename>,
}

/// A query parameter: declared here, or named.
#[derive(Clone, Debug)]
pub enum Query {
    Named(At<String>),
    Declared(Box<Field>),
}

/// An example of an operation.
#[derive(Clone, Debug)]
pub struct Example {
    pub name: At<String>,
    pub doc: Option<String>,
    pub path: Option<At<serde_json::Value>>,
    pub query: Option<At<serde_json::Value>>,
    pub request: Option<At<serde_json::Value>>,
    pub response: Option<At<serde_json::Value>>,
}

/// Reads one operation: a doc, or a mapping.
pub fn read(name: &str, node: &Node<'_>, report: &mut Report) -> Operation {
    let short = field::is_scalar(node.yaml);
    Operation {
        name: At { value: name.to_owned(), place: node.key_place() },
        doc: if short { node.as_text() } else { node.text("doc") },
        template: node.text("template"),
        method: node.text("method"),
        path: node.text("path"),
        body: node.text("body"),
        returns: node.text("returns"),
        status: node.unsigned("status"),
        items: node.text("items"),
        pagination: node.text("pagination"),
        query: query(node, report),
        filterable: node.bool("filterable"),
        idempotent: node.bool("idempotent"),
        errors: node.texts("errors"),
        examples: node.map("examples", |name, node| example(name, &node)),
        does: node.text("does"),
        condition: server::entries(node, "where"),
        deprecated: field::deprecation(node),
        stability: node.text("stability"),
        was: field::renames(node, "was"),
    }
}

fn query(node: &Node<'_>, report: &mut Report) -> Vec<Query> {
    let named = node.texts("query").into_iter().map(Query::Named);
    let declared = node.map("query", |name, node| field::read(name, &node, report));
    named.chain(declared.into_iter().map(|field| Query::Declared(Box::new(field)))).collect()
}

fn example(name: &str, node: &Node<'_>) -> Example {
    let json = |key: &str| node.get(key).map(|node| At { value: to_json(node.yaml), place: node.place() });
    Example {
        name: At { value: name.to_owned(), place: node.key_place() },
        doc: node.plain("doc"),
        path: json("path"),
        query: json("query"),
        request: json("request"),
        response: json("response"),
    }
}
