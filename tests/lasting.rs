//! Types that last: one application, compiled against a client of the API as it was, and against one of the
//! API after each change in `lasting/changes/`.

#[path = "lasting/changes.rs"]
mod changes;
#[path = "lasting/findings.rs"]
mod findings;
#[path = "lasting/workshop.rs"]
mod workshop;

use workshop::Workshop;

/// All clients at once, because starting the compiler takes longer than most of them do.
#[test]
fn source_outlives_what_an_api_goes_through() {
    let [lasting, deprecating, breaking] = ["lasting", "deprecating", "breaking"].map(changes::read);
    let mut workshop = Workshop::new();
    workshop.add("unchanged", &[]);
    for change in lasting.iter().chain(&deprecating).chain(&breaking) {
        workshop.add(&change.name, &change.edits);
    }
    let findings = workshop.compile();
    let mut faults: Vec<String> = lasting.iter().filter_map(|change| findings.anything(&change.name)).collect();
    faults.extend(findings.anything("unchanged"));
    faults.extend(deprecating.iter().filter_map(|change| findings.more_than_deprecation(&change.name)));
    faults.extend(breaking.iter().filter_map(|change| findings.no_error(&change.name)));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
