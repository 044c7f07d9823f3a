//! Resource files and the types they or `types/` declare.

use crate::diag::{Diagnostic, Place, Report};

use super::At;
use super::field::{self, Deprecation, EnumValue, Exclusive, Field, Rename, Tombstone};
use super::node::Node;
use super::operation::{self, Operation};

/// One service and its resource.
#[derive(Clone, Debug)]
pub struct Resource {
    pub place: Place,
    pub service: At<String>,
    pub of: Subject,
    pub path: At<String>,
    pub doc: At<String>,
    pub noun: Option<String>,
    pub nouns: Option<String>,
    pub id_form: Option<At<String>>,
    pub id_prefix: Option<At<String>>,
    pub template: Option<At<String>>,
    pub uses: Vec<At<String>>,
    pub params: Vec<Field>,
    pub items: Option<At<String>>,
    pub pagination: Option<At<String>>,
    pub operations: Vec<Operation>,
    /// There are no operations, and that has been reported.
    pub misshapen_operations: bool,
    pub fields: Vec<Field>,
    /// Something else than fields stood where they belong, so that which there are is not known.
    pub misshapen: bool,
    pub types: Vec<TypeDef>,
    pub exclusives: Vec<Exclusive>,
    pub tombstones: Vec<Tombstone>,
    pub deprecated: Option<Deprecation>,
    pub stability: Option<At<String>>,
    pub was: Vec<Rename>,
    /// Earlier names of the resource, where `was` has those of the service.
    pub resource_was: Vec<Rename>,
}

/// What a service is about.
#[derive(Clone, Debug)]
pub enum Subject {
    /// A resource of its own, declared in the same file.
    Resource(At<String>),
    /// A shared type.
    Type(At<String>),
}

impl Subject {
    /// The name of the resource or type.
    pub fn name(&self) -> &At<String> {
        match self {
            Subject::Resource(name) | Subject::Type(name) => name,
        }
    }
}

/// An object type or an enum.
#[derive(Clone, Debug)]
pub struct TypeDef {
    pub name: At<String>,
    pub doc: Option<At<String>>,
    pub uses: Vec<At<String>>,
    pub fields: Vec<Field>,
    /// As for a resource.
    pub misshapen: bool,
    pub one_of: bool,
    pub generic: bool,
    /// Values of an enum; `None` for an object.
    pub values: Option<Vec<EnumValue>>,
    pub exclusives: Vec<Exclusive>,
    pub tombstones: Vec<Tombstone>,
    pub deprecated: Option<Deprecation>,
    pub was: Vec<Rename>,
}

/// Reads a resource file. `None` when what it is about cannot be told; the report says why.
pub fn read(document: &Node<'_>, report: &mut Report) -> Option<Resource> {
    Some(Resource {
        place: document.key_place(),
        service: document.text("service")?,
        of: subject(document, report)?,
        path: document.text("path")?,
        doc: document.text_or_empty("doc"),
        noun: document.plain("noun"),
        nouns: document.plain("nouns"),
        id_form: document.text("id"),
        id_prefix: document.text("id_prefix"),
        template: document.text("template"),
        uses: document.texts("use"),
        params: document.map("params", |name, node| field::read(name, &node, report)),
        items: document.text("items"),
        pagination: document.text("pagination"),
        operations: document.map("operations", |name, node| operation::read(name, &node, report)),
        misshapen_operations: document.get("operations").is_none() || document.is_misshapen("operations"),
        fields: document.map("fields", |name, node| field::read(name, &node, report)),
        misshapen: document.is_misshapen("fields"),
        types: document.map("types", |name, node| read_type(name, &node, report)),
        exclusives: field::exclusives(document),
        tombstones: field::tombstones(document),
        deprecated: field::deprecation(document),
        stability: document.text("stability"),
        was: field::renames(document, "was"),
        resource_was: field::renames(document, "resource_was"),
    })
}

fn subject(document: &Node<'_>, report: &mut Report) -> Option<Subject> {
    match (document.text("resource"), document.text("type")) {
        (Some(name), None) => Some(Subject::Resource(name)),
        (None, Some(name)) => {
            check_shared(document, report);
            Some(Subject::Type(name))
        }
        (Some(_), Some(name)) => {
            let message = "a service has a `resource` of its own or a shared `type`, not both";
            report.push(Diagnostic::error("resource_and_type", message, name.place).help("remove one of the two keys"));
            None
        }
        (None, None) => {
            // Whatever else stands behind the keys has been reported.
            if document.get("resource").or(document.get("type")).is_none() {
                let help = "`resource: Name` declares a resource, `type: Name` uses a shared type";
                report.push(
                    Diagnostic::error("missing_key", "a resource file needs the key `resource`", document.key_place())
                        .help(help),
                );
            }
            None
        }
    }
}

/// A service about a shared type has that type's fields and no others.
fn check_shared(document: &Node<'_>, report: &mut Report) {
    for key in ["use", "fields", "exclusive", "tombstones", "id", "id_prefix", "items", "resource_was"] {
        let Some(node) = document.get(key) else { continue };
        let message = format!("`{key}` belongs to a resource, and this service is about a shared type");
        report.push(
            Diagnostic::error("key_out_of_place", message, node.key_place())
                .help("move it to the type, or leave it out"),
        );
    }
}

/// Reads one type.
pub fn read_type(name: &str, node: &Node<'_>, report: &mut Report) -> TypeDef {
    TypeDef {
        name: At { value: name.to_owned(), place: node.key_place() },
        doc: node.text("doc"),
        uses: node.texts("use"),
        fields: node.map("fields", |name, node| field::read(name, &node, report)),
        misshapen: node.is_misshapen("fields"),
        one_of: node.flag("one_of"),
        generic: node.flag("generic"),
        values: node.get("values").map(|values| values.each(|value, node| field::enum_value(value, &node))),
        exclusives: field::exclusives(node),
        tombstones: field::tombstones(node),
        deprecated: field::deprecation(node),
        was: field::renames(node, "was"),
    }
}
