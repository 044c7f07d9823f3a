//! The commands as people run them: the real binary, on copies of a small spec.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::SystemTime;

/// A copy of the second API's spec, and a folder for its client.
struct Workplace {
    root: tempfile::TempDir,
}

impl Workplace {
    fn new() -> Self {
        let workplace = Workplace { root: tempfile::tempdir().unwrap() };
        copy(&repository().join("tests/second/spec"), &workplace.spec());
        workplace
    }

    fn spec(&self) -> PathBuf {
        self.root.path().join("spec")
    }

    fn out(&self) -> PathBuf {
        self.root.path().join("client")
    }

    fn run(&self, command: &str, flags: &[&str]) -> Ran {
        Ran::of(self.command(command, flags).output().unwrap())
    }

    fn command(&self, command: &str, flags: &[&str]) -> Command {
        let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
        xtask.arg(command).args(flags).arg("--spec").arg(self.spec());
        if matches!(command, "generate" | "check") {
            xtask.arg("--out").arg(self.out());
        }
        xtask
    }

    /// Every file of the client with its text and the time it was written.
    fn files(&self) -> BTreeMap<PathBuf, (String, SystemTime)> {
        let mut files = BTreeMap::new();
        collect(&self.out(), &mut files);
        files
    }

    fn texts(&self) -> BTreeMap<PathBuf, String> {
        self.files().into_iter().map(|(path, (text, _))| (path, text)).collect()
    }

    fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.spec().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} has no `{from}`");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }
}

struct Ran {
    code: i32,
    stdout: String,
    stderr: String,
}

impl Ran {
    fn of(output: Output) -> Self {
        Ran {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn collect(dir: &Path, files: &mut BTreeMap<PathBuf, (String, SystemTime)>) {
    let Ok(entries) = fs::read_dir(dir) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            collect(&path, files);
        } else {
            let written = fs::metadata(&path).unwrap().modified().unwrap();
            files.insert(path.clone(), (fs::read_to_string(&path).unwrap(), written));
        }
    }
}

#[test]
fn generating_twice_touches_nothing() {
    let work = Workplace::new();
    let first = work.run("generate", &[]).expect(0);
    assert!(first.stdout.contains("2 services"), "{}", first.stdout);
    let before = work.files();
    assert!(before.len() > 10, "{:?}", before.keys());
    let second = work.run("generate", &[]).expect(0);
    assert!(second.stdout.contains("unchanged"), "{}", second.stdout);
    assert_eq!(before, work.files(), "neither a text nor a time has changed");
}

#[test]
fn a_deleted_source_folder_comes_back_byte_for_byte() {
    let work = Workplace::new();
    work.run("generate", &[]).expect(0);
    let before = work.texts();
    fs::remove_dir_all(work.out().join("src")).unwrap();
    work.run("generate", &["--check"]).expect(1);
    work.run("generate", &[]).expect(0);
    assert_eq!(before, work.texts());
}

#[test]
fn several_runs_at_once_wait_for_each_other() {
    let work = Workplace::new();
    // A round in which runs get in each other's way is likely, not certain.
    for _ in 0..8 {
        let start = |_| {
            let mut generate = work.command("generate", &[]);
            generate.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        };
        let runs: Vec<Child> = (0..6).map(start).collect();
        for run in runs {
            Ran::of(run.wait_with_output().unwrap()).expect(0);
        }
        work.run("check", &[]).expect(0);
        fs::remove_dir_all(work.out()).unwrap();
    }
}

#[test]
fn check_tells_programs_what_is_stale() {
    let work = Workplace::new();
    work.run("generate", &[]).expect(0);
    work.edit("resources/parcels.yaml", "Weight in grams.", "Weight in whole grams.");
    for (command, flags) in [("generate", &["--check"][..]), ("check", &[])] {
        let json = work.run(command, &[flags, &["--format", "json"]].concat()).expect(1).stdout;
        let findings: serde_json::Value = serde_json::from_str(&json).unwrap();
        let stale = &findings["diagnostics"][0];
        assert_eq!(stale["code"], "stale_output");
        assert!(stale["file"].as_str().unwrap().ends_with("client/src/parcels.rs"), "{json}");
        assert!(stale["help"].as_str().unwrap().starts_with("run: cargo xtask generate"), "{json}");
        assert_eq!(findings["errors"], 1);
        let github = work.run(command, &[flags, &["--format", "github"]].concat()).expect(1).stdout;
        assert!(github.starts_with("::error file=") && github.contains("title=stale_output"), "{github}");
    }
    work.run("generate", &[]).expect(0);
    let json = work.run("check", &["--format", "json"]).expect(0).stdout;
    assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap()["errors"], 0);
}

