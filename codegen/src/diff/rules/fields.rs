//! Fields of objects: what is read of them, and what is sent in nested ones.

use super::family::NESTED;
use super::inputs;
use super::relation::{self, Relation};
use super::taker::Taker;
use super::{Both, earlier, lifecycle, limits, words};
use crate::diag::Place;
use crate::diff::change::{Change, Subject, Touch};
use crate::diff::index::item;
use crate::diff::kind::Kind;
use crate::diff::kinds::{api, read as kinds, types};
use crate::diff::severity::Wire;
use crate::diff::twins::{self, Twin, pair};
use crate::model::{Field, Input, Limits, Object, Presence, Rename, TypeRef};

/// One side of an object type.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub reference: &'a TypeRef,
    pub object: &'a Object,
    /// Where it is declared.
    pub place: &'a Place,
}

impl<'a> Side<'a> {
    fn field(&self, field: &Field) -> Touch {
        item(&self.reference.module, format!("{}.{}", self.reference.name.rust, field.name.rust))
    }

    fn taker(&self) -> Taker<'a> {
        Taker::Object(&self.reference.module, &self.reference.name.rust, self.object.one_of)
    }
}

/// Compares the fields of an object.
pub fn compare(both: &Both<'_>, subject: &Subject, old: Side<'_>, new: Side<'_>, found: &mut Vec<Change>) {
    let union = old.object.one_of && new.object.one_of;
    for twin in
        pair(&old.object.fields, &new.object.fields, |field| &field.name.wire, |field| twins::earlier(&field.was))
    {
        match twin {
            Twin::Both(a, b) => shared(both, subject, (old, a), (new, b), found),
            Twin::Old(field) if union => found.push(variant(subject, Some((old, field)), None)),
            Twin::New(field) if union => found.push(variant(subject, None, Some((new, field)))),
            Twin::Old(field) => lone(subject, Some((old, field)), None, found),
            Twin::New(field) => lone(subject, None, Some((new, field)), found),
        }
    }
    if let Some(change) = reordered(subject, old, new) {
        found.push(change);
    }
}

/// Wherever a reference is, that another type stands for it is one change.
pub const REFERENCE: &str = "ref";

type One<'a> = (Side<'a>, &'a Field);

/// An alternative of a union, whichever way it goes.
fn variant(subject: &Subject, old: Option<One<'_>>, new: Option<One<'_>>) -> Change {
    let kind = if new.is_some() { &kinds::UNION_VARIANT_ADDED } else { &kinds::UNION_VARIANT_REMOVED };
    let (_, field) = old.or(new).map_or((None, None), |(side, field)| (Some(side), Some(field)));
    let name = field.map_or("", |field| field.name.wire.as_str());
    let touches = old.into_iter().chain(new).flat_map(|(side, field)| {
        let sent = field.write.iter().flat_map(move |input| side.taker().items(input));
        field.read.map(|_| side.field(field)).into_iter().chain(sent).collect::<Vec<_>>()
    });
    let place = |side: Option<One<'_>>| side.map(|(_, field)| field.place.clone());
    Change::new(kind, subject.member("variant", name)).at(place(old).as_ref(), place(new).as_ref()).touch(touches)
}

/// A field that one side has.
fn lone(subject: &Subject, old: Option<One<'_>>, new: Option<One<'_>>, found: &mut Vec<Change>) {
    if let Some((side, field)) = old {
        found.extend(field.read.map(|_| reading(&kinds::FIELD_REMOVED, subject, Some((side, field)), None)));
        found.extend(field.write.iter().map(|input| inputs::removed(&NESTED, subject, side.taker(), input)));
    }
    if let Some((side, field)) = new {
        found.extend(field.read.map(|_| reading(&kinds::FIELD_ADDED, subject, None, Some((side, field)))));
        found.extend(field.write.iter().map(|input| inputs::added(&NESTED, subject, side.taker(), input)));
    }
}

