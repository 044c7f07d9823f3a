//! What exists, as JSON: taken in, and given out again.

use std::fmt;

use serde_json::{Map, Value};

use crate::api::{Api, Table};
use crate::body::check_prefix;
use crate::check;
use crate::clock;
use crate::description::{Field, ObjectType, Type};
use crate::ids::Ids;
use crate::operate;
use crate::refusal::Refusal;
use crate::settle::settle;
use crate::store::{Item, Store, Values};
use crate::world::World;

/// Why a state cannot be taken in.
#[derive(Clone, Debug, PartialEq)]
pub struct BadSeed {
    /// Where it is wrong: `ip_policies[2].description`.
    path: String,
    why: String,
}

impl BadSeed {
    fn new(path: impl Into<String>, why: impl fmt::Display) -> Self {
        Self { path: path.into(), why: why.to_string() }
    }

    /// Where it is wrong: `ip_policies[2].description`.
    pub fn path(&self) -> &str {
        &self.path
    }
}

impl fmt::Display for BadSeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.is_empty() {
            true => f.write_str(&self.why),
            false => write!(f, "{}: {}", self.path, self.why),
        }
    }
}

impl std::error::Error for BadSeed {}

/// Takes everything in, or nothing.
pub(crate) fn load(api: &Api, store: &mut Store, ids: &mut Ids, now: i64, state: &Value) -> Result<(), BadSeed> {
    let services =
        state.as_object().ok_or_else(|| BadSeed::new("", "a state is an object with a list for each service"))?;
    let mut items = Vec::new();
    for (service, list) in services {
        let (name, table) = table_of(api, service)?;
        let list = list.as_array().ok_or_else(|| BadSeed::new(service, "must be a list of items"))?;
        for (at, object) in list.iter().enumerate() {
            let path = format!("{service}[{at}]");
            let seeded = Seeded { api, store, ids, now, name, table };
            items.push((name, path.clone(), seeded.item(object, &path)?));
        }
    }
    items.iter().try_for_each(|(name, path, item)| check_new(store, name, path, item))?;
    let mut seen = std::collections::BTreeSet::new();
    if let Some((_, path, item)) = items.iter().find(|(name, _, item)| !seen.insert((*name, item.key.clone()))) {
        return Err(BadSeed::new(path, format_args!("`{}` is there twice", item.own_key())));
    }
    for (name, _, mut item) in items {
        let world = World { api, store, ids, origin: api.base_url() };
        // What could be looked up but is not there is no fault of a state.
        let _ = settle(world, name, &mut item);
        store.put(api, name, item);
    }
    Ok(())
}

fn table_of<'a>(api: &'a Api, service: &str) -> Result<(&'a str, &'a Table), BadSeed> {
    let found = api.tables.iter().find(|(_, table)| table.service == service);
    let (name, table) = found.ok_or_else(|| {
        let known: Vec<&str> = api.tables.values().map(|table| table.service.as_str()).collect();
        BadSeed::new(
            service,
            format_args!("there is no such service with items of its own; there are {}", known.join(", ")),
        )
    })?;
    Ok((name, table))
}

fn check_new(store: &Store, name: &str, path: &str, item: &Item) -> Result<(), BadSeed> {
    match store.get(name, &item.key) {
        Some(_) => Err(BadSeed::new(path, format_args!("`{}` exists already", item.own_key()))),
        None => Ok(()),
    }
}

/// What is needed to read the items of one service.
struct Seeded<'a, 's> {
    api: &'a Api,
    store: &'s mut Store,
    ids: &'s mut Ids,
    now: i64,
    name: &'a str,
    table: &'a Table,
}

impl Seeded<'_, '_> {
    fn item(mut self, value: &Value, path: &str) -> Result<Item, BadSeed> {
        let object = value.as_object().ok_or_else(|| BadSeed::new(path, "must be an object"))?;
        let number = self.store.next_number();
        let key = self.key(object, path, number)?;
        let mut item = Item { key, number, created: self.now, changed: self.now, values: Values::new() };
        for (name, value) in object.iter().filter(|(name, _)| !self.table.parameters.contains(name)) {
            let at = format!("{path}.{name}");
            let field =
                self.api.object(self.name).field(name).ok_or_else(|| unknown(self.api.object(self.name), &at, name))?;
            let kept = self.kept(&field.ty, value, &at)?;
            if !value.is_null() {
                check::limits(&field.limits, &kept).map_err(|misfit| BadSeed::new(&at, misfit.what))?;
            }
            self.place(&mut item, field, kept);
        }
        Ok(item)
    }

    /// Times that follow from the item's own are kept as those, so that they move on.
    fn place(&self, item: &mut Item, field: &Field, kept: Value) {
        let is = |name: &str| self.api.time_field(self.name, name) == Some(&field.name);
        match kept.as_str().and_then(clock::parse) {
            Some(time) if is("@created") => item.created = time,
            Some(time) if is("@changed") => item.changed = time,
            _ => _ = item.values.insert(field.name.clone(), kept),
        }
    }

