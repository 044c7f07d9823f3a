//! The verdict on the wire is true: for every kind, a released client of the old spec talks to a server of the
//! new one, and fails where the comparison says so, and nowhere else.

use clientwright::diff::Wire;
use clientwright_tests::stand_in::{Met, talk};
use clientwright_tests::{change, overlay};

/// Kinds that are risky on the whole, although an exchange at the edge fails, each with the reason.
const AT_THE_EDGE: &[(&str, &str)] = &[
    ("op.page-size-decreased", "only those fail who ask for the largest page by number"),
    ("read.type-widened", "the runtime keeps the text of a timestamp that it does not understand"),
];

/// Kinds whose effect is a matter of meaning or time, which no exchange shows.
const UNSEEN: &[(&str, &str)] = &[("tombstone.name-reused", "the field is the same in JSON, and means something else")];

#[test]
fn clients_meet_what_the_comparison_says() {
    let mut faults = Vec::new();
    println!("{:40} {:8} {:>7} {:>7}", "kind", "verdict", "broken", "risks");
    for case in change::cases() {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        let sides = change::laid_out(&case).unwrap();
        let diff = sides.diff();
        let (old, new) = (sides.old.api.unwrap(), sides.new.api.unwrap());
        let verdict = diff.entries.iter().map(|entry| entry.wire).max().unwrap_or_default();
        let met = talk(&old, &new);
        println!("{name:40} {:8} {:>7} {:>7}", verdict.name(), met.breaks.len(), met.risks.len());
        let excused = UNSEEN.iter().chain(AT_THE_EDGE).any(|(kind, _)| *kind == name);
        if agrees(verdict, &met) == excused {
            faults.push(format!("{name} is {verdict}: {:#?}", Met { risks: vec![], ..met }));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn agrees(verdict: Wire, met: &Met) -> bool {
    match verdict {
        Wire::Breaks => !met.breaks.is_empty(),
        // What is passed over or missing shows; what is a matter of time, place or meaning does not.
        Wire::Risky => met.breaks.is_empty(),
        Wire::Safe | Wire::None => met.breaks.is_empty() && met.risks.is_empty(),
    }
}

/// Otherwise, what is met above would say nothing.
#[test]
fn a_client_and_a_server_of_one_spec_understand_each_other() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for spec in ["spec", "tests/second/spec", "tests/names/spec", "tests/diff/_base", "tests/export/workshop/spec"] {
        let analysis = overlay::analysed(&root.join(spec));
        let api = analysis.api.unwrap();
        let met = talk(&api, &api);
        assert!(met.breaks.is_empty() && met.risks.is_empty(), "{spec}: {met:#?}");
    }
}
