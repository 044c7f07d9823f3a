//! The node types of the resolved API.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use super::names::Name;
pub use super::server::{Deed, Server};
use crate::diag::Place;
pub use crate::spec::Scalar;

/// The whole API.
#[derive(Clone, Debug, Serialize)]
pub struct Api {
    pub name: String,
    pub title: String,
    pub doc: String,
    pub package: Package,
    pub base_url: String,
    pub environment: Option<Environment>,
    pub auth: Auth,
    pub headers: Vec<Header>,
    pub errors: Errors,
    pub rate_limit: Option<RateLimit>,
    /// The type that stands for a reference.
    pub reference: Option<TypeRef>,
    /// The query parameter of filterable lists.
    pub filter: Option<String>,
    /// Everything that has ids, by Rust name.
    pub ids: Vec<IdKind>,
    pub namespaces: Vec<Namespace>,
    /// By namespace and name.
    pub services: Vec<Service>,
    /// Shared types, in the order of their files.
    pub types: Vec<TypeDef>,
    /// Path of the service that the guide shows.
    pub example: Option<String>,
    /// Field groups; their fields stand in the types that use them.
    #[serde(skip)]
    pub groups: Vec<Shared>,
    /// Query parameters that operations can name; they stand in the operations that do.
    #[serde(skip)]
    pub shared_query: Vec<Shared>,
    /// What the author accepts of the rules.
    #[serde(skip)]
    pub allows: Vec<Allow>,
}

/// Something declared once for use in many places.
#[derive(Clone, Debug)]
pub struct Shared {
    pub name: String,
    /// Whether some resource, type or operation names it.
    pub used: bool,
    pub place: Place,
}

/// Findings that are accepted.
#[derive(Clone, Debug)]
pub struct Allow {
    /// Code of a rule.
    pub code: String,
    /// Why they are accepted.
    pub reason: String,
    /// The node at which and below which they are.
    pub scope: Place,
    /// The code as written.
    pub place: Place,
}

impl Api {
    /// Every declared type, shared or of a service.
    pub fn definitions(&self) -> impl Iterator<Item = &TypeDef> {
        self.types.iter().chain(self.services.iter().flat_map(|service| &service.types))
    }

    /// Every operation.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.services.iter().flat_map(|service| &service.operations)
    }
}

/// The emitted crate.
#[derive(Clone, Debug, Serialize)]
pub struct Package {
    pub name: String,
    pub version: String,
    pub description: String,
    pub keywords: Vec<String>,
    pub categories: Vec<String>,
    pub license: Option<String>,
    pub repository: Option<String>,
    /// Whether no registry may have it.
    pub private: bool,
    /// Folder of the runtime's source, seen from the emitted crate.
    pub runtime_path: Option<String>,
    /// The stand-in that is emitted beside the client.
    pub mock: Option<Mock>,
}

/// The emitted stand-in for the API.
#[derive(Clone, Debug, Serialize)]
pub struct Mock {
    pub name: String,
    /// Folder of the engine's source, seen from the emitted client.
    pub engine_path: Option<String>,
}

/// Variables a client can be made from.
#[derive(Clone, Debug, Serialize)]
pub struct Environment {
    pub key: String,
    pub base_url: Option<String>,
}

/// How the key is sent.
#[derive(Clone, Debug, Serialize)]
pub struct Auth {
    pub header: String,
    pub prefix: String,
    pub doc: Option<String>,
}

/// A header sent with every request.
#[derive(Clone, Debug, Serialize)]
pub struct Header {
    pub name: String,
    pub value: String,
    pub doc: Option<String>,
}

/// The shape of an error body; a path is a list of keys, empty where the API has no such thing.
#[derive(Clone, Debug, Serialize)]
pub struct Errors {
    pub code: Vec<String>,
    pub message: Vec<String>,
    pub details: Vec<String>,
    pub operation_id: Vec<String>,
    pub operation_id_header: Option<String>,
    pub status: Vec<String>,
    /// Name of a situation → the code of its refusal.
    pub when: BTreeMap<String, String>,
    pub codes: Vec<ErrorCode>,
}

