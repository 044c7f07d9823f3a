//! Fields that exclude each other are in `exclusive`.

use super::Rule;
use super::prose::{after_any, enumerated};
use super::said::{self, Said};
use crate::diag::{Diagnostic, Report};
use crate::model::Api;

pub const RULE: Rule = Rule { code: "prose_states_exclusion", check, page: PAGE };

const PAGE: &str = "\
Fields that exclude each other are in `exclusive`.

## What it finds

Words such as \"cannot be combined with `b`\", \"mutually exclusive with `b`\" or \"at most one of `a` and `b`\" in
the doc of a field that is sent, where no entry of `exclusive` has both fields.

## Why

Only the entry is documented with every operation that sends the fields, and can be checked.

## Example

```yaml
fields:
  url: { type: uri, create: optional, doc: Where it lives. Cannot be combined with `port`. }
  port: { type: uint32, create: optional, doc: The port to listen on. }
```

## Instead

```yaml
exclusive:
  - { fields: [url, port], on: [create], doc: A URL has its port already. }
```

The entry stands beside `fields`, and names fields as they are called when written.
";

const PHRASES: &[&str] = &[
    "mutually exclusive with",
    "excludes",
    "cannot be combined with",
    "can not be combined with",
    "must not be combined with",
    "may not be combined with",
    "cannot be given together with",
    "may not be given together with",
    "cannot be used together with",
    "not together with",
    "at most one of",
    "only one of",
];

fn check(api: &Api, report: &mut Report) {
    for said in said::all(api).iter().filter(|said| said.written) {
        let Some(other) = excluded(said).into_iter().find(|other| !said.is_kept_apart_from(other)) else { continue };
        let message = format!("the doc of `{}` says that it excludes `{other}`, and no key does", said.name);
        let help = format!("add `exclusive: [{{ fields: [{}, {other}] }}]`", said.name);
        report.push(Diagnostic::error(RULE.code, message, said.place.clone()).help(help));
    }
}

/// The fields of the same type that the words exclude.
fn excluded<'s>(said: &'s Said<'_>) -> Vec<&'s str> {
    let named = after_any(&said.words, PHRASES).into_iter().flat_map(enumerated);
    named.filter(|name| said.has_sibling(name)).collect()
}
