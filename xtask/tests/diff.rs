//! Comparisons as people run them: in repositories, with lists of accepted changes, and with bad input.

#[path = "diff/generator.rs"]
mod generator;
#[path = "diff/given.rs"]
mod given;
#[path = "diff/told.rs"]
mod told;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

const LABEL: &str = "label: { type: string, create: optional";

/// A repository with a spec, and a branch off its main branch.
struct Repository {
    root: tempfile::TempDir,
}

struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Repository {
    fn new() -> Self {
        let repository = Repository { root: tempfile::tempdir().unwrap() };
        copy(&workspace().join("tests/diff/_base"), &repository.path().join("spec"));
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.commit("first");
        repository.git(&["switch", "--quiet", "--create", "branch"]);
        repository
    }

    fn path(&self) -> &Path {
        self.root.path()
    }

    fn git(&self, arguments: &[&str]) {
        git(self.path(), arguments);
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no `{from}`");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    /// Takes a field away from create, which breaks both.
    fn break_it(&self) {
        self.edit("spec/resources/boxes.yaml", LABEL, "label: { type: string");
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        run(self.path(), arguments)
    }
}

fn git(dir: &Path, arguments: &[&str]) {
    let settings = ["-c", "user.name=Tests", "-c", "user.email=tests@example.com", "-c", "commit.gpgsign=false"];
    let settings = settings.into_iter().chain(["-c", "protocol.file.allow=always"]);
    let output = Command::new("git").current_dir(dir).args(settings).args(arguments).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn run(dir: &Path, arguments: &[&str]) -> Ran {
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let (command, rest) = arguments.split_first().unwrap();
    xtask.current_dir(dir).env_remove("GITHUB_STEP_SUMMARY").args([command, "--spec", "spec"]).args(rest);
    let output = xtask.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap_or(-1), stdout: text(output.stdout), stderr: text(output.stderr) }
}

impl Ran {
    #[track_caller]
    fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    fn says(self, texts: &[&str]) -> Self {
        for text in texts {
            let said = self.stdout.contains(text) || self.stderr.contains(text);
            assert!(said, "`{text}` is not in\n{}\n{}", self.stdout, self.stderr);
        }
        self
    }
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        match path.is_dir() {
            true => copy(&path, &target),
            false => assert!(fs::copy(&path, &target).is_ok()),
        }
    }
}

#[test]
fn the_working_tree_is_compared_with_where_the_branch_left_main() {
    let repository = Repository::new();
    repository.run(&["diff"]).expect(0).says(&["main@", "(merge base) .. working tree", "nothing changes"]);
    repository.break_it();
    repository.run(&["diff"]).expect(1).says(&["field.became-read-only", "spec/resources/boxes.yaml", "major needed"]);
    repository.commit("second");
    // What others do meanwhile is not what this branch does.
    repository.git(&["switch", "--quiet", "main"]);
    repository.edit("spec/api.yaml", "requests: 100", "requests: 1");
    repository.commit("elsewhere");
    repository.git(&["switch", "--quiet", "branch"]);
    let ran = repository.run(&["diff"]).expect(1).says(&["field.became-read-only"]);
    assert!(!ran.stdout.contains("rate-limit"), "{}", ran.stdout);
}

#[test]
fn revisions_and_their_folders_can_be_named() {
    let repository = Repository::new();
    repository.git(&["tag", "v1"]);
    repository.break_it();
    repository.commit("second");
    repository.git(&["mv", "spec", "elsewhere"]);
    repository.commit("third");
    repository.run(&["diff", "v1", "HEAD~1"]).expect(1).says(&["v1@", "field.became-read-only"]);
    repository.run(&["diff", "v1:spec", "HEAD:elsewhere"]).expect(1).says(&["field.became-read-only"]);
    repository.run(&["diff", "HEAD:elsewhere", "elsewhere"]).expect(0).says(&["nothing changes"]);
    repository.run(&["diff", "v1", "HEAD"]).expect(3).says(&["has no spec in `spec`", "REVISION:FOLDER"]);
}

