//! Docs end where their sentence ends.

use std::collections::BTreeSet;

use super::{Rule, walk};
use crate::diag::{Diagnostic, Place, Report};
use crate::model::Api;

pub const RULE: Rule = Rule { code: "unfinished_doc", check, page: PAGE };

const PAGE: &str = "\
Docs end where their sentence ends.

## What it finds

A doc of a service, operation, parameter, field, type or error code that ends without a full stop. One of one
or two words may, and one whose last line is an item of a list, a row of a table or code.

## Why

YAML ends a plain text at ` #`, so what stands behind is a comment, and nobody misses it. Such a doc
stops in the middle. Besides, documentation reads evenly only if all of it is sentences.

## Example

```yaml
floor: { type: int32, read: always, doc: The floor, counted from the street as #0 }
```

## Instead

```yaml
floor: { type: int32, read: always, doc: \"The floor, counted from the street as #0.\" }
```

Put a text that holds ` #` or `: ` into quotes, or begin it with `|` on lines of its own.
";

fn check(api: &Api, report: &mut Report) {
    let mut docs = Docs { report, places: BTreeSet::new() };
    for service in &api.services {
        docs.check(&service.doc, "service", &service.path, &service.place);
    }
    for operation in api.operations() {
        docs.check(&operation.doc, "operation", &operation.name.wire, &operation.place);
    }
    for input in walk::parameters(api) {
        docs.check(&input.doc, "parameter", &input.name.wire, &input.place);
    }
    for definition in api.definitions() {
        for field in walk::fields_of(definition) {
            let said = walk::phases(field).map(|input| &input.doc).chain([&field.doc]);
            said.for_each(|doc| docs.check(doc, "field", &field.name.wire, &field.place));
        }
        if !walk::is_of_a_resource(api, definition) {
            docs.check(&definition.doc, "type", &definition.name.wire, &definition.place);
        }
    }
    for code in &api.errors.codes {
        docs.check(&code.doc, "error code", &code.code, &code.place);
    }
}

/// One finding a place: a phase without words of its own has those of its field.
struct Docs<'r> {
    report: &'r mut Report,
    places: BTreeSet<Place>,
}

impl Docs<'_> {
    fn check(&mut self, doc: &str, kind: &str, name: &str, place: &Place) {
        if is_unfinished(doc) && self.places.insert(place.clone()) {
            let message = format!("the doc of the {kind} `{name}` ends in the middle of a sentence");
            let help = "end it with a full stop; put it into quotes if it holds ` #`";
            self.report.push(Diagnostic::error(RULE.code, message, place.clone()).help(help));
        }
    }
}

fn is_unfinished(doc: &str) -> bool {
    let Some(last) = doc.trim_end().lines().last().map(str::trim_start) else { return false };
    let unnumbered = last.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = unnumbered.len() < last.len() && unnumbered.starts_with(". ");
    let is_item = is_numbered || ["- ", "* ", "|", "```"].iter().any(|lead| last.starts_with(lead));
    let closed = last.trim_end_matches([')', '"', '\'', '*', '_', '\u{201d}', '\u{2019}']);
    doc.split_whitespace().nth(2).is_some() && !is_item && !closed.ends_with(['.', '!', '?', '\u{2026}', '\u{3002}'])
}

#[cfg(test)]
mod tests {
    use super::is_unfinished;

    #[test]
    fn sentences_may_end_in_several_ways() {
        for doc in [
            "It is.",
            "Is it?",
            "It is (said.)",
            "\"Yes.\"",
            "One of:\n\n- a\n- b",
            "So:\n\n1. a b\n2. c d",
            "So:\n```\nx\n```",
            "Of steel",
            "",
        ] {
            assert!(!is_unfinished(doc), "{doc}");
        }
        for doc in ["It is one", "It is one,", "One of these:", "It is `x.`"] {
            assert!(is_unfinished(doc), "{doc}");
        }
    }
}
