//! What is known of an API: its description, and what follows from it.

use std::collections::BTreeMap;
use std::fmt;

use crate::description::{Facts, Field, ObjectType, TableFacts, Type};
use crate::path::Router;

/// What is known of an API: its resources, its operations, and what the server does beyond keeping
/// what it is sent.
#[derive(Debug)]
pub struct Api {
    pub(crate) facts: Facts,
    pub(crate) router: Router,
    /// What is kept, by the name of the resource.
    pub(crate) tables: BTreeMap<String, Table>,
}

/// Why a text is no description.
#[derive(Debug)]
pub struct BadDescription(String);

impl fmt::Display for BadDescription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a description of an API: {}", self.0)
    }
}

impl std::error::Error for BadDescription {}

impl BadDescription {
    pub(crate) fn new(why: impl fmt::Display) -> Self {
        Self(why.to_string())
    }
}

impl Api {
    /// Reads the description that the generator has written.
    ///
    /// # Errors
    ///
    /// When the text is not of that form, or two of its operations have the same path and method.
    pub fn read(description: &str) -> Result<Self, BadDescription> {
        let facts: Facts = serde_json::from_str(description).map_err(BadDescription::new)?;
        let router = Router::of(&facts)?;
        let tables = facts.tables.iter().map(|(name, table)| (name.clone(), Table::of(name, table, &facts))).collect();
        Ok(Self { facts, router, tables })
    }

    /// The short name of the API.
    pub fn name(&self) -> &str {
        &self.facts.api
    }

    /// The full name of the API.
    pub fn title(&self) -> &str {
        &self.facts.title
    }

    /// Where the real API lives.
    pub fn base_url(&self) -> &str {
        &self.facts.base_url
    }

    /// The environment variables by which clients are told the key and the base URL.
    pub fn environment(&self) -> Option<(&str, Option<&str>)> {
        let environment = self.facts.environment.as_ref()?;
        Some((&environment.key, environment.base_url.as_deref()))
    }

    /// The names of all operations, `service.operation`.
    pub fn operations(&self) -> impl Iterator<Item = &str> {
        self.facts.operations.keys().map(String::as_str)
    }

    pub(crate) fn object(&self, name: &str) -> &ObjectType {
        static NONE: ObjectType = ObjectType { one_of: false, exclusive: Vec::new(), fields: Vec::new() };
        self.facts.types.get(name).unwrap_or(&NONE)
    }

    pub(crate) fn is_integer(&self, kind: &str) -> bool {
        self.facts.ids.get(kind).is_some_and(|kind| kind.integer)
    }

    /// The field that tells when an item was created (`@created`) or has changed last (`@changed`):
    /// the first one that is just that.
    pub(crate) fn time_field(&self, table: &str, name: &str) -> Option<&str> {
        let is = |field: &&Field| field.server.sets.as_ref().is_some_and(|sets| sets.is_just(name));
        self.object(table).fields.iter().find(is).map(|field| field.name.as_str())
    }

    /// The resource whose ids have the prefix of this one.
    pub(crate) fn kind_of(&self, id: &str) -> Option<&str> {
        let (prefix, _) = id.rsplit_once('_')?;
        let found = self.facts.ids.iter().find(|(_, kind)| kind.prefix.as_deref() == Some(prefix));
        found.map(|(name, _)| name.as_str())
    }
}

/// How the items of a resource are kept and found.
#[derive(Debug)]
pub(crate) struct Table {
    pub service: String,
    /// Path of one item.
    pub item: String,
    /// Path parameters of an item; the last one tells it from those beside it.
    pub parameters: Vec<String>,
    /// The table whose items hold these, and the field in which they do.
    pub parent: Option<Parent>,
    /// Fields by which items are looked up.
    pub indexed: Vec<String>,
}

#[derive(Debug)]
pub(crate) struct Parent {
    pub table: String,
    pub field: Option<String>,
}

impl Table {
    fn of(name: &str, table: &TableFacts, facts: &Facts) -> Self {
        let item = table.item.clone().unwrap_or_else(|| format!("{}/{{id}}", table.collection));
        let parameters = item.split('/').filter_map(crate::path::parameter).map(str::to_owned).collect();
        Self {
            service: table.service.clone(),
            item,
            parameters,
            parent: parent(&table.collection, facts),
            indexed: indexed(name, facts),
        }
    }

    /// The parameter that tells an item from those beside it.
    pub fn own_parameter(&self) -> &str {
        self.parameters.last().map_or("id", String::as_str)
    }
}

/// `/edges/{id}/routes` belongs to `/edges/{id}`, and is its field `routes` if it has one.
fn parent(collection: &str, facts: &Facts) -> Option<Parent> {
    let (before, last) = collection.rsplit_once('/')?;
    let of_item =
        |table: &&(&String, &TableFacts)| table.1.item.as_deref().is_some_and(|item| crate::path::same(item, before));
    let (name, _) = facts.tables.iter().collect::<Vec<_>>().into_iter().find(|table| of_item(&table))?;
    let holds = facts.types.get(name).is_some_and(|object| object.field(last).is_some());
    Some(Parent { table: name.clone(), field: holds.then(|| last.to_owned()) })
}

/// Fields that are unique, by which others find the resource, or that hold it to another one.
fn indexed(name: &str, facts: &Facts) -> Vec<String> {
    let mut fields = Vec::new();
    if let Some(object) = facts.types.get(name) {
        let kept = |field: &&Field| field.server.unique.is_some() || field.server.on_delete.is_some();
        fields.extend(object.fields.iter().filter(kept).map(|field| field.name.clone()));
    }
    for field in facts.types.values().flat_map(|object| &object.fields) {
        if target(&field.ty) == Some(name) {
            fields.extend(field.server.finds.keys().cloned());
        }
    }
    fields.sort();
    fields.dedup();
    fields
}

/// The resource that values of a type refer to.
pub(crate) fn target(ty: &Type) -> Option<&str> {
    match ty {
        Type::Id(of) | Type::Ref(of) => Some(of),
        Type::List(inner) | Type::Map(inner) => target(inner),
        _ => None,
    }
}
