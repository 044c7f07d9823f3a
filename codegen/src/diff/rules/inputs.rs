//! What applications give: query parameters, fields of bodies, fields of nested objects.

use super::relation::{self, Relation};
use super::{Both, earlier, lifecycle, limits, words};
use crate::diff::change::{Change, Subject, Touch};
use crate::diff::index::item;
use crate::diff::kind::Kind;
use crate::diff::kinds::{parameter, types, write};
use crate::diff::severity::Wire;
use crate::diff::twins::{self, Twin, pair};
use crate::model::{Input, Operation, Rename, Service, WritePresence, names};

/// The kinds of one family.
pub struct Family {
    pub part: &'static str,
    pub added_optional: &'static Kind,
    pub added_required: &'static Kind,
    pub removed: &'static Kind,
    renamed: &'static Kind,
    made_required: &'static Kind,
    made_optional: &'static Kind,
    widened: &'static Kind,
    narrowed: &'static Kind,
    changed: &'static Kind,
    default_added: &'static Kind,
    default_changed: &'static Kind,
    default_removed: &'static Kind,
    tightened: &'static Kind,
    loosened: &'static Kind,
    deprecated: lifecycle::Ways,
}

/// Query parameters.
pub const QUERY: Family = Family {
    part: "query",
    added_optional: &parameter::ADDED_OPTIONAL,
    added_required: &parameter::ADDED_REQUIRED,
    removed: &parameter::REMOVED,
    renamed: &parameter::RENAMED,
    made_required: &parameter::MADE_REQUIRED,
    made_optional: &parameter::MADE_OPTIONAL,
    widened: &parameter::TYPE_WIDENED,
    narrowed: &parameter::TYPE_NARROWED,
    changed: &parameter::TYPE_CHANGED,
    default_added: &parameter::DEFAULT_ADDED,
    default_changed: &parameter::DEFAULT_CHANGED,
    default_removed: &parameter::DEFAULT_REMOVED,
    tightened: &parameter::CONSTRAINT_TIGHTENED,
    loosened: &parameter::CONSTRAINT_LOOSENED,
    deprecated: (&parameter::DEPRECATED, &parameter::UNDEPRECATED),
};

/// Fields of a body.
pub const BODY: Family = Family {
    part: "body",
    added_optional: &write::FIELD_ADDED_OPTIONAL,
    added_required: &write::FIELD_ADDED_REQUIRED,
    removed: &write::FIELD_REMOVED,
    renamed: &write::FIELD_RENAMED,
    made_required: &write::FIELD_MADE_REQUIRED,
    made_optional: &write::FIELD_MADE_OPTIONAL,
    widened: &write::FIELD_TYPE_WIDENED,
    narrowed: &write::FIELD_TYPE_NARROWED,
    changed: &write::FIELD_TYPE_CHANGED,
    default_added: &write::DEFAULT_ADDED,
    default_changed: &write::DEFAULT_CHANGED,
    default_removed: &write::DEFAULT_REMOVED,
    tightened: &write::CONSTRAINT_TIGHTENED,
    loosened: &write::CONSTRAINT_LOOSENED,
    deprecated: lifecycle::FIELD,
};

/// Fields of an object within a body.
pub const NESTED: Family = Family { part: "write", ..BODY };

/// What takes the input in Rust.
#[derive(Clone, Copy)]
pub enum Taker<'a> {
    Operation(&'a Service, &'a Operation),
    /// An object that is sent: its modules, its Rust name, and whether it is a union.
    Object(&'a [String], &'a str, bool),
}

impl Taker<'_> {
    /// The items through which an input is given.
    pub fn items(&self, input: &Input) -> Vec<Touch> {
        let required = input.presence == WritePresence::Required;
        let mut items = match *self {
            Taker::Operation(service, operation) if required => method(service, operation),
            Taker::Operation(service, operation) => {
                vec![item(&service.module, format!("{}::{}", operation.struct_name, input.name.rust))]
            }
            Taker::Object(module, name, union) => {
                let method = if required && !union { "new" } else { input.name.rust.as_str() };
                vec![item(module, format!("{}::{method}", names::input_name(name)))]
            }
        };
        if input.presence == WritePresence::Clearable {
            items.push(self.clearer(input));
        }
        items
    }

    fn clearer(&self, input: &Input) -> Touch {
        let clear = names::clear_name(&input.name.rust);
        match *self {
            Taker::Operation(service, operation) => {
                item(&service.module, format!("{}::{clear}", operation.struct_name))
            }
            Taker::Object(module, name, _) => item(module, format!("{}::{clear}", names::input_name(name))),
        }
    }

    /// What changes when required inputs come or go: the method, or the constructor and the default.
    fn head(&self) -> Vec<Touch> {
        match *self {
            Taker::Operation(service, operation) => method(service, operation),
            Taker::Object(module, name, _) => {
                let name = names::input_name(name);
                vec![item(module, format!("{name}::new")), item(module, format!("{name} as Default"))]
            }
        }
    }
}

