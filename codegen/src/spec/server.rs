//! What a server does beyond keeping what it is sent.

use crate::diag::Place;

use super::At;
use super::node::{Node, to_json};

/// What the server does with a field.
#[derive(Clone, Debug)]
pub struct Server {
    pub sets: Option<At<serde_json::Value>>,
    pub each: Option<At<String>>,
    /// Field of what is referred to → value that it has.
    pub finds: Vec<(At<String>, At<String>)>,
    pub unique: Option<At<String>>,
    pub shared_by: Option<At<String>>,
    pub shared_code: Option<At<String>>,
    pub on_delete: Option<At<String>>,
    pub accepts: Vec<At<String>>,
    pub refuses: Option<At<String>>,
    pub place: Place,
}

/// Reads what the server does with a field.
pub fn read(node: &Node<'_>) -> Option<Server> {
    let node = node.get("server")?;
    Some(Server {
        sets: node.get("sets").map(|sets| At { value: to_json(sets.yaml), place: sets.place() }),
        each: node.text("for"),
        finds: entries(&node, "finds"),
        unique: node.text("unique"),
        shared_by: node.text("shared_by"),
        shared_code: node.text("shared_code"),
        on_delete: node.text("on_delete"),
        accepts: node.texts("accepts"),
        refuses: node.text("refuses"),
        place: node.key_place(),
    })
}

/// A mapping from names to texts.
pub fn entries(node: &Node<'_>, key: &str) -> Vec<(At<String>, At<String>)> {
    let entry = |name: &str, node: Node<'_>| {
        let name = At { value: name.to_owned(), place: node.key_place() };
        node.as_text().map(|text| (name, text))
    };
    node.map(key, entry).into_iter().flatten().collect()
}
