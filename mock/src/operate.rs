//! What operations do to what is kept.

use serde_json::{Map, Value};

use crate::api::{Api, Table};
use crate::body;
use crate::clock::Clock;
use crate::description::{Body, Deed, ObjectType, Operation, PhaseName, Returns, Type};
use crate::ids::Ids;
use crate::query::Query;
use crate::refusal::Refusal;
use crate::render::Scope;
use crate::settle::{check_unique, forget_found, settle};
use crate::store::{Item, Store, Values, lookup_text};
use crate::world::World;
use crate::{list, path, remove};

/// One request, read and found to be in order.
pub(crate) struct Request<'a> {
    pub api: &'a Api,
    pub name: &'a str,
    pub operation: &'a Operation,
    /// Path parameters.
    pub arguments: &'a [String],
    pub query: &'a Query,
    pub body: &'a Map<String, Value>,
    pub origin: &'a str,
    pub clock: Clock,
}

impl<'a> Request<'a> {
    pub fn world(&self, store: &'a Store, ids: &'a Ids) -> World<'a> {
        World { api: self.api, store, ids, origin: self.origin }
    }

    fn table(&self) -> Result<(&'a str, &'a Table), Refusal> {
        let name = self.operation.table.as_deref().unwrap_or_default();
        let missing =
            || Refusal::status(500, None, format_args!("the description lacks the resource of `{}`", self.name));
        Ok((name, self.api.tables.get(name).ok_or_else(missing)?))
    }

    /// The fields that are sent, and the type that has them.
    fn sent(&self, table: &str) -> (&'a ObjectType, PhaseName) {
        match &self.operation.body {
            Some(Body::Update) => (self.api.object(table), PhaseName::Update),
            Some(Body::Type(name)) => (self.api.object(name), PhaseName::Write),
            Some(Body::Empty) | None => (self.api.object(""), PhaseName::Update),
            Some(Body::Create) => (self.api.object(table), PhaseName::Create),
        }
    }
}

/// Does what is asked, and gives what is answered; a refusal has changed nothing.
pub(crate) fn perform(request: &Request<'_>, store: &mut Store, ids: &mut Ids) -> Result<Option<Value>, Refusal> {
    let does = request.operation.does;
    match (&request.operation.field, does) {
        (_, Deed::List) => list::page(request, request.world(store, ids)).map(Some),
        (Some(field), _) => on_field(request, store, ids, field),
        (None, Deed::Create) => create(request, store, ids),
        (None, Deed::Update) => update(request, store, ids),
        (None, Deed::Replace) => replace(request, store, ids),
        (None, Deed::Delete) => {
            let (table, _) = request.table()?;
            remove::item(request.api, store, table, request.arguments).map(|()| None)
        }
        (None, Deed::Get | Deed::Nothing) => {
            let (table, _) = request.table()?;
            let item = store.get(table, request.arguments).ok_or_else(Refusal::not_found)?;
            Ok(shown(request, Scope::of(request.world(store, ids), table, item)))
        }
    }
}

fn shown(request: &Request<'_>, scope: Scope<'_>) -> Option<Value> {
    match &request.operation.returns {
        Some(Returns::Type { ty }) => Some(scope.seen_as(ty).object()),
        _ => None,
    }
}

fn create(request: &Request<'_>, store: &mut Store, ids: &mut Ids) -> Result<Option<Value>, Refusal> {
    let (name, table) = request.table()?;
    check_holder(request, store, table)?;
    let (object, phase) = request.sent(name);
    let values = body::accept(request.world(store, ids), object, phase, request.body)?;
    let now = request.clock.seconds();
    let mut item =
        Item { key: request.arguments.to_vec(), number: store.next_number(), created: now, changed: now, values };
    let own = own_key(request, ids, name, table, &mut item);
    item.key.push(own);
    if store.get(name, &item.key).is_some() {
        return Err(Refusal::when("wrong_value", format_args!("`{}` is there already", item.own_key())));
    }
    let key = keep(request, store, ids, name, item)?;
    let item = store.get(name, &key).ok_or_else(Refusal::not_found)?;
    Ok(shown(request, Scope::of(request.world(store, ids), name, item).created()))
}

/// What tells the item from others: what was sent under that name, or a new id.
fn own_key(request: &Request<'_>, ids: &mut Ids, name: &str, table: &Table, item: &mut Item) -> String {
    if let Some(sent) = item.values.remove(table.own_parameter()).as_ref().and_then(lookup_text) {
        return sent;
    }
    new_id(request.api, ids, name, item.created, item.number)
}

/// A new id of a resource.
pub(crate) fn new_id(api: &Api, ids: &mut Ids, name: &str, now: i64, number: u64) -> String {
    let kind = api.facts.ids.get(name);
    match kind {
        Some(kind) if kind.integer => number.to_string(),
        _ => match kind.and_then(|kind| kind.prefix.as_deref()) {
            Some(prefix) => format!("{prefix}_{}", ids.code(now)),
            None => ids.code(now),
        },
    }
}

/// What the path says holds the items must exist, if it is kept here.
fn check_holder(request: &Request<'_>, store: &Store, table: &Table) -> Result<(), Refusal> {
    match &table.parent {
        Some(parent) if store.get(&parent.table, request.arguments).is_none() => Err(Refusal::not_found()),
        _ => Ok(()),
    }
}

/// Settles what the server adds, and keeps the item with what it holds. Gives its key.
fn keep(
    request: &Request<'_>,
    store: &mut Store,
    ids: &mut Ids,
    name: &str,
    mut item: Item,
) -> Result<Vec<String>, Refusal> {
    let held = take_held(request.api, name, &mut item.values);
    settle(request.world(store, ids), name, &mut item)?;
    check_unique(request.world(store, ids), name, &item)?;
    let key = item.key.clone();
    store.put(request.api, name, item);
    for (table, objects) in held {
        hold(request, store, ids, table, &key, objects);
    }
    Ok(key)
}

