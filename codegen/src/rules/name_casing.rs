//! Names are cased alike.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, walk};
use crate::diag::{Diagnostic, Place, Report};
use crate::model::Api;

pub const RULE: Rule = Rule { code: "name_casing", check, page: PAGE };

const PAGE: &str = "\
Names are cased alike.

## What it finds

A field or query parameter in another casing than most of the API: `createdAt` among names such as
`owner_id`. Names of one word in lower case have no casing.

## Why

APIs are cased alike throughout, so a name that is not is usually misspelt, and a misspelt name is sent for
nothing and never found in answers.

## Example

```yaml
owner_id: { type: id(Owner), read: always, doc: Who has it. }
door_code: { type: string, read: always, doc: What opens it. }
lastSeen: { type: timestamp, read: always, doc: When it was last there. }
```

## Instead

```yaml
last_seen: { type: timestamp, read: always, doc: When it was last there. }
```

If the API does spell it so, say so with `allow`.
";

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Casing {
    Snake,
    Camel,
    Pascal,
    Kebab,
    Mixed,
}

impl Casing {
    /// The casing of a name; `None` where it has only one word.
    fn of(name: &str) -> Option<Casing> {
        let upper = name.contains(|c: char| c.is_uppercase());
        Some(match (name.contains('_'), name.contains('-'), upper) {
            (false, false, false) => return None,
            (true, false, false) => Casing::Snake,
            (false, true, false) => Casing::Kebab,
            (false, false, true) if name.starts_with(|c: char| c.is_uppercase()) => Casing::Pascal,
            (false, false, true) => Casing::Camel,
            _ => Casing::Mixed,
        })
    }

    fn example(self) -> &'static str {
        match self {
            Casing::Snake => "like_this",
            Casing::Camel => "likeThis",
            Casing::Pascal => "LikeThis",
            Casing::Kebab => "like-this",
            Casing::Mixed => "like_This",
        }
    }
}

fn check(api: &Api, report: &mut Report) {
    let names: BTreeSet<(&str, &Place)> = names(api).collect();
    let Some(usual) = majority(names.iter().map(|(name, _)| *name)) else { return };
    for (name, place) in names {
        if Casing::of(name).is_some_and(|casing| casing != usual) {
            let message = format!("`{name}` is not cased as most names are, `{}`", usual.example());
            let help = "compare it with the API, which rejects or ignores names that it does not know";
            report.push(Diagnostic::error(RULE.code, message, place.clone()).help(help));
        }
    }
}

fn names(api: &Api) -> impl Iterator<Item = (&str, &Place)> {
    let fields = walk::fields(api).map(|field| (field.name.wire.as_str(), &field.place));
    let written = walk::fields(api).flat_map(walk::phases).chain(walk::parameters(api));
    fields.chain(written.map(|input| (input.name.wire.as_str(), &input.place)))
}

/// The casing of more than half of the names that have one; a name counts once.
fn majority<'n>(names: impl Iterator<Item = &'n str>) -> Option<Casing> {
    let distinct: BTreeSet<&str> = names.collect();
    let casings: Vec<Casing> = distinct.into_iter().filter_map(Casing::of).collect();
    let mut counts: BTreeMap<Casing, usize> = BTreeMap::new();
    casings.iter().for_each(|casing| *counts.entry(*casing).or_default() += 1);
    counts.into_iter().find(|(_, count)| count * 2 > casings.len()).map(|(casing, _)| casing)
}