fn reading(kind: &'static Kind, subject: &Subject, old: Option<One<'_>>, new: Option<One<'_>>) -> Change {
    let name = new.or(old).map_or("", |(_, field)| field.name.wire.as_str());
    let text = |side: Option<One<'_>>| side.map(|(_, field)| words::type_text(&field.ty)).unwrap_or_default();
    let place = |side: Option<One<'_>>| side.map(|(_, field)| field.place.clone());
    let touches = old.into_iter().chain(new).map(|(side, field)| side.field(field));
    let change = Change::new(kind, subject.member("read", name)).at(place(old).as_ref(), place(new).as_ref());
    change.values(text(old), text(new)).touch(touches)
}

fn shared(both: &Both<'_>, owner: &Subject, old: One<'_>, new: One<'_>, found: &mut Vec<Change>) {
    let (a, b) = (old.1, new.1);
    let Field {
        name,
        ty,
        doc,
        // What operations send of a resource is compared where operations are.
        create: _,
        update: _,
        write,
        read,
        secret,
        limits,
        // A default is taken for what is not sent: inputs have it.
        default: _,
        default_doc: _,
        // What a server makes of a field is shown by its docs; the stand-in alone reads this.
        server: _,
        deprecated,
        stability,
        was,
        place,
    } = a;
    sent(both, owner, (old, write.as_ref()), (new, b.write.as_ref()), found);
    let subject = owner.member("read", &b.name.wire);
    let change = |kind| Change::new(kind, subject.clone()).at(Some(place), Some(&b.place));
    let touches = || vec![old.0.field(a), new.0.field(b)];
    let (before, after) = match (read, b.read) {
        (None, None) => return,
        (None, Some(_)) => return found.push(reading(&kinds::FIELD_ADDED, owner, None, Some(new))),
        (Some(_), None) => return found.push(reading(&kinds::FIELD_REMOVED, owner, Some(old), None)),
        (Some(before), Some(after)) => (*before, after),
    };
    if name.wire != b.name.wire {
        found.push(change(&kinds::FIELD_RENAMED).values(&name.wire, &b.name.wire).touch(touches()));
    }
    let sides = ((name.wire.as_str(), was.as_slice(), place), (b.name.wire.as_str(), b.was.as_slice(), &b.place));
    let called = |rename: &Rename| vec![new.0.field(&Field { name: rename.name.clone(), ..b.clone() })];
    earlier::compare(&subject, sides.0, sides.1, called, found);
    for kind in presence_kinds(before, after) {
        found.push(change(kind).values(presence_text(before), presence_text(after)));
    }
    if let Some((kind, wire)) = type_kind(relation::of(both, ty, &b.ty)) {
        let told = change(kind).touch(touches()).wire(wire.unwrap_or(kind.wire));
        found.push(match kind == &api::REFERENCE_TYPE_CHANGED {
            true => told.named(REFERENCE.to_owned()),
            false => told.values(words::type_text(ty), words::type_text(&b.ty)),
        });
    }
    found.extend(shifts(limits, &b.limits, &change));
    if *secret != b.secret {
        let kind = if b.secret { &types::FIELD_BECAME_SENSITIVE } else { &types::FIELD_NO_LONGER_SENSITIVE };
        found.push(change(kind).touch(touches()));
    }
    let (before, after) = ((deprecated.as_ref(), place), (b.deprecated.as_ref(), &b.place));
    lifecycle::deprecation(lifecycle::FIELD, &subject, before, after, touches(), found);
    let ways = (&types::FIELD_STABILITY_DECREASED, &types::FIELD_STABILITY_INCREASED);
    lifecycle::stability(ways, &subject, (*stability, place), (b.stability, &b.place), found);
    words::docs(&subject, (doc, place), (&b.doc, &b.place), found);
}

