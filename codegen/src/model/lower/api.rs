//! The facts of the whole API, and the API put together.

use std::collections::BTreeSet;

use super::{Context, any_id, fields, lists, renames, shared};
use crate::diag::{Diagnostic, Place};
use crate::model::names::{self, Role};
use crate::model::types::{
    Api, Auth, Environment, ErrorCode, Errors, Header, IdKind, Mock, Namespace, Package, RateLimit, Service, Type,
    TypeDef, TypeKind, kept,
};
use crate::spec::{self, At, Subject};

/// Puts the API together; services and types are resolved already.
pub fn assemble(ctx: &mut Context<'_>, services: Vec<Service>, types: Vec<TypeDef>) -> Api {
    let file = ctx.file;
    check_base_url(ctx, &file.base_url);
    check_package(ctx, &file.package);
    check_filter(ctx);
    check_reference(ctx, &types);
    file.pagination.iter().for_each(|style| lists::check_style(ctx, style));
    Api {
        name: file.name.value.clone(),
        title: file.title.clone(),
        doc: file.doc.trim().to_owned(),
        package: package(&file.package),
        base_url: file.base_url.value.trim_end_matches('/').to_owned(),
        environment: file.environment.as_ref().map(|environment| Environment {
            key: environment.key.value.clone(),
            base_url: environment.base_url.as_ref().map(|name| name.value.clone()),
        }),
        auth: auth(ctx, &file.auth),
        headers: file.headers.iter().map(|header| self::header(ctx, header)).collect(),
        errors: errors(ctx, &file.errors),
        rate_limit: file.rate_limit.as_ref().map(|limit| rate_limit(ctx, limit)),
        reference: file.reference.as_ref().and_then(|name| ctx.declared(name)).map(|declared| declared.reference),
        filter: file.filter.as_ref().map(|name| name.value.clone()),
        ids: ids(ctx),
        namespaces: namespaces(ctx),
        services,
        types,
        example: shared::example(ctx),
        groups: shared::groups(ctx),
        shared_query: shared::query(ctx),
        allows: shared::allows(ctx),
    }
}

fn package(package: &spec::Package) -> Package {
    Package {
        name: package.name.value.clone(),
        version: package.version.value.clone(),
        description: package.description.clone(),
        keywords: package.keywords.clone(),
        categories: package.categories.clone(),
        license: package.license.clone(),
        repository: package.repository.clone(),
        private: package.private,
        runtime_path: package.runtime_path.clone(),
        mock: package
            .mock
            .as_ref()
            .map(|mock| Mock { name: mock.name.value.clone(), engine_path: mock.engine_path.clone() }),
    }
}

fn check_package(ctx: &mut Context<'_>, package: &spec::Package) {
    check_crate_name(ctx, &package.name);
    if let Some(mock) = &package.mock {
        check_crate_name(ctx, &mock.name);
    }
    let parts: Vec<&str> = package.version.value.split('.').collect();
    if parts.len() != 3 || parts.iter().any(|part| part.parse::<u64>().is_err()) {
        ctx.error("bad_package", format!("`{}` is not a version", package.version.value), &package.version.place)
            .help("versions look like \"0.1.0\"");
    }
}

fn check_crate_name(ctx: &mut Context<'_>, name: &At<String>) {
    let fits = name.value.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !fits {
        ctx.error("bad_package", format!("`{}` cannot be the name of a crate", name.value), &name.place)
            .help("crate names are letters, digits, `-` and `_`, and begin with a letter");
    }
}

fn check_base_url(ctx: &mut Context<'_>, url: &At<String>) {
    let (secure, rest) = match url.value.split_once("://") {
        Some(("https", rest)) => (true, rest),
        Some(("http", rest)) => (false, rest),
        _ => (true, ""),
    };
    let authority = rest.split('/').next().unwrap_or_default();
    let (host, port) =
        authority.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')).unwrap_or((authority, "443"));
    let is_host = !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || "-.[]:".contains(c));
    if !is_host
        || port.parse::<u16>().is_err()
        || rest.contains(|c: char| !c.is_ascii_graphic() || "?#\"<>\\^`{|}".contains(c))
    {
        ctx.error("bad_base_url", format!("`{}` is not the URL of an API", url.value), &url.place)
            .help("write scheme, host and perhaps a path: https://api.example.com/v1");
    } else if !secure && !matches!(host, "localhost" | "127.0.0.1" | "[::1]") {
        let message = "clients send no key over http unless the application allows it";
        ctx.report.push(
            Diagnostic::warning("insecure_base_url", message, url.place.clone()).help("use https, if the API has it"),
        );
    }
}

/// The parameter of filterable lists.
fn check_filter(ctx: &mut Context<'_>) {
    if let Some(name) = &ctx.file.filter {
        ctx.shared_query(name);
    }
}

