//! The table of both opinions on source is of today, as far as that is seen without cargo-semver-checks:
//! it has every case, with the verdict and the number of items that break, and every difference is explained.

use std::fs;

use clientwright_tests::semver::comparison::Case;
use clientwright_tests::semver::explained::Explained;
use clientwright_tests::semver::{self, table};
use clientwright_tests::{change, workers};

#[test]
fn the_table_has_todays_verdicts() {
    let file = fs::read_to_string(semver::root().join("README.md")).unwrap();
    let written: Vec<[String; 3]> = table::read(&file).into_iter().map(|(told, _)| told).collect();
    let today = workers::each(&semver::cases(), |case| {
        let (old, new) = change::apis(case).unwrap();
        table::told(&Case::new(change::name(case), &old, &new))
    });
    let stale: Vec<String> = today.iter().filter(|told| !written.contains(told)).map(|told| told.join(", ")).collect();
    let gone = written.iter().filter(|told| !today.iter().any(|one| one[0] == told[0]));
    let gone: Vec<String> = gone.map(|told| format!("{}, which is no case", told[0])).collect();
    let help = "tests/semver/README.md says otherwise; with cargo-semver-checks of the version in tests/semver/version.txt, \
         `BLESS=1 cargo run -p clientwright-tests --example second_opinion` writes it";
    assert!(stale.is_empty() && gone.is_empty(), "{}\n{help}", [stale, gone].concat().join("\n"));
}

#[test]
fn the_table_has_todays_explanations() {
    let file = fs::read_to_string(semver::root().join("README.md")).unwrap();
    let explained = Explained::read().unwrap();
    let rows = table::read(&file);
    for ([kind, ..], why) in &rows {
        let reason = explained.reason(kind).map(|reason| reason.name()).unwrap_or_default();
        assert_eq!(reason, why, "{kind}: tests/semver/explained.yaml and README.md name different reasons");
    }
    let kinds = explained.verdicts.iter().flat_map(|reason| &reason.kinds);
    let unknown: Vec<&String> = kinds.filter(|kind| !rows.iter().any(|(told, _)| told[0] == **kind)).collect();
    assert!(unknown.is_empty(), "tests/semver/explained.yaml explains what is no case: {unknown:?}");
}
