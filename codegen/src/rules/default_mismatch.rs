//! Defaults are values of the fields they are defaults of.

use super::values::{Faults, Spot, Types};
use super::{Rule, walk};
use crate::diag::Report;
use crate::model::{Api, Input};

pub const RULE: Rule = Rule { code: "default_mismatch", check, page: PAGE };

const PAGE: &str = "\
Defaults are values of the fields they are defaults of.

## What it finds

A `default` that its field cannot have: of another type, none of the enum's values, or beyond a limit.

## Why

Defaults go into the documentation and tell readers what they get when they say nothing. One that
could not be sent is a mistake in the default or in the type.

## Example

```yaml
retries: { type: uint32, write: optional, default: three, doc: How often it is tried again. }
```

## Instead

```yaml
retries: { type: uint32, write: optional, default: 3, doc: How often it is tried again. }
```

Use `default_doc` for a default that is no fixed value.
";

fn check(api: &Api, report: &mut Report) {
    let types = Types::of(api);
    let mut faults = Faults::new(
        RULE.code,
        "write a value that the field can have, or put it into words with `default_doc`",
        report,
    );
    for input in inputs(api) {
        if let (Some(value), Some(place)) = (&input.default, &input.default_place) {
            types.check_default(value, input, &Spot::new("default", place), &mut faults);
        }
    }
}

/// Everything that an application gives, directly or inside of objects.
fn inputs(api: &Api) -> impl Iterator<Item = &Input> {
    let bodies = api.operations().flat_map(|operation| operation.body.fields());
    walk::parameters(api).chain(bodies).chain(walk::fields(api).filter_map(|field| field.write.as_ref()))
}
