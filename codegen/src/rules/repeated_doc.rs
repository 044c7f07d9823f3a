//! Neighbours are told apart by their docs.

use std::collections::BTreeMap;

use super::{Rule, walk};
use crate::diag::{Diagnostic, Place, Report};
use crate::model::{Api, TypeDef, TypeKind};

pub const RULE: Rule = Rule { code: "repeated_doc", check, page: PAGE };

const PAGE: &str = "\
Neighbours are told apart by their docs.

## What it finds

Two operations of a service, fields of a type or values of an enum with the same doc.

## Why

One of them was copied and not rewritten, or both are described so loosely that a reader cannot choose.

## Example

```yaml
created_at: { type: timestamp, read: always, doc: When it was made. }
updated_at: { type: timestamp, read: always, doc: When it was made. }
```

## Instead

```yaml
created_at: { type: timestamp, read: always, doc: When it was made. }
updated_at: { type: timestamp, read: always, doc: When it was last changed. }
```
";

fn check(api: &Api, report: &mut Report) {
    for service in &api.services {
        let said =
            service.operations.iter().map(|operation| (&*operation.name.wire, &*operation.doc, &operation.place));
        compare(said, report);
    }
    api.definitions().for_each(|definition| compare(described(definition).into_iter(), report));
}

/// Name, doc and place of what a type consists of.
fn described(definition: &TypeDef) -> Vec<(&str, &str, &Place)> {
    match &definition.kind {
        TypeKind::Enum(values) => values.iter().map(|value| (&*value.name.wire, &*value.doc, &value.place)).collect(),
        TypeKind::Object(_) => {
            walk::fields_of(definition).iter().map(|field| (&*field.name.wire, &*field.doc, &field.place)).collect()
        }
    }
}

fn compare<'a>(said: impl Iterator<Item = (&'a str, &'a str, &'a Place)>, report: &mut Report) {
    let mut first: BTreeMap<&str, (&str, &Place)> = BTreeMap::new();
    for (name, doc, place) in said.filter(|(_, doc, _)| !doc.is_empty()) {
        match first.get(doc) {
            None => drop(first.insert(doc, (name, place))),
            Some((earlier, at)) => report.push(
                Diagnostic::error(RULE.code, format!("`{name}` has the doc of `{earlier}`"), place.clone())
                    .related((*at).clone(), "it stands here first")
                    .help("say what tells them apart"),
            ),
        }
    }
}