/// The method of an operation, and the one of the resource.
pub fn method(service: &Service, operation: &Operation) -> Vec<Touch> {
    let own = own_method(service, operation);
    let of_instance = operation.instance.as_ref().map(|_| instance(service, operation));
    [Some(own), of_instance].into_iter().flatten().collect()
}

/// The method of the service.
pub fn own_method(service: &Service, operation: &Operation) -> Touch {
    item(&service.module, format!("{}::{}", service.struct_name, operation.name.rust))
}

/// The method of a resource that was read.
pub fn instance(service: &Service, operation: &Operation) -> Touch {
    item(&service.subject.module, format!("{}::{}", service.subject.name.rust, operation.name.rust))
}

/// Compares the inputs of one taker. What comes and goes is for `other` to tell first; it says whether it has.
pub fn compare<'a>(
    both: &Both<'_>,
    family: &Family,
    subject: &Subject,
    (old, before): (Taker<'_>, &'a [Input]),
    (new, after): (Taker<'_>, &'a [Input]),
    found: &mut Vec<Change>,
    mut other: impl FnMut(Twin<'a, Input>, &mut Vec<Change>) -> bool,
) {
    for twin in pair(before, after, |input| &input.name.wire, |input| twins::earlier(&input.was)) {
        match twin {
            Twin::Both(a, b) => shared(both, family, subject, (old, a), (new, b), found),
            Twin::Old(input) if !other(Twin::Old(input), found) => found.push(removed(family, subject, old, input)),
            Twin::New(input) if !other(Twin::New(input), found) => found.push(added(family, subject, new, input)),
            _ => {}
        }
    }
}

/// An input that goes.
pub fn removed(family: &Family, subject: &Subject, taker: Taker<'_>, input: &Input) -> Change {
    let change =
        Change::new(family.removed, subject.member(family.part, &input.name.wire)).at(Some(&input.place), None);
    change.values(words::type_text(&input.ty), "").touch(all_items(taker, input))
}

/// An input that comes.
pub fn added(family: &Family, subject: &Subject, taker: Taker<'_>, input: &Input) -> Change {
    let required = input.presence == WritePresence::Required;
    let kind = if required { family.added_required } else { family.added_optional };
    let change = Change::new(kind, subject.member(family.part, &input.name.wire)).at(None, Some(&input.place));
    let deprecated = if input.deprecated.is_some() { ", deprecated" } else { "" };
    change.values("", words::type_text(&input.ty) + deprecated).touch(all_items(taker, input))
}

/// The items of an input, and what they stand in if that looks different without them.
pub fn all_items(taker: Taker<'_>, input: &Input) -> Vec<Touch> {
    let mut items = taker.items(input);
    if input.presence == WritePresence::Required {
        items.extend(taker.head());
    }
    items
}

