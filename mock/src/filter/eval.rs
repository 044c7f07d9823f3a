//! What a condition makes of an item.

use std::cmp::Ordering;

use serde_json::Value;

use super::parse::Expr;
use crate::clock;

/// The value of a field of an item, by its name.
pub(crate) type Lookup<'a> = &'a dyn Fn(&str) -> Option<Value>;

/// A value, or a time in seconds since 1970.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kept {
    Json(Value),
    Time(i64),
}

fn truth(fits: bool) -> Kept {
    Kept::Json(Value::Bool(fits))
}

/// The value of an expression; null where it has none.
pub(crate) fn value(expr: &Expr, item: Lookup<'_>, now: i64) -> Kept {
    let of = |expr: &Expr| value(expr, item, now);
    match expr {
        Expr::Json(json) => Kept::Json(json.clone()),
        Expr::Now => Kept::Time(now),
        Expr::Field(path) => Kept::Json(field(path, item)),
        Expr::Not(inner) => match of(inner) {
            Kept::Json(Value::Bool(fits)) => truth(!fits),
            _ => Kept::Json(Value::Null),
        },
        Expr::All(conditions) => truth(conditions.iter().all(|condition| holds(&of(condition)))),
        Expr::Any(conditions) => truth(conditions.iter().any(|condition| holds(&of(condition)))),
        Expr::Compare(mark, left, right) => truth(compare(mark, &of(left), &of(right))),
        Expr::In(left, right) => truth(is_in(&of(left), &of(right))),
        Expr::List(values) => Kept::Json(values.iter().map(|value| json(of(value))).collect()),
        Expr::Size(inner) => Kept::Json(Value::from(size(&of(inner)))),
        Expr::Time(inner) => time(&of(inner)).map_or(Kept::Json(Value::Null), Kept::Time),
        Expr::Later(inner, by) => match time(&of(inner)) {
            Some(time) => Kept::Time(time.saturating_add(*by)),
            None => Kept::Json(Value::Null),
        },
        Expr::Has(how, left, right) => truth(has(how, &of(left), &of(right))),
    }
}

fn field(path: &[String], item: Lookup<'_>) -> Value {
    let Some((first, rest)) = path.split_first() else { return Value::Null };
    let start = item(first).unwrap_or_default();
    rest.iter().fold(start, |value, name| value.get(name).cloned().unwrap_or_default())
}

fn json(kept: Kept) -> Value {
    match kept {
        Kept::Json(value) => value,
        Kept::Time(seconds) => Value::from(clock::text(seconds)),
    }
}

fn holds(kept: &Kept) -> bool {
    *kept == truth(true)
}

/// A time, or a text that says one.
fn time(kept: &Kept) -> Option<i64> {
    match kept {
        Kept::Time(seconds) => Some(*seconds),
        Kept::Json(Value::String(text)) => clock::parse(text),
        Kept::Json(_) => None,
    }
}

/// No value is the same as an empty one.
fn is_nothing(kept: &Kept) -> bool {
    match kept {
        Kept::Json(Value::Null) => true,
        Kept::Json(Value::String(text)) => text.is_empty(),
        _ => false,
    }
}

fn compare(mark: &str, left: &Kept, right: &Kept) -> bool {
    let order = order(left, right);
    let same = order == Some(Ordering::Equal);
    match mark {
        "==" => same,
        "!=" => !same,
        "<" => order == Some(Ordering::Less),
        "<=" => same || order == Some(Ordering::Less),
        ">" => order == Some(Ordering::Greater),
        _ => same || order == Some(Ordering::Greater),
    }
}

fn order(left: &Kept, right: &Kept) -> Option<Ordering> {
    if is_nothing(left) && is_nothing(right) {
        return Some(Ordering::Equal);
    }
    if matches!(left, Kept::Time(_)) || matches!(right, Kept::Time(_)) {
        return Some(time(left)?.cmp(&time(right)?));
    }
    match (left, right) {
        (Kept::Json(Value::Number(left)), Kept::Json(Value::Number(right))) => {
            left.as_f64()?.partial_cmp(&right.as_f64()?)
        }
        (Kept::Json(Value::String(left)), Kept::Json(Value::String(right))) => Some(left.cmp(right)),
        (left, right) => (left == right).then_some(Ordering::Equal),
    }
}

fn is_in(left: &Kept, right: &Kept) -> bool {
    match right {
        Kept::Json(Value::Array(elements)) => {
            elements.iter().any(|element| order(left, &Kept::Json(element.clone())) == Some(Ordering::Equal))
        }
        Kept::Json(Value::Object(entries)) => {
            matches!(left, Kept::Json(Value::String(key)) if entries.contains_key(key))
        }
        _ => false,
    }
}

fn size(kept: &Kept) -> usize {
    match kept {
        Kept::Json(Value::String(text)) => text.chars().count(),
        Kept::Json(Value::Array(elements)) => elements.len(),
        Kept::Json(Value::Object(entries)) => entries.len(),
        _ => 0,
    }
}

fn has(how: &str, left: &Kept, right: &Kept) -> bool {
    let (Kept::Json(left), Kept::Json(Value::String(right))) = (left, right) else { return false };
    match (how, left) {
        ("startsWith", Value::String(left)) => left.starts_with(right.as_str()),
        ("endsWith", Value::String(left)) => left.ends_with(right.as_str()),
        (_, Value::String(left)) => left.contains(right.as_str()),
        ("contains", Value::Array(elements)) => elements.iter().any(|element| element == right),
        _ => false,
    }
}
