//! Finds many keys of one document in one walk.
//!
//! A key that is looked for is refused like any other node, but the walk goes on behind it.
//! The error is lost to the library's own interface there, so its position is read from its text.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt::{self, Display};

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::super::extent;
use super::{Found, Shape};
use crate::diag::{Path, Step};

/// The positions of those keys that the text has.
pub fn locate_keys<'p>(text: &str, paths: impl IntoIterator<Item = &'p Path>) -> BTreeMap<&'p Path, Found> {
    let paths: Vec<&Path> = paths.into_iter().collect();
    let mut wish = Wish::default();
    for path in &paths {
        wish.add(&path.steps());
    }
    // Where the text cannot be parsed, what stands before the fault has been found.
    let _ = Walk { wish: &wish }.deserialize(serde_yaml::Deserializer::from_str(text));
    let mut marks = BTreeMap::new();
    for path in &paths {
        marks.extend(wish.hit(&path.steps()).map(|(at, shape)| (at, (*path, shape))));
    }
    let positions = extent::positions(text, marks.keys().copied());
    let found = |(at, (path, shape))| Some((path, extent::found_at(text, positions.get(&at)?, shape)));
    marks.into_iter().filter_map(found).collect()
}

/// The keys that are looked for, as a tree.
#[derive(Default)]
struct Wish {
    wanted: bool,
    hit: Cell<Option<(Mark, Shape)>>,
    inner: BTreeMap<Step, Wish>,
}

/// Line and column as the parser counts them, from 0.
type Mark = (usize, usize);

impl Wish {
    fn add(&mut self, steps: &[Step]) {
        match steps {
            [] => self.wanted = true,
            [step, rest @ ..] => self.inner.entry(step.clone()).or_default().add(rest),
        }
    }

    fn hit(&self, steps: &[Step]) -> Option<(Mark, Shape)> {
        match steps {
            [] => self.hit.get(),
            [step, rest @ ..] => self.inner.get(step)?.hit(rest),
        }
    }

    fn key(&self, name: &str, nth: usize) -> Option<&Wish> {
        self.inner.get(&Step::Key { name: name.into(), nth })
    }
}

#[derive(Clone, Copy)]
struct Walk<'a> {
    wish: &'a Wish,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.wish.inner.is_empty() {
            true => deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ()),
            false => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a node that holds others")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let keys = Keys { wish: self.wish, seen: RefCell::default(), refused: Cell::default() };
        loop {
            let wish = match map.next_key_seed(&keys) {
                Ok(Some(wish)) => wish,
                Ok(None) => return Ok(()),
                Err(error) => Some(keys.take_refused(&error).ok_or(error)?),
            };
            match wish {
                Some(wish) => map.next_value_seed(Walk { wish })?,
                None => map.next_value::<IgnoredAny>().map(|_| ())?,
            }
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let nothing = Wish::default();
        for index in 0.. {
            let wish = self.wish.inner.get(&Step::Index(index)).unwrap_or(&nothing);
            if list.next_element_seed(Walk { wish })?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

/// Reads the keys of one mapping and refuses those that are looked for.
struct Keys<'a> {
    wish: &'a Wish,
    /// How often each key that matters has come.
    seen: RefCell<BTreeMap<String, usize>>,
    refused: Cell<Option<(&'a Wish, Shape)>>,
}

impl<'a> Keys<'a> {
    fn meet<E: Error>(&self, name: &str, shape: Shape) -> Result<Option<&'a Wish>, E> {
        if self.wish.key(name, 0).is_none() {
            return Ok(None);
        }
        let nth = self.count(name);
        match self.wish.key(name, nth) {
            Some(wish) if wish.wanted => {
                self.refused.set(Some((wish, shape)));
                Err(E::custom("found"))
            }
            wish => Ok(wish),
        }
    }

    fn count(&self, name: &str) -> usize {
        let mut seen = self.seen.borrow_mut();
        let count = seen.entry(name.to_owned()).or_default();
        *count += 1;
        *count - 1
    }

    /// Notes where the key that was just refused stands; `None` when the error is another one.
    fn take_refused(&self, error: &impl Display) -> Option<&'a Wish> {
        let (wish, shape) = self.refused.take()?;
        wish.hit.set(Some((mark(&error.to_string()), shape)));
        Some(wish)
    }
}

impl<'de, 'a> DeserializeSeed<'de> for &Keys<'a> {
    type Value = Option<&'a Wish>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de, 'a> Visitor<'de> for &Keys<'a> {
    type Value = Option<&'a Wish>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Self::Value, E> {
        self.meet(key, Shape::Verbatim(key.len()))
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Self::Value, E> {
        self.meet(key, Shape::Rewritten)
    }
}

/// `… at line 3 column 5`; the very first position is not told.
fn mark(said: &str) -> Mark {
    let numbers = said.rsplit_once(" at line ").and_then(|(_, place)| place.split_once(" column "));
    let counted = |number: &str| number.parse::<usize>().ok()?.checked_sub(1);
    numbers.and_then(|(line, column)| Some((counted(line)?, counted(column)?))).unwrap_or_default()
}
