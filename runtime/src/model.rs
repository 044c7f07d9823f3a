//! Objects with known fields, and the functions to which `model!` and its kin delegate.

use serde_core::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use crate::json::object;
use crate::{DecodeError, Fields, Json, OpenEnum, Writer};

/// An object of the API with known fields.
///
/// Every model is [`Json`]; [`model!`](crate::model) adds `Serialize` and `Deserialize`.
pub trait Model: Sized + Default {
    /// Takes the fields one after the other.
    fn read(fields: &mut Fields) -> Self;

    /// Puts the fields in one after the other.
    fn write(&self, writer: &mut Writer);
}

/// A model within itself must be boxed.
impl<M: Model> Model for Box<M> {
    fn read(fields: &mut Fields) -> Self {
        Box::new(M::read(fields))
    }

    fn write(&self, writer: &mut Writer) {
        M::write(self, writer);
    }
}

impl<M: Model> Json for M {
    fn empty() -> Self {
        Self::default()
    }

    /// Never: an object without fields is still an object, and an absent one is `None`.
    fn is_empty(&self) -> bool {
        false
    }

    fn decode(value: Value) -> Result<Self, DecodeError> {
        if value.is_null() {
            return Ok(Self::default());
        }
        let mut fields = Fields::new(object(value)?);
        let model = Self::read(&mut fields);
        fields.check(model)
    }

    fn encode(&self) -> Value {
        Value::Object(written(self).finish().0)
    }

    fn secret(&self) -> bool {
        written(self).finish().1
    }
}

fn written<M: Model>(model: &M) -> Writer {
    let mut writer = Writer::default();
    model.write(&mut writer);
    writer
}

/// Serializes anything that is JSON.
#[doc(hidden)]
pub fn serialize<T: Json, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    value.encode().serialize(serializer)
}

/// Deserializes anything that is JSON.
#[doc(hidden)]
pub fn deserialize<'de, T: Json, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = Value::deserialize(deserializer)?;
    T::decode(value).map_err(serde_core::de::Error::custom)
}

/// The variant that a text says, known or not.
#[doc(hidden)]
pub fn from_text<E: OpenEnum>(text: &str) -> E {
    E::from_known(text).unwrap_or_else(|| E::from_unknown(crate::UnknownValue::new(text)))
}
