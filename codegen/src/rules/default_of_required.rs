//! What must be given has no default.

use std::collections::BTreeSet;

use super::{Rule, walk};
use crate::diag::{Diagnostic, Place, Report};
use crate::model::{Api, Input, WritePresence};

pub const RULE: Rule = Rule { code: "default_of_required", check, page: PAGE };

const PAGE: &str = "\
What must be given has no default.

## What it finds

A parameter, or a field of a phase, that is `required` and has a `default` or `default_doc`.

## Why

A default is what the server takes in absence, so one of the two is wrong. If the server does take the
default, applications are made to repeat it.

## Example

```yaml
colour: { type: string, create: required, default: red, doc: How it is painted. }
```

## Instead

```yaml
colour: { type: string, create: optional, default: red, doc: How it is painted. }
```
";

fn check(api: &Api, report: &mut Report) {
    let mut places: BTreeSet<&Place> = BTreeSet::new();
    let written = walk::fields(api).flat_map(walk::phases).chain(walk::parameters(api));
    for input in written.filter(|input| contradicts(input)) {
        if places.insert(&input.place) {
            let message = format!("`{}` must be given and has a default", input.name.wire);
            let help = "make it `optional`, or remove the default";
            report.push(Diagnostic::error(RULE.code, message, input.place.clone()).help(help));
        }
    }
}

fn contradicts(input: &Input) -> bool {
    input.presence == WritePresence::Required && (input.default.is_some() || input.default_doc.is_some())
}
