//! Every doc beside the facts it is about.

use super::prose::{self, Word};
use super::walk::{self, fields_of, phases};
use crate::diag::Place;
use crate::model::{Api, Field, Input, Limits, Presence, Type, TypeDef, TypeKind};

/// The words of a field or parameter, and its facts.
pub struct Said<'a> {
    /// As it is called where the words belong.
    pub name: &'a str,
    pub words: Vec<Word>,
    pub ty: &'a Type,
    pub limits: &'a Limits,
    pub read: Option<Presence>,
    /// Whether an application can give it.
    pub written: bool,
    /// Whether a default is stated, as a value or in words.
    pub has_default: bool,
    /// The type that has it; none for a parameter.
    pub owner: Option<&'a TypeDef>,
    pub place: &'a Place,
}

impl Said<'_> {
    /// Whether the type that has it has another field of this name.
    pub fn has_sibling(&self, name: &str) -> bool {
        self.owner.is_some_and(|owner| {
            let named = |field: &Field| field.name.wire == name || phases(field).any(|input| input.name.wire == name);
            name != self.name && fields_of(owner).iter().any(named)
        })
    }

    /// Whether a stated exclusion, or that exactly one field is set, keeps two fields apart.
    pub fn is_kept_apart_from(&self, other: &str) -> bool {
        let Some(TypeKind::Object(object)) = self.owner.map(|owner| &owner.kind) else { return false };
        let names = |name: &str| {
            let field = object.fields.iter().find(|field| field.name.wire == name);
            let written = field.into_iter().flat_map(phases).map(|input| input.name.wire.as_str());
            written.chain([name]).map(str::to_owned).collect::<Vec<_>>()
        };
        let (own, others) = (names(self.name), names(other));
        let holds = |fields: &[String], names: &[String]| names.iter().any(|name| fields.contains(name));
        object.one_of
            || object.exclusives.iter().any(|group| holds(&group.fields, &own) && holds(&group.fields, &others))
    }
}

/// All fields and parameters. A phase with words of its own is there beside its field.
pub fn all(api: &Api) -> Vec<Said<'_>> {
    let fields = api.definitions().flat_map(|owner| fields_of(owner).iter().flat_map(|field| of_field(owner, field)));
    fields.chain(walk::parameters(api).map(|input| of_input(input, None))).collect()
}

fn of_field<'a>(owner: &'a TypeDef, field: &'a Field) -> Vec<Said<'a>> {
    let has_default = |input: &Input| input.default.is_some() || input.default_doc.is_some();
    let whole = Said {
        name: &field.name.wire,
        words: prose::words(&field.doc),
        ty: &field.ty,
        limits: &field.limits,
        read: field.read,
        written: phases(field).next().is_some(),
        has_default: field.default.is_some() || field.default_doc.is_some() || phases(field).any(has_default),
        owner: Some(owner),
        place: &field.place,
    };
    let apart = phases(field).filter(|input| input.doc != field.doc);
    std::iter::once(whole).chain(apart.map(|input| of_input(input, Some(owner)))).collect()
}

fn of_input<'a>(input: &'a Input, owner: Option<&'a TypeDef>) -> Said<'a> {
    Said {
        name: &input.name.wire,
        words: prose::words(&input.doc),
        ty: &input.ty,
        limits: &input.limits,
        read: None,
        written: true,
        has_default: input.default.is_some() || input.default_doc.is_some(),
        owner,
        place: &input.place,
    }
}
