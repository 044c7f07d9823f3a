//! The tables: what the documentation names, one row each.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

use crate::line::Excuse;

/// The content of a row: a name's value, and the excuse that may stand in it.
pub struct Row {
    pub name: String,
    pub excuse: Option<Excuse>,
    value: Value,
}

/// A parameter of a method.
pub struct Parameter {
    pub name: String,
    /// Whether it has a default.
    pub optional: bool,
    pub excuse: Option<Excuse>,
}

/// The rows of a table.
///
/// # Panics
///
/// When there is no such table, or when it is not of the right form.
pub fn read(table: &str) -> Vec<Row> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(table);
    let text = fs::read_to_string(file).expect("the table can be read");
    rows(&serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{table}: {error}")))
}

fn rows(value: &Value) -> Vec<Row> {
    let fields = value.as_object().unwrap_or_else(|| panic!("{value} is no mapping"));
    fields.iter().map(|(name, value)| Row { name: name.clone(), excuse: excuse(value), value: value.clone() }).collect()
}

/// What stands under `became` and `why`; one alone is half an excuse and as good as none.
fn excuse(value: &Value) -> Option<Excuse> {
    let text = |key: &str| value.get(key).map(text);
    let (became, why) = (text("became"), text("why"));
    (became.is_some() || why.is_some())
        .then(|| Excuse { became: became.unwrap_or_default(), why: why.unwrap_or_default() })
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

impl Row {
    /// Asserts that the row has no other keys than these and those of an excuse.
    pub fn knows(self, keys: &[&str]) -> Self {
        let known = |key: &str| keys.contains(&key) || ["became", "why"].contains(&key);
        let unknown = self.value.as_object().into_iter().flat_map(Map::keys).find(|key| !known(key));
        assert_eq!(unknown, None, "a key of `{}`", self.name);
        self
    }

    /// The row's value, if it is a mere text.
    pub fn plain(&self) -> Option<String> {
        self.value.as_str().map(str::to_owned)
    }

    /// A text in the row.
    pub fn text(&self, key: &str) -> Option<String> {
        self.value.get(key).map(text)
    }

    /// A number in the row.
    pub fn number(&self, key: &str) -> Option<u64> {
        self.value.get(key).and_then(Value::as_u64)
    }

    /// The rows within the row.
    pub fn rows(&self, key: &str) -> Vec<Row> {
        self.value.get(key).map(rows).unwrap_or_default()
    }

    /// The names in a list of the row, or in the list that the row itself is.
    pub fn parameters(&self, key: &str) -> Vec<Parameter> {
        let list = self.value.get(key).unwrap_or(&self.value).as_array();
        list.into_iter().flatten().map(Parameter::new).collect()
    }
}

impl Parameter {
    /// A name, or a mapping of one name to its excuse.
    fn new(value: &Value) -> Self {
        let (name, excuse) = match value.as_object().and_then(|fields| fields.iter().next()) {
            Some((name, value)) => (name.clone(), excuse(value)),
            None => (text(value), None),
        };
        Self { name: name.trim_end_matches('?').to_owned(), optional: name.ends_with('?'), excuse }
    }
}