/// References are generic over what they refer to, so their type must have an id that is.
fn check_reference(ctx: &mut Context<'_>, types: &[TypeDef]) {
    let file = ctx.file;
    let generic = types.iter().filter_map(|definition| match &definition.kind {
        TypeKind::Object(object) if object.generic => Some((definition, object)),
        _ => None,
    });
    let named = file.reference.as_ref().filter(|name| ctx.index.is_declared(name));
    let is_generic = |name: &At<String>| generic.clone().any(|(definition, _)| definition.name.wire == name.value);
    if let Some(name) = named.filter(|name| !is_generic(name)) {
        ctx.error(
            "bad_reference_type",
            format!("`{}` cannot stand for references, because it is not generic", name.value),
            &name.place,
        )
        .help("give the type `generic: true`, and an `id` of type id(any)");
    }
    for (definition, object) in generic {
        if !object
            .fields
            .iter()
            .any(|field| field.read.is_some() && matches!(&field.ty, Type::Id(id) if id.of == any_id().of))
        {
            ctx.error(
                "bad_reference_type",
                format!("`{}` is generic, but no field of it is", definition.name.wire),
                &definition.place,
            )
            .help("give it an `id` of type id(any) with `read`");
        }
    }
}

fn auth(ctx: &mut Context<'_>, auth: &spec::Auth) -> Auth {
    check_header(ctx, &auth.header);
    if let Some(prefix) = &auth.prefix {
        check_header_value(ctx, prefix);
    }
    let prefix = auth.prefix.as_ref().map(|prefix| prefix.value.clone()).unwrap_or_default();
    Auth { header: auth.header.value.to_ascii_lowercase(), prefix, doc: auth.doc.clone() }
}

fn header(ctx: &mut Context<'_>, header: &spec::Header) -> Header {
    check_header(ctx, &header.name);
    check_header_value(ctx, &header.value);
    Header { name: header.name.value.to_ascii_lowercase(), value: header.value.value.clone(), doc: header.doc.clone() }
}

fn check_header(ctx: &mut Context<'_>, name: &At<String>) {
    let fits = !name.value.is_empty()
        && name.value.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c));
    if !fits {
        ctx.error("bad_header", format!("`{}` is not the name of a header", name.value), &name.place)
            .help("header names are ASCII letters, digits and dashes");
    }
}

fn check_header_value(ctx: &mut Context<'_>, value: &At<String>) {
    if !value.value.chars().all(|c| c == ' ' || c.is_ascii_graphic()) {
        ctx.error("bad_header", "this value cannot stand in a header", &value.place).help("use printable ASCII");
    }
}

/// The status of a refusal.
fn check_failure(ctx: &mut Context<'_>, status: Option<&At<u64>>) {
    if let Some(status) = status.filter(|status| !(400..=599).contains(&status.value)) {
        ctx.error("bad_status", format!("{} is not a status of failure", status.value), &status.place)
            .help("failure is 400 to 599");
    }
}

fn errors(ctx: &mut Context<'_>, errors: &spec::Errors) -> Errors {
    errors.operation_id_header.iter().for_each(|name| check_header(ctx, name));
    errors.codes.iter().for_each(|code| check_failure(ctx, code.status.as_ref()));
    errors.when.iter().for_each(|(_, code)| ctx.check_error_code(code));
    let path = |at: &Option<At<String>>| {
        at.as_ref().map(|at| at.value.split('.').map(str::to_owned).collect()).unwrap_or_default()
    };
    Errors {
        code: path(&errors.code),
        message: path(&errors.message),
        details: path(&errors.details),
        operation_id: path(&errors.operation_id),
        operation_id_header: errors.operation_id_header.as_ref().map(|at| at.value.to_ascii_lowercase()),
        status: path(&errors.status),
        when: errors.when.iter().map(|(when, code)| (when.value.clone(), code.value.clone())).collect(),
        codes: codes(ctx, &errors.codes),
    }
}

/// The known codes, each with the constant that holds it.
fn codes(ctx: &mut Context<'_>, codes: &[spec::ErrorCode]) -> Vec<ErrorCode> {
    let mut scope = names::Scope::new("leave one of them out; applications can compare it as a text");
    let mut known = Vec::new();
    for code in codes {
        let At { value, place } = &code.code;
        let Some(name) = names::name(value, Role::Constant, place, ctx.report) else { continue };
        scope.claim(&name.rust, &format!("the error code `{value}`"), place, ctx.report);
        known.push(ErrorCode {
            code: name.wire,
            constant: name.rust,
            doc: code.doc.trim().to_owned(),
            status: code.status.as_ref().map(|status| status.value),
            general: code.general,
            place: place.clone(),
        });
    }
    known
}

fn rate_limit(ctx: &mut Context<'_>, limit: &spec::RateLimit) -> RateLimit {
    for code in limit.code.iter().chain(&limit.concurrent_code) {
        ctx.check_error_code(code);
    }
    check_failure(ctx, limit.status.as_ref());
    RateLimit {
        requests: limit.requests,
        window: limit.window,
        status: limit.status.as_ref().map(|status| status.value),
        code: limit.code.as_ref().map(|code| code.value.clone()),
        concurrent_code: limit.concurrent_code.as_ref().map(|code| code.value.clone()),
        doc: limit.doc.clone(),
    }
}

