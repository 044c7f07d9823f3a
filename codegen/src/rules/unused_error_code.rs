//! Every known error code belongs to something.

use std::collections::BTreeSet;

use super::Rule;
use crate::diag::{Diagnostic, Report};
use crate::model::Api;

pub const RULE: Rule = Rule { code: "unused_error_code", check, page: PAGE };

const PAGE: &str = "\
Every known error code belongs to something.

## What it finds

A code of the catalogue that no operation and no rate limit names, and that is not `general`.

## Why

Who meets a code wants to know where it can come from, and who writes a call wants to know what can go
wrong with it. A code that belongs nowhere answers neither, and is often left over from an operation that
has gone.

## Example

```yaml
errors:
  codes:
    gone: It is no more.     # and no operation has `errors: [gone]`
```

## Instead

```yaml
operations:
  get: { doc: Reads a thing., errors: [gone] }
```

If any operation may answer with it, such as with a fault of the key or of the request's form, write
`gone: { doc: It is no more., general: true }`. If none does any more, remove it.
";

fn check(api: &Api, report: &mut Report) {
    let named: BTreeSet<&String> = api.operations().flat_map(|operation| &operation.errors).collect();
    let limits: Vec<&String> = api.rate_limit.iter().flat_map(|limit| limit.codes()).collect();
    for code in &api.errors.codes {
        if !code.general && !named.contains(&code.code) && !limits.contains(&&code.code) {
            let message = format!("no operation answers with `{}`", code.code);
            let help = "name it in the `errors` of those that do, or write `general: true` if any may";
            report.push(Diagnostic::error(RULE.code, message, code.place.clone()).help(help));
        }
    }
}
