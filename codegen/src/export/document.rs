//! The document: facts of the whole API, then paths, then what they point to.

use serde_json::{Map, Value, json};

use super::{Context, answers, bodies, facts, objects, parameters, paths, service_deprecation};
use crate::entry::Entry;
use crate::model::{Api, Auth, Namespace, RateLimit, Service};

const VERSION: &str = "3.1.0";
const SCHEME: &str = "key";

/// The whole document.
pub fn whole(ctx: &Context<'_>) -> Value {
    let api = ctx.api;
    let mut paths = paths::all(ctx);
    let mut shared = parameters::headers(api);
    parameters::share(&mut paths, &mut shared);
    let mut entry = Entry::default();
    entry.put("openapi", VERSION);
    entry.put("info", info(api));
    entry.put("servers", json!([{ "url": api.base_url }]));
    entry.put("security", json!([{ SCHEME: [] }]));
    entry.maybe("x-rate-limit", api.rate_limit.as_ref().map(rate_limit));
    entry.some("x-namespaces", api.namespaces.iter().map(namespace).collect::<Map<String, Value>>());
    entry.put("tags", api.services.iter().map(|service| tag(api, service)).collect::<Vec<_>>());
    entry.put("paths", paths);
    entry.put("components", components(ctx, shared));
    entry.into()
}

/// The version is that of the client, which follows from the same spec.
fn info(api: &Api) -> Value {
    let mut entry = Entry::default();
    entry.put("title", api.title.as_str());
    entry.put("version", api.package.version.as_str());
    facts::describe(&mut entry, &api.doc);
    entry.into()
}

fn rate_limit(limit: &RateLimit) -> Value {
    let mut entry = Entry::default();
    entry.put("requests", limit.requests);
    entry.put("window-seconds", limit.window);
    entry.maybe("status", limit.status);
    entry.maybe("code", limit.code.as_deref());
    entry.maybe("concurrent-code", limit.concurrent_code.as_deref());
    facts::describe(&mut entry, limit.doc.as_deref().unwrap_or_default());
    entry.into()
}

fn namespace(namespace: &Namespace) -> (String, Value) {
    let mut entry = Entry::default();
    facts::deprecate_in_words(&mut entry, &namespace.doc, namespace.deprecated.as_ref());
    (namespace.name.wire.clone(), entry.into())
}

fn tag(api: &Api, service: &Service) -> Value {
    let mut entry = Entry::default();
    entry.put("name", service.path.as_str());
    facts::deprecate_in_words(&mut entry, &service.doc, service_deprecation(api, service));
    facts::settle(&mut entry, service.stability);
    entry.maybe("x-namespace", service.namespace.as_ref().map(|namespace| namespace.wire.as_str()));
    entry.into()
}

fn components(ctx: &Context<'_>, shared: Map<String, Value>) -> Value {
    let mut schemas: Map<String, Value> = objects::all(ctx).into_iter().chain(bodies::all(ctx)).collect();
    schemas.insert(ctx.names.of_error().to_owned(), answers::error_schema(&ctx.api.errors));
    schemas.sort_keys();
    let mut entry = Entry::default();
    entry.put("securitySchemes", json!({ SCHEME: security(&ctx.api.auth) }));
    entry.some("parameters", shared);
    entry.put("responses", answers::components(ctx));
    entry.put("schemas", schemas);
    entry.into()
}

fn security(auth: &Auth) -> Value {
    let mut entry = Entry::default();
    if auth.header.eq_ignore_ascii_case("authorization") && auth.prefix.trim_end().eq_ignore_ascii_case("bearer") {
        entry.put("type", "http");
        entry.put("scheme", "bearer");
    } else {
        entry.put("type", "apiKey");
        entry.put("in", "header");
        entry.put("name", auth.header.as_str());
        entry.maybe("x-prefix", Some(auth.prefix.as_str()).filter(|prefix| !prefix.is_empty()));
    }
    facts::describe(&mut entry, auth.doc.as_deref().unwrap_or_default());
    entry.into()
}
