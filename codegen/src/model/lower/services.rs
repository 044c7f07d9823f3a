//! Services: one for each resource file.

use std::collections::{BTreeMap, BTreeSet};

use super::index::module_path;
use super::{Context, Module, fields, lists, objects, operations, renames};
use crate::model::names::{self, Name, Role, Scope};
use crate::model::types::{FormerService, Operation, Rename, Service, TypeDef, TypeKind, TypeRef, kept};
use crate::spec::{At, Resource, Subject};

/// All services, sorted by namespace and name.
pub fn all(ctx: &mut Context<'_>) -> Vec<Service> {
    check_unique(ctx);
    let files = ctx.index.services.clone();
    let mut services: Vec<Service> = files.into_iter().filter_map(|resource| lower(ctx, resource)).collect();
    services.sort_by(|a, b| a.module.cmp(&b.module));
    operations::check_routes(ctx, &services);
    services
}

const HELP: &str = "rename one of them";

/// Accessors, modules and features that meet.
fn check_unique(ctx: &mut Context<'_>) {
    let mut features = BTreeMap::new();
    let mut scopes: BTreeMap<Vec<String>, Scope> = BTreeMap::new();
    for namespace in &ctx.file.namespaces {
        let name = &namespace.name;
        let rust = names::rust_name(&name.value, Role::Module).unwrap_or_default();
        let scope = scopes.entry(Vec::new()).or_insert_with(|| Scope::new(HELP));
        scope.claim(&rust, &format!("the namespace `{}`", name.value), &name.place, ctx.report);
    }
    for resource in ctx.index.services.clone() {
        let service = &resource.service;
        let mut path = module_path(&service.value);
        let feature = feature(&path);
        let name = path.pop().unwrap_or_default();
        let scope = scopes.entry(path).or_insert_with(|| Scope::new(HELP));
        if scope.claim(&name, &format!("the service `{}`", service.value), &service.place, ctx.report) {
            check_feature(ctx, feature, (service, "call the service something else"), &mut features);
        }
    }
    check_earlier(ctx, &mut scopes, &mut features);
}

/// The same for what source can still use.
fn check_earlier<'a>(
    ctx: &mut Context<'a>,
    scopes: &mut BTreeMap<Vec<String>, Scope>,
    features: &mut BTreeMap<String, &'a At<String>>,
) {
    for resource in ctx.index.services.clone() {
        // A service may have kept its feature when it was renamed.
        let mut own = BTreeSet::from([feature(&module_path(&resource.service.value))]);
        for rename in renames::kept(ctx, &resource.was) {
            let mut path = module_path(&rename.name.value);
            let feature = feature(&path);
            let name = path.pop().unwrap_or_default();
            let scope = scopes.entry(path).or_insert_with(|| Scope::new(HELP));
            let what = format!("the earlier service `{}`", rename.name.value);
            let free = scope.claim_earlier(&name, &what, &rename.name.place, ctx.report);
            if free && own.insert(feature.clone()) {
                check_feature(ctx, feature, (&rename.name, names::GIVE_UP), features);
            }
        }
    }
}

/// Each service has a cargo feature, and cargo knows no namespaces.
fn check_feature<'a>(
    ctx: &mut Context<'_>,
    feature: String,
    (service, help): (&'a At<String>, &'static str),
    features: &mut BTreeMap<String, &'a At<String>>,
) {
    if RESERVED_FEATURES.contains(&feature.as_str()) {
        ctx.error("name_collision", format!("every client has a cargo feature `{feature}` already"), &service.place)
            .help(help);
    }
    if let Some(first) = features.get(&feature) {
        let message = format!("`{}` and `{}` both have the cargo feature `{feature}`", service.value, first.value);
        ctx.error("name_collision", message, &service.place).related(&first.place, "the other service").help(help);
    }
    features.insert(feature, service);
}

/// Features that every emitted crate has.
const RESERVED_FEATURES: &[&str] =
    &["aws-lc-rs", "blocking", "default", "http2", "hyper-transport", "reqwest", "testing", "tracing"];

/// `backends`, `weighted` → `backends-weighted`, without what was added to dodge names of Rust.
pub fn feature(module: &[String]) -> String {
    let words: Vec<String> = module.iter().map(|name| name.trim_matches('_').replace('_', "-")).collect();
    words.join("-")
}

