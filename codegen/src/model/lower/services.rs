//! Services: one for each resource file.

use std::collections::BTreeMap;

use super::index::module_path;
use super::{Context, Module, fields, lists, objects, operations};
use crate::diag::Place;
use crate::model::names::{self, Name, Role, Scope};
use crate::model::types::{Service, TypeDef, TypeKind, TypeRef};
use crate::spec::{At, Resource, Subject};

/// All services, sorted by namespace and name.
pub fn all(ctx: &mut Context<'_>) -> Vec<Service> {
    let spec = ctx.spec;
    check_unique(ctx);
    let mut services: Vec<Service> = spec.resources.iter().filter_map(|resource| lower(ctx, resource)).collect();
    services.sort_by(|a, b| a.module.cmp(&b.module));
    operations::check_routes(ctx, &services);
    services
}

/// Two files for one service, and accessors or modules that meet in Rust.
fn check_unique(ctx: &mut Context<'_>) {
    let spec = ctx.spec;
    let mut seen: BTreeMap<&str, &Place> = BTreeMap::new();
    let mut scopes: BTreeMap<Vec<String>, Scope> = BTreeMap::new();
    for resource in &spec.resources {
        let service = &resource.service;
        if let Some(first) = seen.insert(&service.value, &service.place) {
            ctx.error("duplicate_service", format!("the service `{}` is declared twice", service.value), &service.place)
                .related(first, "first declared here")
                .help("merge the two files, or rename one service");
            continue;
        }
        let mut path = module_path(&service.value);
        let name = path.pop().unwrap_or_default();
        scopes.entry(path).or_default().claim(&name, &service.value, &service.place, ctx.report);
    }
    for namespace in &ctx.file.namespaces {
        let rust = names::rust_name(&namespace.name.value, Role::Module).unwrap_or_default();
        scopes.entry(Vec::new()).or_default().claim(&rust, &namespace.name.value, &namespace.name.place, ctx.report);
    }
}

fn lower(ctx: &mut Context<'_>, resource: &Resource) -> Option<Service> {
    let (namespace, name) = service_name(ctx, resource)?;
    let struct_name = names::name(&name.wire, Role::Type, &resource.service.place, ctx.report)?.rust;
    let mut module = Module::new(module_path(&resource.service.value), &resource.service.value, Some(resource));
    module.scope.claim(&struct_name, &resource.service.value, &resource.service.place, ctx.report);
    let subject = ctx.declared(resource.of.name())?.reference;
    let types = own_types(ctx, resource, &subject, &mut module);
    check_params(ctx, resource);
    let operations = operations::all(ctx, resource, &subject, subject_type(&types, &subject), &mut module);
    Some(Service {
        path: resource.service.value.clone(),
        name,
        namespace,
        module: module.path.clone(),
        struct_name,
        feature: resource.service.value.replace(['.', '_'], "-"),
        requires: Default::default(),
        doc: resource.doc.value.trim().to_owned(),
        subject,
        operations,
        types: types.into_iter().chain(module.enums.into_values()).collect(),
        deprecated: fields::deprecation(resource.deprecated.as_ref()),
        stability: fields::stability(resource.stability.as_ref()),
        was: fields::renames(&resource.was),
        place: resource.service.place.clone(),
    })
}

fn service_name(ctx: &mut Context<'_>, resource: &Resource) -> Option<(Option<Name>, Name)> {
    let service = &resource.service;
    let parts: Vec<&str> = service.value.split('.').collect();
    let (namespace, last) = match parts.as_slice() {
        [last] => (None, *last),
        [namespace, last] => (Some(namespace_name(ctx, service, namespace)?), *last),
        _ => {
            ctx.error("bad_service", format!("`{}` has more than one dot", service.value), &service.place)
                .help("a service is called `name` or `namespace.name`");
            return None;
        }
    };
    Some((namespace, names::name(last, Role::Accessor, &service.place, ctx.report)?))
}

fn namespace_name(ctx: &mut Context<'_>, service: &At<String>, wanted: &str) -> Option<Name> {
    let file = ctx.file;
    if file.namespaces.iter().any(|namespace| namespace.name.value == wanted) {
        return names::name(wanted, Role::Module, &service.place, ctx.report);
    }
    let known: Vec<&str> = file.namespaces.iter().map(|namespace| namespace.name.value.as_str()).collect();
    let name = At { value: wanted.to_owned(), place: service.place.clone() };
    ctx.unknown("unknown_namespace", format!("there is no namespace `{wanted}`"), &name, &known, "declare it under `namespaces` in api.yaml");
    None
}

/// The resource, its list, and the types that its file declares.
fn own_types(ctx: &mut Context<'_>, resource: &Resource, subject: &TypeRef, module: &mut Module<'_>) -> Vec<TypeDef> {
    let mut types = Vec::new();
    if let Subject::Resource(name) = &resource.of {
        types.extend(objects::resource(ctx, resource, name, module));
        if operations::has_list(ctx, resource) {
            types.extend(lists::list_type(ctx, resource, subject, module));
        }
    }
    for definition in &resource.types {
        types.extend(objects::lower(ctx, definition, module));
    }
    types
}

fn subject_type<'t>(types: &'t [TypeDef], subject: &TypeRef) -> Option<&'t TypeDef> {
    types.iter().find(|definition| definition.name == subject.name && matches!(definition.kind, TypeKind::Object(_)))
}

/// Path parameters that no path has.
fn check_params(ctx: &mut Context<'_>, resource: &Resource) {
    let paths: Vec<&str> = std::iter::once(resource.path.value.as_str())
        .chain(resource.operations.iter().filter_map(|operation| operation.path.as_ref()).map(|path| path.value.as_str()))
        .chain(operations::template_paths(ctx, resource))
        .collect();
    for param in &resource.params {
        let braced = format!("{{{}}}", param.name.value);
        if !paths.iter().any(|path| path.contains(&braced)) {
            ctx.error("unused_parameter", format!("no path has the parameter `{braced}`"), &param.name.place)
                .help("remove it, or put it into a path");
        }
    }
}
