//! Where a comparison stands, and the differences that are found there.

use crate::diag::Place;

use super::kind::{Kind, Part};
use super::shape::{Member, Shape};

/// One difference at one place of one operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub kind: Kind,
    pub part: Part,
    /// Method and path, as the spec spells it if it has the operation.
    pub operation: String,
    /// What holds the field: the name of the spec's type, and that of the document's schema.
    pub types: Vec<String>,
    /// The parameter or field; empty where the whole part or operation is meant.
    pub field: String,
    /// The way to the field from the root of the body, dotted; `[]` for elements and `*` for values of any key.
    pub pointer: String,
    /// What of the field: `each element of `, or nothing.
    pub within: &'static str,
    /// What follows the name of the field; the same wherever the difference has the same cause.
    pub says: String,
    pub spec: Place,
    pub document: Place,
}

/// What messages call a spot: ``body field `x` ``. The same field of bodies and answers is just a field.
pub fn subject(parts: &[Part], within: &str, field: &str) -> String {
    let (whole, member) = match parts {
        [part] => (part.whole(), part.member()),
        _ => ("the value", "field"),
    };
    if field.is_empty() { format!("{within}{whole}") } else { format!("{within}{member} `{field}`") }
}

/// The spot in an operation that is being compared.
#[derive(Clone)]
pub struct Site {
    operation: String,
    part: Part,
    types: Vec<String>,
    field: String,
    pointer: String,
    /// What is between the field and the value: `each element of `.
    within: &'static str,
    /// Whether bodies, too, have what the document describes here.
    sent: bool,
    spec: Place,
    document: Place,
}

impl Site {
    /// An operation as such.
    pub fn new(operation: String, spec: &Place, document: &Place) -> Self {
        Site {
            operation,
            part: Part::Operation,
            types: Vec::new(),
            field: String::new(),
            pointer: String::new(),
            within: "",
            sent: false,
            spec: spec.clone(),
            document: document.clone(),
        }
    }

    /// A part of the operation.
    pub fn part(&self, part: Part, spec: &Place, document: &Place) -> Self {
        Site { part, spec: spec.clone(), document: document.clone(), ..self.clone() }
    }

    /// The part that is being compared.
    pub fn of(&self) -> Part {
        self.part
    }

    /// Whether bodies, too, have the object that holds the field, as the document has it.
    pub fn is_sent(&self) -> bool {
        self.sent
    }

    /// Where the spec speaks of it.
    pub fn spec(&self) -> &Place {
        &self.spec
    }

    /// Where the document speaks of it.
    pub fn document(&self) -> &Place {
        &self.document
    }

    /// The same spot, seen as a value of two types.
    pub fn typed(&self, ours: &Shape, theirs: &Shape) -> Self {
        let mut types: Vec<String> = [&ours.name, &theirs.name].into_iter().flatten().cloned().collect();
        types.dedup();
        Site { types, sent: theirs.sent, spec: ours.place.clone(), document: theirs.place.clone(), ..self.clone() }
    }

    /// A field or parameter that both sides have.
    pub fn member(&self, name: &str, ours: &Member, theirs: &Member) -> Self {
        self.named(name, &ours.place, &theirs.place)
    }

    /// A field or parameter, with the places that tell most about it.
    pub fn named(&self, name: &str, spec: &Place, document: &Place) -> Self {
        let dot = if self.pointer.is_empty() { "" } else { "." };
        Site {
            field: name.to_owned(),
            pointer: format!("{}{dot}{name}", self.pointer),
            within: "",
            spec: spec.clone(),
            document: document.clone(),
            ..self.clone()
        }
    }

    /// The elements of a list.
    pub fn elements(&self) -> Self {
        Site { pointer: format!("{}[]", self.pointer), within: "each element of ", ..self.clone() }
    }

    /// The values behind the keys of a map.
    pub fn values(&self) -> Self {
        Site { pointer: format!("{}.*", self.pointer), within: "each value of ", ..self.clone() }
    }

    /// A difference here.
    pub fn difference(&self, kind: Kind, says: impl Into<String>) -> Difference {
        Difference {
            kind,
            part: self.part,
            operation: self.operation.clone(),
            types: self.types.clone(),
            field: self.field.clone(),
            pointer: self.pointer.clone(),
            within: self.within,
            says: says.into(),
            spec: self.spec.clone(),
            document: self.document.clone(),
        }
    }
}
