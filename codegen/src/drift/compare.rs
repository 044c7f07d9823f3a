//! Two surfaces → differences: operations and their parts.

use std::collections::BTreeSet;

use crate::diag::Place;

use super::kind::{Kind, Part};
use super::shape::{Answer, Content, Form, Operation, Route, ShapeId, Surface, parameter_names};
use super::site::{Difference, Site};

/// Every difference, by route.
pub fn compare(spec: &Surface, document: &Surface) -> Vec<Difference> {
    let mut comparison = Comparison { spec, document, found: Vec::new(), seen: BTreeSet::new(), waiting: Vec::new() };
    let routes: BTreeSet<&Route> = spec.operations.keys().chain(document.operations.keys()).collect();
    for route in routes {
        comparison.route(route);
    }
    comparison.found
}

pub(super) struct Comparison<'a> {
    pub spec: &'a Surface,
    pub document: &'a Surface,
    pub found: Vec<Difference>,
    /// Pairs of shapes that have been compared in the part at hand.
    pub seen: BTreeSet<(ShapeId, ShapeId)>,
    /// Pairs that are still to be compared.
    pub waiting: Vec<(Site, ShapeId, ShapeId)>,
}

impl<'a> Comparison<'a> {
    fn route(&mut self, route: &Route) {
        let name = |operation: &Operation| format!("{} {}", route.method, operation.path);
        match (self.spec.operations.get(route), self.document.operations.get(route)) {
            (Some(ours), Some(theirs)) => {
                self.operation(&Site::new(name(ours), &ours.place, &theirs.place), ours, theirs)
            }
            (Some(ours), None) => {
                let site = Site::new(name(ours), &ours.place, neighbour(self.document, route));
                self.push(&site, Kind::OperationOnlyInSpec, "is not in the document");
            }
            (None, Some(theirs)) => {
                let site = Site::new(name(theirs), neighbour(self.spec, route), &theirs.place);
                self.push(&site, Kind::OperationOnlyInDocument, "is not in the spec");
            }
            (None, None) => {}
        }
    }

    fn operation(&mut self, site: &Site, ours: &Operation, theirs: &Operation) {
        self.deprecation(site, ours.deprecated, theirs.deprecated);
        self.parameters(site, ours, theirs);
        self.query(site, ours, theirs);
        self.body(site, ours, theirs);
        if let Some(answer) = ours.answers.first() {
            self.answer(site, answer, &theirs.answers);
        }
    }

    /// Parameters of the path are matched by position, because their names are nobody's business.
    fn parameters(&mut self, site: &Site, ours: &Operation, theirs: &Operation) {
        let names = parameter_names(&ours.path);
        for ((name, ours), theirs) in names.into_iter().zip(&ours.parameters).zip(&theirs.parameters) {
            let (Some(ours), Some(theirs)) = (ours, theirs) else { continue };
            let site = site.part(Part::Path, &ours.place, &theirs.place).named(name, &ours.place, &theirs.place);
            self.shapes(&site, ours.shape, theirs.shape);
            self.finish();
        }
    }

    fn query(&mut self, site: &Site, ours: &Operation, theirs: &Operation) {
        let site = site.part(Part::Query, &ours.place, &theirs.place);
        self.members(
            &site,
            &ours.query,
            theirs.query.iter(),
            (Kind::ParameterOnlyInSpec, Kind::ParameterOnlyInDocument),
        );
        self.finish();
    }

    fn body(&mut self, site: &Site, ours: &Operation, theirs: &Operation) {
        match (&ours.body, &theirs.body) {
            (Some(mine), Some(others)) => {
                let site = site.part(Part::Body, &mine.place, &others.place);
                self.bodies(&site, mine, others, &parameter_names(&theirs.path));
                self.finish();
            }
            (Some(mine), None) => {
                let site = site.part(Part::Body, &mine.place, &theirs.place);
                self.push(&site, Kind::BodyOnlyInSpec, "is not in the document");
            }
            (None, Some(others)) => {
                let site = site.part(Part::Body, &ours.place, &others.place);
                self.push(&site, Kind::BodyOnlyInDocument, "is not in the spec");
            }
            (None, None) => {}
        }
    }

