//! Answers in which every field is there, and every secret field holds a secret.

use clientwright::model::{Api, Object, Operation, Returns, Scalar, Type};
use clientwright::samples::Samples;
use serde_json::{Map, Value, json};

use crate::SECRET;

/// The fullest answer that the operation can have; `None` where there is none.
pub fn answer(api: &Api, operation: &Operation) -> Option<Value> {
    let answer = match &operation.returns {
        Returns::None => return None,
        Returns::Type(answer) | Returns::List { list: answer, .. } => Type::Object(answer.clone()),
    };
    Some(value(&Samples::of(api), &answer, false))
}

fn value(samples: &Samples<'_>, ty: &Type, secret: bool) -> Value {
    match ty {
        Type::Scalar(_) if secret => json!(SECRET),
        Type::Scalar(scalar) => self::scalar(*scalar),
        Type::Id(id) if id.integer => json!(1),
        Type::Id(_) => json!("id_1"),
        Type::Enum(_) => json!("a value of tomorrow"),
        Type::List(inner) => json!([value(samples, inner, secret)]),
        Type::Map(inner) => json!({ "entry": value(samples, inner, secret) }),
        Type::Object(reference) => object(samples, samples.object(reference).expect("the type is declared")),
        Type::Ref(reference) => object(samples, samples.object(&reference.ty).expect("the type is declared")),
    }
}

fn object(samples: &Samples<'_>, object: &Object) -> Value {
    let read = object.fields.iter().filter(|field| field.read.is_some());
    let mut fields: Map<String, Value> =
        read.map(|field| (field.name.wire.clone(), value(samples, &field.ty, field.secret))).collect();
    // Nobody knows what a field of tomorrow holds.
    fields.insert("field_of_tomorrow".to_owned(), json!(SECRET));
    Value::Object(fields)
}

fn scalar(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Bool => json!(true),
        Scalar::Float => json!(1.5),
        Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 | Scalar::Seconds => json!(1),
        Scalar::Timestamp => json!("2026-01-02T03:04:05Z"),
        Scalar::String | Scalar::Uri | Scalar::Cidr | Scalar::Pem | Scalar::Json | Scalar::Any => json!("text"),
    }
}
