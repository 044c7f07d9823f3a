//! What cannot be compared, and what the message says to do about it.

use super::*;

#[test]
fn a_repository_that_git_does_not_open_is_told_in_words_of_git() {
    let repository = Repository::new();
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    // Git has this variable for tests of its own; settings of the machine must not let the repository pass.
    xtask.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    xtask.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = xtask.current_dir(repository.path()).args(["diff", "--spec", "spec"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3), "{said}");
    assert!(said.contains("dubious ownership") && said.contains("safe.directory"), "{said}");
}

#[test]
fn what_is_no_revision_comes_with_what_to_write() {
    let repository = Repository::new();
    repository.run(&["diff", "main..branch"]).expect(3).says(&["`main..branch`", "both ends of a range"]);
    repository.run(&["diff", ":spec"]).expect(3).says(&["`` is no revision", "`main:api/spec`"]);
    repository.run(&["diff", "main:./spec"]).expect(3).says(&["`./spec` is no path", "top of the repository"]);
    repository.run(&["diff", "main:/spec"]).expect(3).says(&["`/spec` is no path", "top of the repository"]);
    repository.run(&["diff", "main:"]).expect(3).says(&["has no spec at its top"]);
    repository.run(&["diff", "main:spec/"]).expect(0).says(&["nothing changes"]);
}

#[test]
fn a_folder_without_a_spec_does_not_hide_a_branch() {
    let repository = Repository::new();
    fs::create_dir(repository.path().join("main")).unwrap();
    repository.run(&["diff", "main"]).expect(0).says(&["main@", "nothing changes"]);
    copy(&workspace().join("tests/diff/_base"), &repository.path().join("main"));
    repository.run(&["diff", "main"]).expect(0).says(&["spec: main .. working tree"]);
    repository.run(&["diff", "refs/heads/main"]).expect(0).says(&["refs/heads/main@"]);
    fs::create_dir(repository.path().join("nowhere")).unwrap();
    repository.run(&["diff", "nowhere"]).expect(3).says(&["[no_spec]", "nowhere/api.yaml"]);
}

#[test]
fn a_branch_without_commits_is_told_to_get_some() {
    let dir = tempfile::tempdir().unwrap();
    copy(&workspace().join("tests/diff/_base"), &dir.path().join("spec"));
    git(dir.path(), &["init", "--quiet"]);
    run(dir.path(), &["diff"]).expect(3).says(&["none of the branches", "no commits yet"]);
    run(dir.path(), &["diff", "HEAD"]).expect(3).says(&["no commits yet"]);
}

#[test]
fn what_a_shallow_clone_is_told_brings_the_main_branch() {
    let repository = Repository::new();
    repository.edit("spec/api.yaml", "requests: 100", "requests: 99");
    repository.commit("second");
    repository.git(&["switch", "--quiet", "main"]);
    let clone = tempfile::tempdir().unwrap();
    let url = format!("file://{}", repository.path().display());
    git(clone.path(), &["clone", "--quiet", "--depth", "1", "--branch", "branch", &url, "clone"]);
    let dir = clone.path().join("clone");
    let said = run(&dir, &["diff"]).expect(3).stderr;
    let command = said.split('`').find(|part| part.starts_with("git fetch")).unwrap().replace('"', "");
    git(&dir, &command.split(' ').skip(1).collect::<Vec<_>>());
    run(&dir, &["diff"]).expect(0).says(&["origin/main@", "api.rate-limit-tightened"]);
}

#[test]
fn a_list_of_accepted_changes_elsewhere_is_not_read() {
    let repository = Repository::new();
    fs::write(repository.path().join("outside.yaml"), "[]\n").unwrap();
    symlink("../outside.yaml", repository.path().join("spec/accepted.yaml")).unwrap();
    repository.run(&["diff"]).expect(3).says(&["[symlink]", "spec/accepted.yaml"]);
    repository.commit("linked");
    repository.run(&["diff", "main", "HEAD"]).expect(3).says(&["[symlink]", "spec/accepted.yaml"]);
}
