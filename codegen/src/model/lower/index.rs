//! Every declared name, before anything is resolved.

use std::collections::BTreeMap;

use super::{Context, any_id};
use crate::diag::{Diagnostic, Place, Report};
use crate::model::names::{self, Role};
use crate::model::types::{IdUse, TypeRef};
use crate::spec::{ApiFile, At, Resource, Spec, Subject, TypeDef};

/// What is declared, by its name in the spec.
pub struct Index<'a> {
    types: BTreeMap<&'a str, Declared>,
    ids: BTreeMap<&'a str, IdUse>,
    /// The resources by name.
    pub resources: BTreeMap<&'a str, &'a Resource>,
    /// The files of all services, in the order of their names; those that repeat another are left out.
    pub services: Vec<&'a Resource>,
}

/// A declared type.
#[derive(Clone, Debug)]
pub struct Declared {
    pub reference: TypeRef,
    pub is_enum: bool,
    place: Place,
}

impl<'a> Index<'a> {
    pub fn of(spec: &'a Spec, file: &'a ApiFile, report: &mut Report) -> Self {
        let mut index =
            Index { types: BTreeMap::new(), ids: BTreeMap::new(), resources: BTreeMap::new(), services: Vec::new() };
        for (_, definition) in &spec.types {
            index.declare(definition, vec!["types".to_owned()], report);
        }
        for resource in &spec.resources {
            if index.is_new(resource, report) && index.declare_resource(resource, report) {
                index.services.push(resource);
            }
        }
        for id in &file.ids {
            let integer = id.form.as_ref().is_some_and(|form| form.value == "integer");
            index.declare_id(&id.name, integer, report);
        }
        index
    }

    /// Whether there is a type of this name.
    pub fn is_declared(&self, name: &At<String>) -> bool {
        self.types.contains_key(name.value.as_str())
    }

    /// Whether no file before declares the same service.
    fn is_new(&self, resource: &Resource, report: &mut Report) -> bool {
        let service = &resource.service;
        let Some(first) = self.services.iter().find(|other| other.service.value == service.value) else { return true };
        let message = format!("the service `{}` is declared twice", service.value);
        let diagnostic = Diagnostic::error("duplicate_service", message, service.place.clone())
            .related(first.service.place.clone(), "first declared here")
            .help("merge the two files, or rename one service");
        report.push(diagnostic);
        false
    }

    fn declare_resource(&mut self, resource: &'a Resource, report: &mut Report) -> bool {
        let module = module_path(&resource.service.value);
        if let Subject::Resource(name) = &resource.of {
            if !self.declare_type(name, module.clone(), false, report) {
                return false;
            }
            self.resources.insert(&name.value, resource);
            let integer = resource.id_form.as_ref().is_some_and(|form| form.value == "integer");
            self.declare_id(name, integer, report);
        }
        for definition in &resource.types {
            self.declare(definition, module.clone(), report);
        }
        true
    }

    fn declare(&mut self, definition: &'a TypeDef, module: Vec<String>, report: &mut Report) {
        self.declare_type(&definition.name, module, definition.values.is_some(), report);
    }

    fn declare_type(&mut self, name: &'a At<String>, module: Vec<String>, is_enum: bool, report: &mut Report) -> bool {
        if let Some(first) = self.types.get(name.value.as_str()) {
            let message = format!("the type `{}` is declared twice", name.value);
            let diagnostic = Diagnostic::error("duplicate_type", message, name.place.clone())
                .related(first.place.clone(), "first declared here")
                .help("type names are unique in the whole spec; rename one");
            report.push(diagnostic);
            return false;
        }
        let Some(rust) = names::name(&name.value, Role::Type, &name.place, report) else { return false };
        let declared = Declared { reference: TypeRef { name: rust, module }, is_enum, place: name.place.clone() };
        self.types.insert(&name.value, declared);
        true
    }

    fn declare_id(&mut self, name: &'a At<String>, integer: bool, report: &mut Report) {
        let Some(rust) = names::name(&name.value, Role::Type, &name.place, report) else { return };
        let id = IdUse { of: name.value.clone(), kind: rust.rust, integer };
        if self.ids.insert(&name.value, id).is_some() {
            let message = format!("`{}` already has ids, because a resource file declares it", name.value);
            report.push(Diagnostic::error("duplicate_id", message, name.place.clone()).help("remove it from `ids`"));
        }
    }
}

impl Context<'_> {
    /// Whether a declaration is the first of its name; another one has been reported.
    pub(super) fn is_first(&self, name: &At<String>) -> bool {
        self.index.types.get(name.value.as_str()).is_some_and(|declared| declared.place == name.place)
    }

    /// The type called `name`, or a report, unless a file that might declare it could not be read.
    pub(super) fn declared(&mut self, name: &At<String>) -> Option<Declared> {
        if let Some(declared) = self.index.types.get(name.value.as_str()) {
            return Some(declared.clone());
        }
        if self.spec.incomplete {
            return None;
        }
        let known: Vec<&str> =
            self.index.types.keys().copied().chain(crate::spec::SCALARS.iter().map(|(word, _)| *word)).collect();
        let message = format!("there is no type `{}`", name.value);
        self.unknown(
            "unknown_type",
            message,
            name,
            &known,
            "types are the built-in words, the file's own `types`, those in types/, and resources",
        );
        None
    }

    /// The id of the resource called `name`, or a report as for types. `any` and `self` are understood.
    pub(super) fn id_of(&mut self, name: &At<String>, owner: Option<&str>) -> Option<IdUse> {
        let wanted = match (name.value.as_str(), owner) {
            ("any", _) => return Some(any_id()),
            ("self", Some(owner)) => owner,
            (other, _) => other,
        };
        if let Some(id) = self.index.ids.get(wanted) {
            return Some(id.clone());
        }
        if self.spec.incomplete {
            return None;
        }
        let known: Vec<&str> = self.index.ids.keys().copied().collect();
        let message = format!("`{}` names nothing that has ids", name.value);
        self.unknown("unknown_ref", message, name, &known, "name a resource, an entry of `ids` in api.yaml, or `any`");
        None
    }
}

/// The modules of a service: `backends.weighted` → `backends`, `weighted`.
pub fn module_path(service: &str) -> Vec<String> {
    service.split('.').map(|part| names::rust_name(part, Role::Module).unwrap_or_default()).collect()
}
