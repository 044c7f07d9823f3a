//! What is null at times is not always there.

use super::prose::Word;
use super::{Rule, said};
use crate::diag::{Diagnostic, Report};
use crate::model::{Api, Presence};

pub const RULE: Rule = Rule { code: "prose_states_null", check, page: PAGE };

const PAGE: &str = "\
What is null at times is not always there.

## What it finds

Words such as \"null if\" or \"null when\" in the doc of a field that answers `always` have.

## Why

Decoding takes the word of the key: `read: always` makes a field that holds a value, and a null in its
place is taken for a broken answer or an empty value.

## Example

```yaml
sent_at: { type: timestamp, read: always, doc: When it left; null if it has not. }
```

## Instead

```yaml
sent_at: { type: timestamp, read: nullable, doc: When it left; null if it has not. }
```

Or correct the doc, if answers hold something else than null.
";

fn check(api: &Api, report: &mut Report) {
    for said in said::all(api).iter().filter(|said| said.read == Some(Presence::Always) && speaks_of_null(&said.words))
    {
        let message = format!("the doc of `{}` says when it is null, and `read` says it never is", said.name);
        let help = "write `read: nullable`, or say what stands there instead";
        report.push(Diagnostic::error(RULE.code, message, said.place.clone()).help(help));
    }
}

/// Whether the text says that its subject is null at times, and not that something else is, or that it never is.
fn speaks_of_null(words: &[Word]) -> bool {
    let conditional = |word: &Word| matches!(word.text.as_str(), "if" | "when" | "on" | "until" | "unless" | "while");
    let is_null = |word: &Word| word.text == "null" && !word.ends;
    let pairs = words.windows(2).enumerate();
    let mut found = pairs.filter(|(_, pair)| is_null(&pair[0]) && conditional(&pair[1]));
    found.any(|(at, _)| {
        !words[..at]
            .iter()
            .rev()
            .take(2)
            .any(|word| word.code && !word.ends || matches!(word.text.as_str(), "not" | "never"))
    })
}
