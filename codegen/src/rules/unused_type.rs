//! Every declared type is used by some service.

use super::Rule;
use crate::diag::{Diagnostic, Report};
use crate::model::Api;

pub const RULE: Rule = Rule { code: "unused_type", check, page: PAGE };

const PAGE: &str = "\
Every declared type is used by some service.

## What it finds

A type or enum that no operation sends or receives, directly or inside of another type.

## Why

It would be emitted, documented and kept compatible for nobody. Often a `type` that should name it
names something else.

## Example

```yaml
types:
  Shape: { doc: A shape., values: { round: Round. } }   # and no field has this type
```

## Instead

```yaml
fields:
  shape: { type: Shape, read: always, doc: Its outline. }
```

Use the type, or remove it.
";

fn check(api: &Api, report: &mut Report) {
    let declared = api.definitions();
    for definition in declared.filter(|definition| definition.used_by.is_empty()) {
        let message = format!("no operation touches the type `{}`", definition.name.wire);
        report.push(Diagnostic::error(RULE.code, message, definition.place.clone()).help("use it or remove it"));
    }
}
