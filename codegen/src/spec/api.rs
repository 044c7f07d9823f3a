//! `api.yaml`: what is true of the whole API.

use crate::diag::Report;

use super::At;
use super::field::{self, Deprecation, Field};
use super::node::Node;
use super::operation::{self, Operation};
use super::server;

/// The content of `api.yaml`.
#[derive(Clone, Debug)]
pub struct ApiFile {
    pub name: At<String>,
    pub title: String,
    pub doc: String,
    pub package: Package,
    pub base_url: At<String>,
    pub environment: Option<Environment>,
    pub auth: Auth,
    pub headers: Vec<Header>,
    pub errors: Errors,
    pub rate_limit: Option<RateLimit>,
    pub reference: Option<At<String>>,
    pub ids: Vec<IdKind>,
    pub namespaces: Vec<Namespace>,
    pub query: Vec<Field>,
    pub filter: Option<At<String>>,
    pub pagination: Vec<Pagination>,
    /// Group name → fields.
    pub groups: Vec<(At<String>, Vec<Field>)>,
    /// Set name → operations.
    pub templates: Vec<(At<String>, Vec<Operation>)>,
    /// The service to show.
    pub example: Option<At<String>>,
}

/// The emitted crate.
#[derive(Clone, Debug)]
pub struct Package {
    pub name: At<String>,
    pub version: At<String>,
    pub description: String,
    pub keywords: Vec<String>,
    pub categories: Vec<String>,
    pub license: Option<String>,
    pub repository: Option<String>,
    pub private: bool,
    pub runtime_path: Option<String>,
    pub mock: Option<Mock>,
}

/// The emitted stand-in.
#[derive(Clone, Debug)]
pub struct Mock {
    pub name: At<String>,
    pub engine_path: Option<String>,
}

/// Variables that a client can be made from.
#[derive(Clone, Debug)]
pub struct Environment {
    pub key: At<String>,
    pub base_url: Option<At<String>>,
}

/// How the key is sent.
#[derive(Clone, Debug)]
pub struct Auth {
    pub header: At<String>,
    pub prefix: Option<At<String>>,
    pub doc: Option<String>,
}

/// A header sent with every request.
#[derive(Clone, Debug)]
pub struct Header {
    pub name: At<String>,
    pub value: At<String>,
    pub doc: Option<String>,
}

/// The shape of an error body.
#[derive(Clone, Debug, Default)]
pub struct Errors {
    pub code: Option<At<String>>,
    pub message: Option<At<String>>,
    pub details: Option<At<String>>,
    pub operation_id: Option<At<String>>,
    pub operation_id_header: Option<At<String>>,
    pub status: Option<At<String>>,
    /// Name of a situation → its code.
    pub when: Vec<(At<String>, At<String>)>,
    pub codes: Vec<ErrorCode>,
}

/// A known error code.
#[derive(Clone, Debug)]
pub struct ErrorCode {
    pub code: At<String>,
    pub doc: String,
    pub status: Option<At<u64>>,
    pub general: bool,
}

/// How many requests the server takes.
#[derive(Clone, Debug)]
pub struct RateLimit {
    pub requests: u64,
    pub window: u64,
    pub status: Option<At<u64>>,
    pub code: Option<At<String>>,
    pub concurrent_code: Option<At<String>>,
    pub doc: Option<String>,
}

/// A resource of which only ids are known.
#[derive(Clone, Debug)]
pub struct IdKind {
    pub name: At<String>,
    pub prefix: Option<String>,
    pub form: Option<At<String>>,
    pub doc: String,
}

/// A group of services.
#[derive(Clone, Debug)]
pub struct Namespace {
    pub name: At<String>,
    pub doc: String,
    pub deprecated: Option<Deprecation>,
}

/// A paging style.
#[derive(Clone, Debug)]
pub struct Pagination {
    pub name: At<String>,
    pub style: At<String>,
    pub next: Option<At<String>>,
    pub parameter: Option<At<String>>,
    pub first: u64,
    pub pages: Option<At<String>>,
    pub size: Option<At<String>>,
    pub query: Vec<Field>,
    pub fields: Vec<Field>,
    pub doc: Option<String>,
}

