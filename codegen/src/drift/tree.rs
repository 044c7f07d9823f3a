//! A node of a document together with its place.

use crate::diag::{FileId, Path, Place, Step};
use crate::spec::node::scalar_text;
use crate::yaml::Yaml;

/// A node and where it stands; cheap to clone.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    pub yaml: &'a Yaml,
    file: FileId,
    path: Path,
}

impl<'a> Node<'a> {
    /// The whole document.
    pub fn root(file: FileId, yaml: &'a Yaml) -> Self {
        Node { yaml, file, path: Path::root() }
    }

    /// Where a message about the node points: its key, or the key that tells an element of a list from its siblings.
    pub fn place(&self) -> Place {
        match self.path.steps().last() {
            None => Place::file(self.file),
            Some(Step::Key { .. }) => Place::key(self.file, self.path.clone()),
            Some(Step::Index(_)) => match self.telling_key() {
                Some(key) => Place::key(self.file, self.path.key(key, 0)),
                None => self.value_place(),
            },
        }
    }

    /// The place of the node itself.
    pub fn value_place(&self) -> Place {
        Place::value(self.file, self.path.clone())
    }

    /// Tells nodes apart.
    pub fn address(&self) -> *const Yaml {
        std::ptr::from_ref(self.yaml)
    }

    /// Whether it is a mapping.
    pub fn is_map(&self) -> bool {
        matches!(self.yaml, Yaml::Map(_))
    }

    /// The entries of a mapping. No key stands there twice: the check of the document has seen to that.
    pub fn entries(&self) -> impl Iterator<Item = (&'a str, Node<'a>)> + use<'a, '_> {
        let entries = match self.yaml {
            Yaml::Map(entries) => entries.as_slice(),
            _ => &[],
        };
        entries.iter().map(|(name, yaml)| (name.as_str(), self.child(name, yaml)))
    }

    /// The elements of a list.
    pub fn elements(&self) -> impl Iterator<Item = Node<'a>> + use<'a, '_> {
        let elements = match self.yaml {
            Yaml::List(elements) => elements.as_slice(),
            _ => &[],
        };
        let element = |(index, yaml)| Node { yaml, file: self.file, path: self.path.index(index) };
        elements.iter().enumerate().map(element)
    }

    /// The value behind a key.
    pub fn get(&self, name: &str) -> Option<Node<'a>> {
        let Yaml::Map(entries) = self.yaml else { return None };
        let (_, yaml) = entries.iter().find(|(key, _)| key == name)?;
        Some(self.child(name, yaml))
    }

    /// The text behind a key; nothing but a text counts.
    pub fn text(&self, name: &str) -> Option<&'a str> {
        match self.get(name)?.yaml {
            Yaml::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The text, number or boolean behind a key, as it reads.
    pub fn word(&self, name: &str) -> Option<String> {
        scalar_text(self.get(name)?.yaml)
    }

    /// The boolean behind a key.
    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.get(name)?.yaml {
            Yaml::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number behind a key.
    pub fn number(&self, name: &str) -> Option<f64> {
        match self.get(name)?.yaml {
            Yaml::Int(value) => Some(*value as f64),
            Yaml::UInt(value) => Some(*value as f64),
            Yaml::Float(value) => Some(*value),
            _ => None,
        }
    }

    /// The size behind a key: a number without a fraction that is not negative.
    pub fn size(&self, name: &str) -> Option<u64> {
        let number = self.number(name).filter(|number| *number >= 0.0 && number.fract() == 0.0);
        number.map(|number| number as u64)
    }

    /// The place of the `nth` key called `name`.
    pub fn key_place(&self, name: &str, nth: usize) -> Place {
        Place::key(self.file, self.path.key(name, nth))
    }

    /// Its name, if it stands in that section of the document's components.
    pub fn component(&self, section: &str) -> Option<String> {
        match self.path.steps().as_slice() {
            [Step::Key { name: first, .. }, Step::Key { name: second, .. }, Step::Key { name, .. }]
                if **first == *"components" && **second == *section =>
            {
                Some(name.to_string())
            }
            _ => None,
        }
    }

    fn child(&self, name: &str, yaml: &'a Yaml) -> Node<'a> {
        Node { yaml, file: self.file, path: self.path.key(name, 0) }
    }

    fn telling_key(&self) -> Option<&'a str> {
        let Yaml::Map(entries) = self.yaml else { return None };
        let telling = entries.iter().find(|(key, _)| matches!(key.as_str(), "name" | "$ref"));
        telling.or(entries.first()).map(|(key, _)| key.as_str())
    }
}
