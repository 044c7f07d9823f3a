//! A YAML value together with its place and its grammar, and the readers that take facts from it.
//!
//! Readers answer `None` for what is absent or misshapen. They never report:
//! the shape check has already named every misshapen node.

use std::collections::BTreeMap;

use crate::diag::{FileId, Path, Place, Spot, nearest};
use crate::yaml::Yaml;

use super::At;
use super::grammar::{Kind, Table};

/// A YAML value, where it stands, and what the grammar takes there.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    pub yaml: &'a Yaml,
    pub kind: Kind,
    file: FileId,
    path: Path,
    /// Unknown keys beside the absent keys that they seem to mean.
    /// They are read as those, so that a misspelt key is one finding and not several.
    misspelt: Vec<(&'a str, &'static str)>,
}

impl<'a> Node<'a> {
    /// The document of a file.
    pub fn root(file: FileId, yaml: &'a Yaml, table: &'static Table) -> Self {
        Self::new(yaml, Kind::Object(table), file, Path::root())
    }

    fn new(yaml: &'a Yaml, kind: Kind, file: FileId, path: Path) -> Self {
        let misspelt = match (yaml, kind.table()) {
            (Yaml::Map(entries), Some(table)) => misspelt(entries, table),
            _ => Vec::new(),
        };
        Node { yaml, kind, file, path, misspelt }
    }

    /// The place of the value.
    pub fn place(&self) -> Place {
        Place { file: self.file, spot: Spot::Value(self.path.clone()) }
    }

    /// The place of the key that leads to the value; of the file, for a document.
    pub fn key_place(&self) -> Place {
        let spot = if self.path.parent().is_none() { Spot::File } else { Spot::Key(self.path.clone()) };
        Place { file: self.file, spot }
    }

