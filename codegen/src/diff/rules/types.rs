//! Declared types: objects, unions, lists and enums.

use std::collections::BTreeSet;

use super::{Both, earlier, enums, exclusives, fields, lifecycle, words};
use crate::diff::change::{Change, Subject, Touch};
use crate::diff::index::{Index, item, type_name, whole};
use crate::diff::kind::Kind;
use crate::diff::kinds::{read, service, types as kinds};
use crate::diff::severity::Wire;
use crate::diff::twins::Twin;
use crate::model::{Field, Object, Service, Tombstone, Type, TypeDef, TypeKind, TypeRef, names};

/// Compares all declared types.
pub fn compare(both: &Both<'_>, services: &[Twin<'_, Service>], found: &mut Vec<Change>) {
    let gone = modules(services, |twin| if let Twin::Old(service) = twin { Some(&service.module) } else { None });
    let come = modules(services, |twin| if let Twin::New(service) = twin { Some(&service.module) } else { None });
    for (reference, definition) in &both.old.types {
        match both.twins.of(reference) {
            Some(new) => found.extend(shared(both, services, reference, definition, new)),
            // What goes with its service is told with it.
            None if gone.contains(&reference.module) => {}
            None => found.push(lone(&both.old, reference, definition, false)),
        }
    }
    for (reference, definition) in &both.new.types {
        if !both.twins.has_new(reference) && !come.contains(&reference.module) {
            found.push(lone(&both.new, reference, definition, true));
        }
    }
    absorb(found);
}

/// An enum that a field declares comes and goes with the field's type, and is no change of its own.
fn absorb(found: &mut Vec<Change>) {
    let is_lone = |change: &Change| change.kind == &kinds::TYPE_ADDED || change.kind == &kinds::TYPE_REMOVED;
    let (lone, mut others): (Vec<Change>, Vec<Change>) = found.drain(..).partition(is_lone);
    for change in lone {
        let same = |other: &&mut Change| match (&change.old, &change.new) {
            (Some(place), _) => other.old.as_ref() == Some(place),
            (_, Some(place)) => other.new.as_ref() == Some(place),
            (None, None) => false,
        };
        match others.iter_mut().filter(|other| !other.subject.member.is_empty()).find(same) {
            Some(other) => other.touches.extend(change.touches),
            None => found.push(change),
        }
    }
    others.append(found);
    *found = others;
}

fn modules<'a>(
    services: &'a [Twin<'a, Service>],
    pick: impl Fn(&'a Twin<'a, Service>) -> Option<&'a Vec<String>>,
) -> BTreeSet<&'a Vec<String>> {
    services.iter().filter_map(pick).collect()
}

/// Everything that a type is in Rust.
fn items(reference: &TypeRef) -> Vec<Touch> {
    let name = &reference.name.rust;
    vec![whole(&reference.module, name.clone()), whole(&reference.module, names::input_name(name))]
}

/// Whatever names a type is another item once that has another name.
fn naming(name: &str) -> Vec<Touch> {
    [format!("{name}Id"), names::input_name(name), name.to_owned()].into_iter().map(Touch::Naming).collect()
}

fn lone(index: &Index<'_>, reference: &TypeRef, definition: &TypeDef, is_new: bool) -> Change {
    let kind: &'static Kind = match (is_new, index.is_reached(reference)) {
        (true, true) => &kinds::TYPE_ADDED,
        (false, true) => &kinds::TYPE_REMOVED,
        (true, false) => &kinds::TYPE_UNREACHABLE_ADDED,
        (false, false) => &kinds::TYPE_UNREACHABLE_REMOVED,
    };
    let change = Change::new(kind, Subject::of(type_name(reference))).touch(items(reference));
    let change = match is_new {
        true => change.at(None, Some(&definition.place)),
        false => change.at(Some(&definition.place), None),
    };
    // An enum that a field declares stands where the field does.
    change.named(type_name(reference))
}

