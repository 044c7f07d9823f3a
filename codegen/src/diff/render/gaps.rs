//! What stands in no example or has no doc, in words.

use crate::diff::change::Subject;
use crate::diff::gaps::Gaps;

/// What is said about examples, and about docs; each only if there is something to say. `name` writes what is
/// missing, `most` is how much of it is named.
pub fn sentences(gaps: &Gaps, name: fn(&Subject) -> String, most: usize) -> Vec<(&'static str, String)> {
    let list = |subjects: &[Subject]| list(subjects, name, most);
    let operations = (!gaps.operations.is_empty()).then(|| {
        let count = counted(gaps.operations.len(), "new operation has", "new operations have");
        format!("{count} no example: {}", list(&gaps.operations))
    });
    let unshown = (!gaps.unshown.is_empty()).then(|| {
        let count = counted(gaps.unshown.len(), "changed field stands", "changed fields stand");
        let them = if gaps.unshown.len() == 1 { "it" } else { "them" };
        format!("{count} in no example, so no test sends or reads {them}: {}", list(&gaps.unshown))
    });
    let undescribed = (!gaps.undescribed.is_empty()).then(|| {
        let count = counted(gaps.undescribed.len(), "change has", "changes have");
        format!("{count} no doc: {}", list(&gaps.undescribed))
    });
    let examples: Vec<String> = operations.into_iter().chain(unshown).collect();
    let examples = (!examples.is_empty()).then(|| ("examples", examples.join("; ")));
    examples.into_iter().chain(undescribed.map(|text| ("docs", text))).collect()
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn list(subjects: &[Subject], name: fn(&Subject) -> String, most: usize) -> String {
    let more = subjects.len().saturating_sub(most);
    let named: Vec<String> = subjects.iter().take(most).map(name).collect();
    let ending = if more == 0 { String::new() } else { format!(" and {more} more") };
    named.join(", ") + &ending
}
