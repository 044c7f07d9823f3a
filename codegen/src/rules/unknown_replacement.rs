//! What is to be used instead exists.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, walk};
use crate::diag::{self, Diagnostic, Place, Report};
use crate::model::{Api, Deprecation, Field, Input, Operation, Service, TypeDef, TypeKind};

pub const RULE: Rule = Rule { code: "unknown_replacement", check, page: PAGE };

const PAGE: &str = "\
What is to be used instead exists.

## What it finds

A `use` of a deprecation or tombstone that names nothing: no service or namespace, no operation, no type,
and no field, parameter or value beside what is deprecated. It also finds one that names what is deprecated.

## Why

Compilers repeat the name to everybody who uses the old thing. Following a misspelt one, or one that has
been renamed since, leads nowhere.

## Example

```yaml
hostport: { type: string, read: always, deprecated: { use: urll }, doc: Host and port. }
url: { type: uri, read: always, doc: Where it answers. }
```

## Instead

```yaml
hostport: { type: string, read: always, deprecated: { use: url }, doc: Host and port. }
```

Name a service as its accessor is called, such as `edges.https`, an operation of another service as
`things.create`, and a field of another type as `Thing.url`. What cannot be named so belongs into the `note`.
";

fn check(api: &Api, report: &mut Report) {
    let mut judge = Judge { known: everywhere(api), seen: BTreeSet::new(), report };
    for namespace in &api.namespaces {
        judge.deprecation(namespace.deprecated.as_ref(), &namespace.name.wire, &Names::new(), &namespace.place);
    }
    for service in &api.services {
        judge.deprecation(service.deprecated.as_ref(), &service.path, &Names::new(), &service.place);
        let siblings = operations(service);
        for operation in &service.operations {
            judge.deprecation(operation.deprecated.as_ref(), &operation.name.wire, &siblings, &operation.place);
            judge.parameters(operation);
        }
        service.types.iter().for_each(|definition| judge.type_def(definition, parameters(&service.operations)));
    }
    api.types.iter().for_each(|definition| judge.type_def(definition, Names::new()));
}

/// Names, each with whether what it names is deprecated.
type Names = BTreeMap<String, bool>;

/// What can be named from anywhere.
fn everywhere(api: &Api) -> Names {
    let mut known = Names::new();
    for namespace in &api.namespaces {
        known.insert(namespace.name.wire.clone(), namespace.deprecated.is_some());
    }
    for service in &api.services {
        known.insert(service.path.clone(), service.deprecated.is_some());
        let operations = operations(service);
        known.extend(operations.into_iter().map(|(name, gone)| (format!("{}.{name}", service.path), gone)));
    }
    for definition in api.definitions() {
        let name = &definition.name.wire;
        known.insert(name.clone(), definition.deprecated.is_some());
        known.extend(members(definition).into_iter().map(|(member, gone)| (format!("{name}.{member}"), gone)));
    }
    known
}

fn operations(service: &Service) -> Names {
    let named = |operation: &Operation| (operation.name.wire.clone(), operation.deprecated.is_some());
    service.operations.iter().map(named).collect()
}

fn parameters(operations: &[Operation]) -> Names {
    let inputs = operations.iter().flat_map(|operation| operation.parameters.iter().chain(&operation.query));
    inputs.map(named_input).collect()
}

fn named_input(input: &Input) -> (String, bool) {
    (input.name.wire.clone(), input.deprecated.is_some())
}

/// Fields by all their names, or values.
fn members(definition: &TypeDef) -> Names {
    let of_field = |field: &Field| {
        let written: Vec<_> = walk::phases(field).map(named_input).collect();
        written.into_iter().chain([(field.name.wire.clone(), field.deprecated.is_some())]).collect::<Vec<_>>()
    };
    match &definition.kind {
        TypeKind::Object(object) => object.fields.iter().flat_map(of_field).collect(),
        TypeKind::Enum(values) => {
            values.iter().map(|value| (value.name.wire.clone(), value.deprecated.is_some())).collect()
        }
    }
}

struct Judge<'r> {
    known: Names,
    /// A resource and its list have the deprecation of their service.
    seen: BTreeSet<Place>,
    report: &'r mut Report,
}

impl Judge<'_> {
    fn parameters(&mut self, operation: &Operation) {
        let mut siblings = parameters(std::slice::from_ref(operation));
        siblings.extend(operation.body.fields().iter().map(named_input));
        for input in operation.parameters.iter().chain(&operation.query) {
            self.deprecation(input.deprecated.as_ref(), &input.name.wire, &siblings, &input.place);
        }
    }

    fn type_def(&mut self, definition: &TypeDef, parameters: Names) {
        let members = members(definition);
        self.deprecation(definition.deprecated.as_ref(), &definition.name.wire, &members, &definition.place);
        for field in walk::fields_of(definition) {
            self.deprecation(field.deprecated.as_ref(), &field.name.wire, &members, &field.place);
        }
        if let TypeKind::Enum(values) = &definition.kind {
            for value in values {
                self.deprecation(value.deprecated.as_ref(), &value.name.wire, &members, &value.place);
            }
        }
        // What was removed may have been a parameter as well.
        let beside: Names = parameters.into_iter().chain(members).collect();
        for tombstone in &definition.tombstones {
            self.replacement(tombstone.instead.as_deref(), &tombstone.name, &beside, &tombstone.place);
        }
    }

    fn deprecation(&mut self, deprecated: Option<&Deprecation>, name: &str, beside: &Names, place: &Place) {
        self.replacement(deprecated.and_then(|said| said.instead.as_deref()), name, beside, place);
    }

    fn replacement(&mut self, wanted: Option<&str>, name: &str, beside: &Names, place: &Place) {
        let Some(wanted) = wanted else { return };
        let found = beside.get(wanted).or_else(|| self.known.get(wanted)).copied();
        if found == Some(false) || !self.seen.insert(place.clone()) {
            return;
        }
        let finding = |message: String| Diagnostic::error(RULE.code, message, place.clone());
        let names = || beside.keys().chain(self.known.keys()).map(String::as_str);
        self.report.push(match (found, diag::nearest(wanted, names())) {
            (Some(_), _) => finding(format!("`{name}` is to be replaced by `{wanted}`, which is deprecated too"))
                .help("name what is to stay"),
            (None, Some(meant)) => finding(format!("`{name}` is to be replaced by `{wanted}`, which does not exist"))
                .label(format!("did you mean `{meant}`?")),
            (None, None) => finding(format!("`{name}` is to be replaced by `{wanted}`, which does not exist"))
                .help("name a service, operation, type or neighbour, or put it into words with `note`"),
        });
    }
}
