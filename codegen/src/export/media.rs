//! JSON as it is sent and answered, with its examples.

use serde_json::{Map, Value};

use crate::entry::Entry;
use crate::model::{Example, Operation};

/// Content of one media type, which is JSON everywhere.
pub fn json(schema: Value, examples: Map<String, Value>) -> Value {
    let mut media = Entry::default();
    media.put("schema", schema);
    media.some("examples", examples);
    let mut content = Entry::default();
    content.put("application/json", media);
    content.into()
}

/// The examples that have the wanted part, by name.
pub fn examples(operation: &Operation, part: impl Fn(&Example) -> Option<&Value>) -> Map<String, Value> {
    let named = operation.examples.iter().filter_map(|example| Some((example, part(example)?)));
    named.map(|(example, value)| (example.name.clone(), self::example(example, value))).collect()
}

fn example(example: &Example, value: &Value) -> Value {
    let mut entry = Entry::default();
    entry.maybe("summary", example.doc.as_deref().map(str::trim));
    entry.put("value", value.clone());
    entry.into()
}