/// A known error code.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorCode {
    pub code: String,
    /// The constant that holds it.
    pub constant: String,
    pub doc: String,
    pub status: Option<u64>,
    /// Any operation may answer with it, so that none names it.
    pub general: bool,
    #[serde(skip)]
    pub place: Place,
}

/// How many requests the server takes; `window` is in seconds.
#[derive(Clone, Debug, Serialize)]
pub struct RateLimit {
    pub requests: u64,
    pub window: u64,
    pub status: Option<u64>,
    pub code: Option<String>,
    pub concurrent_code: Option<String>,
    pub doc: Option<String>,
}

impl RateLimit {
    /// The codes of refusals.
    pub fn codes(&self) -> impl Iterator<Item = &String> {
        self.code.iter().chain(&self.concurrent_code)
    }
}

/// Something that has ids. `name.rust` is the marker type; the id type is that plus `Id`.
#[derive(Clone, Debug, Serialize)]
pub struct IdKind {
    pub name: Name,
    pub prefix: Option<String>,
    pub integer: bool,
    pub doc: String,
    pub was: Vec<Rename>,
    #[serde(skip)]
    pub place: Place,
}

/// A group of services.
#[derive(Clone, Debug, Serialize)]
pub struct Namespace {
    /// `rust` is the accessor and the module.
    pub name: Name,
    /// The struct behind the accessor.
    pub struct_name: String,
    pub doc: String,
    pub deprecated: Option<Deprecation>,
    #[serde(skip)]
    pub place: Place,
}

/// A service: the operations on one resource or type.
#[derive(Clone, Debug, Serialize)]
pub struct Service {
    /// The whole accessor: `backends.weighted`.
    pub path: String,
    /// `rust` is the accessor's method.
    pub name: Name,
    pub namespace: Option<Name>,
    /// Modules from the root of the crate.
    pub module: Vec<String>,
    /// The struct that has the operations.
    pub struct_name: String,
    /// The cargo feature that switches it on.
    pub feature: String,
    /// Features of services whose types it uses.
    pub requires: BTreeSet<String>,
    pub doc: String,
    /// The resource or shared type it is about.
    pub subject: TypeRef,
    pub operations: Vec<Operation>,
    /// The resource, its list, its own types and enums.
    pub types: Vec<TypeDef>,
    pub deprecated: Option<Deprecation>,
    pub stability: Stability,
    pub was: Vec<FormerService>,
    #[serde(skip)]
    pub place: Place,
}

impl Service {
    /// The accessors that lead to it: `backends().weighted`, to be called like the first.
    pub fn path_in_rust(&self) -> String {
        let namespace = self.namespace.as_ref().map(|namespace| format!("{}().", namespace.rust));
        format!("{}{}", namespace.unwrap_or_default(), self.name.rust)
    }
}

/// How settled a part of the API is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stability {
    #[default]
    Stable,
    Preview,
    Internal,
}

/// One thing a service can be asked to do.
#[derive(Clone, Debug, Serialize)]
pub struct Operation {
    /// `rust` is the method.
    pub name: Name,
    /// The struct that the method returns.
    pub struct_name: String,
    pub doc: String,
    pub method: Method,
    /// Path template: `/ip_policies/{id}`.
    pub path: String,
    /// Path parameters in the order of the path, which is the order of the arguments.
    pub parameters: Vec<Input>,
    pub query: Vec<Input>,
    pub body: Body,
    pub returns: Returns,
    pub status: u16,
    pub paging: Option<Paging>,
    pub filterable: bool,
    pub idempotent: bool,
    pub errors: Vec<String>,
    pub examples: Vec<Example>,
    /// What it does to what the server keeps.
    pub deed: Deed,
    /// Fields of the resource that are the path parameters, if all of them are:
    /// then the operation is a method of the resource as well.
    pub instance: Option<Vec<String>>,
    pub exclusives: Vec<Exclusive>,
    pub deprecated: Option<Deprecation>,
    pub stability: Stability,
    pub was: Vec<Rename>,
    #[serde(skip)]
    pub place: Place,
}

/// HTTP methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    /// As it stands in a request.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

