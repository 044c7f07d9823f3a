//! The report for people at a terminal: what breaks in full, the rest a line each.

use std::fmt::Write;

use super::words::{acceptance, codes, counts, places, standing, subject, telling, values, version};
use super::{Told, gaps};
use crate::diff::change::Subject;
use crate::diff::entry::Entry;
use crate::diff::severity::Wire;

/// How many items or uses of one entry are spelled out.
const MOST: usize = 4;

/// The whole report.
pub fn render(told: &Told<'_>) -> String {
    let mut text = format!("spec: {} .. {}\n", told.old, told.new);
    if told.entries.is_empty() {
        text.push_str("nothing changes\n");
        return text;
    }
    let (full, brief): (Vec<&Entry>, Vec<&Entry>) =
        told.entries.iter().partition(|entry| entry.is_breaking() || entry.kind.refused);
    full.iter().for_each(|entry| text.push_str(&self::full(told, entry)));
    text.push('\n');
    let spoken = brief.iter().filter(|entry| !entry.is_words() || told.asked.expand);
    spoken.for_each(|entry| text.push_str(&self::brief(told, entry)));
    let words = brief.iter().filter(|entry| entry.is_words()).count();
    // Writing to a String cannot fail.
    if words > 0 && !told.asked.expand {
        let noun = if words == 1 { "change" } else { "changes" };
        let _ = writeln!(text, "words    {words} {noun} of docs and examples; --expand lists them");
    }
    let _ = writeln!(text, "\n{}\n{}", counts(told), version(told));
    let most = if told.asked.expand { usize::MAX } else { MOST };
    for (about, sentence) in gaps::sentences(told.gaps, Subject::text, most) {
        let _ = writeln!(text, "{about:<8} {sentence}");
    }
    text
}

fn full(told: &Told<'_>, entry: &Entry) -> String {
    let headline = standing(entry).to_uppercase();
    let wire = if entry.wire == Wire::Breaks { "BREAKS released clients" } else { entry.wire.name() };
    let mut text = format!("\n{headline}  rust: {}   wire: {wire}\n", entry.rust);
    let _ = writeln!(text, "  {}  [{}]", subject(entry), codes(entry));
    if !values(entry).is_empty() {
        let _ = writeln!(text, "    {}", values(entry));
    }
    text.push_str(&items(told, entry));
    let _ = writeln!(text, "    at      {}", places(told, entry));
    if entry.subjects.len() > 1 {
        text.push_str(&uses(told, entry));
    }
    let _ = writeln!(text, "    why     {}", entry.kind.why);
    if !entry.kind.keep.is_empty() {
        let _ = writeln!(text, "    instead {}", entry.kind.keep);
    }
    for hint in &entry.hints {
        let _ = writeln!(text, "    note    {hint}");
    }
    match (&entry.accepted, entry.kind.refused) {
        (Some(why), _) => {
            let _ = writeln!(text, "    accepted because: {why}");
        }
        (None, true) => text.push_str("    this cannot be accepted\n"),
        (None, false) => {
            text.extend(acceptance(told, entry).map(|command| format!("    accept  {command}\n")));
        }
    }
    text
}

fn items(told: &Told<'_>, entry: &Entry) -> String {
    let telling = telling(entry);
    let most = if told.asked.expand { usize::MAX } else { MOST };
    let mut text = String::new();
    for signature in telling.iter().take(most) {
        let _ = writeln!(text, "    {}", signature.path);
        for (sign, side) in [('-', &signature.old), ('+', &signature.new)] {
            if let Some(side) = side {
                let _ = writeln!(text, "      {sign} {side}");
            }
        }
    }
    match telling.len().saturating_sub(most) {
        0 => {}
        1 => text.push_str("    and 1 more item\n"),
        more => {
            let _ = writeln!(text, "    and {more} more items");
        }
    }
    text
}

fn uses(told: &Told<'_>, entry: &Entry) -> String {
    let homes: Vec<String> = entry.subjects.iter().map(Subject::home).collect();
    let most = if told.asked.expand { homes.len() } else { homes.len().min(MOST) };
    let more = homes.len() - most;
    let ending = if more == 0 { String::new() } else { format!(" and {more} more") };
    format!("    shows   in {} places: {}{ending}\n", homes.len(), homes[..most].join(", "))
}

fn brief(told: &Told<'_>, entry: &Entry) -> String {
    let values = values(entry);
    let values = if values.is_empty() { String::new() } else { format!(": {values}") };
    let (word, subject, codes, places) = (standing(entry), subject(entry), codes(entry), places(told, entry));
    let mut text = format!("{word:<8} {subject}{values}  [{codes}]  {places}\n");
    if told.asked.expand {
        text.push_str(&items(told, entry));
    }
    if told.asked.expand && entry.subjects.len() > 1 {
        text.push_str(&uses(told, entry));
    }
    for hint in &entry.hints {
        let _ = writeln!(text, "         {hint}");
    }
    text
}
