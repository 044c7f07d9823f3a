//! An API with what both sides look up in it.

use std::collections::BTreeMap;

use clientwright::model::{Api, EnumValue, Field, Object, Operation, Service, TypeKind, TypeRef};

pub(super) struct Side<'a> {
    pub(super) api: &'a Api,
    types: BTreeMap<(Vec<String>, String), &'a TypeKind>,
    pub(super) routes: BTreeMap<String, (&'a Service, &'a Operation)>,
}

impl<'a> Side<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        let shared = api.types.iter().map(|one| ((vec!["types".to_owned()], one.name.rust.clone()), &one.kind));
        let own = api.services.iter().flat_map(|service| {
            service.types.iter().map(|one| ((service.module.clone(), one.name.rust.clone()), &one.kind))
        });
        let routes = api.services.iter().flat_map(|service| service.operations.iter().map(move |one| (service, one)));
        Side {
            api,
            types: shared.chain(own).collect(),
            routes: routes.map(|(service, one)| (route(one), (service, one))).collect(),
        }
    }

    pub(super) fn object(&self, reference: &TypeRef) -> Option<&'a Object> {
        match self.types.get(&(reference.module.clone(), reference.name.rust.clone())) {
            Some(TypeKind::Object(object)) => Some(object),
            _ => None,
        }
    }

    pub(super) fn values(&self, reference: &TypeRef) -> &'a [EnumValue] {
        match self.types.get(&(reference.module.clone(), reference.name.rust.clone())) {
            Some(TypeKind::Enum(values)) => values,
            _ => &[],
        }
    }

    /// The fields of the resource that a service is about.
    pub(super) fn fields(&self, service: &Service) -> &'a [Field] {
        self.object(&service.subject).map_or(&[], |object| &object.fields)
    }

    pub(super) fn is_integer(&self, of: &str) -> bool {
        self.api.ids.iter().any(|id| id.name.wire == of && id.integer)
    }
}

pub(super) fn route(operation: &Operation) -> String {
    let segment = |part: &str| if part.starts_with('{') { "{}".to_owned() } else { part.to_owned() };
    let path: Vec<String> = operation.path.split('/').map(segment).collect();
    format!("{} {}", operation.method.as_str(), path.join("/"))
}
