//! A text whose doc lists its values is an enum.

use super::{Rule, prose, said, walk};
use crate::diag::{Diagnostic, Report};
use crate::model::Api;

pub const RULE: Rule = Rule { code: "prose_states_enum", check, page: PAGE };

const PAGE: &str = "\
A text whose doc lists its values is an enum.

## What it finds

Words such as \"one of `a`, `b`\" or \"either `a` or `b`\" in the doc of a field or parameter that is a plain
text.

## Why

An enum gives completion and documentation for each value, and catches misspellings. It is open: values
that the API adds later are kept.

## Example

```yaml
state: { type: string, read: always, doc: One of `open` or `shut`. }
```

## Instead

```yaml
state:
  type: enum
  values: { open: Parcels go in., shut: Nothing goes in. }
  read: always
  doc: Whether parcels go in.
```

Stay with the text where the values are only some of many, and say \"such as\".
";

fn check(api: &Api, report: &mut Report) {
    for said in said::all(api).iter().filter(|said| walk::is_plain_text(said.ty.innermost())) {
        let lists = prose::after_any(
            &said.words,
            &["one of", "either", "one of the values", "one of these", "one of the following"],
        );
        // What is listed may be fields, of which one is to be given.
        let values = |list: &Vec<&str>| list.len() > 1 && !list.iter().any(|name| said.has_sibling(name));
        let Some(values) = lists.into_iter().map(prose::enumerated).find(values) else { continue };
        let message = format!("the doc of `{}` lists its values, and its type is a text", said.name);
        let help = format!("write `type: enum` and describe {} under `values`", quoted(&values));
        report.push(Diagnostic::error(RULE.code, message, said.place.clone()).help(help));
    }
}

fn quoted(values: &[&str]) -> String {
    let quoted: Vec<String> = values.iter().map(|value| format!("`{value}`")).collect();
    quoted.join(", ")
}
