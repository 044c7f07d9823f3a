//! Enums and their values.

use super::{lifecycle, words};
use crate::diff::change::{Change, Subject};
use crate::diff::index::{Index, item};
use crate::diff::kind::Kind;
use crate::diff::kinds::{read, types as kinds, write};
use crate::model::{EnumValue, TypeRef};

/// One side of an enum.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub reference: &'a TypeRef,
    pub values: &'a [EnumValue],
}

impl Side<'_> {
    fn variant(&self, value: &EnumValue) -> crate::diff::change::Touch {
        item(&self.reference.module, format!("{}::{}", self.reference.name.rust, value.name.rust))
    }
}

/// Compares the values of an enum. A value with another text and the same variant is the same value.
pub fn compare(subject: &Subject, index: &Index<'_>, old: Side<'_>, new: Side<'_>, found: &mut Vec<Change>) {
    let is_sent = index.sent.contains(new.reference);
    let is_received = index.received.contains(new.reference);
    for before in old.values {
        let by_wire = new.values.iter().find(|after| after.name.wire == before.name.wire);
        // A text that is still there stands for itself.
        let by_variant = || {
            let twin = new.values.iter().find(|after| after.name.rust == before.name.rust);
            twin.filter(|after| old.values.iter().all(|value| value.name.wire != after.name.wire))
        };
        match by_wire.or_else(by_variant) {
            Some(after) => value(subject, (old, before), (new, after), found),
            None => {
                // What cannot be sent any more is graver than what does not arrive.
                let kind = if is_sent { &write::ENUM_VALUE_REMOVED } else { &read::ENUM_VALUE_REMOVED };
                found.push(lone(kind, subject, Some((old, before)), None));
            }
        }
    }
    for after in new.values {
        let known = |before: &EnumValue| before.name.wire == after.name.wire || before.name.rust == after.name.rust;
        if !old.values.iter().any(known) {
            let kind = if is_received { &read::ENUM_VALUE_ADDED } else { &write::ENUM_VALUE_ADDED };
            found.push(lone(kind, subject, None, Some((new, after))));
        }
    }
}

fn lone(
    kind: &'static Kind,
    subject: &Subject,
    old: Option<(Side<'_>, &EnumValue)>,
    new: Option<(Side<'_>, &EnumValue)>,
) -> Change {
    let name = old.or(new).map_or("", |(_, value)| value.name.wire.as_str());
    let place = |side: Option<(Side<'_>, &EnumValue)>| side.map(|(_, value)| value.place.clone());
    let touches = old.into_iter().chain(new).map(|(side, value)| side.variant(value));
    let change = Change::new(kind, subject.member("value", name)).at(place(old).as_ref(), place(new).as_ref());
    // Values that are listed inside a type have one place together.
    let origin = format!("{} {name} {:?} {:?}", kind.code, change.old, change.new);
    change.touch(touches).named(origin)
}

fn value(owner: &Subject, (old, a): (Side<'_>, &EnumValue), (new, b): (Side<'_>, &EnumValue), found: &mut Vec<Change>) {
    let EnumValue { name, doc, deprecated, place } = a;
    let subject = owner.member("value", &b.name.wire);
    let change = |kind| Change::new(kind, subject.clone()).at(Some(place), Some(&b.place));
    let touches = || vec![old.variant(a), new.variant(b)];
    if name.wire != b.name.wire {
        found.push(change(&kinds::ENUM_VALUE_RENAMED).values(&name.wire, &b.name.wire).touch(touches()));
    } else if name.rust != b.name.rust {
        found.push(change(&kinds::ENUM_VARIANT_RENAMED).values(&name.rust, &b.name.rust).touch(touches()));
    }
    let (before, after) = ((deprecated.as_ref(), place), (b.deprecated.as_ref(), &b.place));
    lifecycle::deprecation(lifecycle::VALUE, &subject, before, after, touches(), found);
    words::docs(&subject, (doc, place), (&b.doc, &b.place), found);
}
