//! Every field group of `api.yaml` is used.

use super::Rule;
use crate::diag::{Diagnostic, Report};
use crate::model::Api;

pub const RULE: Rule = Rule { code: "unused_group", check, page: PAGE };

const PAGE: &str = "\
Every field group of `api.yaml` is used.

## What it finds

A field group of `api.yaml` that no resource or type has in `use`.

## Why

It appears nowhere in the client, and readers of the spec look for the place where it does. Often a
misspelt or forgotten `use` is behind it.

## Example

```yaml
groups:
  dates:                     # and nothing has `use: [dates]`
    created_at: { type: timestamp, read: always, doc: When it came into being. }
```

## Instead

```yaml
use: [dates]
```

Or remove it.
";

fn check(api: &Api, report: &mut Report) {
    for shared in api.groups.iter().filter(|shared| !shared.used) {
        let message = format!("nothing uses the field group `{}`", shared.name);
        report.push(Diagnostic::error(RULE.code, message, shared.place.clone()).help("use it or remove it"));
    }
}
