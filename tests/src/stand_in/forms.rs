//! Whether a single value is decoded, is of a form, and keeps limits.

use clientwright::model::{Limits, Scalar};
use clientwright_runtime::{Json, Timestamp};
use serde_json::Value;

use super::probes::bounds;

pub(super) fn decodes(value: &Value, scalar: Scalar) -> bool {
    let value = value.clone();
    match scalar {
        Scalar::String | Scalar::Uri | Scalar::Cidr | Scalar::Pem | Scalar::Json => String::decode(value).is_ok(),
        Scalar::Bool => bool::decode(value).is_ok(),
        Scalar::Int32 => i32::decode(value).is_ok(),
        Scalar::Int64 => i64::decode(value).is_ok(),
        Scalar::Uint32 => u32::decode(value).is_ok(),
        Scalar::Uint64 => u64::decode(value).is_ok(),
        Scalar::Float => f64::decode(value).is_ok(),
        Scalar::Timestamp => Timestamp::decode(value).is_ok(),
        Scalar::Seconds => std::time::Duration::decode(value).is_ok(),
        Scalar::Any => true,
    }
}

/// Whether a value is of the form that a type says.
pub(super) fn has_form(value: &Value, scalar: Scalar) -> bool {
    let text = value.as_str();
    let number = value.as_f64();
    match scalar {
        Scalar::Any => true,
        Scalar::Bool => value.is_boolean(),
        Scalar::Float => number.is_some(),
        Scalar::String => text.is_some(),
        Scalar::Uri => text.is_some_and(|text| text.contains("://")),
        Scalar::Cidr => {
            text.is_some_and(|text| text.split_once('/').is_some_and(|(_, bits)| bits.parse::<u8>().is_ok()))
        }
        Scalar::Pem => text.is_some_and(|text| text.starts_with("-----BEGIN")),
        Scalar::Json => text.is_some_and(|text| serde_json::from_str::<Value>(text).is_ok()),
        Scalar::Timestamp => text.is_some_and(|text| text.contains('T') && text.ends_with('Z')),
        integer => {
            let (low, high) = bounds(integer);
            number.is_some_and(|number| number.fract() == 0.0 && (low..=high).contains(&number))
        }
    }
}

pub(super) fn keeps(value: &Value, limits: &Limits) -> bool {
    let size = value.as_str().map(|text| text.len() as u64);
    let number = value.as_f64();
    size.is_none_or(|size| {
        size >= limits.min_bytes.unwrap_or(0)
            && size <= limits.max_bytes.unwrap_or(u64::MAX).min(limits.max_chars.unwrap_or(u64::MAX))
    }) && number.is_none_or(|number| {
        number >= limits.min.unwrap_or(f64::NEG_INFINITY) && number <= limits.max.unwrap_or(f64::INFINITY)
    })
}
