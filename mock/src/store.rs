//! What is kept: items by resource, in the order in which they came.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::{Map, Value};

use crate::api::Api;

/// The fields of an item that were sent or seeded, by name. References are ids. A null says that the
/// field has no value, not even one that the server would give it.
pub(crate) type Values = Map<String, Value>;

/// Where an item stands: the key of what holds it, and its number.
pub(crate) type Place = (String, u64);

/// One thing that is kept.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// Its path parameters; the last one is its own.
    pub key: Vec<String>,
    /// Counts all items that were ever kept.
    pub number: u64,
    /// Seconds since 1970.
    pub created: i64,
    pub changed: i64,
    pub values: Values,
}

impl Item {
    /// What tells it from those beside it.
    pub fn own_key(&self) -> &str {
        self.key.last().map_or("", String::as_str)
    }

    fn place(&self) -> Place {
        (joined(&self.key[..self.key.len().saturating_sub(1)]), self.number)
    }
}

/// Everything that is kept.
#[derive(Debug, Default)]
pub(crate) struct Store {
    tables: BTreeMap<String, Rows>,
    made: u64,
}

/// The items of one resource.
#[derive(Debug, Default)]
struct Rows {
    rows: BTreeMap<Place, Item>,
    by_key: HashMap<String, Place>,
    /// By what tells an item from those beside it; ids are unique, other things may not be.
    by_own_key: HashMap<String, Place>,
    by_field: HashMap<String, HashMap<String, BTreeSet<Place>>>,
    /// Numbers of items that are gone: a link that goes on after one of them still does.
    gone: HashMap<String, u64>,
}

/// Path parameters as one text; no parameter of a path holds the separator.
pub(crate) fn joined(key: &[String]) -> String {
    key.join("/")
}

/// How a value is looked up: texts as they are, a reference by its id.
pub(crate) fn lookup_text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

impl Store {
    /// A number that no item has had.
    pub fn next_number(&mut self) -> u64 {
        self.made = self.made.saturating_add(1);
        self.made
    }

    /// Makes this number one that was had.
    pub fn reserve(&mut self, number: u64) {
        self.made = self.made.max(number);
    }

    /// Keeps an item, in the place of another one with the same key.
    pub fn put(&mut self, api: &Api, table: &str, item: Item) {
        self.remove(table, &item.key);
        let rows = self.tables.entry(table.to_owned()).or_default();
        let place = item.place();
        rows.by_key.insert(joined(&item.key), place.clone());
        rows.by_own_key.insert(item.own_key().to_owned(), place.clone());
        rows.gone.remove(item.own_key());
        for field in api.tables.get(table).iter().flat_map(|table| &table.indexed) {
            for text in texts(item.values.get(field)) {
                let places = rows.by_field.entry(field.clone()).or_default().entry(text).or_default();
                places.insert(place.clone());
            }
        }
        rows.rows.insert(place, item);
    }

    /// Forgets an item.
    pub fn remove(&mut self, table: &str, key: &[String]) -> Option<Item> {
        let rows = self.tables.get_mut(table)?;
        let place = rows.by_key.remove(&joined(key))?;
        let item = rows.rows.remove(&place)?;
        rows.gone.insert(item.own_key().to_owned(), item.number);
        if rows.by_own_key.get(item.own_key()) == Some(&place) {
            rows.by_own_key.remove(item.own_key());
        }
        for (field, values) in &mut rows.by_field {
            for text in texts(item.values.get(field)) {
                if let Some(places) = values.get_mut(&text) {
                    places.remove(&place);
                    if places.is_empty() {
                        values.remove(&text);
                    }
                }
            }
        }
        Some(item)
    }

    /// The item with these path parameters.
    pub fn get(&self, table: &str, key: &[String]) -> Option<&Item> {
        let rows = self.tables.get(table)?;
        rows.rows.get(rows.by_key.get(&joined(key))?)
    }

    /// The item that an id names.
    pub fn by_own_key(&self, table: &str, own: &str) -> Option<&Item> {
        let rows = self.tables.get(table)?;
        rows.rows.get(rows.by_own_key.get(own)?)
    }

    /// The number of the item that an id names or has named.
    pub fn number(&self, table: &str, own: &str) -> Option<u64> {
        let there = self.by_own_key(table, own).map(|item| item.number);
        there.or_else(|| self.tables.get(table)?.gone.get(own).copied())
    }

    /// Items by the value of an indexed field.
    pub fn by_field(&self, table: &str, field: &str, text: &str) -> impl Iterator<Item = &Item> {
        let rows = self.tables.get(table);
        let places = rows.and_then(|rows| rows.by_field.get(field)?.get(text)).into_iter().flatten();
        places.filter_map(move |place| rows?.rows.get(place))
    }

    /// What something holds, oldest first; `holder` are its path parameters.
    pub fn held(&self, table: &str, holder: &[String]) -> impl DoubleEndedIterator<Item = &Item> {
        self.held_before(table, holder, u64::MAX)
    }

    /// The same, up to a number.
    pub fn held_before(&self, table: &str, holder: &[String], number: u64) -> impl DoubleEndedIterator<Item = &Item> {
        let holder = joined(holder);
        let range = (holder.clone(), 0)..(holder, number);
        self.tables.get(table).into_iter().flat_map(move |rows| rows.rows.range(range.clone()).map(|(_, item)| item))
    }

    /// All items of a resource, whatever holds them, oldest first within that.
    pub fn all(&self, table: &str) -> impl DoubleEndedIterator<Item = &Item> {
        self.tables.get(table).into_iter().flat_map(|rows| rows.rows.values())
    }

    /// How many there are.
    pub fn count(&self, table: &str) -> usize {
        self.tables.get(table).map_or(0, |rows| rows.rows.len())
    }
}

/// Under which texts a value is found: a list under each of its elements.
fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::Array(elements)) => elements.iter().filter_map(lookup_text).collect(),
        Some(value) => lookup_text(value).into_iter().collect(),
        None => Vec::new(),
    }
}
