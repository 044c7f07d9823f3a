//! What a comparison prints beside its changes, and that it can be used as it is printed.

use super::*;

const DEPTH: &str = "fields:\n  depth: { type: int32, create: optional, doc: How deep it is inside. }\n";

#[test]
fn the_command_that_accepts_can_be_run_as_it_is_printed() {
    let repository = Repository::new();
    repository.git(&["tag", "v1"]);
    repository.git(&["branch", "--move", "main", "it's"]);
    repository.break_it();
    repository.commit("broken");
    let said = repository.run(&["diff", "it's"]).expect(1).stdout;
    let command = said.lines().find_map(|line| line.trim().strip_prefix("accept  cargo xtask ")).unwrap();
    let mut shell = Command::new("sh");
    let line = format!("'{}' {}", env!("CARGO_BIN_EXE_xtask"), command.replace('…', "Wanted."));
    let output = shell.current_dir(repository.path()).args(["-c", &line]).output().unwrap();
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    repository.run(&["diff", "v1"]).expect(0).says(&["ACCEPTED", "Wanted."]);
}

#[test]
fn a_reason_of_several_lines_is_told_in_one() {
    let repository = Repository::new();
    repository.break_it();
    let fingerprint = fingerprint(&repository.run(&["diff"]).expect(1).stdout);
    repository.run(&["accept", &fingerprint, "--why", "Nobody\n  sets it."]).expect(0);
    repository.run(&["diff"]).expect(0).says(&["accepted because: Nobody sets it.\n"]);
    let list = format!("- fingerprint: \"{fingerprint}\"\n  kind: x\n  what: x\n  why: |\n    Nobody\n    sets it.\n");
    fs::write(repository.path().join("spec/accepted.yaml"), list).unwrap();
    repository.run(&["diff"]).expect(0).says(&["accepted because: Nobody sets it.\n"]);
}

#[test]
fn the_bump_comes_with_the_version_that_has_it() {
    let repository = Repository::new();
    repository.run(&["diff", "--bump"]).expect(0).says(&["none 1.4.0\n"]);
    repository.edit("spec/resources/boxes.yaml", "fields:\n", DEPTH);
    repository.run(&["diff", "--bump"]).expect(0).says(&["minor 1.5.0\n"]);
    repository.break_it();
    repository.run(&["diff", "--bump"]).expect(0).says(&["major 2.0.0\n"]);
}

#[test]
fn a_change_log_is_for_the_version_that_comes() {
    let repository = Repository::new();
    let ran = repository.run(&["diff", "--changelog"]).expect(0).says(&["nothing changes"]);
    assert_eq!(ran.stdout, "", "a section would be for a version that is out already");
    repository.edit("spec/resources/boxes.yaml", "fields:\n", DEPTH);
    repository.run(&["diff", "--changelog"]).expect(0).says(&["## 1.5.0\n"]);
    repository.edit("spec/api.yaml", "version: 1.4.0", "version: 2.0.0");
    repository.run(&["diff", "--changelog"]).expect(0).says(&["## 2.0.0\n"]);
    repository.edit("spec/api.yaml", "version: 2.0.0", "version: 1.4.1");
    repository.run(&["diff", "--changelog"]).expect(0).says(&["## 1.5.0\n"]);
}

#[test]
fn all_that_fails_a_workflow_is_annotated() {
    let repository = Repository::new();
    repository.edit("spec/resources/boxes.yaml", "fields:\n", DEPTH);
    let list = "- { fingerprint: \"123456789abc\", kind: op.removed, what: x, why: y }\n";
    fs::write(repository.path().join("spec/accepted.yaml"), list).unwrap();
    let said = repository.run(&["diff", "--format", "github", "--check-version"]).expect(1).stdout;
    assert!(said.contains("::error file=spec/accepted.yaml,line=1"), "{said}");
    assert!(said.contains("::error title=cargo xtask diff::the version of the package is too small"), "{said}");
    repository.edit("spec/api.yaml", "title: Base API", "titel: Base API");
    let said = repository.run(&["diff", "--format", "github"]).expect(3).stdout;
    assert!(said.contains("::error file=spec/api.yaml,line=3"), "{said}");
}