#[test]
fn check_shows_what_is_stale_and_writes_nothing() {
    let work = Workplace::new();
    work.run("generate", &[]).expect(0);
    let before = work.files();
    work.edit("resources/parcels.yaml", "Weight in grams.", "Weight in whole grams.");
    for (command, flags) in [("generate", &["--check"][..]), ("check", &[])] {
        let ran = work.run(command, flags).expect(1);
        assert!(ran.stderr.contains("-    /// Weight in grams."), "{}", ran.stderr);
        assert!(ran.stderr.contains("+    /// Weight in whole grams."), "{}", ran.stderr);
        assert!(ran.stderr.contains("run: cargo xtask generate"), "{}", ran.stderr);
    }
    assert_eq!(before, work.files());
    work.run("generate", &[]).expect(0);
    work.run("check", &[]).expect(0);
}

#[test]
fn a_dry_run_lists_what_would_change() {
    let work = Workplace::new();
    work.run("generate", &[]).expect(0);
    let before = work.files();
    work.edit("resources/parcels.yaml", "Weight in grams.", "Weight in whole grams.");
    let ran = work.run("generate", &["--dry-run"]).expect(0);
    assert!(ran.stdout.contains("src/parcels.rs"), "{}", ran.stdout);
    assert_eq!(before, work.files());
}

#[test]
fn a_service_that_went_takes_its_files_along() {
    let work = Workplace::new();
    work.run("generate", &[]).expect(0);
    fs::remove_file(work.spec().join("resources/admin_lockers.yaml")).unwrap();
    fs::remove_file(work.spec().join("types/lockers.yaml")).unwrap();
    work.edit("api.yaml", "namespaces:\n  admin: Calls for the people behind the counter.\n", "");
    let ran = work.run("generate", &["--check"]).expect(1);
    assert!(ran.stderr.contains("src/admin/lockers.rs"), "{}", ran.stderr);
    work.run("generate", &[]).expect(0);
    assert!(!work.out().join("src/admin").exists(), "the folder went too");
    work.run("check", &[]).expect(0);
}

#[test]
fn files_of_other_people_are_left_alone() {
    let work = Workplace::new();
    work.run("generate", &[]).expect(0);
    let notes = work.out().join("src/notes.txt");
    fs::write(&notes, "mine").unwrap();
    let target = work.out().join("src/parcels.rs");
    fs::write(&target, "// written by hand\n").unwrap();
    let before = work.files();
    let ran = work.run("generate", &[]).expect(1);
    assert!(ran.stderr.contains("src/parcels.rs"), "{}", ran.stderr);
    assert_eq!(before, work.files(), "nothing at all was written");
    fs::remove_file(target).unwrap();
    work.run("generate", &[]).expect(0);
    assert_eq!(fs::read_to_string(notes).unwrap(), "mine");
}