    /// The key that an unknown key of this mapping seems to mean.
    pub fn meant(&self, name: &str) -> Option<&'static str> {
        self.misspelt.iter().find(|(written, _)| *written == name).map(|(_, meant)| *meant)
    }

    /// The entries of a mapping, in order, with how often each key came before.
    pub fn entries(&self) -> Vec<(&'a str, usize, Node<'a>)> {
        let Yaml::Map(entries) = self.yaml else { return Vec::new() };
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let entry = |(name, yaml): &'a (String, Yaml)| {
            let count = seen.entry(name).or_default();
            *count += 1;
            (name.as_str(), *count - 1, self.child(name, *count - 1, yaml))
        };
        entries.iter().map(entry).collect()
    }

    /// The first entry of each name; repetitions are the shape check's business.
    pub fn named(&self) -> impl Iterator<Item = (&'a str, Node<'a>)> + use<'a> {
        self.entries().into_iter().filter(|(_, nth, _)| *nth == 0).map(|(name, _, node)| (name, node))
    }

    /// The elements of a list.
    pub fn elements(&self) -> Vec<Node<'a>> {
        let Yaml::List(elements) = self.yaml else { return Vec::new() };
        let kind = match self.kind {
            Kind::List(inner) | Kind::ListOrNames(inner, _) => *inner,
            _ => Kind::Any,
        };
        let node = |(index, yaml)| Self::new(yaml, kind, self.file, self.path.index(index));
        elements.iter().enumerate().map(node).collect()
    }

    /// The value behind a key of a mapping, or behind what seems to mean it.
    pub fn get(&self, name: &str) -> Option<Node<'a>> {
        let Yaml::Map(entries) = self.yaml else { return None };
        let written = self.misspelt.iter().find(|(_, meant)| *meant == name).map_or(name, |(written, _)| written);
        let (_, yaml) = entries.iter().find(|(key, _)| key == written)?;
        Some(self.child(written, 0, yaml))
    }

    fn child(&self, name: &str, nth: usize, yaml: &'a Yaml) -> Node<'a> {
        let kind = match (self.kind, self.kind.table()) {
            (Kind::Names(inner) | Kind::ListOrNames(_, inner), _) => *inner,
            (_, Some(table)) => table.key(self.meant(name).unwrap_or(name)).map_or(Kind::Any, |key| key.kind),
            _ => Kind::Any,
        };
        Self::new(yaml, kind, self.file, self.path.key(name, nth))
    }

    /// A scalar as its text.
    pub fn as_text(&self) -> Option<At<String>> {
        Some(At { value: scalar_text(self.yaml)?, place: self.place() })
    }

    /// The text behind a key.
    pub fn text(&self, name: &str) -> Option<At<String>> {
        self.get(name)?.as_text()
    }

    /// The text behind a key that must be there; empty where it is not, which has been reported.
    pub fn text_or_empty(&self, name: &str) -> At<String> {
        self.text(name).unwrap_or_else(|| At { value: String::new(), place: self.key_place() })
    }

    /// The text behind a key, where nothing will be said about it.
    pub fn plain(&self, name: &str) -> Option<String> {
        self.text(name).map(|text| text.value)
    }

    /// The boolean behind a key; false where there is none.
    pub fn flag(&self, name: &str) -> bool {
        self.bool(name).unwrap_or_default()
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

    /// The texts of a list behind a key; a text alone, which has been reported, is a list of itself.
    pub fn texts(&self, name: &str) -> Vec<At<String>> {
        let Some(node) = self.get(name) else { return Vec::new() };
        match node.as_text() {
            Some(alone) => vec![alone],
            None => node.elements().iter().filter_map(Node::as_text).collect(),
        }
    }

    /// The mapping behind a key, read entry by entry.
    pub fn map<T>(&self, name: &str, read: impl FnMut(&str, Node<'a>) -> T) -> Vec<T> {
        self.get(name).map(|node| node.each(read)).unwrap_or_default()
    }

    /// The mapping, read entry by entry.
    pub fn each<T>(&self, mut read: impl FnMut(&str, Node<'a>) -> T) -> Vec<T> {
        self.named().map(|(key, value)| read(key, value)).collect()
    }

    /// The list behind a key, read element by element.
    pub fn list<T>(&self, name: &str, mut read: impl FnMut(Node<'a>) -> Option<T>) -> Vec<T> {
        let Some(node) = self.get(name) else { return Vec::new() };
        node.elements().into_iter().filter_map(&mut read).collect()
    }

    /// Whether something stands behind a key that is no mapping, so that its entries are not known.
    pub fn is_misshapen(&self, name: &str) -> bool {
        self.get(name).is_some_and(|node| !matches!(node.yaml, Yaml::Map(_)))
    }
}

fn misspelt<'a>(entries: &'a [(String, Yaml)], table: &'static Table) -> Vec<(&'a str, &'static str)> {
    let unknown: Vec<&str> =
        entries.iter().map(|(name, _)| name.as_str()).filter(|name| table.key(name).is_none()).collect();
    if unknown.is_empty() {
        return Vec::new();
    }
    let mut absent: Vec<&str> =
        table.keys.iter().map(|key| key.name).filter(|key| !entries.iter().any(|(name, _)| name == key)).collect();
    let mut misspelt = Vec::new();
    for name in unknown {
        let Some(meant) = nearest(name, absent.iter().copied()) else { continue };
        absent.retain(|key| *key != meant);
        misspelt.push((name, meant));
    }
    misspelt
}

/// A scalar as its author would read it; a fraction is none, because its spelling is lost.
pub fn scalar_text(yaml: &Yaml) -> Option<String> {
    match yaml {
        Yaml::Text(text) => Some(text.clone()),
        Yaml::Bool(value) => Some(value.to_string()),
        Yaml::Int(value) => Some(value.to_string()),
        Yaml::UInt(value) => Some(value.to_string()),
        Yaml::Null | Yaml::Float(_) | Yaml::List(_) | Yaml::Map(_) => None,
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
