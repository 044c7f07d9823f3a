//! Services.

use super::operations;
use super::{Both, earlier, lifecycle, words};
use crate::diff::change::{Change, Subject, Touch};
use crate::diff::index::{item, nameless, route, whole};
use crate::diff::kinds::{operation, service as kinds};
use crate::diff::severity::Wire;
use crate::diff::twins::Twin;
use crate::model::{Api, FormerService, Rename, Service};

/// Compares all services.
pub fn compare(both: &Both<'_>, services: &[Twin<'_, Service>], found: &mut Vec<Change>) {
    for twin in services {
        match twin {
            Twin::Both(old, new) => shared(both, old, new, found),
            Twin::Old(old) => found.push(removed(both, old)),
            Twin::New(new) => found.push(added(both, new)),
        }
    }
}

fn added(both: &Both<'_>, service: &Service) -> Change {
    let change = Change::new(&kinds::ADDED, Subject::of(&service.path)).at(None, Some(&service.place));
    change.values("", size(service)).touch(items(both.new.api, service))
}

fn size(service: &Service) -> String {
    let names: Vec<&str> = service.operations.iter().map(|operation| operation.name.wire.as_str()).collect();
    let noun = if names.len() == 1 { "operation" } else { "operations" };
    format!("{} {noun}: {}", names.len(), names.join(", "))
}

fn removed(both: &Both<'_>, service: &Service) -> Change {
    let change = Change::new(&kinds::REMOVED, Subject::of(&service.path)).at(Some(&service.place), None);
    let change = change.values(size(service), "").touch(items(both.old.api, service));
    let served = service.operations.iter().filter_map(|operation| both.new.routes.get(&route(operation)));
    let homes: Vec<&str> = served.map(|(service, _)| service.path.as_str()).collect();
    match homes.first() {
        Some(home) if homes.len() == service.operations.len() => {
            let hint = format!("the same requests are made by `{home}`; if it is the same service, add `was:` to it");
            change.wire(Wire::Safe).hint(hint)
        }
        _ => change,
    }
}

/// Its module and its accessor.
fn items(api: &Api, service: &Service) -> Vec<Touch> {
    let id = format!("{}Id", service.subject.name.rust);
    let kind = format!("kind::{}", service.subject.name.rust);
    let ids = ["ids".to_owned()];
    let mut items = vec![whole(&service.module, ""), accessor(api, service), item(&ids, id), item(&ids, kind)];
    items.extend(service.types.iter().map(|definition| whole(&service.module, definition.name.rust.clone())));
    items
}

/// Its module, its struct and its accessor by an earlier name.
fn called(both: &Both<'_>, service: &Service, former: &FormerService) -> Vec<Touch> {
    let FormerService { rename: Rename { name, .. }, namespace, module, struct_name, feature: _ } = former.clone();
    let structure = whole(&service.module, struct_name.clone());
    let before = Service { name, namespace, module, struct_name, ..service.clone() };
    let accessors = [both.old.api, both.new.api].map(|api| accessor(api, &before));
    [whole(&before.module, ""), structure].into_iter().chain(accessors).collect()
}

/// The method through which applications reach it.
fn accessor(api: &Api, service: &Service) -> Touch {
    let namespace = service.namespace.as_ref();
    let home = namespace.and_then(|name| api.namespaces.iter().find(|namespace| namespace.name == *name));
    match home {
        Some(namespace) => {
            let module = [namespace.name.rust.clone()];
            item(&module, format!("{}::{}", namespace.struct_name, service.name.rust))
        }
        None => item(&["client".to_owned()], format!("Client::{}", service.name.rust)),
    }
}