/// What an operation sends.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    None,
    /// `{}`.
    Empty,
    /// An object with these fields.
    Fields(Vec<Input>),
    /// The write view of this type.
    Whole(TypeRef),
}

impl Body {
    /// The fields that an application sets one by one.
    pub fn fields(&self) -> &[Input] {
        match self {
            Body::Fields(fields) => fields,
            Body::None | Body::Empty | Body::Whole(_) => &[],
        }
    }
}

/// What an operation answers with.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Returns {
    None,
    Type(TypeRef),
    /// An object with a list of items.
    List {
        list: TypeRef,
        item: Type,
    },
}

/// How a list continues.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Paging {
    /// Name of the style in the spec.
    pub name: String,
    /// Key of the list.
    pub items: String,
    pub style: PageStyle,
    /// Query parameter that says how many items a page has at most.
    pub size: Option<String>,
    pub doc: Option<String>,
    /// The query parameter by which a server continues that answers with links.
    pub link_parameter: Option<String>,
}

/// The ways lists continue.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PageStyle {
    NextLink { field: String },
    Cursor { field: String, parameter: String },
    PageNumber { parameter: String, first: u64, pages: Option<String> },
}

/// An example of an operation.
#[derive(Clone, Debug, Serialize)]
pub struct Example {
    pub name: String,
    pub doc: Option<String>,
    pub path: Option<Value>,
    pub query: Option<Value>,
    pub request: Option<Value>,
    pub response: Option<Value>,
    #[serde(skip)]
    pub place: Place,
}

/// Something an application gives: a path parameter, a query parameter or a field of a body.
#[derive(Clone, Debug, Serialize)]
pub struct Input {
    /// `rust` is the argument, or the setter where it is not required.
    pub name: Name,
    pub ty: Type,
    pub doc: String,
    pub presence: WritePresence,
    pub secret: bool,
    pub limits: Limits,
    pub default: Option<Value>,
    #[serde(skip)]
    pub default_place: Option<Place>,
    pub default_doc: Option<String>,
    pub deprecated: Option<Deprecation>,
    pub stability: Stability,
    pub was: Vec<Rename>,
    #[serde(skip)]
    pub place: Place,
}

/// Whether an input must be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WritePresence {
    Required,
    Optional,
    /// Optional, and `null` clears it.
    Clearable,
}

/// Whether a field of an answer can be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    Always,
    Sometimes,
    Nullable,
    /// Only in the answer to create.
    Once,
}

/// An object type or an enum.
#[derive(Clone, Debug, Serialize)]
pub struct TypeDef {
    pub name: Name,
    pub doc: String,
    /// The file it is declared in, for shared types.
    pub file: String,
    pub kind: TypeKind,
    /// Features of the services that use it.
    pub used_by: BTreeSet<String>,
    pub deprecated: Option<Deprecation>,
    pub was: Vec<Rename>,
    pub tombstones: Vec<Tombstone>,
    #[serde(skip)]
    pub place: Place,
}

/// What a type is.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TypeKind {
    Object(Object),
    Enum(Vec<EnumValue>),
}

/// A JSON object with known fields.
#[derive(Clone, Debug, Serialize)]
pub struct Object {
    pub fields: Vec<Field>,
    /// Exactly one field is set.
    pub one_of: bool,
    /// Its id has the type of whatever is referred to.
    pub generic: bool,
    pub exclusives: Vec<Exclusive>,
}

/// One field of an object, with its presence in each phase.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    pub name: Name,
    pub ty: Type,
    pub doc: String,
    pub create: Option<Input>,
    pub update: Option<Input>,
    pub write: Option<Input>,
    pub read: Option<Presence>,
    pub secret: bool,
    pub limits: Limits,
    pub default: Option<Value>,
    pub default_doc: Option<String>,
    /// What the server does with it beyond keeping it.
    pub server: Option<Server>,
    pub deprecated: Option<Deprecation>,
    pub stability: Stability,
    pub was: Vec<Rename>,
    #[serde(skip)]
    pub place: Place,
}

