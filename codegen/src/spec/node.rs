//! A YAML value together with its place, and the readers that take facts from it.
//!
//! Readers answer `None` for what is absent or misshapen. They never report:
//! the shape check has already named every misshapen node.

use crate::diag::{FileId, Path, Place, Spot};
use crate::yaml::Yaml;

use super::At;

/// A YAML value and where it stands.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    pub yaml: &'a Yaml,
    file: FileId,
    path: Path,
}

impl<'a> Node<'a> {
    /// The document of a file.
    pub fn root(file: FileId, yaml: &'a Yaml) -> Self {
        Node { yaml, file, path: Path::root() }
    }

    /// The place of the value.
    pub fn place(&self) -> Place {
        Place { file: self.file, spot: Spot::Value(self.path.clone()) }
    }

    /// The place of the key that leads to the value; of the file, for a document.
    pub fn key_place(&self) -> Place {
        let spot = if self.path.steps().is_empty() { Spot::File } else { Spot::Key(self.path.clone()) };
        Place { file: self.file, spot }
    }

    /// The entries of a mapping, in order, with how often each key came before.
    pub fn entries(&self) -> Vec<(&'a str, usize, Node<'a>)> {
        let Yaml::Map(entries) = self.yaml else { return Vec::new() };
        entries
            .iter()
            .enumerate()
            .map(|(index, (name, value))| {
                let nth = entries[..index].iter().filter(|(earlier, _)| earlier == name).count();
                let path = self.path.key(name, nth);
                (name.as_str(), nth, Node { yaml: value, file: self.file, path })
            })
            .collect()
    }

    /// The first entry of each name; repetitions are the shape check's business.
    pub fn named(&self) -> impl Iterator<Item = (&'a str, Node<'a>)> + use<'a> {
        self.entries().into_iter().filter(|(_, nth, _)| *nth == 0).map(|(name, _, node)| (name, node))
    }

    /// The elements of a list.
    pub fn elements(&self) -> Vec<Node<'a>> {
        let Yaml::List(elements) = self.yaml else { return Vec::new() };
        let node = |(index, yaml)| Node { yaml, file: self.file, path: self.path.index(index) };
        elements.iter().enumerate().map(node).collect()
    }

    /// The value behind a key of a mapping.
    pub fn get(&self, name: &str) -> Option<Node<'a>> {
        let Yaml::Map(entries) = self.yaml else { return None };
        let (_, yaml) = entries.iter().find(|(key, _)| key == name)?;
        Some(Node { yaml, file: self.file, path: self.path.key(name, 0) })
    }

    /// A scalar as its text.
    pub fn as_text(&self) -> Option<At<String>> {
        Some(At { value: scalar_text(self.yaml)?, place: self.place() })
    }

    /// The text behind a key.
    pub fn text(&self, name: &str) -> Option<At<String>> {
        self.get(name)?.as_text()
    }

    /// The boolean behind a key; false where there is none.
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.get(name).map(|node| node.yaml), Some(Yaml::Bool(true)))
    }

    /// The boolean behind a key.
    pub fn bool(&self, name: &str) -> Option<bool> {
        match self.get(name)?.yaml {
            Yaml::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The whole number behind a key, if it is not negative.
    pub fn unsigned(&self, name: &str) -> Option<At<u64>> {
        let node = self.get(name)?;
        let value = match node.yaml {
            Yaml::Int(value) => u64::try_from(*value).ok()?,
            Yaml::UInt(value) => *value,
            _ => return None,
        };
        Some(At { value, place: node.place() })
    }

    /// The number behind a key.
    pub fn number(&self, name: &str) -> Option<At<f64>> {
        let node = self.get(name)?;
        let value = match node.yaml {
            Yaml::Int(value) => *value as f64,
            Yaml::UInt(value) => *value as f64,
            Yaml::Float(value) => *value,
            _ => return None,
        };
        Some(At { value, place: node.place() })
    }

    /// The texts of a list behind a key.
    pub fn texts(&self, name: &str) -> Vec<At<String>> {
        let elements = self.get(name).map(|node| node.elements()).unwrap_or_default();
        elements.iter().filter_map(Node::as_text).collect()
    }

    /// The mapping behind a key, read entry by entry.
    pub fn map<T>(&self, name: &str, mut read: impl FnMut(&str, Node<'a>) -> Option<T>) -> Vec<T> {
        let Some(node) = self.get(name) else { return Vec::new() };
        node.named().filter_map(|(key, value)| read(key, value)).collect()
    }

    /// The list behind a key, read element by element.
    pub fn list<T>(&self, name: &str, mut read: impl FnMut(Node<'a>) -> Option<T>) -> Vec<T> {
        let Some(node) = self.get(name) else { return Vec::new() };
        node.elements().into_iter().filter_map(&mut read).collect()
    }
}

/// A scalar as its author would read it.
pub fn scalar_text(yaml: &Yaml) -> Option<String> {
    match yaml {
        Yaml::Text(text) => Some(text.clone()),
        Yaml::Bool(value) => Some(value.to_string()),
        Yaml::Int(value) => Some(value.to_string()),
        Yaml::UInt(value) => Some(value.to_string()),
        Yaml::Float(value) => Some(value.to_string()),
        Yaml::Null | Yaml::List(_) | Yaml::Map(_) => None,
    }
}

/// A YAML value as JSON; numbers that JSON does not know become null.
pub fn to_json(yaml: &Yaml) -> serde_json::Value {
    use serde_json::Value;
    match yaml {
        Yaml::Null => Value::Null,
        Yaml::Bool(value) => Value::from(*value),
        Yaml::Int(value) => Value::from(*value),
        Yaml::UInt(value) => Value::from(*value),
        Yaml::Float(value) => Value::from(*value),
        Yaml::Text(text) => Value::from(text.clone()),
        Yaml::List(elements) => elements.iter().map(to_json).collect(),
        Yaml::Map(entries) => entries.iter().map(|(key, value)| (key.clone(), to_json(value))).collect(),
    }
}
