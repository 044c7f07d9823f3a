//! The client of the first API against recorded exchanges: every request is the recorded one, and
//! every answer becomes its type and the same JSON again.
//!
//! An exchange is a row of a file in `wire/`; the call that makes it is an entry of a file in `wire/calls/`.

#![allow(deprecated)]

#[path = "wire/calls.rs"]
mod calls;
#[path = "wire/exchange.rs"]
mod exchange;
#[path = "wire/row.rs"]
mod row;
#[path = "wire/sent.rs"]
mod sent;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use libtest_mimic::{Arguments, Failed, Trial};
use row::Row;

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("wire");
    let rows = row::read(&folder);
    let known = rows.iter().map(|row| row.call.clone()).collect();
    let mut trials = vec![Trial::test("every_call_has_a_row", move || no_row(&known))];
    trials.extend(named(rows).into_iter().map(|(name, row)| trial(name, row)));
    libtest_mimic::run(&arguments, trials).exit();
}

/// Gives each row a name of its own: that of its call, and a number where there are several.
fn named(rows: Vec<Row>) -> Vec<(String, Row)> {
    let mut counts = BTreeMap::new();
    let mut name = |row: &Row| {
        let count = counts.entry(row.call.clone()).or_insert(0);
        *count += 1;
        match *count {
            1 => row.call.clone(),
            number => format!("{} #{number}", row.call),
        }
    };
    rows.into_iter().map(|row| (name(&row), row)).collect()
}

fn trial(name: String, row: Row) -> Trial {
    Trial::test(name, move || {
        let build = calls::all().find(|(call, _)| *call == row.call);
        let (_, build) = build.ok_or_else(|| Failed::from(format!("`{}` is missing in wire/calls/", row.call)))?;
        exchange::check(&row, *build);
        Ok(())
    })
}

fn no_row(known: &BTreeSet<String>) -> Result<(), Failed> {
    let calls = calls::all().map(|(call, _)| *call);
    let missing: Vec<_> = calls.filter(|call| !known.contains(*call)).collect();
    match missing.is_empty() {
        true => Ok(()),
        false => Err(format!("no exchange in wire/*.yaml for {missing:?}").into()),
    }
}
