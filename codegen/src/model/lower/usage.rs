//! Which service needs which types: the ground for cargo features.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::names::Name;
use crate::model::types::{Api, Body, Input, Returns, Service, Type, TypeDef, TypeKind, TypeRef};

/// Fills in `requires` of services and `used_by` of types.
pub fn fill_in(api: &mut Api) {
    let owners: BTreeMap<Vec<String>, String> =
        api.services.iter().map(|s| (s.module.clone(), s.feature.clone())).collect();
    let known: BTreeMap<(&[String], &str), &TypeDef> = definitions(api).collect();
    let reached: Vec<BTreeSet<TypeRef>> = api.services.iter().map(|service| reach(&known, service)).collect();
    for (service, types) in api.services.iter_mut().zip(&reached) {
        let features = types.iter().filter_map(|reference| owners.get(&reference.module).cloned());
        service.requires = features.filter(|feature| *feature != service.feature).collect();
    }
    let mut users: BTreeMap<&Name, BTreeSet<String>> = BTreeMap::new();
    for (service, types) in api.services.iter().zip(&reached) {
        for reference in types {
            users.entry(&reference.name).or_default().insert(service.feature.clone());
        }
    }
    let definitions = api.types.iter_mut().chain(api.services.iter_mut().flat_map(|service| &mut service.types));
    for definition in definitions {
        definition.used_by = users.get(&definition.name).cloned().unwrap_or_default();
    }
}

/// Every declared type that a service's operations touch, directly or not.
fn reach(definitions: &BTreeMap<(&[String], &str), &TypeDef>, service: &Service) -> BTreeSet<TypeRef> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<TypeRef> = direct(service);
    while let Some(reference) = open.pop() {
        if !reached.insert(reference.clone()) {
            continue;
        }
        let Some(definition) = definitions.get(&(reference.module.as_slice(), reference.name.rust.as_str())) else {
            continue;
        };
        open.extend(parts(definition));
    }
    reached
}

fn definitions(api: &Api) -> impl Iterator<Item = ((&[String], &str), &TypeDef)> {
    static SHARED: std::sync::LazyLock<Vec<String>> = std::sync::LazyLock::new(|| vec!["types".to_owned()]);
    let shared = api.types.iter().map(|definition| ((SHARED.as_slice(), definition.name.rust.as_str()), definition));
    let own = api.services.iter().flat_map(|service| {
        service.types.iter().map(|definition| ((service.module.as_slice(), definition.name.rust.as_str()), definition))
    });
    shared.chain(own)
}

fn direct(service: &Service) -> Vec<TypeRef> {
    let mut types = vec![service.subject.clone()];
    for operation in &service.operations {
        match &operation.returns {
            Returns::None => {}
            Returns::Type(reference) => types.push(reference.clone()),
            Returns::List { list, item } => {
                types.push(list.clone());
                types.extend(named(item));
            }
        }
        if let Body::Whole(reference) = &operation.body {
            types.push(reference.clone());
        }
        let fields: &[Input] = if let Body::Fields(fields) = &operation.body { fields } else { &[] };
        let inputs = operation.parameters.iter().chain(&operation.query).chain(fields);
        types.extend(inputs.flat_map(|input| named(&input.ty)));
    }
    types
}

fn parts(definition: &TypeDef) -> Vec<TypeRef> {
    let TypeKind::Object(object) = &definition.kind else { return Vec::new() };
    let inputs = object.fields.iter().flat_map(|field| [&field.create, &field.update, &field.write]).flatten();
    let types = object.fields.iter().map(|field| &field.ty).chain(inputs.map(|input| &input.ty));
    types.flat_map(named).collect()
}

/// The declared type inside a type.
fn named(ty: &Type) -> Option<TypeRef> {
    match ty.innermost() {
        Type::Object(reference) | Type::Enum(reference) => Some(reference.clone()),
        Type::Ref(reference) => Some(reference.ty.clone()),
        _ => None,
    }
}
