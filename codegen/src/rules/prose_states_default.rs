//! Defaults that docs state are keys as well.

use super::prose::{Word, after_any};
use super::{Rule, said};
use crate::diag::{Diagnostic, Report};
use crate::model::Api;

pub const RULE: Rule = Rule { code: "prose_states_default", check, page: PAGE };

const PAGE: &str = "\
Defaults that docs state are keys as well.

## What it finds

Words such as \"Default: 5\" or \"defaults to `open`\" in the doc of a field or parameter that has neither
`default` nor `default_doc`.

## Why

The keys are documented in one form wherever the field can be given, and `default` is checked against
the type.

## Example

```yaml
retries: { type: uint32, write: optional, doc: How often it is tried again. Defaults to 3. }
```

## Instead

```yaml
retries: { type: uint32, write: optional, default: 3, doc: How often it is tried again. }
```

Use `default_doc` for a default that is no fixed value.
";

fn check(api: &Api, report: &mut Report) {
    for said in said::all(api).iter().filter(|said| said.written && !said.has_default && states_default(&said.words)) {
        let message = format!("the doc of `{}` states a default, and no key does", said.name);
        let help = "add `default` with the value, or `default_doc` with words";
        report.push(Diagnostic::error(RULE.code, message, said.place.clone()).help(help));
    }
}

fn states_default(words: &[Word]) -> bool {
    let stated = after_any(words, &["defaults to", "default is", "default value is"]);
    // "Default: x" is a word at whose end something else begins.
    let labelled = words
        .windows(2)
        .any(|pair| matches!(pair[0].text.as_str(), "default" | "defaults") && pair[0].ends && !pair[0].code);
    stated.iter().any(|rest| !rest.is_empty()) || labelled
}