    /// The path parameters of the item; its own id is made if it is not given.
    fn key(&mut self, object: &Map<String, Value>, path: &str, number: u64) -> Result<Vec<String>, BadSeed> {
        let own = self.table.own_parameter();
        let mut key = Vec::new();
        for parameter in &self.table.parameters {
            let at = format!("{path}.{parameter}");
            let text = match object.get(parameter) {
                Some(Value::String(text)) if !text.is_empty() => text.clone(),
                Some(Value::Number(number)) => {
                    // What is created later gets another one.
                    number.as_u64().iter().for_each(|number| self.store.reserve(*number));
                    number.to_string()
                }
                None if parameter == own => operate::new_id(self.api, self.ids, self.name, self.now, number),
                None => return Err(BadSeed::new(path, format_args!("`{parameter}` is missing"))),
                Some(_) => return Err(BadSeed::new(at, "must be a text")),
            };
            if parameter == own
                && self.api.object(self.name).field(own).is_some_and(|field| field.ty == Type::Id(self.name.to_owned()))
            {
                self.check_id(self.name, &text, &at)?;
            }
            key.push(text);
        }
        Ok(key)
    }

    fn check_id(&self, of: &str, id: &str, at: &str) -> Result<(), BadSeed> {
        let world = World { api: self.api, store: self.store, ids: self.ids, origin: "" };
        check_prefix(world, of, id, "id").map_err(|refusal: Refusal| BadSeed::new(at, refusal.message))
    }

    /// A value as it is answered, in the form in which it is kept.
    fn kept(&self, ty: &Type, value: &Value, at: &str) -> Result<Value, BadSeed> {
        match (ty, value) {
            (_, Value::Null) => Ok(Value::Null),
            (Type::Ref(of) | Type::Id(of), value) => {
                let id = value.get("id").unwrap_or(value);
                let text = id.as_str().map(str::to_owned).or_else(|| id.as_u64().map(|number| number.to_string()));
                let text = text.ok_or_else(|| BadSeed::new(at, "must be an id, or an object with one"))?;
                self.check_id(of, &text, at)?;
                Ok(Value::from(text))
            }
            (Type::List(inner), Value::Array(elements)) => {
                let each = elements.iter().enumerate();
                each.map(|(n, element)| self.kept(inner, element, &format!("{at}[{n}]"))).collect()
            }
            (Type::Map(inner), Value::Object(entries)) => {
                let each = entries.iter();
                let kept = each.map(|(key, value)| Ok((key.clone(), self.kept(inner, value, &format!("{at}.{key}"))?)));
                Ok(Value::Object(kept.collect::<Result<_, BadSeed>>()?))
            }
            (Type::Object(name), Value::Object(entries)) => self.object(self.api.object(name), entries, at),
            (Type::List(_), _) => Err(BadSeed::new(at, "must be a list")),
            (Type::Map(_) | Type::Object(_), _) => Err(BadSeed::new(at, "must be an object")),
            // An empty text is no value of these, and answers have it where there is none.
            (Type::Enum(_) | Type::Cidr, Value::String(text)) if text.is_empty() => Ok(value.clone()),
            // What is answered may be a path alone.
            (Type::Uri, Value::String(_)) => Ok(value.clone()),
            (ty, value) => check::scalar(ty, value).map_err(|misfit| BadSeed::new(at, misfit.what)),
        }
    }

    fn object(&self, object: &ObjectType, entries: &Map<String, Value>, at: &str) -> Result<Value, BadSeed> {
        let mut kept = Map::new();
        for (name, value) in entries {
            let at = format!("{at}.{name}");
            let field = object.field(name).ok_or_else(|| unknown(object, &at, name))?;
            kept.insert(name.clone(), self.kept(&field.ty, value, &at)?);
        }
        Ok(Value::Object(kept))
    }
}

fn unknown(object: &ObjectType, at: &str, name: &str) -> BadSeed {
    let known: Vec<&str> = object.fields.iter().map(|field| field.name.as_str()).collect();
    BadSeed::new(at, format_args!("there is no field `{name}`; there are {}", known.join(", ")))
}

/// Everything that exists, in the order in which it came.
pub(crate) fn dump(api: &Api, store: &Store) -> Value {
    let full = api.tables.iter().filter(|(name, _)| store.count(name) > 0);
    Value::Object(full.map(|(name, table)| (table.service.clone(), items(api, store, name, table))).collect())
}

fn items(api: &Api, store: &Store, name: &str, table: &Table) -> Value {
    let mut items: Vec<&Item> = store.all(name).collect();
    items.sort_by_key(|item| item.number);
    let integer = api.is_integer(name);
    let object = |item: &&Item| {
        let key = table.parameters.iter().zip(&item.key).map(|(name, text)| {
            let own = name == table.own_parameter() && integer;
            (
                name.clone(),
                text.parse::<u64>().ok().filter(|_| own).map_or_else(|| Value::from(text.as_str()), Value::from),
            )
        });
        let times = [("@created", item.created), ("@changed", item.changed)];
        let times = times.into_iter().filter_map(|(which, time)| {
            Some((api.time_field(name, which)?.to_owned(), Value::from(clock::text(time))))
        });
        let mut object: Map<String, Value> = key.chain(times).collect();
        object.extend(item.values.clone());
        Value::Object(object)
    };
    items.iter().map(object).collect()
}