fn shared(
    both: &Both<'_>,
    family: &Family,
    owner: &Subject,
    (old, a): (Taker<'_>, &Input),
    (new, b): (Taker<'_>, &Input),
    found: &mut Vec<Change>,
) {
    let Input {
        name,
        ty,
        doc,
        presence,
        secret,
        limits,
        default,
        default_place: _,
        default_doc,
        deprecated,
        stability,
        was,
        place,
    } = a;
    let subject = owner.member(family.part, &b.name.wire);
    let touches = || old.items(a).into_iter().chain(new.items(b)).collect::<Vec<_>>();
    let change = |kind| Change::new(kind, subject.clone()).at(Some(place), Some(&b.place));
    if name.wire != b.name.wire {
        found.push(change(family.renamed).values(&name.wire, &b.name.wire).touch(touches()));
    }
    let sides = ((name.wire.as_str(), was.as_slice(), place), (b.name.wire.as_str(), b.was.as_slice(), &b.place));
    earlier::compare(&subject, sides.0, sides.1, |rename| called(new, b, rename), found);
    presence_changed(family, (old, a), (new, b), *presence, &change, found);
    if let Some((kind, wire)) = type_kind(family, relation::of(both, ty, &b.ty)) {
        let told = change(kind).values(words::type_text(ty), words::type_text(&b.ty)).touch(touches());
        found.push(match wire {
            Some(wire) => told.wire(wire),
            None => told,
        });
    }
    let shift = limits::compare(limits, &b.limits);
    let shifts = [(family.tightened, shift.tightened), (family.loosened, shift.loosened)];
    for (kind, (before, after)) in shifts.into_iter().filter_map(|(kind, values)| Some((kind, values?))) {
        found.push(change(kind).values(before, after));
    }
    default_changed(family, (default.as_ref(), default_doc.as_ref()), b, &change, found);
    if *secret != b.secret {
        let kind = if b.secret { &types::FIELD_BECAME_SENSITIVE } else { &types::FIELD_NO_LONGER_SENSITIVE };
        found.push(change(kind).touch(touches()));
    }
    let (before, after) = ((deprecated.as_ref(), place), (b.deprecated.as_ref(), &b.place));
    lifecycle::deprecation(family.deprecated, &subject, before, after, touches(), found);
    let ways = (&types::FIELD_STABILITY_DECREASED, &types::FIELD_STABILITY_INCREASED);
    lifecycle::stability(ways, &subject, (*stability, place), (b.stability, &b.place), found);
    words::docs(&subject, (doc, place), (&b.doc, &b.place), found);
}

/// What an input is in Rust by an earlier name; an argument has a place and no name.
fn called(taker: Taker<'_>, input: &Input, rename: &Rename) -> Vec<Touch> {
    if input.presence == WritePresence::Required {
        return Vec::new();
    }
    taker.items(&Input { name: rename.name.clone(), ..input.clone() })
}

fn presence_changed(
    family: &Family,
    (old, a): (Taker<'_>, &Input),
    (new, b): (Taker<'_>, &Input),
    before: WritePresence,
    change: &impl Fn(&'static Kind) -> Change,
    found: &mut Vec<Change>,
) {
    use WritePresence::{Clearable, Required};
    let (was, is) = (before == Required, b.presence == Required);
    if was != is {
        let kind = if is { family.made_required } else { family.made_optional };
        let touches = all_items(old, a).into_iter().chain(all_items(new, b));
        found.push(change(kind).values(presence_text(before), presence_text(b.presence)).touch(touches));
    }
    let (could, can) = (before == Clearable, b.presence == Clearable);
    if could != can {
        let (kind, touch) = match can {
            true => (&write::MADE_CLEARABLE, new.clearer(b)),
            false => (&write::NO_LONGER_CLEARABLE, old.clearer(a)),
        };
        found.push(change(kind).touch([touch]));
    }
}

fn presence_text(presence: WritePresence) -> &'static str {
    match presence {
        WritePresence::Required => "required",
        WritePresence::Optional => "optional",
        WritePresence::Clearable => "clearable",
    }
}

/// The kind of a change of type, and its severity if that differs from the kind's.
pub fn type_kind(family: &Family, relation: Relation) -> Option<(&'static Kind, Option<Wire>)> {
    Some(match relation {
        Relation::Same => return None,
        Relation::Widened { .. } | Relation::Width { wider: true } => (family.widened, None),
        Relation::Narrowed | Relation::Width { wider: false } => (family.narrowed, None),
        Relation::Format | Relation::Collection | Relation::Stand | Relation::Changed => (family.changed, None),
        Relation::Target => (&types::REF_TARGET_CHANGED, None),
        Relation::Retold => (&types::REF_TARGET_CHANGED, Some(Wire::Safe)),
    })
}

fn default_changed(
    family: &Family,
    (default, default_doc): (Option<&serde_json::Value>, Option<&String>),
    b: &Input,
    change: &impl Fn(&'static Kind) -> Change,
    found: &mut Vec<Change>,
) {
    let text = |value: Option<&serde_json::Value>, doc: Option<&String>| {
        value.map(words::value_text).or_else(|| doc.cloned()).unwrap_or_default()
    };
    let (before, after) = (text(default, default_doc), text(b.default.as_ref(), b.default_doc.as_ref()));
    let kind = match (before.as_str(), after.as_str()) {
        (before, after) if before == after => return,
        ("", _) => family.default_added,
        (_, "") => family.default_removed,
        _ => family.default_changed,
    };
    found.push(change(kind).values(before, after));
}