#[test]
fn revisions_are_data() {
    let repository = Repository::new();
    let ran =
        repository.run(&["diff", "--", "--output=stolen"]).expect(3).says(&["is no folder, no file and no revision"]);
    assert!(ran.stderr.contains("do not begin with a dash"), "{}", ran.stderr);
    repository.run(&["diff", "--", "--upload-pack=touch stolen:x"]).expect(3);
    assert!(!repository.path().join("stolen").exists());
    repository
        .run(&["diff", "nowhere"])
        .expect(3)
        .says(&["`nowhere` is no folder, no file and no revision", "git fetch"]);
    repository.run(&["diff", "main:nowhere"]).expect(3).says(&["has no spec in `nowhere`"]);
}

#[test]
fn a_shallow_clone_is_told_what_to_do() {
    let repository = Repository::new();
    repository.edit("spec/api.yaml", "requests: 100", "requests: 99");
    repository.commit("second");
    let clone = tempfile::tempdir().unwrap();
    let url = format!("file://{}", repository.path().display());
    git(clone.path(), &["clone", "--quiet", "--depth", "1", "--branch", "branch", &url, "clone"]);
    let dir = clone.path().join("clone");
    git(&dir, &["switch", "--quiet", "--detach"]);
    git(&dir, &["remote", "remove", "origin"]);
    git(&dir, &["branch", "--delete", "--force", "branch"]);
    run(&dir, &["diff"]).expect(3).says(&["none of the branches", "shallow", "fetch-depth: 0"]);
    run(&dir, &["diff", "HEAD~1"]).expect(3).says(&["shallow", "git fetch --unshallow"]);
}

#[test]
fn without_a_repository_folders_can_be_compared() {
    let dir = tempfile::tempdir().unwrap();
    copy(&workspace().join("tests/diff/_base"), &dir.path().join("spec"));
    copy(&workspace().join("tests/diff/_base"), &dir.path().join("other"));
    run(dir.path(), &["diff"]).expect(3).says(&["is in no git repository", "name two folders"]);
    run(dir.path(), &["diff", "other"]).expect(0).says(&["other .. working tree", "nothing changes"]);
}

#[test]
fn a_side_that_does_not_load_is_named_with_its_faults() {
    let repository = Repository::new();
    repository.edit("spec/api.yaml", "title: Base API", "titel: Base API");
    repository.commit("broken");
    repository.run(&["diff", "main", "HEAD"]).expect(3).says(&[
        "the new side does not load: HEAD@",
        "unknown key",
        "api.yaml:3",
    ]);
    repository.edit("spec/api.yaml", "titel: Base API", "title: Base API");
    repository.run(&["diff", "HEAD"]).expect(3).says(&["the old side does not load: HEAD@"]);
}

#[test]
fn what_is_no_file_of_a_spec_is_refused_with_a_reason() {
    let check = |make: &dyn Fn(&Repository), code: &str| {
        let repository = Repository::new();
        make(&repository);
        repository.commit("bad");
        let texts = [format!("[{code}]"), "the new side does not load".to_owned()];
        repository.run(&["diff", "main", "HEAD"]).expect(3).says(&texts.each_ref().map(String::as_str));
        // What is committed and what lies on disk are refused alike.
        if code != "submodule" {
            repository.run(&["diff", "main"]).expect(3).says(&texts.each_ref().map(String::as_str));
        }
    };
    let file = |repository: &Repository, name: &str| repository.path().join("spec/resources").join(name);
    check(
        &|one| fs::write(file(one, "x.yaml"), "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> other\n").unwrap(),
        "conflict",
    );
    check(&|one| fs::write(file(one, "x.yaml"), b"a\0b").unwrap(), "binary");
    check(&|one| fs::write(file(one, "x.yaml"), b"a: \xff").unwrap(), "not_utf8");
    check(&|one| symlink("/etc/hostname", file(one, "x.yaml")).unwrap(), "symlink");
    check(
        &|one| {
            fs::write(one.path().join("outside.yaml"), "a: 1\n").unwrap();
            symlink("../../outside.yaml", file(one, "x.yaml")).unwrap();
        },
        "symlink",
    );
    check(&|one| fs::write(file(one, "x.yaml"), " ".repeat((1 << 20) + 1)).unwrap(), "file_too_large");
    check(
        &|one| {
            let other = Repository::new();
            one.git(&["submodule", "--quiet", "add", &other.path().display().to_string(), "spec/resources/inner"]);
        },
        "submodule",
    );
}

