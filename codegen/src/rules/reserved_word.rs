//! Names that only Rust sees are names that Rust can spell.

use super::Rule;
use crate::diag::{Diagnostic, Place, Report};
use crate::model::names::{self, Name, Role};
use crate::model::{Api, Service, TypeDef, TypeKind};

pub const RULE: Rule = Rule { code: "reserved_word", check, page: PAGE };

const PAGE: &str = "\
Names that only Rust sees are names that Rust can spell.

## What it finds

A service, namespace, operation, type or value of an enum whose name is a keyword of Rust, or is needed by
the code around it, so that it becomes another one: `move_`, `OptionType`, `UnknownValue`.

## Why

Such a name looks like a mistake wherever it is called. The name of a service, an operation or a type is
never sent, so another one costs nothing, and it costs least before the first release.

## Example

```yaml
operations:
  move: { doc: Puts a thing elsewhere., method: POST, path: \"{path}/{id}/move\", body: create, status: 204 }
```

## Instead

```yaml
operations:
  relocate: { doc: Puts a thing elsewhere., method: POST, path: \"{path}/{id}/move\", body: create, status: 204 }
```

Give the value of an enum a `name`, and the enum of a field one with `enum`. Fields and parameters are passed
over: their names are sent, so `type` must stay `type`, and people expect the `type_` that it becomes.
";

fn check(api: &Api, report: &mut Report) {
    let mut words = Words(report);
    for namespace in &api.namespaces {
        words.judge("namespace", &namespace.name, Role::Module, &namespace.place);
    }
    api.services.iter().for_each(|service| words.judge_service(service));
    api.definitions().for_each(|definition| words.judge_type(definition));
}

struct Words<'r>(&'r mut Report);

impl Words<'_> {
    fn judge_service(&mut self, service: &Service) {
        let module = service.module.last().map(|rust| Name { wire: service.name.wire.clone(), rust: rust.clone() });
        let accessor = (&service.name, Role::Accessor);
        // Accessor and module have the same name in the spec, and one finding will do.
        let names = [accessor].into_iter().chain(module.as_ref().map(|name| (name, Role::Module)));
        let dodged = names.into_iter().find(|(name, role)| names::is_dodged(name, *role));
        dodged.iter().for_each(|(name, role)| self.judge("service", name, *role, &service.place));
        for operation in &service.operations {
            self.judge("operation", &operation.name, Role::Method, &operation.place);
        }
    }

    fn judge_type(&mut self, definition: &TypeDef) {
        self.judge("type", &definition.name, Role::Type, &definition.place);
        if let TypeKind::Enum(values) = &definition.kind {
            values.iter().for_each(|value| self.judge("value", &value.name, Role::Variant, &value.place));
        }
    }

    fn judge(&mut self, kind: &str, name: &Name, role: Role, place: &Place) {
        if !names::is_dodged(name, role) {
            return;
        }
        let message = format!("the {kind} `{}` has to be called `{}` in Rust", name.wire, name.rust);
        let help = match role {
            Role::Variant => "give the value a `name`",
            _ => "choose another name; this one is never sent",
        };
        self.0.push(Diagnostic::error(RULE.code, message, place.clone()).help(help));
    }
}
