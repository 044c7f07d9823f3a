//! A small reading of JSON Schema: what exported schemas use, and no more.

use serde_json::{Map, Value};

/// Why a value does not fit a schema.
pub fn faults(document: &Value, schema: &Value, value: &Value) -> Vec<String> {
    let mut check = Check { document, faults: Vec::new() };
    check.value(schema, value, "it");
    check.faults
}

struct Check<'d> {
    document: &'d Value,
    faults: Vec<String>,
}

impl Check<'_> {
    fn value(&mut self, schema: &Value, value: &Value, at: &str) {
        if let Some(pointer) = schema["$ref"].as_str() {
            let target = self.document.pointer(pointer.trim_start_matches('#')).expect("every pointer leads somewhere");
            self.value(target, value, at);
        }
        self.expect(is_of_type(&schema["type"], value), at, "is of another type");
        self.expect(schema["enum"].as_array().is_none_or(|known| known.contains(value)), at, "is not a known value");
        self.bounds(schema, value, at);
        self.choices(schema, value, at);
        match value {
            Value::Object(entries) => self.object(schema, entries, at),
            Value::Array(items) => items.iter().for_each(|item| self.value(&schema["items"], item, &format!("{at}[]"))),
            Value::String(text) => self.expect(has_prefix(schema, text), at, "has another prefix"),
            _ => {}
        }
    }

    fn expect(&mut self, holds: bool, at: &str, fault: &str) {
        if !holds {
            self.faults.push(format!("{at} {fault}"));
        }
    }

    fn fits(&self, schema: &Value, value: &Value) -> bool {
        faults(self.document, schema, value).is_empty()
    }

    fn choices(&mut self, schema: &Value, value: &Value, at: &str) {
        let count = |key: &str| schema[key].as_array().map(|all| all.iter().filter(|of| self.fits(of, value)).count());
        let (any, one) = (count("anyOf"), count("oneOf"));
        let excluded = schema.get("not").is_some_and(|not| self.fits(not, value));
        self.expect(any != Some(0), at, "fits none of several");
        self.expect(one.is_none_or(|fitting| fitting == 1), at, "does not fit exactly one of several");
        self.expect(!excluded, at, "has what excludes each other");
        for all in schema["allOf"].as_array().into_iter().flatten() {
            self.value(all, value, at);
        }
    }

    fn bounds(&mut self, schema: &Value, value: &Value, at: &str) {
        let size = match value {
            Value::String(text) => Some(("Length", text.chars().count() as f64)),
            Value::Array(items) => Some(("Items", items.len() as f64)),
            Value::Object(entries) => Some(("Properties", entries.len() as f64)),
            Value::Number(number) => number.as_f64().map(|number| ("imum", number)),
            _ => None,
        };
        let Some((what, size)) = size else { return };
        let least = schema[format!("min{what}")].as_f64();
        let most = schema[format!("max{what}")].as_f64();
        self.expect(least.is_none_or(|least| size >= least), at, "is too small");
        self.expect(most.is_none_or(|most| size <= most), at, "is too big");
    }

    fn object(&mut self, schema: &Value, entries: &Map<String, Value>, at: &str) {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            self.expect(entries.contains_key(name), at, &format!("lacks `{name}`"));
        }
        for (name, value) in entries {
            let at = format!("{at}.{name}");
            match (schema["properties"].get(name), &schema["additionalProperties"]) {
                (Some(property), _) => self.value(property, value, &at),
                (None, Value::Bool(false)) => self.expect(false, &at, "is not known"),
                (None, other) => self.value(other, value, &at),
            }
        }
    }
}

fn is_of_type(ty: &Value, value: &Value) -> bool {
    match ty {
        Value::Null => true,
        Value::Array(types) => types.iter().any(|ty| is_of_type(ty, value)),
        other => match other.as_str().unwrap_or_default() {
            "null" => value.is_null(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "string" => value.is_string(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            unknown => panic!("`{unknown}` is no type of JSON"),
        },
    }
}

/// Exported patterns say how a text begins and nothing else.
fn has_prefix(schema: &Value, text: &str) -> bool {
    let prefix = schema["pattern"].as_str().map(|pattern| pattern.trim_start_matches('^'));
    prefix.is_none_or(|prefix| text.starts_with(prefix))
}
