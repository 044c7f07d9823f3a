//! The report for a comment or a summary: a table, and below it what breaks.

use std::fmt::Write;

use super::words::{acceptance, codes, counts, of_words, places, standing, subject, telling, values, version};
use super::{Told, gaps};
use crate::diff::entry::Entry;

/// How many rows a table has; what hosts show has an end.
const MOST: usize = 200;

/// The whole report.
pub fn render(told: &Told<'_>) -> String {
    let mut text = format!("## What changes from {} to {}\n\n", code(told.old), code(told.new));
    if told.entries.is_empty() {
        text.push_str("Nothing.\n");
        return text;
    }
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{}; {}.\n", counts(told), version(told));
    text.push_str("| | what | rust | wire | kind | where |\n|---|---|---|---|---|---|\n");
    let spoken: Vec<&Entry> = told.entries.iter().filter(|entry| told.asked.expand || !entry.is_words()).collect();
    for entry in spoken.iter().take(MOST) {
        text.push_str(&row(told, entry));
    }
    let more = spoken.len().saturating_sub(MOST);
    if more > 0 {
        let _ = writeln!(text, "| | and {more} more | | | | |");
    }
    let words = told.entries.len() - spoken.len();
    if words > 0 {
        let _ = writeln!(text, "\nBesides, {}.", of_words(words));
    }
    let most = if told.asked.expand { usize::MAX } else { MOST };
    for (_, sentence) in gaps::sentences(told.gaps, |subject| code(&subject.text()), most) {
        let _ = writeln!(text, "\n{sentence}.");
    }
    for entry in told.entries.iter().filter(|entry| entry.is_breaking() || entry.kind.refused).take(MOST) {
        text.push_str(&section(told, entry));
    }
    text
}

fn row(told: &Told<'_>, entry: &Entry) -> String {
    let values = values(entry);
    let values = if values.is_empty() { String::new() } else { format!(": {}", code(&values)) };
    let cells = [
        standing(entry).to_owned(),
        format!("{}{values}", code(&subject(entry))),
        entry.rust.name().to_owned(),
        entry.wire.name().to_owned(),
        code(&codes(entry)),
        code(&places(told, entry)),
    ];
    format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))
}

fn section(told: &Told<'_>, entry: &Entry) -> String {
    let mut text = format!("\n### {}\n\n{}", code(&subject(entry)), entry.kind.why);
    if !entry.kind.keep.is_empty() {
        let _ = write!(text, " Instead: {}.", entry.kind.keep);
    }
    for hint in &entry.hints {
        let _ = write!(text, " Note: {hint}.");
    }
    match &entry.accepted {
        Some(why) => {
            let _ = write!(text, " Accepted because: {why}");
        }
        None if entry.kind.refused => text.push_str(" This cannot be accepted."),
        None => {
            text.extend(acceptance(told, entry).map(|command| format!(" To accept it: {}.", code(&command))));
        }
    }
    text.push('\n');
    let items = telling(entry);
    if !items.is_empty() {
        text.push_str("\n```diff\n");
        for item in items.iter().take(20) {
            let _ = writeln!(text, "@@ {} @@", item.path);
            for (sign, side) in [('-', &item.old), ('+', &item.new)] {
                if let Some(side) = side {
                    let _ = writeln!(text, "{sign}{side}");
                }
            }
        }
        text.push_str("```\n");
    }
    text
}

/// Text that is shown as it is; a backtick inside would end it.
fn code(text: &str) -> String {
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}