#[test]
fn links_inside_the_folder_are_followed() {
    let repository = Repository::new();
    fs::rename(repository.path().join("spec/resources/bags.yaml"), repository.path().join("spec/bags.txt")).unwrap();
    symlink("../bags.txt", repository.path().join("spec/resources/bags.yaml")).unwrap();
    repository.commit("linked");
    repository.run(&["diff", "main", "HEAD"]).expect(0).says(&["nothing changes"]);
}

fn fingerprint(report: &str) -> String {
    let start = report.find("xtask accept ").unwrap() + "xtask accept ".len();
    report[start..start + 12].to_owned()
}

#[test]
fn accepted_changes_stay_in_the_report_and_do_not_fail() {
    let repository = Repository::new();
    repository.break_it();
    let fingerprint = fingerprint(&repository.run(&["diff"]).expect(1).stdout);
    repository.run(&["accept", &fingerprint, "--why", "  "]).expect(2).says(&["say why"]);
    repository.run(&["accept", "000000000000", "--why", "x"]).expect(2).says(&["no change", "000000000000"]);
    repository.run(&["accept", &fingerprint, "--why", "Nobody \"set\" it: never."]).expect(0).says(&["now accepts"]);
    repository.run(&["accept", &fingerprint, "--why", "again"]).expect(1).says(&["accepted already"]);
    let ran = repository.run(&["diff"]).expect(0);
    ran.says(&["ACCEPTED", "field.became-read-only", "Nobody \"set\" it: never.", "major needed"]);
    repository.run(&["diff", "--bump"]).expect(0).says(&["major 2.0.0\n"]);
    // Order and names of files are no part of a fingerprint.
    let boxes = repository.path().join("spec/resources/boxes.yaml");
    fs::rename(&boxes, boxes.with_file_name("renamed.yaml")).unwrap();
    repository.run(&["diff"]).expect(0).says(&["ACCEPTED"]);
}

#[test]
fn an_acceptance_that_accepts_nothing_is_an_error_until_it_has_served() {
    let repository = Repository::new();
    let list = repository.path().join("spec/accepted.yaml");
    fs::write(&list, "- { fingerprint: \"123456789abc\", kind: op.removed, what: x, why: y }\n").unwrap();
    repository.run(&["diff"]).expect(1).says(&["unused_acceptance", "spec/accepted.yaml:1"]);
    fs::write(&list, "- { fingerprint: \"123456789abc\", why: y, wy: z }\n").unwrap();
    repository.run(&["diff"]).expect(3).says(&["unknown key `wy`"]);
    fs::write(&list, "- { fingerprint: \"123456789abc\", kind: op.removed }\n").unwrap();
    repository.run(&["diff"]).expect(3).says(&["`why` is missing"]);
    fs::remove_file(&list).unwrap();
    repository.break_it();
    let fingerprint = fingerprint(&repository.run(&["diff"]).expect(1).stdout);
    repository.run(&["accept", &fingerprint, "--why", "wanted"]).expect(0);
    repository.commit("accepted");
    repository.git(&["branch", "--force", "main"]);
    repository.run(&["diff"]).expect(0).says(&["nothing changes"]);
}

#[test]
fn a_reused_tombstone_is_refused_whatever_anybody_accepts() {
    let repository = Repository::new();
    repository.edit("spec/resources/things.yaml", "types:\n", "tombstones: { title: { why: Gone. } }\ntypes:\n");
    repository.commit("tombstone");
    repository.git(&["branch", "--force", "main"]);
    let field = "  title: { type: string, read: always, doc: Another title. }\ntypes:\n";
    repository.edit("spec/resources/things.yaml", "tombstones: { title: { why: Gone. } }\ntypes:\n", field);
    let ran = repository.run(&["diff", "--fail-on", "never", "--format", "json"]).expect(1);
    let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(report["changes"][0]["kind"], "tombstone.name-reused");
    let fingerprint = report["changes"][0]["fingerprint"].as_str().unwrap();
    repository.run(&["accept", fingerprint, "--why", "x"]).expect(1).says(&["cannot be accepted"]);
    let list = format!("- {{ fingerprint: \"{fingerprint}\", kind: x, what: x, why: y }}\n");
    fs::write(repository.path().join("spec/accepted.yaml"), list).unwrap();
    repository.run(&["diff"]).expect(1).says(&["not_acceptable", "REFUSED"]);
}

