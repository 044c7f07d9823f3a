//! What sends fields shows how.

use super::Rule;
use crate::diag::{Diagnostic, Report};
use crate::model::{Api, Body, Operation};

pub const RULE: Rule = Rule { code: "example_missing", check, page: PAGE };

const PAGE: &str = "\
What sends fields shows how.

## What it finds

An operation that sends fields and has no example with a `request`. An API without any example is not asked
for them.

## Why

An example shows which fields go together and what values look like, and it is a test: it is held against
the spec.

## Example

```yaml
operations:
  create: Makes a thing.
```

## Instead

```yaml
operations:
  create:
    doc: Makes a thing.
    examples:
      shelf: { doc: A thing for the wall., request: { name: shelf } }
```

Take a request that somebody would really send.
";

fn check(api: &Api, report: &mut Report) {
    if api.operations().all(|operation| operation.examples.is_empty()) {
        return;
    }
    for operation in api.operations().filter(|operation| sends(operation) && !shows(operation)) {
        let message = format!("`{}` sends fields, and no example shows how", operation.name.wire);
        let help = "add `examples` with a `request` that somebody would send";
        report.push(Diagnostic::error(RULE.code, message, operation.place.clone()).help(help));
    }
}

fn sends(operation: &Operation) -> bool {
    !operation.body.fields().is_empty() || matches!(operation.body, Body::Whole(_))
}

fn shows(operation: &Operation) -> bool {
    operation.examples.iter().any(|example| example.request.is_some())
}
