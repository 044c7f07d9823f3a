//! A single difference, as a rule finds it.

use super::kind::Kind;
use super::severity::Wire;
use crate::diag::Place;

/// What has changed, in names that outlive reordering and renaming of files.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// An operation (`things.create`), a type (`things::Thing`), or another part of the spec.
    pub owner: String,
    /// The part of the owner: `query`, `body`, `read`, `write`, `value`; empty for the owner itself.
    pub part: &'static str,
    /// The field, parameter or value; empty for the part as a whole.
    pub member: String,
}

impl Subject {
    /// The owner itself.
    pub fn of(owner: impl Into<String>) -> Self {
        Subject { owner: owner.into(), part: "", member: String::new() }
    }

    /// Something in a part of it.
    pub fn member(&self, part: &'static str, member: impl Into<String>) -> Self {
        Subject { owner: self.owner.clone(), part, member: member.into() }
    }

    /// Where the member is: `things.create body`.
    pub fn home(&self) -> String {
        let words = [self.owner.as_str(), self.part];
        words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// All of it: `things.create body · name`.
    pub fn text(&self) -> String {
        if self.member.is_empty() { self.home() } else { format!("{} · {}", self.home(), self.member) }
    }
}

/// Items of the emitted crate that a change reaches. An item is told by the path of its module and the
/// rest: `Things::create`, `Thing.name`, `Kind::Large`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Touch {
    /// This one.
    Item(Vec<String>, String),
    /// It and everything in it; everything in the module where it is empty.
    Below(Vec<String>, String),
    /// Everything anywhere that names this type.
    Naming(String),
}

/// What several changes may have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// The places where it was written.
    Places(Option<Place>, Option<Place>),
    /// Something without a place of its own, such as an entry of a template.
    Named(String),
}

/// A difference.
#[derive(Clone, Debug)]
pub struct Change {
    pub kind: &'static Kind,
    pub subject: Subject,
    pub old: Option<Place>,
    pub new: Option<Place>,
    /// What was said before; empty where there is nothing to quote.
    pub before: String,
    /// What is said now.
    pub after: String,
    pub wire: Wire,
    pub touches: Vec<Touch>,
    pub origin: Option<Origin>,
    /// What the comparison has noticed besides.
    pub hints: Vec<String>,
}

impl Change {
    /// A change without places.
    pub fn new(kind: &'static Kind, subject: Subject) -> Self {
        Change {
            kind,
            subject,
            old: None,
            new: None,
            before: String::new(),
            after: String::new(),
            wire: kind.wire,
            touches: Vec::new(),
            origin: None,
            hints: Vec::new(),
        }
    }

    /// Where it stands in the old and in the new spec.
    #[must_use]
    pub fn at(mut self, old: Option<&Place>, new: Option<&Place>) -> Self {
        (self.old, self.new) = (old.cloned(), new.cloned());
        self
    }

    /// What was said before, and what is said now.
    #[must_use]
    pub fn values(mut self, before: impl Into<String>, after: impl Into<String>) -> Self {
        (self.before, self.after) = (before.into(), after.into());
        self
    }

    /// The items of the crate that it reaches.
    #[must_use]
    pub fn touch(mut self, touches: impl IntoIterator<Item = Touch>) -> Self {
        self.touches.extend(touches);
        self
    }

    /// Another severity than that of its kind.
    #[must_use]
    pub fn wire(mut self, wire: Wire) -> Self {
        self.wire = wire;
        self
    }

    /// What it has in common with others.
    #[must_use]
    pub fn named(mut self, origin: String) -> Self {
        self.origin = Some(Origin::Named(origin));
        self
    }

    /// Something noticed besides.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// By what it is folded together with others.
    pub fn cause(&self) -> Origin {
        self.origin.clone().unwrap_or_else(|| Origin::Places(self.old.clone(), self.new.clone()))
    }
}