/// Reads `api.yaml`. `None` when something that everything rests on is missing; the report says what.
pub fn read(document: &Node<'_>, report: &mut Report) -> Option<ApiFile> {
    let fields =
        |node: &Node<'_>, key: &str, report: &mut Report| node.map(key, |name, node| field::read(name, &node, report));
    Some(ApiFile {
        name: document.text("api")?,
        title: document.text_or_empty("title").value,
        doc: document.text_or_empty("doc").value,
        package: package(&document.get("package")?)?,
        base_url: document.text("base_url")?,
        environment: document
            .get("environment")
            .and_then(|node| Some(Environment { key: node.text("key")?, base_url: node.text("base_url") })),
        auth: auth(&document.get("auth")?)?,
        headers: document.map("headers", header),
        errors: document.get("errors").map(|node| errors(&node)).unwrap_or_default(),
        rate_limit: document.get("rate_limit").and_then(|node| rate_limit(&node)),
        reference: document.text("ref"),
        ids: document.map("ids", id_kind),
        namespaces: document.map("namespaces", namespace),
        query: fields(document, "query", report),
        filter: document.text("filter"),
        pagination: document.map("pagination", |name, node| pagination(name, &node, report)),
        groups: document.map("groups", |name, node| {
            let fields = node.each(|name, node| field::read(name, &node, report));
            (At { value: name.to_owned(), place: node.key_place() }, fields)
        }),
        templates: document.map("templates", |name, node| {
            let operations = node.each(|name, node| operation::read(name, &node, report));
            (At { value: name.to_owned(), place: node.key_place() }, operations)
        }),
        example: document.text("example"),
    })
}

fn package(node: &Node<'_>) -> Option<Package> {
    let plain = |key: &str| node.texts(key).into_iter().map(|text| text.value).collect();
    Some(Package {
        name: node.text("name")?,
        version: node.text("version")?,
        description: node.text_or_empty("description").value,
        keywords: plain("keywords"),
        categories: plain("categories"),
        license: node.plain("license"),
        repository: node.plain("repository"),
        private: node.flag("private"),
        runtime_path: node.plain("runtime_path"),
        mock: node.get("mock").and_then(|node| mock(&node)),
    })
}

fn mock(node: &Node<'_>) -> Option<Mock> {
    Some(Mock { name: node.text("name")?, engine_path: node.plain("engine_path") })
}

fn auth(node: &Node<'_>) -> Option<Auth> {
    Some(Auth { header: node.text("header")?, prefix: node.text("prefix"), doc: node.plain("doc") })
}

fn header(name: &str, node: Node<'_>) -> Header {
    Header {
        name: At { value: name.to_owned(), place: node.key_place() },
        value: node.text_or_empty("value"),
        doc: node.plain("doc"),
    }
}

fn errors(node: &Node<'_>) -> Errors {
    Errors {
        code: node.text("code"),
        message: node.text("message"),
        details: node.text("details"),
        operation_id: node.text("operation_id"),
        operation_id_header: node.text("operation_id_header"),
        status: node.text("status"),
        when: server::entries(node, "when"),
        codes: node.map("codes", error_code),
    }
}

fn error_code(code: &str, node: Node<'_>) -> ErrorCode {
    let doc = node.as_text().unwrap_or_else(|| node.text_or_empty("doc")).value;
    let code = At { value: code.to_owned(), place: node.key_place() };
    ErrorCode { code, doc, status: node.unsigned("status"), general: node.flag("general") }
}

fn rate_limit(node: &Node<'_>) -> Option<RateLimit> {
    Some(RateLimit {
        requests: node.unsigned("requests")?.value,
        window: node.unsigned("window")?.value,
        status: node.unsigned("status"),
        code: node.text("code"),
        concurrent_code: node.text("concurrent_code"),
        doc: node.plain("doc"),
    })
}

fn id_kind(name: &str, node: Node<'_>) -> IdKind {
    IdKind {
        name: At { value: name.to_owned(), place: node.key_place() },
        prefix: node.plain("prefix"),
        form: node.text("form"),
        doc: node.text_or_empty("doc").value,
    }
}

fn namespace(name: &str, node: Node<'_>) -> Namespace {
    let doc = node.as_text().unwrap_or_else(|| node.text_or_empty("doc")).value;
    Namespace {
        name: At { value: name.to_owned(), place: node.key_place() },
        doc,
        deprecated: field::deprecation(&node),
    }
}

fn pagination(name: &str, node: &Node<'_>, report: &mut Report) -> Pagination {
    Pagination {
        name: At { value: name.to_owned(), place: node.key_place() },
        style: node.text_or_empty("style"),
        next: node.text("next"),
        parameter: node.text("parameter"),
        first: node.unsigned("first").map_or(1, |first| first.value),
        pages: node.text("pages"),
        size: node.text("size"),
        query: node.map("query", |name, node| field::read(name, &node, report)),
        fields: node.map("fields", |name, node| field::read(name, &node, report)),
        doc: node.plain("doc"),
    }
}
