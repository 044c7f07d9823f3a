//! Each rule has a spec that breaks it and no other, one that is close and sound, and a page.
//!
//! A case holds only the files that differ from `ui/_base`, as those of `ui` do.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clientwright::diag::Format;
use clientwright::rules::{RULES, Rule};
use clientwright_tests::overlay;
use tempfile::TempDir;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The codes that a case is found at fault for, and the findings as text.
fn found(rule: &Rule, case: &str) -> (BTreeSet<&'static str>, String) {
    let spec = TempDir::new().unwrap();
    overlay::lay(&root().join("ui/_base"), spec.path()).unwrap();
    let folder = root().join("rules").join(rule.code).join(case);
    overlay::lay(&folder, spec.path()).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let analysis = overlay::analysed(spec.path());
    let codes = analysis.report.diagnostics().iter().map(|finding| finding.code).collect();
    (codes, analysis.report.render(&analysis.sources, Format::Text, false))
}

/// The text under a heading of a page.
fn section<'p>(rule: &'p Rule, heading: &str) -> Option<&'p str> {
    let (_, rest) = rule.page.split_once(&format!("\n## {heading}\n"))?;
    Some(rest.split("\n## ").next().unwrap_or_default().trim())
}

/// What is said about the rules whose case is found at fault for other codes than it should be.
fn surprises(case: &str, expected: fn(&Rule) -> BTreeSet<&'static str>) -> String {
    let judged = RULES.iter().map(|rule| (rule, found(rule, case)));
    let surprising = judged.filter(|(rule, (codes, _))| *codes != expected(rule));
    surprising.map(|(rule, (_, text))| format!("{}/{case}:\n{text}\n", rule.code)).collect()
}

#[test]
fn every_rule_finds_what_it_is_about_and_nothing_else() {
    let surprises = surprises("bad", |rule| BTreeSet::from([rule.code]));
    assert!(surprises.is_empty(), "{surprises}");
}

#[test]
fn no_rule_finds_anything_in_what_is_close_and_sound() {
    let surprises = surprises("good", |_| BTreeSet::new());
    assert!(surprises.is_empty(), "{surprises}");
}

#[test]
fn every_case_belongs_to_a_rule() {
    for entry in fs::read_dir(root().join("rules")).unwrap().map(Result::unwrap) {
        let name = entry.file_name().to_string_lossy().into_owned();
        assert!(RULES.iter().any(|rule| rule.code == name), "there is no rule `{name}`");
    }
}

#[test]
fn every_page_says_what_why_and_what_instead() {
    for rule in RULES {
        assert!(rule.summary().ends_with('.'), "{}: {}", rule.code, rule.summary());
        for heading in ["What it finds", "Why", "Example", "Instead"] {
            let text = section(rule, heading).unwrap_or_else(|| panic!("{} has no `{heading}`", rule.code));
            assert!(!text.is_empty(), "{}: nothing under `{heading}`", rule.code);
        }
        let wide = rule.page.lines().find(|line| line.chars().count() > 120);
        assert_eq!(wide, None, "{}", rule.code);
    }
}

#[test]
fn rules_are_sorted_and_live_in_files_of_their_names() {
    assert!(RULES.is_sorted_by_key(|rule| rule.code));
    for rule in RULES {
        let file = root().join("../codegen/src/rules").join(format!("{}.rs", rule.code));
        assert!(file.is_file(), "{}", file.display());
    }
}