    /// Bodies of objects may repeat parameters of the path, or hold the real body in a field.
    fn bodies(&mut self, site: &Site, ours: &Content, theirs: &Content, ids: &[&str]) {
        let (mine, others) = (self.spec.shape(ours.shape), self.document.shape(theirs.shape));
        let (Form::Object(our_fields), Form::Object(their_fields)) = (&mine.form, &others.form) else {
            return self.shapes(site, ours.shape, theirs.shape);
        };
        let repeated = |name: &str| ids.contains(&name) && !our_fields.contains_key(name);
        let typed = site.typed(mine, others);
        for (name, member) in their_fields.iter().filter(|(name, _)| repeated(name)) {
            let site = typed.named(name, &mine.place, &member.place);
            self.push(&site, Kind::PathIdInBody, "repeats a parameter of the path");
        }
        let mut left = their_fields.iter().filter(|(name, member)| !repeated(name) && member.sent);
        if let (Some((name, member)), None) = (left.next(), left.next())
            && !our_fields.contains_key(name)
            && self.share_fields(ours.shape, member.shape)
        {
            let wrapper = typed.named(name, &mine.place, &member.place);
            self.push(&wrapper, Kind::WrappedBody, "holds the whole body in the document");
            return self.shapes(site, ours.shape, member.shape);
        }
        self.fields(&typed, our_fields, their_fields, &|name| !repeated(name));
    }

    fn share_fields(&self, ours: ShapeId, theirs: ShapeId) -> bool {
        match (&self.spec.shape(ours).form, &self.document.shape(theirs).form) {
            (Form::Object(ours), Form::Object(theirs)) => ours.keys().any(|name| theirs.contains_key(name)),
            _ => false,
        }
    }

    fn answer(&mut self, site: &Site, ours: &Answer, theirs: &[Answer]) {
        let same = theirs.iter().find(|answer| answer.status.is_none() || answer.status == ours.status);
        let Some(answer) = same.or(theirs.first()) else { return };
        let site = site.part(Part::Answer, &ours.place, &answer.place);
        if same.is_none() {
            let known: Vec<String> =
                theirs.iter().filter_map(|answer| answer.status).map(|status| status.to_string()).collect();
            let status = ours.status.unwrap_or_default();
            let says = format!("has status {} in the document, {status} in the spec", known.join(" or "));
            self.push(&site, Kind::StatusDiffers, says);
        }
        match (&ours.content, &answer.content) {
            (Some(mine), Some(others)) => {
                self.shapes(&site, mine.shape, others.shape);
                self.finish();
            }
            (Some(_), None) => self.push(&site, Kind::AnswerOnlyInSpec, "is not in the document"),
            (None, Some(_)) => self.push(&site, Kind::AnswerOnlyInDocument, "is not in the spec"),
            (None, None) => {}
        }
    }

    pub fn deprecation(&mut self, site: &Site, ours: bool, theirs: bool) {
        match (ours, theirs) {
            (false, true) => {
                self.push(site, Kind::DeprecatedInDocument, "is deprecated in the document, not in the spec")
            }
            (true, false) if self.document.states.deprecated => {
                self.push(site, Kind::DeprecatedInSpec, "is deprecated in the spec, not in the document");
            }
            _ => {}
        }
    }

    pub fn push(&mut self, site: &Site, kind: Kind, says: impl Into<String>) {
        self.found.push(site.difference(kind, says));
    }

    /// Has two values compared, when it is their turn.
    pub fn shapes(&mut self, site: &Site, ours: ShapeId, theirs: ShapeId) {
        self.waiting.push((site.clone(), ours, theirs));
    }

    /// Compares what is waiting, and all that it holds. A pair is compared once, which ends the
    /// descent into shapes that hold themselves.
    fn finish(&mut self) {
        while let Some((site, ours, theirs)) = self.waiting.pop() {
            if self.seen.insert((ours, theirs)) {
                self.pair(&site, self.spec.shape(ours), self.document.shape(theirs));
            }
        }
        self.seen.clear();
    }
}

/// The place of the operation whose path has most in common with a route that is missing.
fn neighbour<'a>(surface: &'a Surface, route: &Route) -> &'a Place {
    let common = |other: &Route| {
        let pairs = other.path.split('/').skip(1).zip(route.path.split('/').skip(1));
        pairs.take_while(|(a, b)| a == b).count()
    };
    // Of equally near ones the first counts, so that messages do not depend on what comes later.
    let near = surface
        .operations
        .iter()
        .map(|(other, operation)| (common(other), operation))
        .rev()
        .max_by_key(|(common, _)| *common);
    near.filter(|(common, _)| *common > 0).map_or(&surface.home, |(_, operation)| &operation.place)
}