/// One value of an enum.
#[derive(Clone, Debug, Serialize)]
pub struct EnumValue {
    /// `rust` is the variant.
    pub name: Name,
    pub doc: String,
    pub deprecated: Option<Deprecation>,
    #[serde(skip)]
    pub place: Place,
}

/// Limits on a value.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Limits {
    pub min_bytes: Option<u64>,
    pub max_bytes: Option<u64>,
    pub max_chars: Option<u64>,
    pub min: Option<f64>,
    pub max: Option<f64>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
}

/// Since when not to use something, and what to use instead.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Deprecation {
    pub since: Option<String>,
    pub instead: Option<String>,
    pub note: Option<String>,
}

/// An earlier name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Rename {
    /// `rust` is what bore the name there: a field, a setter, a method or a type.
    pub name: Name,
    /// The version of the package that gives the name up.
    pub until: Option<String>,
    /// Whether source can still use it.
    pub kept: bool,
    #[serde(skip)]
    pub place: Place,
}

/// What a service was called before.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FormerService {
    /// The whole path, of which `rust` is the accessor's method.
    pub rename: Rename,
    pub namespace: Option<Name>,
    pub module: Vec<String>,
    pub struct_name: String,
    pub feature: String,
}

/// The earlier names that source can still use.
pub fn kept<T: AsRef<Rename>>(was: &[T]) -> impl Iterator<Item = &T> {
    was.iter().filter(|one| one.as_ref().kept)
}

impl AsRef<Rename> for Rename {
    fn as_ref(&self) -> &Rename {
        self
    }
}

impl AsRef<Rename> for FormerService {
    fn as_ref(&self) -> &Rename {
        &self.rename
    }
}

impl FormerService {
    /// Those that source can still use by a name which is neither that of today nor that of one before: a service
    /// that only moves keeps its struct.
    pub fn apart<'f>(
        all: &'f [FormerService],
        now: &'f str,
        name: fn(&FormerService) -> &String,
    ) -> impl Iterator<Item = &'f FormerService> {
        let mut known = BTreeSet::from([now]);
        kept(all).filter(move |former| known.insert(name(former).as_str()))
    }
}

/// A removed name.
#[derive(Clone, Debug, Serialize)]
pub struct Tombstone {
    pub name: String,
    pub since: Option<String>,
    pub instead: Option<String>,
    pub why: String,
    #[serde(skip)]
    pub place: Place,
}

/// Inputs of which at most one may be given.
#[derive(Clone, Debug, Serialize)]
pub struct Exclusive {
    /// Wire names.
    pub fields: Vec<String>,
    /// `create`, `update` or `write`.
    pub on: Vec<String>,
    pub at_least_one: bool,
    pub doc: Option<String>,
}

/// A resolved type.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    Scalar(Scalar),
    Id(IdUse),
    Ref(RefUse),
    List(Box<Type>),
    Map(Box<Type>),
    Object(TypeRef),
    Enum(TypeRef),
}

impl Type {
    /// The type at the bottom of lists and maps.
    pub fn innermost(&self) -> &Type {
        match self {
            Type::List(inner) | Type::Map(inner) => inner.innermost(),
            other => other,
        }
    }

    /// Whether values are texts, of whatever form; only these can be secret.
    pub fn is_text(&self) -> bool {
        matches!(self, Type::Scalar(Scalar::String | Scalar::Uri | Scalar::Cidr | Scalar::Pem | Scalar::Json))
    }

    /// Whether values are numbers.
    pub fn is_number(&self) -> bool {
        use Scalar::{Float, Int32, Int64, Seconds, Uint32, Uint64};
        matches!(self, Type::Scalar(Int32 | Int64 | Uint32 | Uint64 | Float | Seconds))
    }
}

/// Whose id it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct IdUse {
    /// Name of the resource; `any` for no particular one.
    pub of: String,
    /// The marker type.
    pub kind: String,
    pub integer: bool,
}

/// A reference: the type that stands for it, and what it refers to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RefUse {
    pub to: IdUse,
    pub ty: TypeRef,
}

/// A type that is declared somewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct TypeRef {
    pub name: Name,
    /// Modules from the root of the crate.
    pub module: Vec<String>,
}
