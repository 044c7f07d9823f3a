//! The description of an API, as the generator emits it.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde_json::Value;

use crate::path::Router;
use crate::template::Template;

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

#[derive(Debug, Deserialize)]
pub(crate) struct Facts {
    pub api: String,
    pub title: String,
    pub base_url: String,
    pub environment: Option<Environment>,
    pub auth: Auth,
    pub headers: BTreeMap<String, String>,
    pub errors: Errors,
    pub rate_limit: Option<RateLimit>,
    pub reference: Option<String>,
    /// The query parameter that conditions stand in.
    pub filter: Option<String>,
    pub ids: BTreeMap<String, IdKind>,
    pub types: BTreeMap<String, ObjectType>,
    pub tables: BTreeMap<String, TableFacts>,
    pub operations: BTreeMap<String, Operation>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Environment {
    pub key: String,
    pub base_url: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Auth {
    pub header: String,
    pub prefix: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Errors {
    pub code: Vec<String>,
    pub message: Vec<String>,
    pub details: Vec<String>,
    pub operation_id: Vec<String>,
    pub status: Vec<String>,
    pub operation_id_header: Option<String>,
    pub when: BTreeMap<String, String>,
    pub statuses: BTreeMap<String, u16>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct RateLimit {
    pub requests: usize,
    pub window: u64,
    pub status: Option<u16>,
    pub code: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct IdKind {
    pub prefix: Option<String>,
    #[serde(default)]
    pub integer: bool,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct ObjectType {
    #[serde(default)]
    pub one_of: bool,
    #[serde(default)]
    pub exclusive: Vec<Exclusive>,
    pub fields: Vec<Field>,
}

impl ObjectType {
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Exclusive {
    pub fields: Vec<String>,
    pub on: Vec<String>,
    pub at_least_one: bool,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Field {
    pub name: String,
    #[serde(rename = "type")]
    pub ty: Type,
    pub read: Option<Presence>,
    #[serde(flatten)]
    pub limits: Limits,
    pub create: Option<Phase>,
    pub update: Option<Phase>,
    pub write: Option<Phase>,
    #[serde(default)]
    pub server: Server,
}

impl Field {
    pub fn phase(&self, phase: PhaseName) -> Option<&Phase> {
        match phase {
            PhaseName::Create => self.create.as_ref(),
            PhaseName::Update => self.update.as_ref(),
            PhaseName::Write => self.write.as_ref(),
        }
    }

    /// What the field is called when it is sent.
    pub fn sent_as<'a>(&'a self, phase: &'a Phase) -> &'a str {
        phase.name.as_deref().unwrap_or(&self.name)
    }
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Limits {
    pub min_bytes: Option<usize>,
    pub max_bytes: Option<usize>,
    pub max_chars: Option<usize>,
    pub min_items: Option<usize>,
    pub max_items: Option<usize>,
    pub min: Option<f64>,
    pub max: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PhaseName {
    Create,
    Update,
    Write,
}

impl PhaseName {
    pub fn word(self) -> &'static str {
        match self {
            PhaseName::Create => "create",
            PhaseName::Update => "update",
            PhaseName::Write => "write",
        }
    }
}

#[derive(Debug, Deserialize)]
pub(crate) struct Phase {
    #[serde(rename = "as")]
    pub name: Option<String>,
    #[serde(rename = "type")]
    pub ty: Option<Type>,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub clearable: bool,
    pub default: Option<Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Presence {
    Always,
    Sometimes,
    Nullable,
    Once,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Server {
    pub sets: Option<Template>,
    #[serde(rename = "for")]
    pub each: Option<String>,
    #[serde(default)]
    pub finds: BTreeMap<String, Template>,
    pub unique: Option<String>,
    pub shared_by: Option<String>,
    pub shared_code: Option<String>,
    pub on_delete: Option<String>,
    #[serde(default)]
    pub accepts: Vec<String>,
    pub refuses: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Type {
    String,
    Uri,
    Cidr,
    Pem,
    Json,
    Bool,
    Int32,
    Int64,
    Uint32,
    Uint64,
    Float,
    Timestamp,
    Seconds,
    Any,
    Id(String),
    Ref(String),
    List(Box<Type>),
    Map(Box<Type>),
    Object(String),
    Enum(Vec<String>),
}

#[derive(Debug, Deserialize)]
pub(crate) struct TableFacts {
    pub service: String,
    pub collection: String,
    pub item: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Operation {
    pub method: String,
    pub path: String,
    pub does: Deed,
    pub table: Option<String>,
    pub field: Option<String>,
    #[serde(default, rename = "where")]
    pub condition: BTreeMap<String, String>,
    pub parameters: Vec<Parameter>,
    #[serde(default)]
    pub query: Vec<Parameter>,
    pub body: Option<Body>,
    #[serde(default)]
    pub filter: bool,
    pub status: u16,
    pub returns: Option<Returns>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Deed {
    Create,
    Get,
    List,
    Update,
    Replace,
    Delete,
    Nothing,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Parameter {
    pub name: String,
    #[serde(rename = "type")]
    pub ty: Type,
    #[serde(default)]
    pub required: bool,
    pub default: Option<Value>,
    #[serde(flatten)]
    pub limits: Limits,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Body {
    Empty,
    Create,
    Update,
    /// The write view of a type.
    Type(String),
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Returns {
    Type {
        #[serde(rename = "type")]
        ty: String,
    },
    List {
        list: String,
        paging: Option<Paging>,
    },
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Paging {
    NextLink { field: String, parameter: Option<String> },
    Cursor { field: String, parameter: String },
    PageNumber { parameter: String, first: u64, pages: Option<String> },
}

impl Paging {
    /// The query parameter that says where to go on.
    pub fn parameter(&self) -> Option<&str> {
        match self {
            Paging::NextLink { parameter, .. } => parameter.as_deref(),
            Paging::Cursor { parameter, .. } | Paging::PageNumber { parameter, .. } => Some(parameter),
        }
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
