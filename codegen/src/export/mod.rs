//! `&Api` → documents for tools that are not ours: OpenAPI 3.1.
//!
//! Pure, and like [`emit`](crate::emit) without refusal. An object has one schema for each view:
//! answers are open, as the emitted client reads them, and bodies are strict, as servers read them.

mod answers;
mod bodies;
mod document;
mod facts;
mod media;
mod names;
mod objects;
mod operation;
mod parameters;
mod paths;
mod types;
mod yaml;

use serde_json::Value;

use crate::model::{Api, Deprecation, Name, Operation, Service, TypeDef, TypeRef};
use names::Names;

/// The whole API as an OpenAPI document, in the order in which people read one.
pub fn openapi(api: &Api) -> Value {
    document::whole(&Context::new(api))
}

/// A document as YAML, which readers of YAML 1.1 and 1.2 understand alike.
pub fn yaml(document: &Value) -> String {
    yaml::text(document)
}

/// A document as JSON.
pub fn json(document: &Value) -> String {
    format!("{document:#}\n")
}

/// Why an operation should not be used any more: for its own sake or for its service's.
fn deprecation<'a>(api: &'a Api, service: &'a Service, operation: &'a Operation) -> Option<&'a Deprecation> {
    operation.deprecated.as_ref().or_else(|| service_deprecation(api, service))
}

/// Why a service should not be used any more: for its own sake or for its namespace's.
fn service_deprecation<'a>(api: &'a Api, service: &'a Service) -> Option<&'a Deprecation> {
    let named = |name: &Name| api.namespaces.iter().find(|namespace| namespace.name == *name);
    let namespace = service.namespace.as_ref().and_then(named);
    service.deprecated.as_ref().or_else(|| namespace.and_then(|namespace| namespace.deprecated.as_ref()))
}

/// The API, and what its schemas are called.
struct Context<'a> {
    api: &'a Api,
    names: Names,
}

impl<'a> Context<'a> {
    fn new(api: &'a Api) -> Self {
        Context { api, names: Names::of(api) }
    }

    fn definition(&self, reference: &TypeRef) -> Option<&'a TypeDef> {
        let service = self.api.services.iter().find(|service| service.module == reference.module);
        let types = service.map_or(&self.api.types, |service| &service.types);
        types.iter().find(|definition| definition.name == reference.name)
    }
}
