//! The facts of the whole API, and the API put together.

use super::{Context, fields};
use crate::model::names::{self, Role};
use crate::model::types::{
    Api, Auth, Environment, ErrorCode, Errors, Header, IdKind, Namespace, Package, RateLimit, Service, TypeDef,
};
use crate::spec::{self, At, Subject};

/// Puts the API together; services and types are resolved already.
pub fn assemble(ctx: &mut Context<'_>, services: Vec<Service>, types: Vec<TypeDef>) -> Api {
    let file = ctx.file;
    check_base_url(ctx, &file.base_url);
    check_package(ctx, &file.package);
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
        errors: errors(&file.errors),
        rate_limit: file.rate_limit.as_ref().map(|limit| rate_limit(ctx, limit)),
        reference: file.reference.as_ref().and_then(|name| ctx.declared(name)).map(|declared| declared.reference),
        ids: ids(ctx),
        namespaces: namespaces(ctx, &services),
        services,
        types,
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
        runtime_path: package.runtime_path.clone(),
    }
}

fn check_package(ctx: &mut Context<'_>, package: &spec::Package) {
    let name = &package.name;
    let fits = name.value.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !fits {
        ctx.error("bad_package", format!("`{}` cannot be the name of a crate", name.value), &name.place)
            .help("crate names are letters, digits, `-` and `_`, and begin with a letter");
    }
    let parts: Vec<&str> = package.version.value.split('.').collect();
    if parts.len() != 3 || parts.iter().any(|part| part.parse::<u64>().is_err()) {
        ctx.error("bad_package", format!("`{}` is not a version", package.version.value), &package.version.place)
            .help("versions look like \"0.1.0\"");
    }
}

fn check_base_url(ctx: &mut Context<'_>, url: &At<String>) {
    let host = url.value.strip_prefix("https://").or_else(|| url.value.strip_prefix("http://"));
    if host.is_none_or(|host| host.is_empty() || host.contains(['?', '#', '@', ' '])) {
        ctx.error("bad_base_url", format!("`{}` is not the URL of an API", url.value), &url.place)
            .help("write scheme, host and perhaps a path: https://api.example.com/v1");
    }
}

fn auth(ctx: &mut Context<'_>, auth: &spec::Auth) -> Auth {
    check_header(ctx, &auth.header);
    Auth { header: auth.header.value.to_ascii_lowercase(), prefix: auth.prefix.clone(), doc: auth.doc.clone() }
}

fn header(ctx: &mut Context<'_>, header: &spec::Header) -> Header {
    check_header(ctx, &header.name);
    if !header.value.value.chars().all(|c| c == ' ' || c.is_ascii_graphic()) {
        ctx.error("bad_header", "this value cannot stand in a header", &header.value.place).help("use printable ASCII");
    }
    Header { name: header.name.value.to_ascii_lowercase(), value: header.value.value.clone(), doc: header.doc.clone() }
}

fn check_header(ctx: &mut Context<'_>, name: &At<String>) {
    let fits = !name.value.is_empty() && name.value.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c));
    if !fits {
        ctx.error("bad_header", format!("`{}` is not the name of a header", name.value), &name.place)
            .help("header names are ASCII letters, digits and dashes");
    }
}

fn errors(errors: &spec::Errors) -> Errors {
    let path = |at: &Option<At<String>>| at.as_ref().map(|at| at.value.split('.').map(str::to_owned).collect()).unwrap_or_default();
    let code = |code: &spec::ErrorCode| ErrorCode {
        code: code.code.value.clone(),
        doc: code.doc.trim().to_owned(),
        status: code.status.as_ref().map(|status| status.value),
    };
    Errors {
        code: path(&errors.code),
        message: path(&errors.message),
        details: path(&errors.details),
        operation_id: path(&errors.operation_id),
        operation_id_header: errors.operation_id_header.as_ref().map(|at| at.value.to_ascii_lowercase()),
        codes: errors.codes.iter().map(code).collect(),
    }
}

fn rate_limit(ctx: &mut Context<'_>, limit: &spec::RateLimit) -> RateLimit {
    for code in limit.code.iter().chain(&limit.concurrent_code) {
        ctx.check_error_code(code);
    }
    RateLimit {
        requests: limit.requests,
        window: limit.window,
        status: limit.status,
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
            self.unknown("unknown_error_code", message, code, &known, "codes are declared under `errors.codes` in api.yaml");
        }
    }
}

/// Everything that has ids: the resources and the entries of `ids`.
fn ids(ctx: &mut Context<'_>) -> Vec<IdKind> {
    let (spec, file) = (ctx.spec, ctx.file);
    let resources = spec.resources.iter().filter_map(|resource| {
        let Subject::Resource(name) = &resource.of else { return None };
        let noun = resource.noun.clone().unwrap_or_else(|| name.value.clone());
        let prefix = resource.id_prefix.as_ref().map(|prefix| prefix.value.clone());
        Some((name, prefix, resource.id_form.as_ref(), noun))
    });
    let declared = file.ids.iter().map(|id| (&id.name, id.prefix.clone(), id.form.as_ref(), id.doc.clone()));
    let kind = |(name, prefix, form, doc): (&At<String>, Option<String>, Option<&At<String>>, String)| {
        let rust = names::rust_name(&name.value, Role::Type)?;
        let integer = form.is_some_and(|form| form.value == "integer");
        let name_pair = names::Name { wire: name.value.clone(), rust };
        Some(IdKind { name: name_pair, prefix, integer, doc, place: name.place.clone() })
    };
    let mut ids: Vec<IdKind> = resources.chain(declared).filter_map(kind).collect();
    ids.sort_by(|a, b| a.name.rust.cmp(&b.name.rust));
    check_id_names(ctx, &ids);
    ids
}

fn check_id_names(ctx: &mut Context<'_>, ids: &[IdKind]) {
    let mut scope = names::Scope::default();
    for id in ids {
        scope.claim(&id.name.rust, &id.name.wire, &id.place, ctx.report);
    }
}

/// The namespaces that services are in.
fn namespaces(ctx: &mut Context<'_>, services: &[Service]) -> Vec<Namespace> {
    let file = ctx.file;
    let mut namespaces = Vec::new();
    for namespace in &file.namespaces {
        let used = services.iter().any(|service| service.namespace.as_ref().is_some_and(|name| name.wire == namespace.name.value));
        if !used {
            ctx.error("unused_namespace", format!("no service is in the namespace `{}`", namespace.name.value), &namespace.name.place)
                .help("remove it");
            continue;
        }
        let Some(name) = names::name(&namespace.name.value, Role::Module, &namespace.name.place, ctx.report) else { continue };
        let Some(struct_name) = names::rust_name(&namespace.name.value, Role::Type) else { continue };
        let deprecated = fields::deprecation(namespace.deprecated.as_ref());
        namespaces.push(Namespace { name, struct_name, doc: namespace.doc.clone(), deprecated });
    }
    namespaces.sort_by(|a, b| a.name.cmp(&b.name));
    namespaces
}
