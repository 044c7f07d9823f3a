//! Differences → groups of one cause each.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Place;

use super::kind::{Kind, Part};
use super::site::{Difference, subject};

/// The same difference at one or more operations.
#[derive(Debug)]
pub struct Group {
    pub kind: Kind,
    /// The operation, or the type that several operations share.
    pub heading: Heading,
    pub message: String,
    /// At least one.
    pub differences: Vec<Difference>,
}

/// What a report puts a group under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    Type(String),
    /// Of no type or of several, at several operations.
    Several,
    Operation {
        path: String,
        method: String,
    },
}

impl Heading {
    fn operation(operation: &str) -> Self {
        let (method, path) = operation.split_once(' ').unwrap_or(("", operation));
        Heading::Operation { path: path.to_owned(), method: method.to_owned() }
    }
}

impl Group {
    /// The operations where it is, each once, in their order.
    pub fn operations(&self) -> Vec<&str> {
        let mut operations: Vec<&str> =
            self.differences.iter().map(|difference| difference.operation.as_str()).collect();
        operations.dedup();
        operations
    }

    /// The places in the spec, each once.
    pub fn in_spec(&self) -> Vec<&Place> {
        once(self.differences.iter().map(|difference| &difference.spec))
    }

    /// The places in the document, each once.
    pub fn in_document(&self) -> Vec<&Place> {
        once(self.differences.iter().map(|difference| &difference.document))
    }
}

fn once<'a>(places: impl Iterator<Item = &'a Place>) -> Vec<&'a Place> {
    let mut seen = BTreeSet::new();
    places.filter(|place| seen.insert(*place)).collect()
}

/// Two differences with one of these in common have the same cause.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    kind: Kind,
    operation: String,
    field: String,
    says: String,
    place: Place,
}

/// Puts together what says the same and stands at the same place of the spec or of the document.
pub fn group(differences: Vec<Difference>) -> Vec<Group> {
    let mut piles = Piles::default();
    for difference in differences {
        piles.add(difference);
    }
    let mut groups: Vec<Group> = piles.piles.into_iter().filter_map(of).collect();
    groups.sort_by(|a, b| (&a.heading, a.kind, &a.message).cmp(&(&b.heading, b.kind, &b.message)));
    groups
}

/// Differences on their way into groups.
#[derive(Default)]
struct Piles {
    piles: Vec<Vec<Difference>>,
    known: BTreeMap<Key, usize>,
}

impl Piles {
    fn add(&mut self, difference: Difference) {
        let keys = keys(&difference);
        let met: Vec<usize> = keys.iter().filter_map(|key| self.known.get(key).copied()).collect();
        let home = met.first().copied().unwrap_or_else(|| {
            self.piles.push(Vec::new());
            self.piles.len() - 1
        });
        for other in met.into_iter().filter(|other| *other != home) {
            self.merge(other, home);
        }
        self.piles[home].push(difference);
        self.known.extend(keys.map(|key| (key, home)));
    }

    /// What has something in common with both of two piles makes one of them.
    fn merge(&mut self, from: usize, to: usize) {
        let moved = std::mem::take(&mut self.piles[from]);
        self.piles[to].extend(moved);
        self.known.values_mut().filter(|pile| **pile == from).for_each(|pile| *pile = to);
    }
}

fn keys(difference: &Difference) -> [Key; 2] {
    // Without a field it is about the operation, and no other has to do with it.
    let operation = if difference.field.is_empty() { difference.operation.as_str() } else { "" };
    [&difference.spec, &difference.document].map(|place| Key {
        kind: difference.kind,
        operation: operation.to_owned(),
        field: difference.field.clone(),
        says: format!("{}{}", difference.within, difference.says),
        place: place.clone(),
    })
}

fn of(mut differences: Vec<Difference>) -> Option<Group> {
    differences.sort_by(|a, b| (&a.operation, &a.pointer).cmp(&(&b.operation, &b.pointer)));
    let (first, last) = (differences.first()?, differences.last()?);
    let same_type = differences.iter().all(|difference| difference.types.first() == first.types.first());
    let heading = match first.types.first() {
        _ if first.operation == last.operation => Heading::operation(&first.operation),
        Some(name) if same_type => Heading::Type(name.clone()),
        _ => Heading::Several,
    };
    let parts: BTreeSet<Part> = differences.iter().map(|difference| difference.part).collect();
    let parts: Vec<Part> = parts.into_iter().collect();
    let message = format!("{} {}", subject(&parts, first.within, &first.field), first.says);
    Some(Group { kind: first.kind, heading, message, differences })
}
