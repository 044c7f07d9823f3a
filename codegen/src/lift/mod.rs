//! An OpenAPI document → `Api`, so that two documents can be compared as two specs are.
//!
//! What a document has no word for is left at its plainest, on both sides alike: pages, ids, examples,
//! errors. Services are the fixed beginnings of paths, and operations are told by their routes.

mod names;
mod operations;
mod types;

use std::collections::BTreeMap;

use crate::drift::shape::{Route, ShapeId, Surface};
use crate::drift::{About, shape};
use crate::model::{Api, Auth, Deprecation, Errors, Package, Service};
use names::Claims;
use types::Types;

/// Makes an API of what a document describes.
pub fn api(about: &About, surface: &Surface) -> Api {
    let mut types = Types::new(surface);
    let mut services: BTreeMap<String, Vec<(&Route, &shape::Operation)>> = BTreeMap::new();
    for (route, operation) in &surface.operations {
        services.entry(names::service(&route.path)).or_default().push((route, operation));
    }
    let mut modules = Claims::new(&["types", "ids", "client"]);
    let services: Vec<Service> = services
        .into_iter()
        .map(|(path, operations)| operations::service(&path, &operations, &mut modules, &mut types))
        .collect();
    Api {
        name: about.title.clone(),
        title: about.title.clone(),
        doc: String::new(),
        package: Package {
            name: "client".to_owned(),
            version: about.version.clone(),
            description: String::new(),
            keywords: Vec::new(),
            categories: Vec::new(),
            license: None,
            repository: None,
            runtime_path: None,
            private: true,
            mock: None,
        },
        base_url: String::new(),
        environment: None,
        auth: Auth { header: String::new(), prefix: String::new(), doc: None },
        headers: Vec::new(),
        errors: Errors {
            code: Vec::new(),
            message: Vec::new(),
            details: Vec::new(),
            operation_id: Vec::new(),
            operation_id_header: None,
            status: Vec::new(),
            when: BTreeMap::new(),
            codes: Vec::new(),
        },
        rate_limit: None,
        reference: None,
        filter: None,
        ids: Vec::new(),
        namespaces: Vec::new(),
        services,
        types: types.finish(),
        example: None,
        groups: Vec::new(),
        shared_query: Vec::new(),
        allows: Vec::new(),
    }
}

/// A mark, or words to the same effect: many documents say in prose alone that something is deprecated.
fn deprecation(marked: bool, doc: &str) -> Option<Deprecation> {
    let plain = || Deprecation { since: None, instead: None, note: None };
    if marked {
        return Some(plain());
    }
    let mut words = doc.split(|c: char| !c.is_alphanumeric());
    let said = words.any(|word| word.eq_ignore_ascii_case("deprecated"));
    said.then(|| Deprecation { note: Some("said in its description".to_owned()), ..plain() })
}

/// The schema of the answer to success, if it has one.
fn answered(operation: &shape::Operation) -> Option<ShapeId> {
    operation.answers.iter().find_map(|answer| answer.content.as_ref()).map(|content| content.shape)
}