fn lower<'a>(ctx: &mut Context<'a>, resource: &'a Resource) -> Option<Service> {
    let (namespace, name) = service_name(ctx, &resource.service, true)?;
    let struct_name = names::name(&name.wire, Role::Type, &resource.service.place, ctx.report)?.rust;
    let mut module = Module::new(module_path(&resource.service.value), &resource.service.value, Some(resource));
    let what = format!("the service `{}`", resource.service.value);
    module.scope.claim(&struct_name, &what, &resource.service.place, ctx.report);
    let subject = subject(ctx, resource)?;
    let types = own_types(ctx, resource, &subject, &mut module);
    check_params(ctx, resource);
    check_operations(ctx, resource);
    let operations = operations::all(ctx, resource, &subject, subject_type(&types, &subject), &mut module);
    let types: Vec<TypeDef> = types.into_iter().chain(module.take_enums()).collect();
    let was = renames::of_service(ctx, resource);
    claim_earlier(ctx, (&struct_name, &was), &operations, &types, &mut module);
    Some(Service {
        path: resource.service.value.clone(),
        name,
        namespace,
        module: module.path.clone(),
        struct_name,
        feature: feature(&module.path),
        requires: Default::default(),
        doc: resource.doc.value.trim().to_owned(),
        subject,
        operations,
        types,
        deprecated: fields::deprecation(resource.deprecated.as_ref()),
        stability: fields::stability(resource.stability.as_ref()),
        was,
        place: resource.service.place.clone(),
    })
}

/// Claims what the module still calls by earlier names, once all others are claimed.
fn claim_earlier(
    ctx: &mut Context<'_>,
    (struct_name, was): (&str, &[FormerService]),
    operations: &[Operation],
    types: &[TypeDef],
    module: &mut Module<'_>,
) {
    renames::claim_types(ctx, types, module);
    for former in FormerService::apart(was, struct_name, |former| &former.struct_name) {
        let what = format!("the earlier service `{}`", former.rename.name.wire);
        module.scope.claim_earlier(&former.struct_name, &what, &former.rename.place, ctx.report);
    }
    let in_use = |rename: &Rename| operations.iter().any(|operation| operation.name.rust == rename.name.rust);
    for rename in operations.iter().flat_map(|operation| kept(&operation.was)) {
        // A method of that name has been reported.
        if !in_use(rename) {
            let what = format!("the earlier operation `{}`", rename.name.wire);
            module.scope.claim_earlier(&names::call_name(&rename.name.wire), &what, &rename.place, ctx.report);
        }
    }
}

fn subject(ctx: &mut Context<'_>, resource: &Resource) -> Option<TypeRef> {
    let name = resource.of.name();
    let declared = ctx.declared(name)?;
    if declared.is_enum {
        ctx.error("bad_subject", format!("`{}` is an enum, services are about objects", name.value), &name.place)
            .help("name an object type");
        return None;
    }
    Some(declared.reference)
}

/// The namespace and the name in the path of a service. `declared` tells whether the namespace has to be.
pub fn service_name(ctx: &mut Context<'_>, service: &At<String>, declared: bool) -> Option<(Option<Name>, Name)> {
    let is_name =
        |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let parts: Vec<&str> = service.value.split('.').collect();
    let (namespace, last) = match parts.as_slice() {
        [last] if is_name(last) => (None, *last),
        [namespace, last] if is_name(last) => (Some(namespace_name(ctx, service, namespace, declared)?), *last),
        _ => {
            ctx.error("bad_service", format!("`{}` cannot be the name of a service", service.value), &service.place)
                .help("a service is called `name` or `namespace.name`, in letters, digits and `_`");
            return None;
        }
    };
    Some((namespace, names::name(last, Role::Accessor, &service.place, ctx.report)?))
}

fn namespace_name(ctx: &mut Context<'_>, service: &At<String>, wanted: &str, declared: bool) -> Option<Name> {
    let file = ctx.file;
    if !declared || file.namespaces.iter().any(|namespace| namespace.name.value == wanted) {
        return names::name(wanted, Role::Module, &service.place, ctx.report);
    }
    let known: Vec<&str> = file.namespaces.iter().map(|namespace| namespace.name.value.as_str()).collect();
    let name = At { value: wanted.to_owned(), place: service.place.clone() };
    ctx.unknown(
        "unknown_namespace",
        format!("there is no namespace `{wanted}`"),
        &name,
        &known,
        "declare it under `namespaces` in api.yaml",
    );
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
        .chain(
            resource.operations.iter().filter_map(|operation| operation.path.as_ref()).map(|path| path.value.as_str()),
        )
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

fn check_operations(ctx: &mut Context<'_>, resource: &Resource) {
    let service = &resource.service;
    if resource.operations.is_empty() && !resource.misshapen_operations {
        ctx.error("no_operations", format!("the service `{}` does nothing", service.value), &service.place)
            .help("give it `operations`");
    }
}