#[test]
fn thresholds_decide_what_fails() {
    let repository = Repository::new();
    repository.edit("spec/api.yaml", "requests: 100", "requests: 1");
    repository.run(&["diff"]).expect(0).says(&["risky", "api.rate-limit-tightened"]);
    repository.run(&["diff", "--fail-on", "wire:risky"]).expect(1);
    repository.run(&["diff", "--fail-on", "rust:patch"]).expect(1);
    repository.run(&["diff", "--fail-on", "wire:risky", "--fail-on", "wire:never"]).expect(0);
    repository.run(&["diff", "--fail-on", "much"]).expect(2).says(&["`much` is no threshold", "rust:LEVEL"]);
}

#[test]
fn versions_are_held_against_what_changes() {
    let repository = Repository::new();
    repository.edit(
        "spec/resources/boxes.yaml",
        "  get: Reads a box.\n",
        "  get: Reads a box.\n  look: { template: get, path: \"{path}/{id}/look\", doc: Looks at a box. }\n",
    );
    repository.run(&["diff", "--bump"]).expect(0).says(&["minor 1.5.0\n"]);
    repository.run(&["diff", "--check-version"]).expect(1).says(&["at least 1.5.0: too small", "raise it in api.yaml"]);
    repository.edit("spec/api.yaml", "version: 1.4.0", "version: 1.5.0");
    repository.run(&["diff", "--check-version"]).expect(0).says(&["enough"]);
    repository.run(&["diff", "--changelog"]).expect(0).says(&["## 1.5.0", "### Added", "store.boxes.look"]);
}

#[test]
fn a_workflow_gets_annotations_and_a_summary() {
    let repository = Repository::new();
    repository.break_it();
    let summary = repository.path().join("summary.md");
    let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
    xtask.current_dir(repository.path()).env("GITHUB_STEP_SUMMARY", &summary);
    let output = xtask.args(["diff", "--format", "github", "--spec", "spec"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.starts_with("::error file=spec/resources/boxes.yaml,line="), "{said}");
    assert!(fs::read_to_string(summary).unwrap().contains("| breaking |"));
}

#[test]
fn many_annotations_are_cut_and_counted() {
    let repository = Repository::new();
    let fields: String =
        (0..12).map(|n| format!("  f{n}: {{ type: string, create: optional, doc: One. }}\n")).collect();
    repository.edit("spec/resources/boxes.yaml", "fields:\n", &format!("fields:\n{fields}"));
    repository.commit("many");
    repository.git(&["branch", "--force", "main"]);
    repository.edit("spec/resources/boxes.yaml", &fields, "");
    let ran = repository.run(&["diff", "--format", "github"]).expect(1).says(&["and 3 more"]);
    assert_eq!(ran.stdout.lines().count(), 10, "{}", ran.stdout);
}

#[test]
fn documents_are_compared_too() {
    let repository = Repository::new();
    let document = |parameters: &str| {
        format!(
            "openapi: 3.0.3\ninfo: {{ title: Base, version: 1.0.0 }}\npaths:\n  /things:\n    get:\n      parameters: [{parameters}]\n      responses: {{ 200: {{ description: x }} }}\n"
        )
    };
    let old = "{ name: word, in: query, schema: { type: string } }";
    fs::write(repository.path().join("api.yaml"), document(old)).unwrap();
    repository.commit("document");
    let new =
        "{ name: word, in: query, required: true, description: \"Deprecated: use text.\", schema: { type: string } }";
    fs::write(repository.path().join("api.yaml"), document(new)).unwrap();
    let ran = repository.run(&["diff", "HEAD:api.yaml", "api.yaml"]).expect(1);
    let ran = ran.says(&["param.made-required", "GET /things query · word", "param.deprecated"]);
    assert!(ran.stdout.contains("- fn get(&self) -> Get<C>"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("xtask accept"), "nothing is accepted beside a document: {}", ran.stdout);
    fs::write(repository.path().join("bad.yaml"), "a: 1\n").unwrap();
    repository
        .run(&["diff", "api.yaml", "bad.yaml"])
        .expect(3)
        .says(&["not_openapi", "the new side does not load: bad.yaml"]);
    repository.run(&["diff", "api.yaml"]).expect(1).says(&["working tree as an OpenAPI document"]);
}
