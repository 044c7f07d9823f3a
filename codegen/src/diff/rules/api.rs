//! What is true of the whole API.

mod errors;

use super::fields::REFERENCE;
use super::{Both, lifecycle, words};
use crate::diag::{FileId, Path, Place};
use crate::diff::change::{Change, Subject};
use crate::diff::index::{item, whole};
use crate::diff::kind::{Kind, Mirror};
use crate::diff::kinds::api as kinds;
use crate::diff::twins::{Twin, earlier, pair};
use crate::model::{Api, Auth, Environment, Header, IdKind, Namespace, Package, TypeRef};

/// Compares everything but services and types.
pub fn compare(both: &Both<'_>, found: &mut Vec<Change>) {
    let (a, b) = (both.old.api, both.new.api);
    let Api {
        // The short name stands in prose only.
        name: _,
        title,
        doc,
        package,
        base_url,
        environment,
        auth,
        headers,
        errors,
        rate_limit,
        reference,
        // It is one of the query of the lists that take it.
        filter: _,
        ids,
        namespaces,
        // These are compared by rules of their own.
        services: _,
        types: _,
        // These are filled in where they are named, and compared there.
        groups: _,
        shared_query: _,
        // Documents alone show it.
        example: _,
        allows: _,
    } = a;
    let subject = Subject::of("api");
    words::maybe_docs(&subject.member("", "title"), Some(title), Some(&b.title), found);
    words::maybe_docs(&subject.member("", "doc"), Some(doc), Some(&b.doc), found);
    self::package(package, &b.package, found);
    if *base_url != b.base_url {
        found.push(told(&kinds::BASE_URL_CHANGED, "base_url").values(base_url, &b.base_url));
    }
    self::environment(environment.as_ref(), b.environment.as_ref(), found);
    self::auth(auth, &b.auth, found);
    self::headers(headers, &b.headers, found);
    errors::compare(errors, &b.errors, found);
    errors::rate_limit(rate_limit.as_ref(), b.rate_limit.as_ref(), found);
    self::reference(both, reference.as_ref(), b.reference.as_ref(), found);
    self::ids(both, ids, &b.ids, found);
    self::namespaces(namespaces, &b.namespaces, found);
}

/// A change of a key of `api.yaml`, which is the first file of every spec.
fn told(kind: &'static Kind, key: &str) -> Change {
    let path = key.split('.').fold(Path::root(), |path, part| path.key(part, 0));
    in_file(kind, key, path)
}

/// A change of an entry of a mapping of `api.yaml`.
fn entry(kind: &'static Kind, mapping: &str, name: &str) -> Change {
    let path = mapping.split('.').fold(Path::root(), |path, part| path.key(part, 0));
    in_file(kind, name, path.key(name, 0))
}

fn in_file(kind: &'static Kind, name: &str, path: Path) -> Change {
    let place = Place::key(FileId(0), path);
    let is_new = matches!(kind.mirror, Mirror::Is(_)) && kind.code.ends_with("-added");
    let is_gone = matches!(kind.mirror, Mirror::Is(_)) && kind.code.ends_with("-removed");
    let change = Change::new(kind, Subject::of("api").member("", name)).named(format!("{name} {place:?}"));
    change.at((!is_new).then_some(&place), (!is_gone).then_some(&place))
}

fn package(a: &Package, b: &Package, found: &mut Vec<Change>) {
    // The version is what the changes are held against; where the runtime lies, whether a registry takes
    // the crate, and what the stand-in is called, is nobody's business outside.
    let Package {
        name,
        version: _,
        description,
        keywords,
        categories,
        license,
        repository,
        runtime_path: _,
        private: _,
        mock: _,
    } = a;
    if *name != b.name {
        found.push(told(&kinds::CRATE_RENAMED, "package.name").values(name, &b.name));
    }
    let rest = [
        ("description", Some(description.clone()), Some(b.description.clone())),
        ("keywords", Some(keywords.join(", ")), Some(b.keywords.join(", "))),
        ("categories", Some(categories.join(", ")), Some(b.categories.join(", "))),
        ("license", license.clone(), b.license.clone()),
        ("repository", repository.clone(), b.repository.clone()),
    ];
    for (key, before, after) in rest.into_iter().filter(|(_, before, after)| before != after) {
        let change = told(&kinds::CRATE_METADATA_CHANGED, &format!("package.{key}"));
        found.push(change.values(before.unwrap_or_default(), after.unwrap_or_default()));
    }
}

fn environment(a: Option<&Environment>, b: Option<&Environment>, found: &mut Vec<Change>) {
    let part = |side: Option<&Environment>, pick: fn(&Environment) -> Option<String>| side.and_then(pick);
    // Both are taken apart here, so that a variable more is not forgotten.
    let key = |environment: &Environment| {
        let Environment { key, base_url: _ } = environment;
        Some(key.clone())
    };
    let rows = [
        ("environment.key", part(a, key), part(b, key)),
        ("environment.base_url", a.and_then(|a| a.base_url.clone()), b.and_then(|b| b.base_url.clone())),
    ];
    for (name, before, after) in rows {
        let kind = match (&before, &after) {
            (before, after) if before == after => continue,
            (None, _) => &kinds::ENVIRONMENT_ADDED,
            (_, None) => &kinds::ENVIRONMENT_REMOVED,
            _ => &kinds::ENVIRONMENT_CHANGED,
        };
        found.push(told(kind, name).values(before.unwrap_or_default(), after.unwrap_or_default()));
    }
}

