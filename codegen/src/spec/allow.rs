//! What the author accepts of the rules: `allow`, wherever the grammar takes it.

use super::At;
use super::grammar::Kind;
use super::node::Node;
use crate::diag::Place;

/// An entry of `allow`.
#[derive(Clone, Debug)]
pub struct Allow {
    /// Code of a rule.
    pub code: At<String>,
    /// Why its findings are accepted here.
    pub reason: At<String>,
    /// The node that has the key `allow`; the entry holds for it and all below.
    pub scope: Place,
}

/// Collects the entries of a node and of everything below it.
pub fn collect(node: &Node<'_>, found: &mut Vec<Allow>) {
    // Examples and defaults are the API's own JSON, in which `allow` can mean anything.
    if matches!(node.kind, Kind::Any) {
        return;
    }
    found.extend(entries(node));
    node.named().for_each(|(_, child)| collect(&child, found));
    node.elements().iter().for_each(|element| collect(element, found));
}

fn entries(node: &Node<'_>) -> Vec<Allow> {
    if node.kind.table().is_none_or(|table| table.key("allow").is_none()) {
        return Vec::new();
    }
    let scope = node.place();
    let entry = |code: &str, reason: Node<'_>| {
        let place = reason.key_place();
        let missing = At { value: String::new(), place: place.clone() };
        Allow {
            code: At { value: code.to_owned(), place },
            reason: reason.as_text().unwrap_or(missing),
            scope: scope.clone(),
        }
    };
    node.map("allow", entry)
}
