//! Values made of types and limits, where no example shows one.

use serde_json::{Map, Value, json};

use super::{Samples, View, inputs, outputs};
use crate::model::{IdUse, Input, Limits, Object, Scalar, Type, TypeKind, TypeRef, WritePresence};

/// How many objects may stand in each other before a value is taken to hold itself.
const DEEPEST: usize = 8;

/// A value in the making.
pub struct Derivation<'s, 'a> {
    samples: &'s Samples<'a>,
    view: View,
    depth: usize,
}

impl<'s, 'a> Derivation<'s, 'a> {
    /// Makes values that are sent or received.
    pub fn new(samples: &'s Samples<'a>, view: View) -> Self {
        Derivation { samples, view, depth: 0 }
    }

    /// A value of an input.
    pub fn input(&self, input: &Input) -> Option<Value> {
        self.value(&input.name.wire, &input.ty, &input.limits, input.secret)
    }

    /// A value of a type; the name tells what it is for.
    pub fn value(&self, name: &str, ty: &Type, limits: &Limits, secret: bool) -> Option<Value> {
        match ty {
            Type::Scalar(_) if secret => Some(text(&format!("not-a-real-{}", name.replace('_', "-")), limits)),
            Type::Scalar(scalar) => Some(self::scalar(*scalar, limits)),
            Type::Id(id) => Some(self.id(id)),
            Type::Ref(reference) => self.reference(&reference.ty, &reference.to),
            Type::List(inner) => self.list(name, inner, limits, secret),
            Type::Map(inner) => {
                let entry = self.deeper()?.value(name, inner, &of_each(limits), secret);
                entry.map(|value| json!({ "example": value })).or_else(|| empty(limits, json!({})))
            }
            Type::Enum(reference) => self.word(reference),
            Type::Object(reference) => self.deeper()?.object(self.samples.object(reference)?),
        }
    }

    fn deeper(&self) -> Option<Self> {
        (self.depth < DEEPEST).then_some(Derivation { depth: self.depth + 1, ..*self })
    }

    fn list(&self, name: &str, inner: &Type, limits: &Limits, secret: bool) -> Option<Value> {
        let count = limits.min_items.unwrap_or(1).clamp(1, 16);
        let value = self.deeper().and_then(|deeper| deeper.value(name, inner, &of_each(limits), secret));
        value.map(|value| (0..count).map(|_| value.clone()).collect()).or_else(|| empty(limits, json!([])))
    }

    fn id(&self, id: &IdUse) -> Value {
        let known = self.samples.api().ids.iter().find(|known| known.name.rust == id.kind);
        match (self.samples.seen.id(id), known.and_then(|known| known.prefix.as_ref())) {
            (Some(seen), _) => seen.clone(),
            (None, _) if id.integer => json!(1),
            (None, Some(prefix)) => json!(format!("{prefix}_example")),
            (None, None) => json!("example"),
        }
    }

    fn reference(&self, ty: &TypeRef, to: &IdUse) -> Option<Value> {
        let mut fields = Map::new();
        for field in outputs(self.samples.object(ty)?) {
            let value = match &field.ty {
                Type::Id(_) => Some(self.id(to)),
                other => self.deeper()?.value(&field.name.wire, other, &field.limits, field.secret),
            };
            fields.extend(value.map(|value| (field.name.wire.clone(), value)));
        }
        Some(Value::Object(fields))
    }

    /// The first value that is not on its way out.
    fn word(&self, reference: &TypeRef) -> Option<Value> {
        let TypeKind::Enum(values) = &self.samples.definition(reference)?.kind else { return None };
        let settled = values.iter().find(|value| value.deprecated.is_none());
        Some(json!(settled.or(values.first())?.name.wire))
    }

    /// A request holds what it must, an answer all that it can.
    fn object(&self, object: &Object) -> Option<Value> {
        match self.view {
            View::Write if object.one_of => inputs(object).find_map(|input| self.alternative(input)),
            View::Write => {
                let must = inputs(object).filter(|input| input.presence == WritePresence::Required);
                let fields = must.map(|input| Some((input.name.wire.clone(), self.input(input)?)));
                fields.collect::<Option<Map<_, _>>>().map(Value::Object)
            }
            View::Read => {
                let fields = outputs(object).filter_map(|field| {
                    let value = self.value(&field.name.wire, &field.ty, &field.limits, field.secret)?;
                    Some((field.name.wire.clone(), value))
                });
                Some(Value::Object(fields.take(if object.one_of { 1 } else { usize::MAX }).collect()))
            }
        }
    }

    fn alternative(&self, input: &Input) -> Option<Value> {
        let name = input.name.wire.clone();
        self.input(input).map(|value| Value::Object(Map::from_iter([(name, value)])))
    }
}

/// Limits on the values of a list or map, without those on the number of them.
fn of_each(limits: &Limits) -> Limits {
    Limits { min_items: None, max_items: None, ..limits.clone() }
}

fn empty(limits: &Limits, value: Value) -> Option<Value> {
    (limits.min_items.unwrap_or(0) == 0).then_some(value)
}

fn scalar(scalar: Scalar, limits: &Limits) -> Value {
    match scalar {
        Scalar::String => text("example", limits),
        Scalar::Uri => json!("https://example.com"),
        Scalar::Cidr => json!("192.0.2.0/24"),
        Scalar::Pem => json!("-----BEGIN EXAMPLE-----\nNOTaREALONE\n-----END EXAMPLE-----\n"),
        Scalar::Json => json!("{}"),
        Scalar::Timestamp => json!("2026-01-02T03:04:05Z"),
        Scalar::Bool => json!(true),
        Scalar::Float => json!(number(limits)),
        Scalar::Int32 | Scalar::Int64 => json!(number(limits) as i64),
        Scalar::Uint32 | Scalar::Uint64 | Scalar::Seconds => json!(number(limits) as u64),
        Scalar::Any => json!("example"),
    }
}

/// One, or what the limits leave that is nearest to it; never a fraction where a whole number fits.
fn number(limits: &Limits) -> f64 {
    let low = limits.min.map_or(1.0, |min| min.ceil().max(1.0));
    limits.max.map_or(low, |max| low.min(max))
}

fn text(words: &str, limits: &Limits) -> Value {
    let low = limits.min_bytes.unwrap_or(0).min(4096) as usize;
    let high = limits.max_bytes.into_iter().chain(limits.max_chars).min().unwrap_or(u64::MAX);
    let kept = words.len().min(usize::try_from(high).unwrap_or(usize::MAX));
    json!(format!("{:x<low$}", words.get(..kept).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_numbers_keep_to_their_limits() {
        let bytes = |min, max| Limits { min_bytes: min, max_bytes: max, ..Limits::default() };
        assert_eq!(text("example", &bytes(None, Some(4))), "exam");
        assert_eq!(text("example", &bytes(Some(9), Some(10))), "examplexx");
        let range = |min, max| Limits { min, max, ..Limits::default() };
        assert_eq!(number(&range(Some(10.0), None)), 10.0);
        assert_eq!(number(&range(Some(-5.0), Some(0.0))), 0.0);
        assert_eq!(number(&range(None, None)), 1.0);
        assert_eq!(number(&range(Some(0.0), Some(0.5))), 0.5);
    }
}
