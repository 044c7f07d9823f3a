//! An update need not repeat what stays.

use super::{Rule, walk};
use crate::diag::{Diagnostic, Report};
use crate::model::{Api, Field, WritePresence};

pub const RULE: Rule = Rule { code: "update_required", check, page: PAGE };

const PAGE: &str = "\
An update need not repeat what stays.

## What it finds

A field with `update: required`.

## Why

Updates usually change what is given and leave the rest alone. A required field forces applications to read
before they write, and is most often meant for `create`.

## Example

```yaml
name: { type: string, create: required, update: required, read: always, doc: What stands on the door. }
```

## Instead

```yaml
name: { type: string, create: required, update: optional, read: always, doc: What stands on the door. }
```

If the API does insist, say so with `allow`.
";

fn check(api: &Api, report: &mut Report) {
    let insists = |field: &&Field| field.update.as_ref().is_some_and(|input| input.presence == WritePresence::Required);
    for field in walk::fields(api).filter(insists) {
        let message = format!("every update must repeat `{}`", field.name.wire);
        report.push(
            Diagnostic::error(RULE.code, message, field.place.clone())
                .help("write `update: optional`, if the API allows that"),
        );
    }
}