fn auth(a: &Auth, b: &Auth, found: &mut Vec<Change>) {
    let Auth { header, prefix, doc } = a;
    // Names of headers have no case.
    if !header.eq_ignore_ascii_case(&b.header) || *prefix != b.prefix {
        let text = |auth: &Auth| format!("{}: {}KEY", auth.header, auth.prefix);
        found.push(told(&kinds::AUTH_CHANGED, "auth").values(text(a), text(b)));
    }
    words::maybe_docs(&Subject::of("api").member("", "auth"), doc.as_deref(), b.doc.as_deref(), found);
}

fn headers(old: &[Header], new: &[Header], found: &mut Vec<Change>) {
    for twin in pair(old, new, |header| &header.name, |_| Vec::new()) {
        match twin {
            Twin::Old(header) => {
                found.push(entry(&kinds::HEADER_REMOVED, "headers", &header.name).values(&header.value, ""))
            }
            Twin::New(header) => {
                found.push(entry(&kinds::HEADER_ADDED, "headers", &header.name).values("", &header.value))
            }
            Twin::Both(a, b) => {
                let Header { name, value, doc } = a;
                if *value != b.value {
                    found.push(entry(&kinds::HEADER_CHANGED, "headers", name).values(value, &b.value));
                }
                let subject = Subject::of("api").member("header", name);
                words::maybe_docs(&subject, doc.as_deref(), b.doc.as_deref(), found);
            }
        }
    }
}

/// A type of another name is told where types are.
fn reference(both: &Both<'_>, old: Option<&TypeRef>, new: Option<&TypeRef>, found: &mut Vec<Change>) {
    let name = |reference: Option<&TypeRef>| reference.map(|reference| reference.name.wire.clone()).unwrap_or_default();
    let renamed = old.is_some_and(|old| both.twins.of(old) == new);
    if old != new && !renamed {
        let touches = old.into_iter().chain(new).map(|reference| whole(&reference.module, &reference.name.rust));
        let change = told(&kinds::REFERENCE_TYPE_CHANGED, "ref").values(name(old), name(new));
        found.push(change.named(REFERENCE.to_owned()).touch(touches));
    }
}

fn ids(both: &Both<'_>, old: &[IdKind], new: &[IdKind], found: &mut Vec<Change>) {
    let module = ["ids".to_owned()];
    let items =
        |id: &IdKind| [item(&module, format!("{}Id", id.name.rust)), item(&module, format!("kind::{}", id.name.rust))];
    // The ids of a resource come, go and are renamed with it.
    let has_resource = |api: &Api, id: &IdKind| api.services.iter().any(|service| service.subject.name == id.name);
    for twin in pair(old, new, |id| &id.name.wire, |id| earlier(&id.was)) {
        match twin {
            Twin::Old(id) if has_resource(both.old.api, id) => {}
            Twin::New(id) if has_resource(both.new.api, id) => {}
            Twin::Old(id) => {
                let change = Change::new(&kinds::ID_REMOVED, Subject::of(format!("id {}", id.name.wire)));
                found.push(change.at(Some(&id.place), None).touch(items(id)));
            }
            Twin::New(id) => {
                let change = Change::new(&kinds::ID_ADDED, Subject::of(format!("id {}", id.name.wire)));
                found.push(change.at(None, Some(&id.place)).touch(items(id)));
            }
            Twin::Both(a, b) => {
                // Another name is that of the resource.
                let IdKind { name: _, prefix, integer, doc, was: _, place } = a;
                let subject = Subject::of(format!("id {}", b.name.wire));
                let change = |kind| Change::new(kind, subject.clone()).at(Some(place), Some(&b.place));
                if *integer != b.integer {
                    let text = |integer| if integer { "integer" } else { "string" };
                    found.push(change(&kinds::ID_TYPE_CHANGED).values(text(*integer), text(b.integer)).touch(items(b)));
                } else if *prefix != b.prefix {
                    let text = |prefix: &Option<String>| prefix.clone().unwrap_or_else(|| "no prefix".to_owned());
                    found.push(change(&kinds::ID_FORMAT_CHANGED).values(text(prefix), text(&b.prefix)));
                }
                words::docs(&subject, (doc, place), (&b.doc, &b.place), found);
            }
        }
    }
}

fn namespaces(old: &[Namespace], new: &[Namespace], found: &mut Vec<Change>) {
    let items = |namespace: &Namespace| {
        let module = [namespace.name.rust.clone()];
        let accessor = item(&["client".to_owned()], format!("Client::{}", namespace.name.rust));
        [accessor, whole(&module, namespace.struct_name.clone())]
    };
    for twin in pair(old, new, |namespace| &namespace.name.wire, |_| Vec::new()) {
        let subject = |namespace: &Namespace| Subject::of(format!("namespace {}", namespace.name.wire));
        match twin {
            Twin::Old(namespace) => {
                let change = Change::new(&kinds::NAMESPACE_REMOVED, subject(namespace));
                found.push(change.at(Some(&namespace.place), None).touch(items(namespace)));
            }
            Twin::New(namespace) => {
                let change = Change::new(&kinds::NAMESPACE_ADDED, subject(namespace));
                found.push(change.at(None, Some(&namespace.place)).touch(items(namespace)));
            }
            Twin::Both(a, b) => {
                let Namespace { name: _, struct_name: _, doc, deprecated, place } = a;
                let [accessor, _] = items(b);
                let ways = (&kinds::NAMESPACE_DEPRECATED, &kinds::NAMESPACE_UNDEPRECATED);
                let (before, after) = ((deprecated.as_ref(), place), (b.deprecated.as_ref(), &b.place));
                lifecycle::deprecation(ways, &subject(b), before, after, vec![accessor], found);
                words::docs(&subject(b), (doc, place), (&b.doc, &b.place), found);
            }
        }
    }
}
