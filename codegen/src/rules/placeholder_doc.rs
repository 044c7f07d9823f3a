//! Docs say something.

use std::collections::BTreeSet;

use super::{Rule, prose, walk};
use crate::diag::{Diagnostic, Place, Report};
use crate::model::{Api, TypeDef, TypeKind};

pub const RULE: Rule = Rule { code: "placeholder_doc", check, page: PAGE };

const PAGE: &str = "\
Docs say something.

## What it finds

A doc that stands for one still to be written (`n/a`, `todo`, `tbd`, …), or that only repeats the name of
what it is about.

## Why

Such a doc satisfies a check and tells readers nothing that they did not see already.

## Example

```yaml
owner_name: { type: string, read: always, doc: The owner name. }
weight: { type: uint32, read: always, doc: TODO }
```

## Instead

```yaml
owner_name: { type: string, read: always, doc: Full name of whoever ordered the parcel. }
weight: { type: uint32, read: always, doc: The weight in grams. }
```

Say meaning, unit, limits, and what absence means. If nothing more is known, say that.
";

/// Docs that are still to be written.
const PLACEHOLDERS: &[&str] =
    &["n a", "na", "none", "todo", "tbd", "tba", "fixme", "xxx", "wip", "placeholder", "undocumented", "description"];

/// Words that add nothing to a name.
const FILLERS: &[&str] = &["the", "a", "an", "of", "this", "its", "s"];

fn check(api: &Api, report: &mut Report) {
    let mut docs = Docs { report, places: BTreeSet::new() };
    for service in &api.services {
        // There may be nothing to say but what many of them are called: `domains`, "Domains."
        docs.check(&service.doc, "", &service.place);
    }
    for operation in api.operations() {
        docs.check(&operation.doc, &operation.name.wire, &operation.place);
    }
    for input in walk::parameters(api) {
        docs.check(&input.doc, &input.name.wire, &input.place);
    }
    api.definitions().for_each(|definition| check_type(definition, &mut docs));
}

fn check_type(definition: &TypeDef, docs: &mut Docs<'_>) {
    for field in walk::fields_of(definition) {
        docs.check(&field.doc, &field.name.wire, &field.place);
        walk::phases(field).for_each(|input| docs.check(&input.doc, &input.name.wire, &field.place));
    }
    docs.check(&definition.doc, &definition.name.wire, &definition.place);
    if let TypeKind::Enum(values) = &definition.kind {
        // The doc of a value may well be its name in proper spelling: `rsa: RSA.`
        values.iter().for_each(|value| docs.check(&value.doc, "", &value.place));
    }
}

/// One finding a place: the enum of a field, say, has the words of the field.
struct Docs<'r> {
    report: &'r mut Report,
    places: BTreeSet<Place>,
}

impl Docs<'_> {
    fn check(&mut self, doc: &str, name: &str, place: &Place) {
        let Some(fault) = fault(doc, name) else { return };
        if self.places.insert(place.clone()) {
            let help = "say meaning, unit, limits, and what absence means";
            self.report.push(Diagnostic::error(RULE.code, fault, place.clone()).help(help));
        }
    }
}

fn fault(doc: &str, name: &str) -> Option<String> {
    let said: Vec<String> = prose::words(doc).iter().flat_map(|word| walk::words(&word.text)).collect();
    if said.is_empty() {
        // Nothing at all is another rule's business.
        return (!doc.is_empty()).then(|| format!("`{doc}` is no doc"));
    }
    if PLACEHOLDERS.contains(&said.join(" ").as_str()) {
        return Some(format!("`{doc}` is no doc"));
    }
    let name_words = walk::words(name);
    let adds = |word: &&String| !FILLERS.contains(&word.as_str());
    let meaning: Vec<&String> = said.iter().filter(adds).collect();
    let repeats = !meaning.is_empty() && meaning.iter().all(|word| name_words.contains(word));
    repeats.then(|| format!("the doc of `{name}` only repeats the name"))
}
