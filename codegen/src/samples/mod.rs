//! `&Api` → values: what an operation is called with, and what it answers.
//!
//! Values are those of the spec's examples. Where these say nothing, values are derived: ids from what
//! other examples show of the same kind, everything else from types and limits. Whatever is given fits.

mod call;
mod derive;
mod fit;
mod seen;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::{Api, Field, Input, Object, Operation, Returns, Service, Type, TypeDef, TypeKind, TypeRef};
pub use call::{Call, CallBody, Given};
use derive::Derivation;
use seen::Seen;

/// Whether a value is received or sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// It stands in an answer.
    Read,
    /// It stands in a request.
    Write,
}

/// The values of an API, and the types that they have.
#[derive(Debug)]
pub struct Samples<'a> {
    api: &'a Api,
    types: BTreeMap<(&'a [String], &'a str), &'a TypeDef>,
    seen: Seen,
}

impl<'a> Samples<'a> {
    /// Looks at all examples.
    pub fn of(api: &'a Api) -> Self {
        let own = api.services.iter().flat_map(|service| {
            service
                .types
                .iter()
                .map(|definition| ((service.module.as_slice(), definition.name.rust.as_str()), definition))
        });
        let mut samples = Samples { api, types: own.collect(), seen: Seen::default() };
        samples.seen = Seen::of(&samples);
        samples
    }

    /// The API.
    pub fn api(&self) -> &'a Api {
        self.api
    }

    /// The declaration of a type.
    pub fn definition(&self, reference: &TypeRef) -> Option<&'a TypeDef> {
        let own = self.types.get(&(reference.module.as_slice(), reference.name.rust.as_str())).copied();
        own.or_else(|| self.api.types.iter().find(|definition| definition.name == reference.name))
    }

    /// The declaration of an object type.
    pub fn object(&self, reference: &TypeRef) -> Option<&'a Object> {
        match &self.definition(reference)?.kind {
            TypeKind::Object(object) => Some(object),
            TypeKind::Enum(_) => None,
        }
    }

    /// What the operation is called with; `None` where a required value would have to hold itself.
    pub fn call(&self, service: &Service, operation: &'a Operation) -> Option<Call<'a>> {
        call::of(self, service, operation)
    }

    /// The body of a successful answer; `None` where there is none.
    pub fn answer(&self, operation: &Operation) -> Option<Value> {
        let answer = match &operation.returns {
            Returns::None => return None,
            Returns::Type(answer) | Returns::List { list: answer, .. } => Type::Object(answer.clone()),
        };
        let shown = operation.examples.iter().filter_map(|example| example.response.as_ref());
        let mut fitting = shown.filter_map(|response| self.fit(&answer, response, View::Read));
        fitting
            .next()
            .or_else(|| Derivation::new(self, View::Read).value("answer", &answer, &Default::default(), false))
    }
}

/// What an application can set of an object.
fn inputs(object: &Object) -> impl Iterator<Item = &Input> {
    object.fields.iter().filter_map(|field| field.write.as_ref())
}

/// What the server says of an object.
fn outputs(object: &Object) -> impl Iterator<Item = &Field> {
    object.fields.iter().filter(|field| field.read.is_some())
}
