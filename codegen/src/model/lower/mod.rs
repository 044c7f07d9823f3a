//! The only constructor of [`Api`]. Collects every error; resolving is validating.

mod answers;
mod api;
mod cycles;
mod enums;
mod facts;
mod fields;
mod index;
mod lists;
mod objects;
mod operations;
mod path;
mod queries;
mod renames;
mod resolve;
mod route;
mod server;
mod services;
mod shared;
mod usage;

use std::collections::{BTreeMap, BTreeSet};

use super::names::Scope;
use super::types::{Api, IdUse, TypeDef, TypeRef};
use crate::diag::{Diagnostic, Place, Report, nearest};
use crate::spec::{self, ApiFile, At, Spec};
use index::Index;

/// Resolves the spec. `None` when the report has errors that leave no API to speak of;
/// an `Api` whose report has errors must not be emitted.
pub fn lower(spec: &Spec, report: &mut Report) -> Option<Api> {
    let file = spec.api.as_ref()?;
    let index = Index::of(spec, file, report);
    let mut ctx = Context { spec, file, index, uncertain: BTreeSet::new(), report };
    let types = objects::shared(&mut ctx);
    let services = services::all(&mut ctx);
    let mut api = api::assemble(&mut ctx, services, types);
    cycles::check(&api, &ctx.uncertain, ctx.report);
    usage::fill_in(&mut api);
    Some(api)
}

/// What every part of lowering needs.
struct Context<'a> {
    spec: &'a Spec,
    file: &'a ApiFile,
    index: Index<'a>,
    /// Names of types of which some field could not be resolved, so that it is not known what they lack.
    uncertain: BTreeSet<String>,
    report: &'a mut Report,
}

impl Context<'_> {
    fn error(&mut self, code: &'static str, message: impl Into<String>, place: &Place) -> DiagnosticGuard<'_> {
        DiagnosticGuard { diagnostic: Some(Diagnostic::error(code, message, place.clone())), report: self.report }
    }

    /// Reports a name that nothing declares, with the known name that it resembles.
    fn unknown(&mut self, code: &'static str, message: String, name: &At<String>, known: &[&str], help: &str) {
        let mut diagnostic = Diagnostic::error(code, message, name.place.clone());
        if let Some(close) = nearest(&name.value, known.iter().copied()) {
            diagnostic = diagnostic.label(format!("did you mean `{close}`?"));
        }
        self.report.push(diagnostic.help(help.to_owned()));
    }
}

/// A diagnostic under construction that reports itself when it goes.
struct DiagnosticGuard<'r> {
    diagnostic: Option<Diagnostic>,
    report: &'r mut Report,
}

impl DiagnosticGuard<'_> {
    fn with(mut self, change: impl FnOnce(Diagnostic) -> Diagnostic) -> Self {
        self.diagnostic = self.diagnostic.take().map(change);
        self
    }

    fn label(self, text: impl Into<String>) -> Self {
        self.with(|diagnostic| diagnostic.label(text))
    }

    fn help(self, text: impl Into<String>) -> Self {
        self.with(|diagnostic| diagnostic.help(text))
    }

    fn related(self, place: &Place, text: impl Into<String>) -> Self {
        self.with(|diagnostic| diagnostic.related(place.clone(), text))
    }
}

impl Drop for DiagnosticGuard<'_> {
    fn drop(&mut self) {
        if let Some(diagnostic) = self.diagnostic.take() {
            self.report.push(diagnostic);
        }
    }
}

/// The module that the types being lowered will live in.
struct Module<'a> {
    /// Modules from the root of the crate.
    path: Vec<String>,
    /// Stem of the file, for shared types.
    file: String,
    /// Names of types in the module.
    scope: Scope,
    /// Enums that fields declare, by Rust name.
    enums: BTreeMap<String, TypeDef>,
    /// The resource that `id(self)` means, and what prose calls it.
    owner: Option<&'a spec::Resource>,
}

impl<'a> Module<'a> {
    fn new(path: Vec<String>, file: &str, owner: Option<&'a spec::Resource>) -> Self {
        let scope = Scope::new("rename one of them; `enum` names the enum of a field");
        Module { path, file: file.to_owned(), scope, enums: BTreeMap::new(), owner }
    }

    /// Fills `{noun}` and `{nouns}` in the docs of groups and templates.
    fn doc(&self, doc: Option<&At<String>>) -> String {
        let text = doc.map(|doc| doc.value.trim().to_owned()).unwrap_or_default();
        let Some(owner) = self.owner else { return text };
        let name = owner.of.name().value.as_str();
        let noun = owner.noun.as_deref().unwrap_or(name);
        let nouns = owner.nouns.clone().unwrap_or_else(|| format!("{noun}s"));
        text.replace("{nouns}", &nouns).replace("{noun}", noun)
    }

    /// The enums that fields declare, once all of them are known. Whether such an enum can keep an earlier name
    /// of its field depends on the others: a name that another bears is simply not kept.
    fn take_enums(&mut self) -> Vec<TypeDef> {
        let mut enums: Vec<TypeDef> = std::mem::take(&mut self.enums).into_values().collect();
        enums::keep_sole_names(&mut enums, &self.scope);
        enums
    }

    fn reference(&self, name: super::Name) -> TypeRef {
        TypeRef { name, module: self.path.clone() }
    }
}

/// The id of no particular resource.
fn any_id() -> IdUse {
    IdUse { of: "any".to_owned(), kind: "Any".to_owned(), integer: false }
}
