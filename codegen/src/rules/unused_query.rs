//! Every query parameter of `api.yaml` is used.

use super::Rule;
use crate::diag::{Diagnostic, Report};
use crate::model::Api;

pub const RULE: Rule = Rule { code: "unused_query", check, page: PAGE };

const PAGE: &str = "\
Every query parameter of `api.yaml` is used.

## What it finds

A query parameter of `api.yaml` that no operation or template names under `query`, and that is not the `filter`.

## Why

It appears nowhere in the client, and readers of the spec look for the place where it does. Often a
misspelt or forgotten `query` is behind it.

## Example

```yaml
query:
  sort: { type: string, doc: What comes first. }   # and no operation names it
```

## Instead

```yaml
list: { doc: Lists all parcels., query: [sort] }
```

Or remove it.
";

fn check(api: &Api, report: &mut Report) {
    for shared in api.shared_query.iter().filter(|shared| !shared.used) {
        let message = format!("nothing uses the query parameter `{}`", shared.name);
        report.push(Diagnostic::error(RULE.code, message, shared.place.clone()).help("use it or remove it"));
    }
}
