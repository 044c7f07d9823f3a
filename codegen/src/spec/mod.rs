//! Sources → [`Spec`]: what was written, with places.
//!
//! Mirrors the YAML and nothing more: names are not resolved, groups and templates not filled in.
//! Every fault of shape in every file is collected before anything is refused.

mod allow;
mod api;
mod field;
pub mod grammar;
pub mod node;
mod operation;
mod resource;
pub mod schema;
mod server;
mod shape;
mod type_expr;

pub use allow::Allow;
pub use api::{
    ApiFile, Auth, Environment, ErrorCode, Errors, Header, IdKind, Mock, Namespace, Package, Pagination, RateLimit,
};
pub use field::{Deprecation, EnumValue, Exclusive, Field, Limits, Phase, Rename, Tombstone};
pub use operation::{Example, Operation, Query};
pub use resource::{Resource, Subject, TypeDef};
pub use server::Server;
pub use shape::{listed, suggest};
pub use type_expr::{SCALARS, Scalar, TypeExpr};

use crate::diag::{FileId, Place, Report};
use crate::read::Sources;
use crate::yaml::{self, Yaml};
use node::Node;

/// A value and where it was written.
#[derive(Clone, Debug)]
pub struct At<T> {
    pub value: T,
    pub place: Place,
}

/// The whole spec as written.
#[derive(Debug, Default)]
pub struct Spec {
    /// The content of `api.yaml`; absent when the file is missing or unreadable.
    pub api: Option<ApiFile>,
    /// One entry for each file in `resources/`.
    pub resources: Vec<Resource>,
    /// The types of all files in `types/`, with the file's stem.
    pub types: Vec<(String, TypeDef)>,
    /// What every file accepts of the rules.
    pub allows: Vec<Allow>,
    /// Whether some file could not be read, so that a name may be missing for that reason alone.
    pub incomplete: bool,
}

/// Reads every file; what is misshapen goes to the report and is left out of the spec.
pub fn parse(sources: &Sources, report: &mut Report) -> Spec {
    let mut spec = Spec { incomplete: !sources.refused.is_empty(), ..Spec::default() };
    for (index, source) in sources.files.iter().enumerate() {
        let file = FileId(index);
        match yaml::parse(file, &source.text) {
            Ok(document) => parse_file(&mut spec, &source.name, file, &document, report),
            Err(diagnostic) => {
                report.push(diagnostic);
                spec.incomplete = true;
            }
        }
    }
    spec
}

fn parse_file(spec: &mut Spec, name: &str, file: FileId, document: &Yaml, report: &mut Report) {
    let checked = |table, report: &mut Report| {
        let document = Node::root(file, document, table);
        shape::check_table(&document, table, report);
        document
    };
    if name == "api.yaml" {
        let document = checked(&grammar::API, report);
        allow::collect(&document, &mut spec.allows);
        spec.api = api::read(&document, report);
    } else if name.starts_with("resources/") {
        let document = checked(&grammar::RESOURCE, report);
        allow::collect(&document, &mut spec.allows);
        match resource::read(&document, report) {
            Some(resource) => spec.resources.push(resource),
            None => spec.incomplete = true,
        }
    } else {
        let document = checked(&grammar::TYPES, report);
        allow::collect(&document, &mut spec.allows);
        spec.incomplete |= document.is_misshapen("types");
        let stem = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".yaml").to_owned();
        let types = document.map("types", |name, node| resource::read_type(name, &node, report));
        spec.types.extend(types.into_iter().map(|definition| (stem.clone(), definition)));
    }
}
