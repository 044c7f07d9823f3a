//! Finds where a node stands.
//!
//! The YAML library gives positions with errors only. So the document is walked once more,
//! along the path, and the node that is looked for is refused: the error has its position.

mod keys;

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::diag::{Path, Spot, Step};

use super::extent;

pub use keys::locate_keys;

/// Where a spot is in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    /// Bytes before the spot.
    pub offset: usize,
    /// Bytes to underline; all on one line, possibly none.
    pub len: usize,
}

/// The position of a spot; of what holds it, where the text has no such node.
///
/// `None` for the file as a whole, and where the text cannot be parsed up to the spot.
pub fn locate(text: &str, spot: &Spot) -> Option<Found> {
    match spot {
        Spot::File => None,
        Spot::Key(path) => sought(text, path, true).or_else(|| locate_holder(text, path)),
        Spot::Value(path) => sought(text, path, false).or_else(|| locate_holder(text, path)),
        Spot::Point { line, column } => Some(extent::point(text, *line, *column)),
    }
}

fn locate_holder(text: &str, path: &Path) -> Option<Found> {
    let mut holder = path.parent();
    while let Some(path) = holder {
        if let Some(found) = sought(text, &path, false) {
            return Some(found);
        }
        holder = path.parent();
    }
    None
}

fn sought(text: &str, path: &Path, key: bool) -> Option<Found> {
    let steps = path.steps();
    let hit = Cell::new(None);
    let seek = Seek { steps: &steps, key, hit: &hit };
    let error = seek.deserialize(serde_yaml::Deserializer::from_str(text)).err()?;
    let offset = error.location()?.index();
    hit.get().map(|shape| extent::found(text, offset, shape))
}

/// What was found, as far as it tells how much to underline.
#[derive(Clone, Copy)]
pub(super) enum Shape {
    /// A text that stands in the document as it is, this many bytes long, quotes apart.
    Verbatim(usize),
    /// A text that is written otherwise: escaped, folded, or a block.
    Rewritten,
    /// A number, boolean or null.
    Word,
    /// A list or mapping.
    Nest,
}

#[derive(Clone, Copy)]
struct Seek<'a> {
    steps: &'a [Step],
    key: bool,
    hit: &'a Cell<Option<Shape>>,
}

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.steps {
            [] => deserializer.deserialize_any(Refuse { hit: self.hit }),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a node that holds others")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let [Step::Key { name, nth }, rest @ ..] = self.steps else { return Ok(()) };
        let mut left = *nth;
        let refuse = |left| (self.key && rest.is_empty() && left == 0).then_some(self.hit);
        while let Some(same) = map.next_key_seed(Key { name, refuse: refuse(left) })? {
            match (same, left) {
                (true, 0) => return map.next_value_seed(Seek { steps: rest, ..self }),
                (true, _) => left -= 1,
                (false, _) => {}
            }
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let [Step::Index(index), rest @ ..] = self.steps else { return Ok(()) };
        for _ in 0..*index {
            if list.next_element::<IgnoredAny>()?.is_none() {
                return Ok(());
            }
        }
        list.next_element_seed(Seek { steps: rest, ..self }).map(|_| ())
    }
}

/// Tells whether a key is the one, and refuses it if it is what is looked for.
struct Key<'a> {
    name: &'a str,
    refuse: Option<&'a Cell<Option<Shape>>>,
}

impl Key<'_> {
    fn compare<E: Error>(self, key: &str, shape: Shape) -> Result<bool, E> {
        match self.refuse {
            Some(hit) if key == self.name => Refuse { hit }.at(shape).map(|()| true),
            _ => Ok(key == self.name),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<bool, E> {
        self.compare(key, Shape::Verbatim(key.len()))
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<bool, E> {
        self.compare(key, Shape::Rewritten)
    }
}

/// Refuses whatever it meets.
struct Refuse<'a> {
    hit: &'a Cell<Option<Shape>>,
}

impl Refuse<'_> {
    fn at<E: Error>(self, shape: Shape) -> Result<(), E> {
        self.hit.set(Some(shape));
        Err(E::custom("found"))
    }
}

impl<'de> Visitor<'de> for Refuse<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("nothing")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.at(Shape::Word)
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.at(Shape::Word)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.at(Shape::Word)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.at(Shape::Word)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.at(Shape::Word)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.at(Shape::Word)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.at(Shape::Verbatim(text.len()))
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        self.at(Shape::Rewritten)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        self.at(Shape::Nest)
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<(), A::Error> {
        self.at(Shape::Nest)
    }
}

#[cfg(test)]
mod tests;