fn sent(
    both: &Both<'_>,
    subject: &Subject,
    (old, before): (One<'_>, Option<&Input>),
    (new, after): (One<'_>, Option<&Input>),
    found: &mut Vec<Change>,
) {
    // Fields are paired already, whatever the two are called when they are sent.
    let list = |input: Option<&Input>| input.cloned().into_iter().collect::<Vec<_>>();
    let (before, mut after) = (list(before), list(after));
    if let ([a], [b]) = (before.as_slice(), after.as_mut_slice()) {
        let (name, place) = (a.name.clone(), a.place.clone());
        b.was.push(Rename { name, until: None, kept: false, place });
    }
    let sides = ((old.0.taker(), before.as_slice()), (new.0.taker(), after.as_slice()));
    inputs::compare(both, &NESTED, subject, sides.0, sides.1, found, |_, _| false);
}

/// What became of the promise that the field is there.
fn presence_kinds(old: Presence, new: Presence) -> Vec<&'static Kind> {
    use Presence::{Always, Nullable, Once, Sometimes};
    match (old, new) {
        (Always, Always) | (Sometimes, Sometimes) | (Nullable, Nullable) | (Once, Once) => Vec::new(),
        (Once, _) => vec![&kinds::ONCE_TO_ALWAYS],
        (_, Once) => vec![&kinds::ALWAYS_TO_ONCE],
        (Always, Sometimes | Nullable) => vec![&kinds::ALWAYS_TO_NULLABLE],
        (Sometimes | Nullable, Always) => vec![&kinds::NULLABLE_TO_ALWAYS],
        (Sometimes, Nullable) | (Nullable, Sometimes) => vec![&kinds::ABSENCE_CHANGED],
    }
}

fn presence_text(presence: Presence) -> &'static str {
    match presence {
        Presence::Always => "always",
        Presence::Sometimes => "sometimes",
        Presence::Nullable => "nullable",
        Presence::Once => "once",
    }
}

fn type_kind(relation: Relation) -> Option<(&'static Kind, Option<Wire>)> {
    Some(match relation {
        Relation::Same => return None,
        // Released clients read any text; what it holds is for their programs to understand.
        Relation::Widened { text: true } => (&kinds::TYPE_WIDENED, Some(Wire::Risky)),
        Relation::Widened { text: false } => (&kinds::TYPE_WIDENED, None),
        Relation::Narrowed => (&kinds::TYPE_NARROWED, None),
        Relation::Width { .. } => (&kinds::INTEGER_WIDTH_CHANGED, None),
        Relation::Format => (&kinds::FORMAT_CHANGED, None),
        Relation::Collection => (&kinds::COLLECTION_KIND_CHANGED, None),
        Relation::Target => (&types::REF_TARGET_CHANGED, None),
        Relation::Retold => (&types::REF_TARGET_CHANGED, Some(Wire::Safe)),
        Relation::Stand => (&api::REFERENCE_TYPE_CHANGED, None),
        Relation::Changed => (&kinds::TYPE_CHANGED, None),
    })
}

fn shifts(old: &Limits, new: &Limits, change: &impl Fn(&'static Kind) -> Change) -> Vec<Change> {
    let shift = limits::compare(old, new);
    let shifts = [(&kinds::CONSTRAINT_TIGHTENED, shift.tightened), (&kinds::CONSTRAINT_LOOSENED, shift.loosened)];
    let told = shifts.into_iter().filter_map(|(kind, values)| Some((kind, values?)));
    told.map(|(kind, (before, after))| change(kind).values(before, after)).collect()
}

/// Required fields are arguments of the constructor, in the order in which they are written.
fn reordered(subject: &Subject, old: Side<'_>, new: Side<'_>) -> Option<Change> {
    if old.object.one_of || new.object.one_of {
        return None;
    }
    let required = |object: &Object| -> Vec<String> {
        let inputs = object.fields.iter().filter_map(|field| field.write.as_ref());
        let required = inputs.filter(|input| input.presence == crate::model::WritePresence::Required);
        required.map(|input| input.name.wire.clone()).collect()
    };
    let (mut was, mut is) = (required(old.object), required(new.object));
    let (all_was, all_is) = (was.clone(), is.clone());
    was.retain(|name| all_is.contains(name));
    is.retain(|name| all_was.contains(name));
    if was == is {
        return None;
    }
    let constructor = |side: Side<'_>| {
        item(&side.reference.module, format!("{}::new", crate::model::names::input_name(&side.reference.name.rust)))
    };
    let kind = &crate::diff::kinds::operation::ARGUMENTS_REORDERED;
    let change = Change::new(kind, subject.clone()).values(was.join(", "), is.join(", "));
    Some(change.at(Some(old.place), Some(new.place)).touch([constructor(old), constructor(new)]))
}
