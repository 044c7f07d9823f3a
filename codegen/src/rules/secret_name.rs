//! What is called a secret is one.

use super::{Rule, walk};
use crate::diag::{Diagnostic, Report};
use crate::model::Api;

pub const RULE: Rule = Rule { code: "secret_name", check, page: PAGE };

const PAGE: &str = "\
What is called a secret is one.

## What it finds

A text called `token`, `secret`, `password`, `api_key`, `private_key` and the like, in any casing, that is not
`secret`.

## Why

Secrets are never printed: not by `Debug`, not in errors, not in logs. What is not marked is.

## Example

```yaml
password: { type: string, create: required, doc: What opens the locker. }
```

## Instead

```yaml
password: { type: string, secret: true, create: required, doc: What opens the locker. }
```

If it is none, such as the name under which a secret is kept, say so with `allow`.
";

fn check(api: &Api, report: &mut Report) {
    for field in walk::fields(api).filter(|field| !field.secret && field.ty.is_text()) {
        let written = walk::phases(field).map(|input| input.name.wire.as_str());
        if written.chain([field.name.wire.as_str()]).any(sounds_secret) {
            let message = format!("`{}` sounds secret and is not marked", field.name.wire);
            let help = "add `secret: true`, or `allow` the name if it is known to everybody";
            report.push(Diagnostic::error(RULE.code, message, field.place.clone()).help(help));
        }
    }
}

fn sounds_secret(name: &str) -> bool {
    let words = walk::words(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let keeps = |word: &str| words.contains(&word);
    match words.as_slice() {
        ["token"] | [.., "access" | "auth" | "refresh" | "bearer" | "session", "token"] => true,
        [.., "secret" | "password" | "passwd" | "passphrase" | "authtoken" | "apikey"] => true,
        [.., "api" | "secret" | "private", "key"] => true,
        [.., "key"] => keeps("secret"),
        [.., "pem"] => keeps("private"),
        _ => false,
    }
}
