//! Plain values and open enums.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Debug;
use std::time::Duration;

use serde_json::json;

use super::emitted::Format;
use crate::{Json, Secret, ToQuery, Value};

fn reads<T: Json + PartialEq + Debug>(value: Value, expected: T) {
    assert_eq!(T::decode(value), Ok(expected));
}

fn refuses<T: Json + Debug>(value: Value, message: &str) {
    assert_eq!(T::decode(value).unwrap_err().to_string(), message);
}

#[test]
fn null_reads_as_the_empty_value() {
    reads(Value::Null, String::new());
    reads(Value::Null, false);
    reads(Value::Null, 0_i32);
    reads(Value::Null, 0_u64);
    reads(Value::Null, 0.0);
    reads(Value::Null, Duration::ZERO);
    reads(Value::Null, Value::Null);
    reads(Value::Null, None::<String>);
    reads(Value::Null, Vec::<String>::new());
    reads(Value::Null, BTreeMap::<String, bool>::new());
    reads(Value::Null, Secret::default());
    reads(Value::Null, Format::default());
}

#[test]
fn whole_numbers_are_read_within_their_width() {
    reads(json!(3.0), 3_i32);
    reads(json!(-3.0), -3_i64);
    reads(json!(u64::MAX), u64::MAX);
    reads(json!(i64::MIN), i64::MIN);
    refuses::<i32>(json!(1_u64 << 31), "expected an integer of 32 bits, found a number");
    refuses::<u32>(json!(-1), "expected an unsigned integer of 32 bits, found a number");
    refuses::<i64>(json!(u64::MAX), "expected an integer of 64 bits, found a number");
    refuses::<u64>(json!(1.5), "expected an unsigned integer of 64 bits, found a fraction");
    refuses::<u64>(json!(1e300), "expected an unsigned integer of 64 bits, found a fraction");
    refuses::<i64>(json!("3"), "expected an integer of 64 bits, found a string");
}

#[test]
fn other_types_are_refused() {
    refuses::<String>(json!(1), "expected a string, found a number");
    refuses::<bool>(json!("true"), "expected a bool, found a string");
    refuses::<f64>(json!("1"), "expected a number, found a string");
    refuses::<Duration>(json!(-1), "expected an unsigned integer of 64 bits, found a number");
    refuses::<Vec<bool>>(json!([true, 1]), "[1]: expected a bool, found a number");
    refuses::<Vec<Vec<bool>>>(json!([[], [1]]), "[1][0]: expected a bool, found a number");
    refuses::<Format>(json!(1), "expected a string, found a number");
    refuses::<Secret>(json!(["hunter2"]), "expected a string, found a list");
}

#[test]
fn numbers_that_json_cannot_say_become_null() {
    assert_eq!(f64::NAN.encode(), Value::Null);
    assert_eq!(f64::INFINITY.encode(), Value::Null);
    assert_eq!(Duration::from_secs(2).encode(), json!(2));
    assert_eq!(Duration::from_millis(1900).encode(), json!(2));
    assert_eq!(Duration::from_nanos(1).encode(), json!(1), "zero is often how unset is said");
    assert_eq!(Duration::MAX.encode(), json!(u64::MAX));
}

#[test]
fn containers_of_secrets_are_secret() {
    let secret = Secret::from("x");
    assert!(Some(secret.clone()).secret() && vec![secret.clone()].secret());
    assert!(BTreeMap::from([("a".to_owned(), secret)]).secret());
    assert!(!None::<Secret>.secret() && !vec!["x".to_owned()].secret());
}

#[test]
fn open_enum_is_its_text() {
    let known = Format::from("paperback");
    assert_eq!((known.as_str(), known.to_string().as_str()), ("paperback", "paperback"));
    assert_eq!(known, Format::Paperback);
    assert_eq!(Format::from(String::from("vellum")), "vellum");
    assert_eq!(format!("{:?} {:>5}", Format::from("vellum"), Format::from("x")), "Unknown(\"vellum\")     x");
    assert_eq!(Format::from(&known).as_ref(), "paperback");
    assert_eq!(serde_json::to_value(&known).unwrap(), "paperback");
    assert_eq!(serde_json::from_value::<Format>(json!("vellum")).unwrap(), Format::from("vellum"));
    assert!(Json::is_empty(&Format::default()));
    assert_eq!(HashSet::from([known, Format::Paperback]).len(), 1);
}

#[test]
fn query_values_are_text() {
    fn values<T: ToQuery>(value: T) -> Vec<String> {
        let mut values = Vec::new();
        value.values(&mut values);
        values
    }
    assert_eq!(values(&[1.5, 2.0][..]), ["1.5", "2"]);
    assert_eq!(values(vec![Format::Hardcover]), ["hardcover"]);
    assert_eq!(values(true), ["true"]);
    assert_eq!(values(crate::Timestamp::from("t")), ["t"]);
    assert_eq!(values(crate::Id::<Format, u64>::from(7)), ["7"]);
}
