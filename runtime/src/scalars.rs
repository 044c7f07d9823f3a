//! The plain values of JSON: text, bools and numbers.

use std::time::Duration;

use serde_json::{Number, Value};

use crate::{DecodeError, Json};

impl Json for String {
    fn empty() -> Self {
        Self::new()
    }

    fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }

    fn decode(value: Value) -> Result<Self, DecodeError> {
        match value {
            Value::String(text) => Ok(text),
            Value::Null => Ok(Self::new()),
            other => Err(DecodeError::new("a string", &other)),
        }
    }

    fn encode(&self) -> Value {
        Value::String(self.clone())
    }
}

impl Json for bool {
    fn empty() -> Self {
        false
    }

    fn is_empty(&self) -> bool {
        !*self
    }

    fn decode(value: Value) -> Result<Self, DecodeError> {
        match value {
            Value::Bool(bool) => Ok(bool),
            Value::Null => Ok(false),
            other => Err(DecodeError::new("a bool", &other)),
        }
    }

    fn encode(&self) -> Value {
        Value::Bool(*self)
    }
}

/// The number as a whole one; servers written in JavaScript send `3.0` for 3.
fn whole(value: &Value) -> Option<i128> {
    let number = value.as_number()?;
    let signed = number.as_i64().map(i128::from);
    signed.or_else(|| number.as_u64().map(i128::from)).or_else(|| {
        let float = number.as_f64()?;
        // Beyond 2^64 the cast would still be exact, but no integer type here reaches that far.
        (float.fract() == 0.0 && float.abs() < 2e19).then_some(float as i128)
    })
}

macro_rules! integers {
    ($($integer:ident: $expected:literal),*) => {$(
        impl Json for $integer {
            fn empty() -> Self {
                0
            }

            fn is_empty(&self) -> bool {
                *self == 0
            }

            fn decode(value: Value) -> Result<Self, DecodeError> {
                if value.is_null() {
                    return Ok(0);
                }
                whole(&value)
                    .and_then(|whole| Self::try_from(whole).ok())
                    .ok_or_else(|| DecodeError::new($expected, &value))
            }

            fn encode(&self) -> Value {
                Value::from(*self)
            }

            fn is_exact(value: &Value) -> bool {
                value.is_i64() || value.is_u64()
            }
        }
    )*};
}

integers! {
    i32: "an integer of 32 bits",
    i64: "an integer of 64 bits",
    u32: "an unsigned integer of 32 bits",
    u64: "an unsigned integer of 64 bits"
}

impl Json for f64 {
    fn empty() -> Self {
        0.0
    }

    fn is_empty(&self) -> bool {
        *self == 0.0
    }

    fn decode(value: Value) -> Result<Self, DecodeError> {
        match &value {
            Value::Null => Ok(0.0),
            other => other.as_f64().ok_or_else(|| DecodeError::new("a number", other)),
        }
    }

    /// Infinities and NaN, which JSON cannot say, become null.
    fn encode(&self) -> Value {
        Number::from_f64(*self).map_or(Value::Null, Value::Number)
    }

    fn is_exact(value: &Value) -> bool {
        value.is_f64()
    }
}

/// A whole number of seconds on the wire; a fraction of a second is written as a whole one.
impl Json for Duration {
    fn empty() -> Self {
        Self::ZERO
    }

    fn is_empty(&self) -> bool {
        self.is_zero()
    }

    fn decode(value: Value) -> Result<Self, DecodeError> {
        u64::decode(value).map(Self::from_secs)
    }

    fn encode(&self) -> Value {
        // Cut off, half a second would become zero, which servers take for no time at all or for unset.
        Value::from(self.as_secs().saturating_add(u64::from(self.subsec_nanos() > 0)))
    }

    fn is_exact(value: &Value) -> bool {
        u64::is_exact(value)
    }
}
