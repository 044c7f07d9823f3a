//! What applications give: query parameters, fields of bodies, fields of nested objects.

use super::family::Family;
use super::relation::{self, Relation};
use super::taker::Taker;
use super::{Both, earlier, lifecycle, limits, words};
use crate::diff::change::{Change, Subject, Touch};
use crate::diff::kind::Kind;
use crate::diff::kinds::{types, write};
use crate::diff::severity::Wire;
use crate::diff::twins::{self, Twin, pair};
use crate::model::{Input, Rename, WritePresence};

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
    change.values(words::type_text(&input.ty), "").touch(taker.all_items(input))
}

/// An input that comes.
pub fn added(family: &Family, subject: &Subject, taker: Taker<'_>, input: &Input) -> Change {
    let required = input.presence == WritePresence::Required;
    let kind = if required { family.added_required } else { family.added_optional };
    let change = Change::new(kind, subject.member(family.part, &input.name.wire)).at(None, Some(&input.place));
    let deprecated = if input.deprecated.is_some() { ", deprecated" } else { "" };
    change.values("", words::type_text(&input.ty) + deprecated).touch(taker.all_items(input))
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
        let touches = old.all_items(a).into_iter().chain(new.all_items(b));
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