impl Context<'_> {
    /// Reports a code that the catalogue does not have.
    pub(super) fn check_error_code(&mut self, code: &At<String>) {
        let file = self.file;
        let known: Vec<&str> = file.errors.codes.iter().map(|known| known.code.value.as_str()).collect();
        if !known.contains(&code.value.as_str()) {
            let message = format!("there is no error code `{}`", code.value);
            self.unknown(
                "unknown_error_code",
                message,
                code,
                &known,
                "codes are declared under `errors.codes` in api.yaml",
            );
        }
    }
}

/// Everything that has ids: the resources and the entries of `ids`.
fn ids(ctx: &mut Context<'_>) -> Vec<IdKind> {
    let file = ctx.file;
    let resources = ctx.index.services.iter().filter_map(|resource| {
        let Subject::Resource(name) = &resource.of else { return None };
        let noun = resource.noun.clone().unwrap_or_else(|| name.value.clone());
        let prefix = resource.id_prefix.as_ref().map(|prefix| prefix.value.clone());
        Some((name, prefix, resource.id_form.as_ref(), noun))
    });
    let is_resource = |id: &&spec::IdKind| ctx.index.resources.contains_key(id.name.value.as_str());
    let declared = file
        .ids
        .iter()
        .filter(|id| !is_resource(id))
        .map(|id| (&id.name, id.prefix.clone(), id.form.as_ref(), id.doc.clone()));
    let kind = |(name, prefix, form, doc): (&At<String>, Option<String>, Option<&At<String>>, String)| {
        let rust = names::rust_name(&name.value, Role::Type)?;
        let integer = form.is_some_and(|form| form.value == "integer");
        let name_pair = names::Name { wire: name.value.clone(), rust };
        Some(IdKind { name: name_pair, prefix, integer, doc, was: Vec::new(), place: name.place.clone() })
    };
    let mut ids: Vec<IdKind> = resources.chain(declared).filter_map(kind).collect();
    ids.sort_by(|a, b| a.name.rust.cmp(&b.name.rust));
    for id in &mut ids {
        let resource = ctx.index.resources.get(id.name.wire.as_str()).copied();
        id.was = resource
            .map_or_else(Vec::new, |resource| renames::of(ctx, &resource.resource_was, Role::Type, &id.name.rust));
    }
    check_id_names(ctx, &ids);
    ids
}

fn check_id_names(ctx: &mut Context<'_>, ids: &[IdKind]) {
    let mut scope = names::Scope::new("rename one of them");
    for id in ids {
        check_not_any(ctx, &id.name, &id.place, "rename it");
        scope.claim(&id.name.rust, &format!("`{}`", id.name.wire), &id.place, ctx.report);
    }
    for id in ids {
        for rename in kept(&id.was) {
            let what = format!("the earlier name of `{}`", id.name.wire);
            check_not_any(ctx, &rename.name, &rename.place, "remove the entry");
            scope.claim_earlier(&rename.name.rust, &what, &rename.place, ctx.report);
        }
    }
}

fn check_not_any(ctx: &mut Context<'_>, name: &names::Name, place: &Place, what_to_do: &str) {
    if name.rust == any_id().kind {
        ctx.error("name_collision", format!("`{}` is the id of no particular resource", name.wire), place)
            .help(format!("{what_to_do}, because `id(any)` and `AnyId` mean something else"));
    }
}

/// The namespaces through which something is reached: what is in them, and what was and is still called so.
fn held<'a>(ctx: &mut Context<'a>) -> BTreeSet<&'a str> {
    let mut held = BTreeSet::new();
    for resource in &ctx.spec.resources {
        let earlier = renames::kept(ctx, &resource.was).into_iter().map(|rename| &rename.name);
        let paths = earlier.chain([&resource.service]);
        held.extend(paths.filter_map(|path| path.value.split_once('.')).map(|(namespace, _)| namespace));
    }
    held
}

/// The namespaces that services are in.
fn namespaces(ctx: &mut Context<'_>) -> Vec<Namespace> {
    let (spec, file) = (ctx.spec, ctx.file);
    let mut namespaces = Vec::new();
    let held = held(ctx);
    for namespace in &file.namespaces {
        if !spec.incomplete && !held.contains(namespace.name.value.as_str()) {
            ctx.error(
                "unused_namespace",
                format!("no service is in the namespace `{}`", namespace.name.value),
                &namespace.name.place,
            )
            .help("remove it");
            continue;
        }
        let Some(name) = names::name(&namespace.name.value, Role::Module, &namespace.name.place, ctx.report) else {
            continue;
        };
        let Some(struct_name) = names::rust_name(&namespace.name.value, Role::Type) else { continue };
        let deprecated = fields::deprecation(namespace.deprecated.as_ref());
        namespaces.push(Namespace {
            name,
            struct_name,
            doc: namespace.doc.clone(),
            deprecated,
            place: namespace.name.place.clone(),
        });
    }
    namespaces.sort_by(|a, b| a.name.cmp(&b.name));
    namespaces
}
