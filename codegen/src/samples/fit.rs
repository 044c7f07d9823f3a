//! Whether a value is one of a type, and what it is on the wire then.

use serde_json::{Map, Number, Value};

use super::derive::Derivation;
use super::{Samples, View, inputs, outputs};
use crate::model::{Input, Object, Scalar, Type, WritePresence};

impl Samples<'_> {
    /// The value as a client sends or receives it; `None` if it is none of this type.
    pub fn fit(&self, ty: &Type, value: &Value, view: View) -> Option<Value> {
        match (ty, value) {
            (Type::List(inner), Value::Array(values)) => {
                values.iter().map(|value| self.fit(inner, value, view)).collect::<Option<Vec<_>>>().map(Value::Array)
            }
            (Type::Map(inner), Value::Object(entries)) => {
                let entry = |(key, value): (&String, &Value)| Some((key.clone(), self.fit(inner, value, view)?));
                entries.iter().map(entry).collect::<Option<Map<_, _>>>().map(Value::Object)
            }
            (Type::Object(reference), Value::Object(fields)) => match view {
                View::Write => self.fit_input(self.object(reference)?, fields),
                View::Read => self.fit_answer(self.object(reference)?, fields),
            },
            (Type::Ref(reference), Value::Object(fields)) => self.fit_answer(self.object(&reference.ty)?, fields),
            (Type::Enum(_), Value::String(_)) => Some(value.clone()),
            (Type::Id(id), _) => (if id.integer { value.is_i64() } else { value.is_string() }).then(|| value.clone()),
            (Type::Scalar(scalar), _) => fit_scalar(*scalar, value),
            _ => None,
        }
    }

    /// The value of an input; null is one where it clears.
    pub fn fit_given(&self, input: &Input, value: &Value) -> Option<Value> {
        let clears = value.is_null() && input.presence == WritePresence::Clearable;
        if clears { Some(Value::Null) } else { self.fit(&input.ty, value, View::Write) }
    }

    /// What is not known is left out, what is required and missing is derived.
    fn fit_input(&self, object: &Object, fields: &Map<String, Value>) -> Option<Value> {
        let mut fitted = Map::new();
        for input in inputs(object) {
            let given = match fields.get(&input.name.wire) {
                Some(value) => Some(self.fit_given(input, value)?),
                None if input.presence == WritePresence::Required && !object.one_of => {
                    Some(Derivation::new(self, View::Write).input(input)?)
                }
                None => None,
            };
            fitted.extend(given.map(|value| (input.name.wire.clone(), value)));
        }
        (!object.one_of || fitted.len() == 1).then_some(Value::Object(fitted))
    }

    /// Answers may lack anything, and hold what nobody knows.
    fn fit_answer(&self, object: &Object, fields: &Map<String, Value>) -> Option<Value> {
        let fits = |name: &str, ty: &Type| match fields.get(name) {
            None | Some(Value::Null) => true,
            Some(value) => self.fit(ty, value, View::Read).is_some(),
        };
        outputs(object).all(|field| fits(&field.name.wire, &field.ty)).then(|| Value::Object(fields.clone()))
    }
}

fn fit_scalar(scalar: Scalar, value: &Value) -> Option<Value> {
    let fits = match scalar {
        Scalar::Bool => value.is_boolean(),
        Scalar::Int32 => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        Scalar::Int64 => value.is_i64(),
        Scalar::Uint32 => value.as_u64().is_some_and(|number| u32::try_from(number).is_ok()),
        Scalar::Uint64 | Scalar::Seconds => value.is_u64(),
        // A whole number goes on the wire as a fraction.
        Scalar::Float => return value.as_f64().and_then(Number::from_f64).map(Value::Number),
        Scalar::Any => !value.is_null(),
        Scalar::String | Scalar::Uri | Scalar::Cidr | Scalar::Pem | Scalar::Json | Scalar::Timestamp => {
            value.is_string()
        }
    };
    fits.then(|| value.clone())
}
