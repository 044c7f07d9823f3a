//! Faults of a document that would make reading it guesswork: all of them are found before it is read.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostic, Report, nearest};
use crate::yaml::Yaml;

use super::refs::{Broken, Refs};
use super::tree::Node;

/// Keys whose values are data of the described API, not descriptions.
const DATA: &[&str] = &["example", "examples", "default", "const", "enum"];

/// Keys whose values map names that the document's author chose.
const NAMES: &[&str] = &[
    "$defs",
    "callbacks",
    "content",
    "definitions",
    "dependentSchemas",
    "encoding",
    "headers",
    "links",
    "mapping",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
    "variables",
    "webhooks",
];

/// How many nodes of a circle are shown beside the first.
const MOST_SHOWN: usize = 4;

/// Reports references that lead nowhere, and keys that stand twice in one mapping.
pub fn check<'a>(root: &Node<'a>, refs: &Refs<'a>, report: &mut Report) {
    Check { refs, report, passed: BTreeSet::new() }.node(root, false);
}

struct Check<'a, 'r> {
    refs: &'r Refs<'a>,
    report: &'r mut Report,
    /// References that have been followed.
    passed: BTreeSet<*const Yaml>,
}

impl<'a> Check<'a, '_> {
    fn node(&mut self, node: &Node<'a>, are_names: bool) {
        self.twins(node);
        if !are_names {
            self.reference(node);
        }
        for (name, value) in node.entries() {
            if are_names || !(DATA.contains(&name) || name.starts_with("x-")) {
                self.node(&value, !are_names && NAMES.contains(&name));
            }
        }
        for element in node.elements() {
            self.node(&element, false);
        }
    }

    fn twins(&mut self, node: &Node<'a>) {
        let Yaml::Map(entries) = node.yaml else { return };
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for (name, _) in entries {
            let count = seen.entry(name).or_default();
            if *count > 0 {
                self.report.push(
                    Diagnostic::error(
                        "duplicate_key",
                        format!("`{name}` stands here twice"),
                        node.key_place(name, *count),
                    )
                    .label("a second time")
                    .related(node.key_place(name, 0), "first defined here")
                    .help("keep one of them"),
                );
            }
            *count += 1;
        }
    }

    fn reference(&mut self, node: &Node<'a>) {
        let Some(reference) = node.text("$ref") else { return };
        let place = node.key_place("$ref", 0);
        match self.refs.target(reference) {
            Err(Broken::Remote) => self.report.push(
                Diagnostic::error("remote_ref", format!("`{reference}` leads out of the document"), place)
                    .help("bundle the document into one file first"),
            ),
            Err(Broken::Dangling { step, from }) => self.report.push(dangling(reference, &step, &from, place)),
            Err(_) => self.report.push(
                Diagnostic::error("dangling_ref", format!("`{reference}` is no path in the document"), place)
                    .help("references look like #/components/schemas/Thing"),
            ),
            Ok(_) => self.circle(node),
        }
    }

    /// Reports a circle when it is first met.
    fn circle(&mut self, node: &Node<'a>) {
        let mut way: Vec<Node<'a>> = Vec::new();
        let mut at = Some(node.clone());
        while let Some((here, reference)) = at.and_then(|here| here.text("$ref").map(|reference| (here, reference))) {
            if !self.passed.insert(here.address()) {
                let start = way.iter().position(|node| node.address() == here.address());
                self.report.extend(start.map(|start| circular(&way[start..])));
                return;
            }
            way.push(here);
            at = self.refs.target(reference).ok();
        }
    }
}

fn circular(circle: &[Node<'_>]) -> Diagnostic {
    let place = |node: &Node<'_>| node.key_place("$ref", 0);
    let (first, others) = circle.split_first().expect("a circle has at least the node that was met again");
    let message = "this reference leads back to itself and never to a description";
    let diagnostic = Diagnostic::error("circular_ref", message, place(first));
    others
        .iter()
        .take(MOST_SHOWN)
        .fold(diagnostic, |diagnostic, other| diagnostic.related(place(other), "by way of this one"))
        .help("a schema may contain itself in a field or list, but not be nothing else than itself")
}

fn dangling(reference: &str, step: &str, from: &Node<'_>, place: crate::diag::Place) -> Diagnostic {
    let diagnostic = Diagnostic::error("dangling_ref", format!("`{reference}` leads nowhere"), place);
    let close = nearest(step, from.entries().map(|(name, _)| name));
    match close {
        Some(close) => diagnostic.label(format!("did you mean `{close}`?")),
        None => diagnostic.label(format!("there is no `{step}`")),
    }
    .related(from.place(), "looked for in here")
}