fn shared(both: &Both<'_>, old: &Service, new: &Service, found: &mut Vec<Change>) {
    let Service {
        path,
        name,
        namespace,
        module: _,
        struct_name: _,
        // The feature is the path, and what it needs follows from the types.
        feature: _,
        requires: _,
        doc,
        // A type of another name is told where types are, another type where operations are.
        subject: _,
        operations: _,
        types: _,
        deprecated,
        stability,
        was,
        place,
    } = old;
    let subject = Subject::of(&new.path);
    let change = |kind| Change::new(kind, subject.clone()).at(Some(place), Some(&new.place));
    if *path != new.path {
        let moved = name.wire == new.name.wire && *namespace != new.namespace;
        let kind = if moved { &kinds::MODULE_MOVED } else { &kinds::RENAMED };
        let touches = items(both.old.api, old).into_iter().chain(items(both.new.api, new));
        found.push(change(kind).values(path, &new.path).touch(touches));
    }
    let sides = ((path.as_str(), was.as_slice(), place), (new.path.as_str(), new.was.as_slice(), &new.place));
    earlier::compare(&subject, sides.0, sides.1, |former| called(both, new, former), found);
    let start = found.len();
    operations::compare(both, old, new, found);
    if let Some(moved) = moved_as_one(&found[start..], old, new) {
        let (change, claimed) = moved;
        let mut index = start;
        found.retain(|_| {
            index += 1;
            !claimed.contains(&(index - 1 - start))
        });
        found.push(change);
    }
    let (before, after) = ((deprecated.as_ref(), place), (new.deprecated.as_ref(), &new.place));
    // What it is about goes with it.
    let types = new.types.iter().map(|definition| item(&new.module, definition.name.rust.clone()));
    let touches = types.chain([accessor(both.new.api, new)]).collect();
    lifecycle::deprecation(lifecycle::SERVICE, &subject, before, after, touches, found);
    let ways = (&kinds::STABILITY_DECREASED, &kinds::STABILITY_INCREASED);
    lifecycle::stability(ways, &subject, (*stability, place), (new.stability, &new.place), found);
    words::docs(&subject, (doc, place), (&new.doc, &new.place), found);
}

/// All operations with another path, each changed at the same spot, are a service that has moved.
/// The change, and which of the given ones it explains.
fn moved_as_one(changes: &[Change], old: &Service, new: &Service) -> Option<(Change, Vec<usize>)> {
    let paths = [&operation::PATH_CHANGED, &operation::PATH_PARAM_ADDED, &operation::PATH_PARAM_REMOVED];
    let is_path = |change: &Change| paths.contains(&change.kind);
    let claimed: Vec<usize> = (0..changes.len()).filter(|index| is_path(&changes[*index])).collect();
    if claimed.len() < 2 || claimed.len() != new.operations.len() {
        return None;
    }
    let spot = |change: &Change| difference(&change.before, &change.after);
    let first = spot(&changes[claimed[0]]);
    let same = |index: &usize| changes[*index].kind == changes[claimed[0]].kind && spot(&changes[*index]) == first;
    if !claimed.iter().all(same) {
        return None;
    }
    let parents = changes[claimed[0]].kind != &operation::PATH_CHANGED;
    let kind = if parents { &kinds::PARENT_CHANGED } else { &kinds::PATH_CHANGED };
    let change = Change::new(kind, Subject::of(&new.path)).at(Some(&old.place), Some(&new.place));
    let touches = claimed.iter().flat_map(|index| changes[*index].touches.clone());
    Some((change.values(first.0, first.1).touch(touches), claimed))
}

/// Where two paths differ, from the front up to the last segment that does.
fn difference(old: &str, new: &str) -> (String, String) {
    let (a, b): (Vec<&str>, Vec<&str>) = (old.split('/').collect(), new.split('/').collect());
    let same = |(a, b): &(&&str, &&str)| nameless(a) == nameless(b);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(same).count();
    let head = |parts: &[&str]| parts[..parts.len() - tail].join("/");
    (head(&a), head(&b))
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn paths_differ_up_to_a_segment() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(difference("/things/{id}", "/items/{id}"), pair("/things", "/items"));
        assert_eq!(difference("/things", "/items"), pair("/things", "/items"));
        assert_eq!(difference("/things", "/sites/{site}/things"), pair("", "/sites/{site}"));
        assert_eq!(difference("/a", "/a"), pair("", ""));
    }
}
