//! Two surfaces → differences: fields, parameters and values.

use std::collections::BTreeMap;

use super::compare::Comparison;
use super::facts;
use super::kind::{Kind, Part};
use super::shape::{Form, Member, Shape, ShapeId, TextForm};
use super::site::Site;

type Members = BTreeMap<String, Member>;

impl Comparison<'_> {
    /// Fields of two objects; those that `counts` refuses have been dealt with.
    pub fn fields(&mut self, site: &Site, ours: &Members, theirs: &Members, counts: &dyn Fn(&str) -> bool) {
        let there = |member: &Member| if site.of() == Part::Body { member.sent } else { member.received };
        let theirs = theirs.iter().filter(|(name, member)| counts(name) && there(member));
        self.members(site, ours, theirs, (Kind::FieldOnlyInSpec, Kind::FieldOnlyInDocument));
    }

    /// Parameters or fields by name.
    pub fn members<'m>(
        &mut self,
        site: &Site,
        ours: &Members,
        theirs: impl Iterator<Item = (&'m String, &'m Member)>,
        (only_in_spec, only_in_document): (Kind, Kind),
    ) {
        let theirs: BTreeMap<&String, &Member> = theirs.collect();
        for (name, member) in ours.iter().filter(|(name, _)| !theirs.contains_key(name)) {
            let site = site.named(name, &member.place, site.document());
            self.push(&site, only_in_spec, "is not in the document");
        }
        for (name, member) in theirs {
            match ours.get(name) {
                Some(mine) => self.member(&site.member(name, mine, member), mine, member),
                None => {
                    let site = site.named(name, site.spec(), &member.place);
                    self.push(&site, only_in_document, "is not in the spec");
                }
            }
        }
    }

    fn member(&mut self, site: &Site, ours: &Member, theirs: &Member) {
        let (mine, others) = (self.spec.shape(ours.shape), self.document.shape(theirs.shape));
        self.required(site, ours.required, theirs.required);
        self.nullable(site, ours.nullable || mine.nullable, theirs.nullable || others.nullable);
        self.deprecation(site, ours.deprecated, theirs.deprecated);
        if site.of() != Part::Answer {
            let (mine, others) =
                (ours.default.as_ref().or(mine.default.as_ref()), theirs.default.as_ref().or(others.default.as_ref()));
            self.maybe(site, Kind::DefaultDiffers, facts::default(mine, others));
        }
        self.shapes(site, ours.shape, theirs.shape);
    }

    fn required(&mut self, site: &Site, ours: Option<bool>, theirs: Option<bool>) {
        let [must, may] = match site.of() {
            Part::Answer => ["always there", "sometimes absent"],
            _ => ["required", "optional"],
        };
        match (ours, self.stated(site, theirs)) {
            (Some(false), Some(true)) => {
                self.push(site, Kind::RequiredInDocument, format!("is {must} in the document, {may} in the spec"));
            }
            (Some(true), Some(false)) => {
                self.push(site, Kind::RequiredInSpec, format!("is {must} in the spec, {may} in the document"));
            }
            _ => {}
        }
    }

    /// Whether a document says that a field must be there. What bodies have too lists what must be sent,
    /// and says nothing about answers; what only answers have often lists nothing at all.
    fn stated(&self, site: &Site, required: Option<bool>) -> Option<bool> {
        match site.of() {
            Part::Answer => required.filter(|required| *required || !site.is_sent()),
            _ => required.or(self.document.states.required.then_some(false)),
        }
    }

    fn nullable(&mut self, site: &Site, ours: bool, theirs: bool) {
        match (ours, theirs) {
            (false, true) => self.push(site, Kind::NullableInDocument, "can be null in the document, not in the spec"),
            (true, false) if self.document.states.nullable => {
                self.push(site, Kind::NullableInSpec, "can be null in the spec, not in the document");
            }
            _ => {}
        }
    }

    /// Two values.
    pub fn pair(&mut self, site: &Site, ours: &Shape, theirs: &Shape) {
        match (&ours.form, &theirs.form) {
            (Form::Object(mine), Form::Object(others)) => {
                self.fields(&site.typed(ours, theirs), mine, others, &|_| true)
            }
            (Form::List(Some(mine)), Form::List(Some(others))) => self.inner(&site.elements(), *mine, *others),
            (Form::Map(Some(mine)), Form::Map(Some(others))) => self.inner(&site.values(), *mine, *others),
            (mine, others) if !agree(mine, others) => {
                let says = format!("is {} in the document, {} in the spec", word(others), word(mine));
                return self.push(site, Kind::TypeDiffers, says);
            }
            _ => {}
        }
        self.values(site, ours, theirs);
        if site.of() != Part::Answer {
            for says in facts::limits(&ours.limits, &theirs.limits, &ours.form) {
                self.push(site, Kind::LimitDiffers, says);
            }
        }
    }

    fn inner(&mut self, site: &Site, ours: ShapeId, theirs: ShapeId) {
        self.nullable(site, self.spec.shape(ours).nullable, self.document.shape(theirs).nullable);
        self.shapes(site, ours, theirs);
    }

    /// Values of an enum, where the document lists any.
    fn values(&mut self, site: &Site, ours: &Shape, theirs: &Shape) {
        let (Form::Text(_), Some(others)) = (&ours.form, &theirs.values) else { return };
        let mine = ours.values.as_deref().unwrap_or_default();
        self.maybe(site, Kind::ValuesOnlyInDocument, facts::values(others, mine, "document"));
        if ours.values.is_some() {
            self.maybe(site, Kind::ValuesOnlyInSpec, facts::values(mine, others, "spec"));
        }
    }

    fn maybe(&mut self, site: &Site, kind: Kind, says: Option<String>) {
        if let Some(says) = says {
            self.push(site, kind, says);
        }
    }
}

/// Whether the document's form contradicts the spec's nowhere. What is inside is compared elsewhere.
fn agree(ours: &Form, theirs: &Form) -> bool {
    match (ours, theirs) {
        (Form::Any, _) | (_, Form::Any) => true,
        (Form::Text(mine), Form::Text(others)) => *others == TextForm::Plain || mine == others,
        (Form::Integer(Some(mine)), Form::Integer(Some(others))) => mine == others,
        (Form::Integer(_), Form::Integer(_)) | (Form::Bool, Form::Bool) | (Form::Number, Form::Number) => true,
        (Form::List(_), Form::List(_)) | (Form::Map(_), Form::Map(_)) => true,
        // Of an object that may have any fields nothing is said that a field could contradict.
        (Form::Map(_) | Form::Object(_) | Form::SomeObject, Form::SomeObject | Form::Map(None)) => true,
        (Form::SomeObject, Form::Object(_) | Form::Map(_)) | (Form::Object(_), Form::Object(_)) => true,
        _ => false,
    }
}

fn word(form: &Form) -> &'static str {
    match form {
        Form::Any => "anything",
        Form::Text(TextForm::Plain) => "a text",
        Form::Text(TextForm::Timestamp) => "a timestamp",
        Form::Text(TextForm::Uri) => "a URI",
        Form::Bool => "a boolean",
        Form::Integer(Some(32)) => "an integer of 32 bits",
        Form::Integer(Some(_)) => "an integer of 64 bits",
        Form::Integer(None) => "an integer",
        Form::Number => "a number",
        Form::List(_) => "a list",
        Form::Map(_) => "a map",
        Form::Object(_) | Form::SomeObject => "an object",
    }
}