/// Lists that are items of another resource.
fn take_held<'a>(api: &'a Api, name: &str, values: &mut Values) -> Vec<(&'a str, Vec<Value>)> {
    let children = api.tables.iter().filter_map(|(child, table)| {
        let parent = table.parent.as_ref().filter(|parent| parent.table == name)?;
        Some((child.as_str(), parent.field.as_deref()?))
    });
    let taken = children.filter_map(|(child, field)| match values.remove(field)? {
        Value::Array(objects) => Some((child, objects)),
        _ => None,
    });
    taken.collect()
}

/// Makes these objects what an item holds, in place of what it held.
fn hold(request: &Request<'_>, store: &mut Store, ids: &mut Ids, table: &str, holder: &[String], objects: Vec<Value>) {
    let before: Vec<Vec<String>> = store.held(table, holder).map(|item| item.key.clone()).collect();
    for key in before {
        store.remove(table, &key);
    }
    let Some(facts) = request.api.tables.get(table) else { return };
    let now = request.clock.seconds();
    for values in
        objects.into_iter().filter_map(|object| if let Value::Object(values) = object { Some(values) } else { None })
    {
        let mut item = Item { key: holder.to_vec(), number: store.next_number(), created: now, changed: now, values };
        let own = own_key(request, ids, table, facts, &mut item);
        item.key.push(own);
        store.put(request.api, table, item);
    }
}

fn update(request: &Request<'_>, store: &mut Store, ids: &mut Ids) -> Result<Option<Value>, Refusal> {
    let (name, _) = request.table()?;
    let mut item = store.get(name, request.arguments).ok_or_else(Refusal::not_found)?.clone();
    let (object, phase) = request.sent(name);
    let sent = body::accept(request.world(store, ids), object, phase, request.body)?;
    forget_found(request.api.object(name), &sent, &mut item.values);
    for (field, value) in sent {
        let merges = object.field(&field).and_then(|field| field.phase(phase)?.ty.as_ref()).is_some();
        match (item.values.get_mut(&field), value) {
            // A type of its own for updates has only what can change; the rest stays.
            (Some(Value::Object(before)), Value::Object(after)) if merges => before.extend(after),
            (_, value) => _ = item.values.insert(field, value),
        }
    }
    item.changed = request.clock.seconds();
    finish(request, store, ids, name, item)
}

/// Keeps a changed item and answers with it.
fn finish(
    request: &Request<'_>,
    store: &mut Store,
    ids: &mut Ids,
    name: &str,
    item: Item,
) -> Result<Option<Value>, Refusal> {
    let key = keep(request, store, ids, name, item)?;
    let item = store.get(name, &key).ok_or_else(Refusal::not_found)?;
    Ok(shown(request, Scope::of(request.world(store, ids), name, item)))
}

/// Puts an item in the place of one with the same key, or where there was none.
fn replace(request: &Request<'_>, store: &mut Store, ids: &mut Ids) -> Result<Option<Value>, Refusal> {
    let (name, table) = request.table()?;
    let (object, phase) = request.sent(name);
    let mut values = body::accept(request.world(store, ids), object, phase, request.body)?;
    values.remove(table.own_parameter());
    let now = request.clock.seconds();
    let before = store.get(name, request.arguments).map(|item| (item.number, item.created));
    let (number, created) = before.unwrap_or_else(|| (store.next_number(), now));
    let item = Item { key: request.arguments.to_vec(), number, created, changed: now, values };
    finish(request, store, ids, name, item)
}

/// Reads, sets or empties one field of an item that has a path of its own.
fn on_field(request: &Request<'_>, store: &mut Store, ids: &mut Ids, field: &str) -> Result<Option<Value>, Refusal> {
    let (name, _) = request.table()?;
    let mut item = store.get(name, request.arguments).ok_or_else(Refusal::not_found)?.clone();
    match request.operation.does {
        Deed::Replace | Deed::Update | Deed::Create => {
            let (object, phase) = request.sent(name);
            let values = body::accept(request.world(store, ids), object, phase, request.body)?;
            item.values.insert(field.to_owned(), Value::Object(values));
        }
        Deed::Delete => _ = item.values.remove(field),
        Deed::Get | Deed::List | Deed::Nothing => {
            return Ok(Some(field_of(request, request.world(store, ids), name, &item, field)?));
        }
    }
    item.changed = request.clock.seconds();
    store.put(request.api, name, item.clone());
    match request.operation.returns {
        Some(_) => field_of(request, request.world(store, ids), name, &item, field).map(Some),
        None => Ok(None),
    }
}

fn field_of(request: &Request<'_>, world: World<'_>, name: &str, item: &Item, field: &str) -> Result<Value, Refusal> {
    let field = world.api.object(name).field(field).ok_or_else(Refusal::not_found)?;
    let scope = Scope::of(world, name, item);
    let value = scope.value_of(field).ok_or_else(Refusal::not_found)?;
    match (&request.operation.returns, &field.ty, &value) {
        (Some(Returns::Type { ty }), Type::Object(_), Value::Object(values)) => Ok(scope.inside(ty, values).object()),
        _ => Ok(value),
    }
}

/// Whether the path of a list is that of the collection, so that its parameters are what holds the items.
pub(crate) fn is_collection(operation: &Operation, table: &Table) -> bool {
    table.item.rsplit_once('/').is_some_and(|(collection, _)| path::same(collection, &operation.path))
}
