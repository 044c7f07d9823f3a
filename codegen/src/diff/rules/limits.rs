//! Limits: what is let through less, and what more.

use crate::model::Limits;

/// What has changed of the limits of something.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Shift {
    /// Limits that let less through, before and after.
    pub tightened: Option<(String, String)>,
    /// Limits that let more through.
    pub loosened: Option<(String, String)>,
}

/// Compares limits.
pub fn compare(old: &Limits, new: &Limits) -> Shift {
    if old == new {
        return Shift::default();
    }
    let rows: Vec<Row> = rows(old).into_iter().zip(rows(new)).map(|(old, new)| Row::new(&old, &new)).collect();
    let of = |wanted: i8| {
        let rows: Vec<&Row> = rows.iter().filter(|row| row.way == wanted).collect();
        let side = |pick: fn(&Row) -> &String| rows.iter().map(|row| pick(row).as_str()).collect::<Vec<_>>().join(", ");
        (!rows.is_empty()).then(|| (side(|row| &row.before), side(|row| &row.after)))
    };
    Shift { tightened: of(-1), loosened: of(1) }
}

struct Row {
    /// Less, as much, or more is let through.
    way: i8,
    before: String,
    after: String,
}

/// A limit: its key, its value, and whether it bounds from above.
type Limit = (&'static str, Option<f64>, bool);

fn rows(limits: &Limits) -> [Limit; 7] {
    let Limits { min_bytes, max_bytes, max_chars, min, max, min_items, max_items } = limits;
    let size = |size: &Option<u64>| size.map(|size| size as f64);
    [
        ("min_bytes", size(min_bytes), false),
        ("max_bytes", size(max_bytes), true),
        ("max_chars", size(max_chars), true),
        ("min", *min, false),
        ("max", *max, true),
        ("min_items", size(min_items), false),
        ("max_items", size(max_items), true),
    ]
}

impl Row {
    fn new(old: &Limit, new: &Limit) -> Self {
        let (key, _, upper) = *old;
        let text = |value: Option<f64>| value.map_or_else(|| format!("no {key}"), |value| format!("{key} {value}"));
        let open = if upper { f64::INFINITY } else { f64::NEG_INFINITY };
        let (before, after) = (old.1.unwrap_or(open), new.1.unwrap_or(open));
        let grows = if after > before {
            1
        } else if after < before {
            -1
        } else {
            0
        };
        Row { way: if upper { grows } else { -grows }, before: text(old.1), after: text(new.1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_that_comes_tightens_and_one_that_goes_loosens() {
        let none = Limits::default();
        let some = Limits { max_bytes: Some(255), min: Some(1.0), ..Limits::default() };
        let shift = compare(&none, &some);
        assert_eq!(shift.tightened, Some(("no max_bytes, no min".to_owned(), "max_bytes 255, min 1".to_owned())));
        assert_eq!(shift.loosened, None);
        assert_eq!(compare(&some, &none).tightened, None);
        assert!(compare(&some, &none).loosened.is_some());
    }

    #[test]
    fn limits_can_shift_both_ways_at_once() {
        let old = Limits { min: Some(1.0), max: Some(10.0), ..Limits::default() };
        let new = Limits { min: Some(0.0), max: Some(9.0), ..Limits::default() };
        let shift = compare(&old, &new);
        assert!(shift.tightened.is_some() && shift.loosened.is_some());
        assert_eq!(compare(&old, &old), Shift::default());
    }
}
