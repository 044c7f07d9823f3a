//! Workflow commands: what fails, at the lines of the new spec; the host shows ten, so the rest is counted.

use std::fmt::Write;

use super::Told;
use super::words::{acceptance, places, summary};
use crate::diag::{Located, github};
use crate::diff::entry::Entry;

/// How many annotations of one severity a step may have before the host drops them.
const MOST: usize = 10;

/// The whole report.
pub fn render(told: &Told<'_>) -> String {
    let (errors, others): (Vec<&Entry>, Vec<&Entry>) = told.entries.iter().partition(|entry| told.fails(entry));
    let warnings: Vec<&Entry> =
        others.into_iter().filter(|entry| entry.is_breaking() || entry.wire == crate::diff::Wire::Risky).collect();
    commands(told, "error", &errors) + &commands(told, "warning", &warnings)
}

fn commands(told: &Told<'_>, severity: &str, entries: &[&Entry]) -> String {
    // The one that counts the rest takes the place of the tenth.
    let shown = if entries.len() > MOST { MOST - 1 } else { entries.len() };
    let mut text: String = entries[..shown].iter().map(|entry| command(told, severity, entry)).collect();
    let more = entries.len() - shown;
    if more > 0 {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "::{severity} title=spec changes::and {more} more; the summary of the job lists them");
    }
    text
}

fn command(told: &Told<'_>, severity: &str, entry: &Entry) -> String {
    let place = told.after(entry);
    let position = match &place {
        Some(Located { file, line: 0, .. }) => format!("file={},", github::property(file)),
        Some(Located { file, line, column }) => format!("file={},line={line},col={column},", github::property(file)),
        // What is gone has no line in the new files.
        None => String::new(),
    };
    let gone = if place.is_none() { format!("\nat {}", places(told, entry)) } else { String::new() };
    let accept = match (&entry.accepted, entry.kind.refused) {
        (Some(why), _) => format!("\naccepted because: {why}"),
        (None, true) => "\nthis cannot be accepted".to_owned(),
        (None, false) => {
            acceptance(told, entry).map(|command| format!("\nto accept it: {command}")).unwrap_or_default()
        }
    };
    let message = format!("{}\n{}{gone}{accept}", summary(entry), entry.kind.why);
    format!("::{severity} {position}title={}::{}\n", github::property(entry.kind.code), github::data(&message))
}
