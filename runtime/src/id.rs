//! Identifiers that know what they identify.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::{DecodeError, Json, ToQuery};

/// The identifier of a `K`, so that ids of different resources cannot be swapped unnoticed.
///
/// `R` is what it is made of: a `String`, or an `i64` or `u64` where the API counts. `K` is a
/// name only: it need not have any trait.
pub struct Id<K, R = String> {
    value: R,
    kind: PhantomData<fn() -> K>,
}

impl<K, R> Id<K, R> {
    const fn new(value: R) -> Self {
        Self { value, kind: PhantomData }
    }
}

impl<K> Id<K> {
    /// The identifier as text.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

impl<K, R: Copy> Id<K, R> {
    /// The identifier as a number.
    pub fn get(&self) -> R {
        self.value
    }
}

// The impls are written out because derived ones would ask for the same traits of `K`.

impl<K, R: Clone> Clone for Id<K, R> {
    fn clone(&self) -> Self {
        Self::new(self.value.clone())
    }
}

impl<K, R: Copy> Copy for Id<K, R> {}

impl<K, R: Default> Default for Id<K, R> {
    fn default() -> Self {
        Self::new(R::default())
    }
}

impl<K, R: fmt::Debug> fmt::Debug for Id<K, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<K, R: fmt::Display> fmt::Display for Id<K, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<K, R: PartialEq> PartialEq for Id<K, R> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<K, R: Eq> Eq for Id<K, R> {}

impl<K, R: Ord> PartialOrd for Id<K, R> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<K, R: Ord> Ord for Id<K, R> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.cmp(&other.value)
    }
}

impl<K, R: Hash> Hash for Id<K, R> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl<K> AsRef<str> for Id<K> {
    fn as_ref(&self) -> &str {
        &self.value
    }
}

impl<K> PartialEq<str> for Id<K> {
    fn eq(&self, other: &str) -> bool {
        self.value == other
    }
}

impl<K> PartialEq<&str> for Id<K> {
    fn eq(&self, other: &&str) -> bool {
        self.value == *other
    }
}

impl<K> From<&str> for Id<K> {
    fn from(value: &str) -> Self {
        Self::new(value.to_owned())
    }
}

impl<K> From<String> for Id<K> {
    fn from(value: String) -> Self {
        Self::new(value)
    }
}

impl<K> From<&String> for Id<K> {
    fn from(value: &String) -> Self {
        Self::new(value.clone())
    }
}

impl<K> From<i64> for Id<K, i64> {
    fn from(value: i64) -> Self {
        Self::new(value)
    }
}

impl<K> From<u64> for Id<K, u64> {
    fn from(value: u64) -> Self {
        Self::new(value)
    }
}

impl<K, R: Clone> From<&Id<K, R>> for Id<K, R> {
    fn from(id: &Id<K, R>) -> Self {
        id.clone()
    }
}

impl<K, R: Json> Json for Id<K, R> {
    fn empty() -> Self {
        Self::new(R::empty())
    }

    fn is_empty(&self) -> bool {
        self.value.is_empty()
    }

    fn decode(value: Value) -> Result<Self, DecodeError> {
        R::decode(value).map(Self::new)
    }

    fn encode(&self) -> Value {
        self.value.encode()
    }

    fn is_exact(value: &Value) -> bool {
        R::is_exact(value)
    }
}

impl<K, R: ToQuery> ToQuery for Id<K, R> {
    fn values(&self, values: &mut Vec<String>) {
        self.value.values(values);
    }
}

impl<K, R: Json> Serialize for Id<K, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::model::serialize(self, serializer)
    }
}

impl<'de, K, R: Json> Deserialize<'de> for Id<K, R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::model::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    enum Nothing {}

    #[test]
    fn traits_ask_nothing_of_the_kind() {
        let id = Id::<Nothing>::from("rd_1");
        assert_eq!(id.clone(), Id::from(&id));
        assert_eq!(id, "rd_1");
        assert_eq!(format!("{id} {id:?}"), "rd_1 \"rd_1\"");
        assert!(Id::<Nothing>::default() < id);
    }

    #[test]
    fn numbers_are_copied() {
        let id = Id::<Nothing, u64>::from(7);
        let copy = id;
        assert_eq!((id.get(), copy.encode()), (7, Value::from(7)));
        assert_eq!(Id::<Nothing, i64>::decode(Value::from(-3)).unwrap().get(), -3);
    }

    #[test]
    fn serde_sees_the_bare_value() {
        let id: Id<Nothing> = serde_json::from_str("\"x\"").unwrap();
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"x\"");
    }
}
