//! Bodies of operations.

use super::Both;
use super::family::BODY;
use super::inputs;
use super::taker::{Taker, method};
use crate::diff::change::{Change, Subject, Touch};
use crate::diff::index::{item, type_name};
use crate::diff::kind::Kind;
use crate::diff::kinds::{operation as kinds, parameter, write};
use crate::diff::twins::Twin;
use crate::model::{Body, Field, Input, Operation, Service, WritePresence};

/// Compares what an operation sends.
pub fn compare(
    both: &Both<'_>,
    subject: &Subject,
    old: (&Service, &Operation),
    new: (&Service, &Operation),
    found: &mut Vec<Change>,
) {
    let (a, b) = (old.1, new.1);
    match (&a.body, &b.body) {
        (Body::None, Body::None) | (Body::Empty, Body::Empty) => {}
        (Body::Whole(before), Body::Whole(after)) if both.twins.of(before) == Some(after) => {}
        (Body::Fields(before), Body::Fields(after)) => fields(both, subject, (old, before), (new, after), found),
        (Body::None, after) => {
            let required = match after {
                Body::Fields(fields) => fields.iter().any(|field| field.presence == WritePresence::Required),
                Body::Whole(_) => true,
                Body::None | Body::Empty => false,
            };
            let kind = if required { &kinds::BODY_ADDED_REQUIRED } else { &kinds::BODY_ADDED_OPTIONAL };
            found.push(whole(kind, subject, old, new));
        }
        (_, Body::None) => found.push(whole(&kinds::BODY_REMOVED, subject, old, new)),
        // No fields and an object without fields look the same.
        (Body::Empty, Body::Fields(after)) => fields(both, subject, (old, &[]), (new, after), found),
        (Body::Fields(before), Body::Empty) => fields(both, subject, (old, before), (new, &[]), found),
        _ => found.push(whole(&kinds::BODY_TYPE_CHANGED, subject, old, new)),
    }
}

fn whole(kind: &'static Kind, subject: &Subject, old: (&Service, &Operation), new: (&Service, &Operation)) -> Change {
    let change = Change::new(kind, subject.clone()).at(Some(&old.1.place), Some(&new.1.place));
    let touches = items(old).into_iter().chain(items(new));
    change.values(text(&old.1.body), text(&new.1.body)).touch(touches)
}

/// Everything through which a body is given.
fn items((service, operation): (&Service, &Operation)) -> Vec<Touch> {
    let taker = Taker::Operation(service, operation);
    let mut items: Vec<Touch> = operation.body.fields().iter().flat_map(|input| taker.items(input)).collect();
    items.extend(method(service, operation));
    // Calls that have a body can be given any field.
    items.push(item(&service.module, format!("{}::with_field", operation.struct_name)));
    items
}

fn text(body: &Body) -> String {
    match body {
        Body::None => "no body".to_owned(),
        Body::Empty => "an empty object".to_owned(),
        Body::Fields(fields) => {
            let names: Vec<&str> = fields.iter().map(|field| field.name.wire.as_str()).collect();
            format!("an object of {}", if names.is_empty() { "nothing".to_owned() } else { names.join(", ") })
        }
        Body::Whole(reference) => type_name(reference),
    }
}

fn fields<'a>(
    both: &Both<'_>,
    subject: &Subject,
    (old, before): ((&Service, &Operation), &'a [Input]),
    (new, after): ((&Service, &Operation), &'a [Input]),
    found: &mut Vec<Change>,
) {
    let takers = (Taker::Operation(old.0, old.1), Taker::Operation(new.0, new.1));
    let other = |twin: Twin<'a, Input>, found: &mut Vec<Change>| match twin {
        Twin::Old(input) => gone(both, subject, old, new, input, found),
        Twin::New(input) => come(both, subject, old, new, input, found),
        Twin::Both(..) => false,
    };
    inputs::compare(both, &BODY, subject, (takers.0, before), (takers.1, after), found, other);
    if let Some(change) = reordered(subject, (old, before), (new, after)) {
        found.push(change);
    }
}

/// A field that is not sent any more, but is a field of the resource still; or that has become a parameter.
fn gone(
    both: &Both<'_>,
    subject: &Subject,
    old: (&Service, &Operation),
    new: (&Service, &Operation),
    input: &Input,
    found: &mut Vec<Change>,
) -> bool {
    let wire = &input.name.wire;
    let taker = Taker::Operation(old.0, old.1);
    if let Some(parameter) = new.1.query.iter().chain(&new.1.parameters).find(|other| other.name.wire == *wire) {
        let change = Change::new(&parameter::LOCATION_CHANGED, subject.member("", wire));
        let touches = taker.all_items(input).into_iter();
        let touches = touches.chain(Taker::Operation(new.0, new.1).all_items(parameter));
        let part = if new.1.query.iter().any(|other| other.name.wire == *wire) { "query" } else { "path" };
        found.push(change.at(Some(&input.place), Some(&parameter.place)).values("body", part).touch(touches));
        return true;
    }
    let before = of_resource(both.old.fields(&old.0.subject), input);
    let after = before.and_then(|before| named(both.new.fields(&new.0.subject), &before.name.wire));
    let (Some(before), Some(after)) = (before, after) else { return false };
    let kind = match phase_only_of(before, after) {
        Some(Phase::Update) => &write::BECAME_IMMUTABLE,
        Some(Phase::Create) => &write::BECAME_READ_ONLY,
        None => return false,
    };
    let mut change = inputs::removed(&BODY, subject, taker, input);
    (change.kind, change.wire) = (kind, kind.wire);
    change.new = Some(after.place.clone());
    found.push(change);
    true
}

