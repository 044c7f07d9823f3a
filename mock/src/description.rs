//! The description of an API, as the generator emits it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::template::Template;

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
        /// The query parameter that says how many items a page has at most.
        size: Option<String>,
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
