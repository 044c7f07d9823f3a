//! Times are timestamps.

use super::{Rule, walk};
use crate::diag::{Diagnostic, Place, Report};
use crate::model::{Api, Type};

pub const RULE: Rule = Rule { code: "timestamp_as_text", check, page: PAGE };

const PAGE: &str = "\
Times are timestamps.

## What it finds

A plain text that is called like a time: `created_at`, `expiryDate`, `valid_until`.

## Why

A timestamp can be compared and converted, and reading one that is malformed is reported. A text is left
to every application.

## Example

```yaml
created_at: { type: string, read: always, doc: When it came into being. }
```

## Instead

```yaml
created_at: { type: timestamp, read: always, doc: When it came into being. }
```

Stay with the text, and `allow` it, where the API writes times in a form of its own.
";

fn check(api: &Api, report: &mut Report) {
    for field in walk::fields(api) {
        judge(&field.name.wire, &field.ty, &field.place, report);
    }
    for input in walk::parameters(api) {
        judge(&input.name.wire, &input.ty, &input.place, report);
    }
}

fn judge(name: &str, ty: &Type, place: &Place, report: &mut Report) {
    if walk::is_plain_text(ty) && sounds_like_a_time(name) {
        let message = format!("`{name}` is called like a time and is a text");
        report.push(Diagnostic::error(RULE.code, message, place.clone()).help("write `type: timestamp`"));
    }
}

fn sounds_like_a_time(name: &str) -> bool {
    let words = walk::words(name);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(
        words.as_slice(),
        [_, .., "at" | "date" | "timestamp"] | [.., "valid" | "not", "after" | "before" | "until"] | ["timestamp"]
    )
}