/// What a field is sent in.
enum Phase {
    Create,
    Update,
}

/// The phase in which a field is sent, and its other version is not.
fn phase_only_of(field: &Field, other: &Field) -> Option<Phase> {
    let created = field.create.is_some() && other.create.is_none();
    let updated = field.update.is_some() && other.update.is_none();
    match (created, updated) {
        (true, _) => Some(Phase::Create),
        (false, true) => Some(Phase::Update),
        (false, false) => None,
    }
}

/// A field of the resource that was not sent before.
fn come(
    both: &Both<'_>,
    subject: &Subject,
    old: (&Service, &Operation),
    new: (&Service, &Operation),
    input: &Input,
    found: &mut Vec<Change>,
) -> bool {
    let wire = &input.name.wire;
    if old.1.query.iter().chain(&old.1.parameters).any(|other| other.name.wire == *wire) {
        return moved_in(subject, old, new, input, found);
    }
    if input.presence == WritePresence::Required {
        return false;
    }
    let after = of_resource(both.new.fields(&new.0.subject), input);
    let before = after.and_then(|after| named(both.old.fields(&old.0.subject), &after.name.wire));
    let (Some(before), Some(after)) = (before, after) else { return false };
    let kind = match phase_only_of(after, before) {
        Some(Phase::Update) => &write::BECAME_MUTABLE,
        Some(Phase::Create) => &write::BECAME_WRITABLE,
        None => return false,
    };
    let mut change = inputs::added(&BODY, subject, Taker::Operation(new.0, new.1), input);
    (change.kind, change.wire) = (kind, kind.wire);
    change.old = Some(before.place.clone());
    found.push(change);
    true
}

fn moved_in(
    subject: &Subject,
    old: (&Service, &Operation),
    new: (&Service, &Operation),
    input: &Input,
    found: &mut Vec<Change>,
) -> bool {
    let same = |other: &&Input| other.name.wire == input.name.wire;
    let Some(parameter) = old.1.query.iter().chain(&old.1.parameters).find(same) else { return false };
    let change = Change::new(&parameter::LOCATION_CHANGED, subject.member("", &input.name.wire));
    let touches = Taker::Operation(old.0, old.1).all_items(parameter).into_iter();
    let touches = touches.chain(Taker::Operation(new.0, new.1).all_items(input));
    let part = if old.1.query.iter().any(|other| same(&other)) { "query" } else { "path" };
    found.push(change.at(Some(&parameter.place), Some(&input.place)).values(part, "body").touch(touches));
    true
}

/// The field of a resource that an input is, whatever it is called when it is sent.
fn of_resource<'a>(fields: &'a [Field], input: &Input) -> Option<&'a Field> {
    let sent = |phase: &Option<Input>| phase.as_ref().is_some_and(|phase| phase.name.wire == input.name.wire);
    fields.iter().find(|field| sent(&field.create) || sent(&field.update) || sent(&field.write))
}

fn named<'a>(fields: &'a [Field], wire: &str) -> Option<&'a Field> {
    fields.iter().find(|field| field.name.wire == wire)
}

/// Required fields are arguments, in the order in which they are written.
fn reordered(
    subject: &Subject,
    (old, before): ((&Service, &Operation), &[Input]),
    (new, after): ((&Service, &Operation), &[Input]),
) -> Option<Change> {
    let kept = |own: &[Input], others: &[Input]| -> Vec<String> {
        let is_kept = |input: &&Input| {
            input.presence == WritePresence::Required
                && others
                    .iter()
                    .any(|other| other.name.wire == input.name.wire && other.presence == WritePresence::Required)
        };
        own.iter().filter(is_kept).map(|input| input.name.wire.clone()).collect()
    };
    let (was, is) = (kept(before, after), kept(after, before));
    if was == is {
        return None;
    }
    let touches = method(old.0, old.1).into_iter().chain(method(new.0, new.1));
    let change = Change::new(&kinds::ARGUMENTS_REORDERED, subject.clone()).at(Some(&old.1.place), Some(&new.1.place));
    Some(change.values(was.join(", "), is.join(", ")).touch(touches))
}
