//! The section of a change log, in words for those who use the crate.

use std::fmt::Write;

use super::words::{of_words, subject, values};
use crate::diff::bump::Verdict;
use crate::diff::entry::Entry;
use crate::diff::judge::Signature;
use crate::diff::severity::{Rust, Wire};

/// A section for the next version, empty if nothing is to be told; approvals change nothing of what users meet.
pub fn section(entries: &[Entry], verdict: &Verdict) -> String {
    let mut text = String::new();
    for (title, lines) in groups(entries) {
        if !lines.is_empty() {
            // Writing to a String cannot fail.
            let _ = write!(text, "\n### {title}\n\n{}", lines.concat());
        }
    }
    let words = entries.iter().filter(|entry| entry.is_words()).count();
    if words > 0 {
        let _ = write!(text, "\n{}.\n", of_words(words));
    }
    if text.is_empty() { text } else { format!("## {}\n{text}", heading(verdict)) }
}

/// The version that the new side has, unless that is too small.
fn heading(verdict: &Verdict) -> String {
    match verdict.least {
        None => "Unreleased".to_owned(),
        Some(_) if verdict.is_enough() => verdict.new.clone(),
        Some(least) => least.to_string(),
    }
}

fn groups(entries: &[Entry]) -> [(&'static str, Vec<String>); 6] {
    let mut groups = [
        ("Breaking", Vec::new()),
        ("Behaves otherwise", Vec::new()),
        ("Added", Vec::new()),
        ("Deprecated", Vec::new()),
        ("Changed", Vec::new()),
        ("On the server", Vec::new()),
    ];
    for entry in entries.iter().filter(|entry| !entry.is_words() && entry.rust > Rust::None) {
        let index = match entry.rust {
            Rust::Major => 0,
            Rust::Silent => 1,
            _ if entry.signatures.iter().any(Signature::warns) => 3,
            _ if entry.wire >= Wire::Risky => 5,
            Rust::Minor => 2,
            Rust::Patch | Rust::None => 4,
        };
        groups[index].1.push(line(entry));
    }
    groups
}

fn line(entry: &Entry) -> String {
    let values = values(entry);
    let values = if values.is_empty() { String::new() } else { format!(" ({values})") };
    format!("- `{}`{values}: {}\n", subject(entry), entry.kind.why)
}
