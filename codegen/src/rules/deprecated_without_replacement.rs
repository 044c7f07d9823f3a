//! A deprecation says what to do.

use super::{Rule, walk};
use crate::diag::{Diagnostic, Place, Report};
use crate::model::{Api, Deprecation, EnumValue, TypeDef, TypeKind};

pub const RULE: Rule = Rule { code: "deprecated_without_replacement", check, page: PAGE };

const PAGE: &str = "\
A deprecation says what to do.

## What it finds

A `deprecated` with neither `use` nor `note`.

## Why

Whoever meets the warning wants to know what to use instead, or, where there is nothing, what becomes of
those who go on.

## Example

```yaml
deprecated: { since: \"2\" }
```

## Instead

```yaml
deprecated: { since: \"2\", use: lockers, note: Boxes were given up for lockers. }
```

`use` names a service or field, `note` says what happens.
";

fn check(api: &Api, report: &mut Report) {
    let mut judge = |deprecation: &Option<Deprecation>, name: &str, place: &Place| {
        if deprecation.as_ref().is_some_and(|said| said.instead.is_none() && said.note.is_none()) {
            let message = format!("`{name}` is deprecated, and nothing says what to do");
            let help = "add `use`, or a `note` on what happens to those who go on";
            report.push(Diagnostic::error(RULE.code, message, place.clone()).help(help));
        }
    };
    api.namespaces.iter().for_each(|namespace| judge(&namespace.deprecated, &namespace.name.wire, &namespace.place));
    api.services.iter().for_each(|service| judge(&service.deprecated, &service.path, &service.place));
    api.operations().for_each(|operation| judge(&operation.deprecated, &operation.name.wire, &operation.place));
    walk::parameters(api).for_each(|input| judge(&input.deprecated, &input.name.wire, &input.place));
    walk::fields(api).for_each(|field| judge(&field.deprecated, &field.name.wire, &field.place));
    // A resource and its list are deprecated with their service, which has been looked at.
    for definition in api.definitions().filter(|definition| !walk::is_of_a_resource(api, definition)) {
        judge(&definition.deprecated, &definition.name.wire, &definition.place);
        values(definition).iter().for_each(|value| judge(&value.deprecated, &value.name.wire, &value.place));
    }
}

fn values(definition: &TypeDef) -> &[EnumValue] {
    match &definition.kind {
        TypeKind::Enum(values) => values,
        TypeKind::Object(_) => &[],
    }
}
