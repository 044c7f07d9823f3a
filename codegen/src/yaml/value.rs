//! Builds [`Yaml`] from what the parser hands out.

use std::cell::Cell;
use std::fmt;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::{MAX_DEPTH, Yaml};

/// Why a node was refused, beside the error that says where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A list, mapping or nothing where a key should be.
    Key,
    /// The key `<<`.
    Merge,
    /// Nested too deep.
    Depth,
    /// A whole number that no type holds.
    Number,
}

/// Reads one node that may be nested `room` levels deep.
#[derive(Clone, Copy)]
pub(super) struct Seed<'a> {
    fault: &'a Cell<Option<Fault>>,
    room: usize,
}

impl<'a> Seed<'a> {
    pub(super) fn root(fault: &'a Cell<Option<Fault>>) -> Self {
        Seed { fault, room: MAX_DEPTH }
    }

    fn inner<E: Error>(self) -> Result<Self, E> {
        match self.room.checked_sub(1) {
            Some(room) => Ok(Seed { room, ..self }),
            None => Err(self.refuse(Fault::Depth)),
        }
    }

    fn refuse<E: Error>(self, fault: Fault) -> E {
        self.fault.set(Some(fault));
        E::custom("refused")
    }
}

impl<'de> serde::de::DeserializeSeed<'de> for Seed<'_> {
    type Value = Yaml;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Yaml, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Yaml;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML node")
    }

    fn visit_unit<E: Error>(self) -> Result<Yaml, E> {
        Ok(Yaml::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Yaml, E> {
        Ok(Yaml::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Yaml, E> {
        Ok(Yaml::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Yaml, E> {
        Ok(Yaml::Int(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Yaml, E> {
        Ok(i64::try_from(value).map_or(Yaml::UInt(value), Yaml::Int))
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<Yaml, E> {
        Err(self.refuse(Fault::Number))
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<Yaml, E> {
        Err(self.refuse(Fault::Number))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Yaml, E> {
        Ok(Yaml::Float(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Yaml, E> {
        Ok(Yaml::Text(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Yaml, A::Error> {
        let inner = self.inner()?;
        let mut elements = Vec::new();
        while let Some(element) = access.next_element_seed(inner)? {
            elements.push(element);
        }
        Ok(Yaml::List(elements))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Yaml, A::Error> {
        let inner = self.inner()?;
        let mut entries = Vec::new();
        while let Some(key) = access.next_key_seed(KeySeed(self))? {
            entries.push((key, access.next_value_seed(inner)?));
        }
        Ok(Yaml::Map(entries))
    }
}

struct KeySeed<'a>(Seed<'a>);

impl<'de> serde::de::DeserializeSeed<'de> for KeySeed<'_> {
    type Value = String;

    /// Asks for a text, because that is what keeps `1.0` and `0x10` as they were written.
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        let seed = self.0;
        deserializer.deserialize_str(self).inspect_err(|_| {
            if seed.fault.get().is_none() {
                seed.fault.set(Some(Fault::Key));
            }
        })
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        match key {
            "" => Err(self.0.refuse(Fault::Key)),
            "<<" => Err(self.0.refuse(Fault::Merge)),
            key => Ok(key.to_owned()),
        }
    }
}
