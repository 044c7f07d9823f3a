//! What two sides say about one value, put into words where they contradict each other.
//!
//! What the document does not say is no contradiction; what only the document says is.

use serde_json::Value;

use crate::model::Limits;

use super::shape::Form;

/// What is taken when nothing is given.
pub fn default(ours: Option<&Value>, theirs: Option<&Value>) -> Option<String> {
    let theirs = theirs.filter(|theirs| !ours.is_some_and(|ours| same(ours, theirs)))?;
    let ours = ours.map_or_else(|| "without a default".to_owned(), |ours| format!("`{ours}`"));
    Some(format!("is `{theirs}` by default in the document, {ours} in the spec"))
}

/// Numbers are equal by value, however they are written.
fn same(a: &Value, b: &Value) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a == b,
        _ => a == b,
    }
}

/// The values that one side alone has.
pub fn values(there: &[String], elsewhere: &[String], side: &str) -> Option<String> {
    let alone = there.iter().filter(|value| !elsewhere.contains(value));
    let alone: Vec<String> = alone.map(|value| format!("`{value}`")).collect();
    let listed = alone.join(", ");
    (!alone.is_empty()).then(|| format!("can be {listed} in the {side} only"))
}

/// Limits that the document states and the spec does not, or states otherwise.
pub fn limits(ours: &Limits, theirs: &Limits, form: &Form) -> Vec<String> {
    // Documents count characters. Where the spec counts bytes, equal numbers are no contradiction.
    let unit = if ours.max_chars.is_some() { "character" } else { "byte" };
    let fewest = theirs.min_bytes.filter(|characters| ours.min_bytes.is_some_and(|bytes| may_be(bytes, *characters)));
    let rows = [
        Row::new("least", number(fewest.or(ours.min_bytes)), "byte", number(theirs.min_bytes), "character"),
        Row::new("most", number(ours.max_chars.or(ours.max_bytes)), unit, number(theirs.max_chars), "character"),
        Row::new("least", ours.min.or(extreme(form, theirs.min)), "", theirs.min, ""),
        Row::new("most", ours.max.or(extreme(form, theirs.max)), "", theirs.max, ""),
        Row::new("least", number(ours.min_items), "element", number(theirs.min_items), "element"),
        Row::new("most", number(ours.max_items), "element", number(theirs.max_items), "element"),
    ];
    rows.iter().filter_map(Row::difference).collect()
}

/// Whether a text of so many bytes may have so many characters, which take one to four bytes each.
fn may_be(bytes: u64, characters: u64) -> bool {
    (bytes.div_ceil(4)..=bytes).contains(&characters)
}

/// One limit as both sides state it; without a unit it is the value itself that is limited.
struct Row {
    end: &'static str,
    ours: Option<f64>,
    unit: &'static str,
    theirs: Option<f64>,
    their_unit: &'static str,
}

impl Row {
    fn new(
        end: &'static str,
        ours: Option<f64>,
        unit: &'static str,
        theirs: Option<f64>,
        their_unit: &'static str,
    ) -> Self {
        Row { end, ours, unit, theirs, their_unit }
    }

    fn difference(&self) -> Option<String> {
        let theirs = self.theirs.filter(|theirs| self.ours != Some(*theirs))?;
        let verb = if self.unit.is_empty() { "is" } else { "has" };
        let theirs = self.limit(theirs, self.their_unit);
        let ours = self.ours.map_or_else(|| "any number".to_owned(), |ours| self.limit(ours, self.unit));
        Some(format!("{verb} {theirs} in the document, {ours} in the spec"))
    }

    fn limit(&self, number: f64, unit: &str) -> String {
        let end = self.end;
        match unit {
            "" => format!("at {end} {number}"),
            unit if number == 1.0 => format!("at {end} 1 {unit}"),
            unit => format!("at {end} {number} {unit}s"),
        }
    }
}

fn number(size: Option<u64>) -> Option<f64> {
    size.map(|size| size as f64)
}

/// The ends of what a type can hold are limits that need not be written.
fn extreme(form: &Form, stated: Option<f64>) -> Option<f64> {
    let ends: &[f64] = match form {
        Form::Integer(Some(32)) => &[i32::MIN as f64, i32::MAX as f64, u32::MAX as f64],
        Form::Integer(_) => &[i64::MIN as f64, i64::MAX as f64, u64::MAX as f64],
        _ => &[],
    };
    stated.filter(|stated| ends.contains(stated))
}
