//! Types that last: one application, compiled against a client of the API as it was, and against one of the
//! API after each change in `lasting/changes/`.

#[path = "lasting/changes.rs"]
mod changes;
#[path = "lasting/findings.rs"]
mod findings;
#[path = "lasting/workshop.rs"]
mod workshop;

use clientwright::diff::{Diff, Rust};
use workshop::Workshop;

/// All clients at once, because starting the compiler takes longer than most of them do.
#[test]
fn source_outlives_what_an_api_goes_through() {
    let [lasting, deprecating, breaking] = ["lasting", "deprecating", "breaking"].map(changes::read);
    let mut workshop = Workshop::new();
    workshop.add("unchanged", &workshop.api("unchanged", &[]));
    for change in lasting.iter().chain(&deprecating).chain(&breaking) {
        workshop.add(&change.name, &workshop.api(&change.name, &change.edits));
    }
    let findings = workshop.compile();
    let mut faults: Vec<String> = lasting.iter().filter_map(|change| findings.anything(&change.name)).collect();
    faults.extend(findings.anything("unchanged"));
    faults.extend(deprecating.iter().filter_map(|change| findings.more_than_deprecation(&change.name)));
    faults.extend(breaking.iter().filter_map(|change| findings.no_error(&change.name)));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Whoever asks before a release is told the same as whoever compiles after it.
#[test]
fn comparison_of_specs_agrees_with_the_compiler() {
    let workshop = Workshop::new();
    let old = workshop.api("unchanged", &[]);
    let is_major = |change: &changes::Change| {
        let diff = Diff::between(&old, &workshop.api(&change.name, &change.edits));
        diff.entries.iter().any(|entry| entry.rust == Rust::Major)
    };
    let mut faults: Vec<String> = Vec::new();
    for kind in ["lasting", "deprecating", "breaking"] {
        let wrong = changes::read(kind).into_iter().filter(|change| is_major(change) != (kind == "breaking"));
        faults.extend(wrong.map(|change| change.name));
    }
    assert!(faults.is_empty(), "judged otherwise: {}", faults.join(", "));
}
