//! Ids of what the spec knows are typed.

use super::{Rule, walk};
use crate::diag::{Diagnostic, Place, Report};
use crate::model::{Api, IdKind, Type};

pub const RULE: Rule = Rule { code: "ref_as_text", check, page: PAGE };

const PAGE: &str = "\
Ids of what the spec knows are typed.

## What it finds

A text called `NAME_id` or `NAME_ids` where the spec has a resource, or an entry of `ids`, called NAME.

## Why

Each kind of id is a type of its own, so that one cannot be passed for another, and documentation links to
what it identifies.

## Example

```yaml
owner_id: { type: string, create: optional, doc: Who gets it. }
```

## Instead

```yaml
owner_id: { type: id(Owner), create: optional, doc: Who gets it. }
```

Where answers hold an object with the id, use `ref(Owner)` and `create: { as: owner_id, … }`.
";

fn check(api: &Api, report: &mut Report) {
    for field in walk::fields(api) {
        judge(api, &field.name.wire, &field.ty, &field.place, report);
        walk::phases(field).for_each(|input| judge(api, &input.name.wire, &input.ty, &field.place, report));
    }
    for input in walk::parameters(api) {
        judge(api, &input.name.wire, &input.ty, &input.place, report);
    }
}

fn judge(api: &Api, name: &str, ty: &Type, place: &Place, report: &mut Report) {
    if !walk::is_plain_text(ty.innermost()) {
        return;
    }
    let words = walk::words(name);
    let Some((_, stem)) = words.split_last().filter(|(last, _)| matches!(last.as_str(), "id" | "ids")) else { return };
    let stem = stem.concat();
    let is_meant = |id: &&IdKind| walk::words(&id.name.wire).concat() == stem;
    let Some(id) = api.ids.iter().find(is_meant) else { return };
    let message = format!("`{name}` is a text, and `{}` has ids", id.name.wire);
    let help = format!("write `id({0})`, or `ref({0})` where answers hold an object", id.name.wire);
    report.push(Diagnostic::error(RULE.code, message, place.clone()).help(help));
}
