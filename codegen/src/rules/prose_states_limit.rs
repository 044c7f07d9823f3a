//! Limits that docs state are keys as well.

use super::Rule;
use super::prose::{self, Word};
use super::said::{self, Said};
use crate::diag::{Diagnostic, Report};
use crate::model::{Api, Scalar, Type};

pub const RULE: Rule = Rule { code: "prose_states_limit", check, page: PAGE };

const PAGE: &str = "\
Limits that docs state are keys as well.

## What it finds

Words such as \"at most 255 bytes\", \"up to 10 items\" or \"from 1 to 100\" in the doc of a field or parameter
whose keys do not have that number.

## Why

Only keys become documentation in one form, limits in schemas, and checks of examples. Words alone grow
old unnoticed.

## Example

```yaml
name: { type: string, create: required, doc: At most 80 characters. }
```

## Instead

```yaml
name: { type: string, create: required, max_chars: 80, doc: What stands on the door. At most 80 characters. }
```

Texts have `min_bytes`, `max_bytes` and `max_chars`, numbers `min` and `max`, lists and maps `min_items` and
`max_items`.
";

const UPPER: &[&str] = &[
    "at most",
    "up to",
    "max",
    "max of",
    "maximum of",
    "maximum",
    "no more than",
    "not more than",
    "limited to",
    "not exceed",
    "longer than",
];
const LOWER: &[&str] = &["at least", "min", "minimum of", "minimum", "no fewer than", "no less than", "shorter than"];

fn check(api: &Api, report: &mut Report) {
    for said in said::all(api) {
        for (number, unit) in stated(&said).into_iter().filter(|(number, unit)| !is_a_key(&said, *number, *unit)) {
            let message = format!("the doc of `{}` states the limit {number}, and no key does", said.name);
            report.push(Diagnostic::error(RULE.code, message, said.place.clone()).help(help(unit)));
        }
    }
}

/// What a limit counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Text,
    Items,
    Value,
}

fn help(unit: Unit) -> &'static str {
    match unit {
        Unit::Text => "add `max_bytes`, `min_bytes` or `max_chars`",
        Unit::Items => "add `max_items` or `min_items`",
        Unit::Value => "add `min` and `max`",
    }
}

/// The limits that the words state, of what the type can be limited in.
fn stated(said: &Said<'_>) -> Vec<(f64, Unit)> {
    let bounds = prose::after_any(&said.words, UPPER).into_iter().chain(prose::after_any(&said.words, LOWER));
    let ranges = [("from", "to"), ("between", "and")].into_iter().flat_map(|(low, high)| {
        prose::after(&said.words, low).into_iter().filter_map(move |rest| range(rest, high)).flatten()
    });
    let ranges = ranges.map(|number| (number, Unit::Value));
    bounds.filter_map(bound).chain(ranges).filter(|(_, unit)| takes(said.ty, *unit)).collect()
}

/// `255 bytes`, or a number that nothing belongs to.
fn bound(rest: &[Word]) -> Option<(f64, Unit)> {
    let (first, rest) = rest.split_first()?;
    let number = prose::number(first)?;
    let unit = match rest.first().filter(|_| !first.ends) {
        None => Unit::Value,
        Some(word) => match word.text.as_str() {
            "byte" | "bytes" | "character" | "characters" | "chars" | "letters" => Unit::Text,
            "item" | "items" | "entry" | "entries" | "element" | "elements" | "value" | "values" => Unit::Items,
            _ => return None,
        },
    };
    Some((number, unit))
}

/// `0 to 10000`, or `0 and 10000`.
fn range(rest: &[Word], between: &str) -> Option<[f64; 2]> {
    let [low, joint, high, ..] = rest else { return None };
    let joins = !low.ends && !joint.code && joint.text == between;
    let (low, high) = (prose::number(low)?, prose::number(high)?);
    joins.then_some([low, high])
}

fn takes(ty: &Type, unit: Unit) -> bool {
    let inner = ty.innermost();
    match unit {
        Unit::Text => inner.is_text() || matches!(inner, Type::Id(_)),
        Unit::Items => matches!(ty, Type::List(_) | Type::Map(_)),
        // How a limit of a duration is meant depends on the words around it.
        Unit::Value => inner.is_number() && *inner != Type::Scalar(Scalar::Seconds),
    }
}

fn is_a_key(said: &Said<'_>, number: f64, unit: Unit) -> bool {
    let limits = said.limits;
    let whole = |limits: &[Option<u64>]| limits.iter().flatten().any(|limit| *limit as f64 == number);
    match unit {
        Unit::Text => whole(&[limits.min_bytes, limits.max_bytes, limits.max_chars]),
        Unit::Items => whole(&[limits.min_items, limits.max_items]),
        Unit::Value => [limits.min, limits.max].contains(&Some(number)) || (number == 0.0 && is_unsigned(said.ty)),
    }
}

/// Such a number is never below zero, so nobody need say so.
fn is_unsigned(ty: &Type) -> bool {
    matches!(ty.innermost(), Type::Scalar(Scalar::Uint32 | Scalar::Uint64))
}
