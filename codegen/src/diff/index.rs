//! An API with what rules look up in it.

use std::collections::{BTreeMap, BTreeSet};

use super::change::Touch;
use crate::model::{Api, Body, Field, Operation, Returns, Service, Type, TypeDef, TypeKind, TypeRef};

/// One side of the comparison.
pub struct Index<'a> {
    pub api: &'a Api,
    pub types: BTreeMap<TypeRef, &'a TypeDef>,
    /// Types that stand in requests.
    pub sent: BTreeSet<TypeRef>,
    /// Types that stand in answers.
    pub received: BTreeSet<TypeRef>,
    /// Operations by method and path, whatever path parameters are called.
    pub routes: BTreeMap<String, (&'a Service, &'a Operation)>,
    /// What the items of lists are.
    pub lists: BTreeMap<TypeRef, &'a Type>,
    /// Services by their modules.
    pub services: BTreeMap<&'a [String], &'a Service>,
}

impl<'a> Index<'a> {
    /// Looks through an API.
    pub fn new(api: &'a Api) -> Self {
        let mut index = Index {
            api,
            types: types(api),
            sent: BTreeSet::new(),
            received: BTreeSet::new(),
            routes: BTreeMap::new(),
            lists: BTreeMap::new(),
            services: api.services.iter().map(|service| (service.module.as_slice(), service)).collect(),
        };
        for service in &api.services {
            for operation in &service.operations {
                index.routes.insert(route(operation), (service, operation));
                index.use_operation(operation);
            }
        }
        index
    }

    /// The definition of a type.
    pub fn definition(&self, reference: &TypeRef) -> Option<&'a TypeDef> {
        self.types.get(reference).copied()
    }

    /// Whether some operation sends it or answers with it.
    pub fn is_reached(&self, reference: &TypeRef) -> bool {
        self.sent.contains(reference) || self.received.contains(reference)
    }

    /// The objects that are sent with this one inside, at whatever depth, itself among them.
    pub fn senders(&self, reference: &TypeRef) -> BTreeSet<TypeRef> {
        let mut found = BTreeSet::from([reference.clone()]);
        loop {
            let holds = |outer: &&TypeRef| {
                let inputs = self.fields(outer).iter().filter_map(|field| field.write.as_ref());
                !found.contains(*outer)
                    && inputs.filter_map(|input| named(&input.ty)).any(|inner| found.contains(inner))
            };
            let more: Vec<TypeRef> = self.sent.iter().filter(holds).cloned().collect();
            if more.is_empty() {
                return found;
            }
            found.extend(more);
        }
    }

    /// The fields of an object type.
    pub fn fields(&self, reference: &TypeRef) -> &'a [Field] {
        match self.definition(reference).map(|definition| &definition.kind) {
            Some(TypeKind::Object(object)) => &object.fields,
            _ => &[],
        }
    }

    fn use_operation(&mut self, operation: &'a Operation) {
        let fields = operation.parameters.iter().chain(&operation.query).chain(operation.body.fields());
        fields.for_each(|input| self.send(&input.ty));
        if let Body::Whole(reference) = &operation.body {
            self.send(&Type::Object(reference.clone()));
        }
        if let Returns::List { list, item } = &operation.returns {
            self.lists.insert(list.clone(), item);
        }
        match &operation.returns {
            Returns::None => {}
            Returns::Type(reference) | Returns::List { list: reference, .. } => {
                self.receive(&Type::Object(reference.clone()));
            }
        }
    }

    fn send(&mut self, ty: &Type) {
        let Some(reference) = named(ty) else { return };
        if self.sent.insert(reference.clone()) {
            let fields = self.fields(reference);
            fields.iter().filter_map(|field| field.write.as_ref()).for_each(|input| self.send(&input.ty));
        }
    }

    fn receive(&mut self, ty: &Type) {
        let Some(reference) = named(ty) else { return };
        if self.received.insert(reference.clone()) {
            let fields = self.fields(reference);
            fields.iter().filter(|field| field.read.is_some()).for_each(|field| self.receive(&field.ty));
        }
    }
}

/// The declared type at the bottom of a type.
pub fn named(ty: &Type) -> Option<&TypeRef> {
    match ty.innermost() {
        Type::Object(reference) | Type::Enum(reference) => Some(reference),
        Type::Ref(reference) => Some(&reference.ty),
        _ => None,
    }
}

fn types(api: &Api) -> BTreeMap<TypeRef, &TypeDef> {
    let shared = api.types.iter().map(|definition| (shared_ref(definition), definition));
    let own = |service: &'_ Service| service.module.clone();
    let of_services = api.services.iter().flat_map(|service| {
        service
            .types
            .iter()
            .map(move |definition| (TypeRef { name: definition.name.clone(), module: own(service) }, definition))
    });
    shared.chain(of_services).collect()
}

/// The reference to a shared type.
pub fn shared_ref(definition: &TypeDef) -> TypeRef {
    TypeRef { name: definition.name.clone(), module: vec!["types".to_owned()] }
}

/// Method and path without the names of parameters: `GET /things/{}`.
pub fn route(operation: &Operation) -> String {
    format!("{} {}", operation.method.as_str(), nameless(&operation.path))
}

/// A path without the names of its parameters.
pub fn nameless(path: &str) -> String {
    let segment = |part: &str| if part.starts_with('{') { "{}".to_owned() } else { part.to_owned() };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// How a type is called in reports: `things::Kind`.
pub fn type_name(reference: &TypeRef) -> String {
    let mut parts = reference.module.clone();
    parts.push(reference.name.rust.clone());
    parts.join("::")
}

/// An item of a module.
pub fn item(module: &[String], item: impl Into<String>) -> Touch {
    Touch::Item(module.to_vec(), item.into())
}

/// An item of a module with all that it has.
pub fn whole(module: &[String], item: impl Into<String>) -> Touch {
    Touch::Below(module.to_vec(), item.into())
}