fn shared(
    both: &Both<'_>,
    services: &[Twin<'_, Service>],
    old_ref: &TypeRef,
    old: &TypeDef,
    new_ref: &TypeRef,
) -> Vec<Change> {
    let Some(new) = both.new.definition(new_ref) else { return Vec::new() };
    let TypeDef { name: _, doc, file: _, kind, used_by: _, deprecated, was, tombstones, place } = old;
    let mut found = Vec::new();
    let subject = Subject::of(type_name(new_ref));
    let change = |kind| Change::new(kind, subject.clone()).at(Some(place), Some(&new.place));
    let touches = || items(old_ref).into_iter().chain(items(new_ref));
    let everywhere = || [old_ref, new_ref].into_iter().flat_map(|reference| naming(&reference.name.rust));
    if old_ref.name != new_ref.name {
        found.push(change(&service::TYPE_RENAMED).values(&old_ref.name.wire, &new_ref.name.wire).touch(everywhere()));
    } else if old_ref.module != new_ref.module && !moves_along(services, old_ref, new_ref) {
        found.push(change(&kinds::TYPE_MOVED).values(type_name(old_ref), type_name(new_ref)).touch(everywhere()));
    }
    let before = (old_ref.name.wire.as_str(), was.as_slice(), place);
    let after = (new_ref.name.wire.as_str(), new.was.as_slice(), &new.place);
    earlier::compare(&subject, before, after, |rename| naming(&rename.name.rust), &mut found);
    match (kind, &new.kind) {
        (TypeKind::Object(a), TypeKind::Object(b)) => {
            objects(both, &subject, (old_ref, old, a), (new_ref, new, b), &mut found);
        }
        (TypeKind::Enum(a), TypeKind::Enum(b)) => {
            let sides = (enums::Side { reference: old_ref, values: a }, enums::Side { reference: new_ref, values: b });
            enums::compare(&subject, &both.new, sides.0, sides.1, &mut found);
        }
        _ => found.push(change(&kinds::TYPE_KIND_CHANGED).touch(touches())),
    }
    conversions(both, old_ref, new_ref, &mut found);
    self::tombstones(&subject, old, new, tombstones, &mut found);
    let name = item(&new_ref.module, new_ref.name.rust.clone());
    if !is_resource(both, new_ref) {
        // The words about a resource, and its deprecation, are those of its service.
        let (before, after) = ((deprecated.as_ref(), place), (new.deprecated.as_ref(), &new.place));
        let names = vec![name, item(&new_ref.module, names::input_name(&new_ref.name.rust))];
        lifecycle::deprecation(lifecycle::TYPE, &subject, before, after, names, &mut found);
        words::docs(&subject, (doc, place), (&new.doc, &new.place), &mut found);
    }
    if !both.old.is_reached(old_ref) && !both.new.is_reached(new_ref) {
        found.iter_mut().for_each(|change| change.wire = Wire::None);
    }
    found
}

/// What is read can be sent back only if both look alike, all the way down: any change of a field may undo that,
/// or make it so, for every object around it.
fn conversions(both: &Both<'_>, old: &TypeRef, new: &TypeRef, found: &mut [Change]) {
    if found.iter().all(|change| change.touches.is_empty()) {
        return;
    }
    let around = both.old.senders(old).into_iter().chain(both.new.senders(new));
    let around: Vec<Touch> = around
        .map(|reference| {
            let name = &reference.name.rust;
            item(&reference.module, format!("{} as From<&{name}>", names::input_name(name)))
        })
        .collect();
    let touching = found.iter_mut().filter(|change| !change.touches.is_empty());
    touching.for_each(|change| change.touches.extend(around.iter().cloned()));
}

fn is_resource(both: &Both<'_>, reference: &TypeRef) -> bool {
    let service = both.new.services.get(reference.module.as_slice());
    let list = |service: &Service| service.subject.name.wire.clone() + "List" == reference.name.wire;
    service.is_some_and(|service| service.subject == *reference || list(service))
}

/// Whether a type is in another module only because its service is.
fn moves_along(services: &[Twin<'_, Service>], old: &TypeRef, new: &TypeRef) -> bool {
    services.iter().any(|twin| match twin {
        Twin::Both(a, b) => a.module == old.module && b.module == new.module,
        Twin::Old(_) | Twin::New(_) => false,
    })
}

type Side<'a> = (&'a TypeRef, &'a TypeDef, &'a Object);

fn objects(both: &Both<'_>, subject: &Subject, old: Side<'_>, new: Side<'_>, found: &mut Vec<Change>) {
    let (a, b) = (old.2, new.2);
    let Object { fields: _, one_of, generic, exclusives: exclusive } = a;
    let change = |kind| {
        let touches = items(old.0).into_iter().chain(items(new.0));
        Change::new(kind, subject.clone()).at(Some(&old.1.place), Some(&new.1.place)).touch(touches)
    };
    if *one_of != b.one_of {
        found.push(change(if b.one_of { &read::UNION_FORMED } else { &read::UNION_DISSOLVED }));
    }
    if *generic != b.generic {
        found.push(change(&kinds::TYPE_GENERIC_CHANGED));
    }
    let sides = (
        fields::Side { reference: old.0, object: a, place: &old.1.place },
        fields::Side { reference: new.0, object: b, place: &new.1.place },
    );
    if let Some(change) = items_key(both, subject, old, new) {
        let others = |object: &Object, key: &str| {
            let fields = object.fields.iter().filter(|field| field.name.wire != key).cloned().collect();
            Object { fields, ..object.clone() }
        };
        let (a, b) = (others(a, &change.before), others(b, &change.after));
        let sides = (fields::Side { object: &a, ..sides.0 }, fields::Side { object: &b, ..sides.1 });
        fields::compare(both, subject, sides.0, sides.1, found);
        found.push(change);
    } else {
        fields::compare(both, subject, sides.0, sides.1, found);
    }
    if both.new.sent.contains(new.0) && !is_resource(both, new.0) {
        exclusives::compare(subject, (exclusive, &old.1.place), (&b.exclusives, &new.1.place), found);
    }
}

/// The items of a list under another key.
fn items_key(both: &Both<'_>, subject: &Subject, old: Side<'_>, new: Side<'_>) -> Option<Change> {
    let (a, b) = (items_field(&both.old, old)?, items_field(&both.new, new)?);
    if a.name.wire == b.name.wire {
        return None;
    }
    let field = |reference: &TypeRef, field: &Field| {
        item(&reference.module, format!("{}.{}", reference.name.rust, field.name.rust))
    };
    let change = Change::new(&read::LIST_KEY_RENAMED, subject.clone()).at(Some(&a.place), Some(&b.place));
    Some(change.values(&a.name.wire, &b.name.wire).touch([field(old.0, a), field(new.0, b)]))
}

/// The field of a list that holds its items.
fn items_field<'a>(index: &Index<'_>, (reference, _, object): Side<'a>) -> Option<&'a Field> {
    let item = *index.lists.get(reference)?;
    object.fields.iter().find(|field| matches!(&field.ty, Type::List(inner) if **inner == *item))
}

fn tombstones(subject: &Subject, old: &TypeDef, new: &TypeDef, before: &[Tombstone], found: &mut Vec<Change>) {
    let fields = |definition: &TypeDef| -> BTreeSet<String> {
        let TypeKind::Object(object) = &definition.kind else { return BTreeSet::new() };
        let inputs = |field: &Field| {
            let phases = [field.create.clone(), field.update.clone(), field.write.clone()];
            phases.into_iter().flatten().map(|input| input.name.wire).chain([field.name.wire.clone()])
        };
        object.fields.iter().flat_map(inputs).collect()
    };
    let (had, has) = (fields(old), fields(new));
    for tombstone in before {
        let Tombstone { name, since: _, instead: _, why, place } = tombstone;
        let subject = subject.member("tombstone", name);
        let change = |kind| Change::new(kind, subject.clone()).at(Some(place), Some(&new.place)).values(why, "");
        if has.contains(name) && !had.contains(name) {
            found.push(change(&service::TOMBSTONE_REUSED));
        } else if !new.tombstones.iter().any(|kept| kept.name == *name) {
            found.push(change(&service::TOMBSTONE_DELETED));
        }
    }
    for tombstone in new.tombstones.iter().filter(|new| before.iter().all(|old| old.name != new.name)) {
        let subject = subject.member("tombstone", &tombstone.name);
        let change = Change::new(&service::TOMBSTONE_ADDED, subject).at(Some(&old.place), Some(&tombstone.place));
        found.push(change.values("", &tombstone.why));
    }
}