#[test]
fn an_output_folder_that_cannot_be_made_is_named() {
    let work = Workplace::new();
    fs::write(work.out(), "a file in the way").unwrap();
    let ran = work.run("generate", &[]).expect(1);
    assert!(ran.stderr.contains("client"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(work.out()).unwrap(), "a file in the way");
}

#[test]
fn a_spec_that_does_not_load_ends_with_three_and_writes_nothing() {
    let work = Workplace::new();
    work.edit("resources/parcels.yaml", "type: uint64", "type: uint46");
    let ran = work.run("generate", &[]).expect(3);
    assert!(ran.stderr.contains("did you mean `uint64`?"), "{}", ran.stderr);
    assert!(ran.stderr.contains("resources/parcels.yaml:"), "{}", ran.stderr);
    assert!(!work.out().exists());
    work.run("check", &[]).expect(3);
    work.run("expand", &["parcels"]).expect(3);
}

#[test]
fn what_a_rule_finds_ends_with_one() {
    let work = Workplace::new();
    work.edit("resources/parcels.yaml", ", doc: Weight in grams.", "");
    let ran = work.run("check", &[]).expect(1);
    assert!(ran.stderr.contains("missing_doc"), "{}", ran.stderr);
}

#[test]
fn a_wrong_command_line_ends_with_two() {
    let work = Workplace::new();
    work.run("generate", &["--bogus"]).expect(2);
    let ran = work.run("expand", &["parcel"]).expect(2);
    assert!(ran.stderr.contains("did you mean `parcels`?"), "{}", ran.stderr);
}

#[test]
fn findings_can_be_read_by_programs() {
    let work = Workplace::new();
    work.edit("resources/parcels.yaml", "type: uint64", "type: uint46");
    let json = work.run("check", &["--format", "json"]).expect(3).stdout;
    let findings: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(findings["diagnostics"][0]["code"], "unknown_type");
    assert_eq!(findings["errors"], 1);
    let github = work.run("check", &["--format", "github"]).expect(3).stdout;
    assert!(github.starts_with("::error file="), "{github}");
}

#[test]
fn timings_name_every_stage() {
    let work = Workplace::new();
    let ran = work.run("generate", &["--timings"]).expect(0);
    for stage in ["read", "parse", "lower", "check", "emit", "write", "total"] {
        assert!(ran.stderr.contains(stage), "{stage}: {}", ran.stderr);
    }
}

#[test]
fn the_model_is_json_and_a_service_expands_to_yaml() {
    let work = Workplace::new();
    let model: serde_json::Value = serde_json::from_str(&work.run("model", &[]).expect(0).stdout).unwrap();
    assert_eq!(model["name"], "depot");
    let twice = work.run("model", &[]).expect(0).stdout;
    assert_eq!(twice, work.run("model", &[]).expect(0).stdout, "the order is stable");
    let expanded = work.run("expand", &["Parcel"]).expect(0).stdout;
    assert!(expanded.contains("createdAt:"), "groups are filled in: {expanded}");
    assert!(expanded.contains("method: PATCH"), "templates are filled in: {expanded}");
}

#[test]
fn export_prints_the_api_for_other_tools() {
    let work = Workplace::new();
    let yaml = work.run("export", &["openapi"]).expect(0);
    assert!(yaml.stdout.starts_with("openapi: \"3.1.0\"\n"), "{}", yaml.stdout);
    assert!(yaml.stdout.contains("operationId: admin.lockers.put\n"), "{}", yaml.stdout);
    let json = work.run("export", &["openapi", "--format", "json"]).expect(0);
    let document: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(document["paths"]["/parcels"]["post"]["operationId"], "parcels.create");
    work.run("export", &["swagger"]).expect(2);
}

#[test]
fn a_spec_that_breaks_a_rule_is_not_exported() {
    let work = Workplace::new();
    work.edit("resources/parcels.yaml", "weightGrams: 250", "weightGrams: heavy");
    let ran = work.run("export", &["openapi"]);
    assert!(ran.code != 0 && ran.stdout.is_empty() && ran.stderr.contains("weightGrams"), "{}", ran.stderr);
}

#[test]
fn stats_count_by_namespace() {
    let work = Workplace::new();
    let lines = [
        "                                                                             deprecated",
        "                services  operations  types  fields  enums  values  secrets  services  operations  fields",
        "(no namespace)         1           6      3      19      2       4        1         0           0       0",
        "admin                  1           4      2       6      0       0        0         0           0       0",
        "(shared types)         0           0      0       0      1       2        0         0           0       0",
        "total                  2          10      5      25      3       6        1         0           0       0",
    ];
    assert_eq!(work.run("stats", &[]).expect(0).stdout.lines().collect::<Vec<_>>(), lines);
    let json = work.run("stats", &["--format", "json"]).expect(0);
    let counts: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!((&counts["total"]["operations"], &counts["namespaces"][1]["services"]), (&10.into(), &1.into()));
}

fn explain(code: &[&str]) -> Ran {
    Ran::of(Command::new(env!("CARGO_BIN_EXE_xtask")).arg("explain").args(code).output().unwrap())
}

#[test]
fn rules_are_listed_and_explained() {
    let list = explain(&[]).expect(0).stdout;
    assert!(list.lines().any(|line| line.starts_with("missing_doc  ")), "{list}");
    assert!(list.lines().count() > 20 && list.is_ascii(), "{list}");
    let page = explain(&["secret_name"]).expect(0).stdout;
    assert!(page.starts_with("# secret_name\n\n") && page.contains("\n## Instead\n"), "{page}");
}

#[test]
fn an_unknown_rule_ends_with_two() {
    let ran = explain(&["secret_names"]).expect(2);
    assert!(ran.stderr.contains("did you mean `secret_name`?") && ran.stdout.is_empty(), "{}", ran.stderr);
    assert!(explain(&["bogus"]).expect(2).stderr.contains("cargo xtask explain"));
}

/// The spec's own document, for a test to change.
fn own_document(work: &Workplace) -> PathBuf {
    let document = work.root.path().join("document.yaml");
    fs::write(&document, work.run("export", &["openapi"]).expect(0).stdout).unwrap();
    document
}

#[test]
fn drift_tells_what_a_document_says_otherwise() {
    let work = Workplace::new();
    let document = own_document(&work);
    let path = document.to_str().unwrap();
    let ran = work.run("drift", &[path]).expect(0);
    assert!(ran.stdout.starts_with("no difference"), "{}", ran.stdout);
    work.edit("resources/parcels.yaml", "type: uint64", "type: uint32");
    let ran = work.run("drift", &[path]).expect(1);
    assert!(ran.stdout.contains("type_differs: field `weightGrams`"), "{}", ran.stdout);
    assert_eq!(ran.stderr, "");
}

#[test]
fn wanted_drift_is_no_drift_until_it_is_gone() {
    let work = Workplace::new();
    let document = own_document(&work);
    let entry = "- { document: doc*.yaml, kind: type_differs, field: weightGrams, reason: It is light., fact: It was weighed. }";
    fs::write(work.spec().join("drift.yaml"), entry).unwrap();
    let ran = work.run("drift", &[document.to_str().unwrap()]).expect(1);
    assert!(ran.stderr.contains("error[unused_drift]"), "{}", ran.stderr);
    work.run("generate", &[]).expect(0);
    work.edit("resources/parcels.yaml", "type: uint64", "type: uint32");
    let ran = work.run("drift", &[document.to_str().unwrap()]).expect(0);
    assert!(ran.stdout.contains("listed in"), "{}", ran.stdout);
}

#[test]
fn drift_from_what_is_no_document_ends_with_three() {
    let work = Workplace::new();
    work.run("drift", &[]).expect(2);
    let missing = work.root.path().join("missing.yaml");
    let ran = work.run("drift", &[missing.to_str().unwrap()]).expect(3);
    assert!(ran.stderr.contains("error[no_document]"), "{}", ran.stderr);
    let spec = work.spec().join("api.yaml");
    let ran = work.run("drift", &[spec.to_str().unwrap()]).expect(3);
    assert!(ran.stderr.contains("error[not_openapi]"), "{}", ran.stderr);
    work.run("drift", &[work.spec().to_str().unwrap()]).expect(3);
}

#[test]
fn drift_can_be_read_by_programs() {
    let work = Workplace::new();
    let document = own_document(&work);
    work.edit("resources/parcels.yaml", "status: 202", "status: 200");
    let json = work.run("drift", &[document.to_str().unwrap(), "--format", "json"]).expect(1).stdout;
    let found: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(found["differences"][0]["kind"], "status_differs");
    assert_eq!(found["differences"][0]["at"][0]["operation"], "POST /parcels/{id}/dispatch");
    assert_eq!(found["errors"], 0, "differences are counted apart from faults");
    let github = work.run("drift", &[document.to_str().unwrap(), "--format", "github"]).expect(1).stdout;
    assert!(github.starts_with("::error file=") && github.contains("title=status_differs"), "{github}");
    let json = work.run("drift", &["missing.yaml", "--format", "json"]).expect(3).stdout;
    let found: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(found["diagnostics"][0]["code"], "no_document");
}
