use super::*;
use crate::write::tests::{files, folder, tree, write};
use crate::write::{Mode, sync};

#[test]
fn checking_changes_nothing_and_says_what_is_stale() {
    let dir = folder();
    write(&files(&[("changed.rs", "old"), ("orphan.rs", "o"), ("same.rs", "s")]), &dir);
    let before = tree(dir.path());
    for mode in [Mode::Check, Mode::DryRun] {
        let outcome = sync(&files(&[("changed.rs", "new"), ("missing.rs", "m"), ("same.rs", "s")]), dir.path(), mode)
            .expect("nothing in the way");
        let stale: Vec<_> = outcome.stale.iter().map(|stale| (stale.path.as_str(), stale.kind)).collect();
        let expected = [("changed.rs", Kind::Changed), ("missing.rs", Kind::Missing), ("orphan.rs", Kind::Orphaned)];
        assert_eq!(stale, expected);
        assert_eq!(outcome.unchanged, 1);
        assert!(outcome.written.is_empty() && outcome.removed.is_empty());
        assert!(outcome.stale[0].diff.contains("-old\n+new\n"), "{}", outcome.stale[0].diff);
        assert_eq!(outcome.counts(), "3 files stale, 1 unchanged");
        let orphan = format!("orphaned: {}\n", dir.path().join("orphan.rs").display());
        assert!(outcome.explain().contains(&orphan), "{}", outcome.explain());
        assert_eq!(tree(dir.path()), before);
    }
}

#[test]
fn a_folder_that_is_not_there_is_stale() {
    let dir = folder();
    let out = dir.path().join("nowhere");
    let outcome = sync(&files(&[("a.rs", "a")]), &out, Mode::Check).expect("nothing in the way");
    assert_eq!((outcome.stale.len(), out.exists()), (1, false));
}

#[test]
fn long_diffs_are_cut() {
    let dir = folder();
    let body = |word: &str| (0..500).map(|line| format!("{word} {line} {}\n", "x".repeat(1000))).collect::<String>();
    write(&files(&[("a.rs", &body("old"))]), &dir);
    let outcome = sync(&files(&[("a.rs", &body("new"))]), dir.path(), Mode::Check).expect("nothing in the way");
    let diff = &outcome.stale[0].diff;
    assert_eq!(diff.lines().count(), 61);
    assert!(diff.lines().all(|line| line.len() <= 300));
    assert!(diff.ends_with("more lines\n"));
}

#[test]
fn counts_read_as_a_sentence() {
    let strings = |count| vec![String::new(); count];
    let outcome = |written, removed, unchanged| Outcome {
        written: strings(written),
        removed: strings(removed),
        unchanged,
        stale: Vec::new(),
    };
    assert_eq!(outcome(3, 0, 75).counts(), "3 files written, 75 unchanged");
    assert_eq!(outcome(1, 2, 0).counts(), "1 file written, 2 removed, 0 unchanged");
    assert_eq!(outcome(0, 0, 78).counts(), "78 files unchanged");
}
