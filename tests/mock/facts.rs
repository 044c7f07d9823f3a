//! The description of an API, for tests that make what must have existed before a request.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

/// A description.
pub struct Facts(Value);

/// A resource of which items are kept.
pub struct Table<'a> {
    pub name: &'a str,
    pub service: &'a str,
    /// Path of an item.
    pub item: &'a str,
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

impl Facts {
    pub fn read(description: &str) -> Self {
        Self(serde_json::from_str(description).expect("the description is JSON"))
    }

    pub fn operation(&self, name: &str) -> &Value {
        &self.0["operations"][name]
    }

    pub fn table(&self, name: &str) -> Option<Table<'_>> {
        let (name, table) = self.0["tables"].as_object()?.get_key_value(name)?;
        Some(Table { name, service: text(&table["service"]), item: text(&table["item"]) })
    }

    /// What holds the items of a list, by the path of an operation.
    pub fn holder(&self, path: &str) -> Option<Table<'_>> {
        let (before, _) = path.rsplit_once('/')?;
        let (name, _) = self.0["tables"].as_object()?.iter().find(|(_, table)| table["item"] == before)?;
        self.table(name)
    }

    /// The names of the fields of a resource that answers have.
    pub fn read_fields(&self, table: &str) -> impl Iterator<Item = &str> {
        let fields = self.0["types"][table]["fields"].as_array().into_iter().flatten();
        fields.filter(|field| field["read"].is_string()).map(|field| text(&field["name"]))
    }

    /// The resource that an id is of, by its prefix, if items of it are kept.
    pub fn kind_of(&self, id: &str) -> Option<Table<'_>> {
        let (prefix, rest) = id.rsplit_once('_')?;
        let (name, _) = self.0["ids"].as_object()?.iter().find(|(_, kind)| kind["prefix"] == prefix)?;
        // Examples have ids of 27 letters and digits, recordings short numbers.
        if rest.len() != 27 && rest.parse::<u32>().is_err() {
            return None;
        }
        self.table(name)
    }

    /// Names and values of the path parameters of a request.
    pub fn arguments(&self, operation: &Value, path: &str) -> BTreeMap<String, String> {
        let pairs = text(&operation["path"]).split('/').zip(path.split('/'));
        pairs.filter_map(|(name, value)| Some((parameter(name)?.to_owned(), value.to_owned()))).collect()
    }

    /// An item for each id in these texts, but for those in `besides`; each as a state of its own.
    pub fn mentioned(&self, ids: BTreeSet<String>, path: &str, besides: &BTreeSet<String>) -> Vec<Value> {
        let known = ids.iter().filter(|id| !besides.contains(*id)).filter_map(|id| Some((id, self.kind_of(id)?)));
        known.map(|(id, table)| self.state(&table, self.with_holder(&table, json!({ "id": id }), path))).collect()
    }

    /// What holds an item, taken from a path that leads through it; of some name, if no path does.
    fn with_holder(&self, table: &Table<'_>, mut item: Value, path: &str) -> Value {
        for (name, value) in table.item.split('/').zip(path.split('/').chain(std::iter::repeat(""))) {
            if let Some(name) = parameter(name).filter(|name| item.get(name).is_none()) {
                let holder = if value.is_empty() { "somewhere" } else { value };
                item[name] = json!(holder);
            }
        }
        item
    }

    /// A state with one item, which refers to something wherever it must.
    pub fn state(&self, table: &Table<'_>, mut item: Value) -> Value {
        for field in self.0["types"][table.name]["fields"].as_array().into_iter().flatten() {
            let target = field["type"].get("ref").or(field["type"].get("id")).and_then(Value::as_str);
            let given = item.get(text(&field["name"])).is_some() || field["server"].get("sets").is_some();
            if let Some(target) = target.filter(|_| field["read"] == "always" && field["name"] != "id" && !given) {
                let prefix = self.0["ids"][target]["prefix"].as_str().unwrap_or("usr");
                let id = if self.0["ids"][target]["integer"] == true { json!(1) } else { json!(format!("{prefix}_1")) };
                item[text(&field["name"])] = id;
            }
        }
        json!({ table.service: [item] })
    }
}

/// The name of the parameter that a segment of a path is.
pub fn parameter(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// An item, with the path parameters that are its own.
pub fn with_key(table: &Table<'_>, arguments: &BTreeMap<String, String>, mut item: Map<String, Value>) -> Value {
    for name in table.item.split('/').filter_map(parameter) {
        if let Some(value) = arguments.get(name) {
            item.entry(name).or_insert_with(|| json!(value));
        }
    }
    Value::Object(item)
}

/// Every text in a value, names of fields among them.
pub fn collect(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => _ = texts.insert(text.clone()),
        Value::Array(elements) => elements.iter().for_each(|element| collect(element, texts)),
        Value::Object(entries) => {
            texts.extend(entries.keys().cloned());
            entries.values().for_each(|value| collect(value, texts));
        }
        _ => {}
    }
}
