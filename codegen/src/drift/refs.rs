//! Follows the references of a document from one of its places to another.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::yaml::Yaml;

use super::tree::Node;

/// Follows references, each once.
pub struct Refs<'a> {
    root: Node<'a>,
    known: RefCell<BTreeMap<&'a str, Node<'a>>>,
    /// Where nodes lead in the end; nowhere, if a reference on the way is broken.
    ends: RefCell<BTreeMap<*const Yaml, Option<Node<'a>>>>,
    /// The entries of mappings that references lead through: there can be many of both.
    entries: RefCell<BTreeMap<*const Yaml, BTreeMap<&'a str, Node<'a>>>>,
}

/// Why a reference leads nowhere.
pub enum Broken<'a> {
    /// It leads out of the document.
    Remote,
    /// It is no path from the root: a name, or nonsense.
    NoPath,
    /// A step of its path leads nowhere from the node that the steps before lead to.
    Dangling { step: String, from: Node<'a> },
}

impl<'a> Refs<'a> {
    /// The references of a document.
    pub fn new(root: Node<'a>) -> Self {
        Refs { root, known: RefCell::default(), ends: RefCell::default(), entries: RefCell::default() }
    }

    /// The node itself, or what its reference leads to in the end.
    pub fn follow(&self, node: &Node<'a>) -> Option<Node<'a>> {
        let mut ends = self.ends.borrow_mut();
        let mut passed = Vec::new();
        let mut at = Some(node.clone());
        while let Some((here, reference)) =
            at.clone().and_then(|here| here.text("$ref").map(|reference| (here, reference)))
        {
            if let Some(end) = ends.get(&here.address()) {
                at = end.clone();
                break;
            }
            // A circle comes back to a node that leads nowhere as far as is known yet.
            ends.insert(here.address(), None);
            passed.push(here.address());
            at = self.target(reference).ok();
        }
        ends.extend(passed.into_iter().map(|address| (address, at.clone())));
        at
    }

    /// The node that a reference names.
    pub fn target(&self, reference: &'a str) -> Result<Node<'a>, Broken<'a>> {
        if let Some(node) = self.known.borrow().get(reference) {
            return Ok(node.clone());
        }
        let node = self.walk(reference)?;
        self.known.borrow_mut().insert(reference, node.clone());
        Ok(node)
    }

    fn walk(&self, reference: &str) -> Result<Node<'a>, Broken<'a>> {
        let pointer = reference.strip_prefix('#').ok_or(Broken::Remote)?;
        let steps = pointer.strip_prefix('/').ok_or(Broken::NoPath)?;
        steps.split('/').map(unescaped).try_fold(self.root.clone(), |from, step| match self.child(&from, &step) {
            Some(node) => Ok(node),
            None => Err(Broken::Dangling { step, from }),
        })
    }

    fn child(&self, from: &Node<'a>, step: &str) -> Option<Node<'a>> {
        if !from.is_map() {
            return from.elements().nth(step.parse().ok()?);
        }
        let mut entries = self.entries.borrow_mut();
        entries.entry(from.address()).or_insert_with(|| from.entries().collect()).get(step).cloned()
    }
}

/// A step as it is written in a URL fragment: `~1` is a slash, `~0` a tilde, `%41` an A.
fn unescaped(step: &str) -> String {
    let mut bytes = Vec::with_capacity(step.len());
    let mut rest = step.as_bytes();
    while let [first, others @ ..] = rest {
        let escape = if *first == b'%' { others.get(..2).and_then(hex) } else { None };
        bytes.push(escape.unwrap_or(*first));
        rest = if escape.is_some() { &others[2..] } else { others };
    }
    String::from_utf8_lossy(&bytes).replace("~1", "/").replace("~0", "~")
}

fn hex(digits: &[u8]) -> Option<u8> {
    let digits =
        std::str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
    u8::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn steps_are_unescaped() {
        assert_eq!(unescaped("~1things~1%7Bid%7d"), "/things/{id}");
        assert_eq!(unescaped("a~01b"), "a~1b");
        assert_eq!(unescaped("100%"), "100%");
        assert_eq!(unescaped("%+1%4"), "%+1%4");
        assert_eq!(unescaped("%c3%a4"), "ä");
    }
}
