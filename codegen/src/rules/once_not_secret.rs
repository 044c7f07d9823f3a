//! What is told once is secret.

use super::{Rule, walk};
use crate::diag::{Diagnostic, Report};
use crate::model::{Api, Presence};

pub const RULE: Rule = Rule { code: "once_not_secret", check, page: PAGE };

const PAGE: &str = "\
What is told once is secret.

## What it finds

A text with `read: once` that is not `secret`.

## Why

An API tells something only once because whoever has it can act with it. Then it belongs into no log.

## Example

```yaml
pickup_code: { type: string, read: once, doc: What opens the locker. }
```

## Instead

```yaml
pickup_code: { type: string, secret: true, read: once, doc: What opens the locker. }
```

`read: sometimes` or `nullable` is for what is merely absent from some answers.
";

fn check(api: &Api, report: &mut Report) {
    let once = walk::fields(api).filter(|field| field.read == Some(Presence::Once));
    for field in once.filter(|field| !field.secret && field.ty.is_text()) {
        let message = format!("`{}` is told only once and is not secret", field.name.wire);
        report.push(Diagnostic::error(RULE.code, message, field.place.clone()).help("add `secret: true`"));
    }
}
