//! Models whose fields had other names.

use clientwright_runtime as rt;
use serde_json::{Value, json};

/// A reference whose `id` was called `key`, and before that `number`.
#[non_exhaustive]
pub struct Ref<K> {
    pub id: rt::Id<K>,
    pub key: rt::Id<K>,
    pub number: rt::Id<K>,
    pub uri: String,
    pub extra: rt::Extra,
}

rt::model!(Ref<K> { id: Always("id") or key("key") or number("number"), uri: Always("uri") });

/// What has such ids.
enum Thing {}

fn read(json: Value) -> Ref<Thing> {
    serde_json::from_value(json).expect("every field is of its type")
}

#[test]
fn a_field_is_found_by_any_of_its_names_and_stands_under_all() {
    for name in ["id", "key", "number"] {
        let reference = read(json!({ name: "th_1", "uri": "/things/th_1" }));
        assert_eq!([&reference.id, &reference.key, &reference.number], [&rt::Id::from("th_1"); 3]);
        let written = serde_json::to_value(&reference).expect("it can be written");
        assert_eq!(written, json!({ "id": "th_1", "uri": "/things/th_1" }));
    }
}

#[test]
fn of_several_names_that_of_today_counts_and_then_the_latest() {
    let reference = read(json!({ "key": "new", "number": "old" }));
    assert_eq!(reference.id, rt::Id::from("new"));
    assert_eq!(reference.extra.get("number"), Some(&json!("old")));
    let reference = read(json!({ "id": "now", "key": "new" }));
    assert_eq!((reference.id, reference.key), (rt::Id::from("now"), rt::Id::from("now")));
}

#[test]
fn a_value_of_the_wrong_type_is_told_by_the_name_of_today() {
    let fault = serde_json::from_value::<Ref<Thing>>(json!({ "key": [] })).map(|_| ()).unwrap_err();
    assert!(fault.to_string().contains("id"), "{fault}");
}

#[test]
fn a_null_of_today_is_not_filled_from_before() {
    let reference = read(json!({ "id": null, "key": "old" }));
    assert_eq!(reference.id, rt::Id::from(""));
}
