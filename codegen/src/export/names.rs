//! What schemas are called: every type, its input, and every body has a name of its own.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToUpperCamelCase;

use crate::model::{Api, Body, Name, Operation, Service, TypeDef, TypeKind, TypeRef};

/// Module and Rust name, which together are unique.
type Key = (Vec<String>, String);

/// Names of the schemas of one API.
#[derive(Default)]
pub struct Names {
    types: BTreeMap<Key, String>,
    inputs: BTreeMap<Key, String>,
    bodies: BTreeMap<(String, String), String>,
    error: String,
    taken: BTreeSet<String>,
}

impl Names {
    /// Gives names: first to shared types, then to the services' types, last to what has no name in the spec.
    pub fn of(api: &Api) -> Self {
        let mut names = Names::default();
        for definition in &api.types {
            names.add_type(&["types".to_owned()], definition, "", "Shared");
        }
        for service in &api.services {
            let subject = component(&service.subject.name);
            for definition in &service.types {
                names.add_type(&service.module, definition, &subject, &service.path);
            }
        }
        for service in &api.services {
            service.operations.iter().for_each(|operation| names.add_body(service, operation));
        }
        names.error = names.claim("Error".to_owned(), "Api");
        names
    }

    /// The schema of a type in answers; of an enum anywhere.
    pub fn of_type(&self, reference: &TypeRef) -> &str {
        found(&self.types, &key(&reference.module, &reference.name))
    }

    /// The schema of a type in requests.
    pub fn of_input(&self, reference: &TypeRef) -> &str {
        let key = key(&reference.module, &reference.name);
        self.inputs.get(&key).map_or_else(|| self.of_type(reference), String::as_str)
    }

    /// The schema of a body that is made of fields.
    pub fn of_body(&self, service: &Service, operation: &Operation) -> &str {
        found(&self.bodies, &body_key(service, operation))
    }

    /// The schema of error answers.
    pub fn of_error(&self) -> &str {
        &self.error
    }

    fn add_type(&mut self, module: &[String], definition: &TypeDef, subject: &str, owner: &str) {
        let name = self.claim(type_name(&definition.name, subject), owner);
        let key = key(module, &definition.name);
        if is_sent(definition) {
            let input = self.claim(format!("{name}Input"), owner);
            self.inputs.insert(key.clone(), input);
        }
        self.types.insert(key, name);
    }

    fn add_body(&mut self, service: &Service, operation: &Operation) {
        if matches!(operation.body, Body::Fields(_)) {
            let wanted = format!("{}{}", component(&service.subject.name), operation.struct_name);
            let name = self.claim(wanted, &service.path);
            self.bodies.insert(body_key(service, operation), name);
        }
    }

    /// The wanted name; if it is taken, with its owner in front, and a number as the last resort.
    fn claim(&mut self, wanted: String, owner: &str) -> String {
        let owned = format!("{}{wanted}", owner.to_upper_camel_case());
        let numbered = (2..).map(|number| format!("{owned}{number}"));
        let mut candidates = [wanted, owned.clone()].into_iter().chain(numbered);
        let name = candidates.find(|name| !self.taken.contains(name)).expect("numbers do not end");
        self.taken.insert(name.clone());
        name
    }
}

fn found<'n, K: Ord>(names: &'n BTreeMap<K, String>, key: &K) -> &'n str {
    names.get(key).expect("the model room resolves every reference")
}

fn key(module: &[String], name: &Name) -> Key {
    (module.to_vec(), name.rust.clone())
}

fn body_key(service: &Service, operation: &Operation) -> (String, String) {
    (service.path.clone(), operation.name.wire.clone())
}

/// Whether a type has fields that are sent inside other objects.
pub fn is_sent(definition: &TypeDef) -> bool {
    matches!(&definition.kind, TypeKind::Object(object) if object.fields.iter().any(|field| field.write.is_some()))
}

/// A declared type keeps its name; an enum that a field declares is called after the resource and the field.
fn type_name(name: &Name, subject: &str) -> String {
    if name.wire.starts_with(|c: char| c.is_ascii_uppercase()) {
        component(name)
    } else {
        format!("{subject}{}", name.rust)
    }
}

/// The API's own spelling where OpenAPI allows it.
fn component(name: &Name) -> String {
    let fits = name.wire.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if fits { name.wire.clone() } else { name.rust.clone() }
}
