//! What the generator changes: the crate that is committed with a spec, held against today's.

use super::*;

const METHOD: &str = "    pub fn get(&self";

impl Repository {
    /// A spec with its crate, as an earlier generator has made them, and a branch.
    fn with_crate(earlier: impl FnOnce(&Repository)) -> Self {
        let repository = Repository { root: tempfile::tempdir().unwrap() };
        copy(&workspace().join("tests/second/spec"), &repository.path().join("spec"));
        repository.run(&["generate", "--out", "client"]).expect(0);
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        earlier(&repository);
        repository.commit("first");
        repository.git(&["switch", "--quiet", "--create", "branch"]);
        repository
    }

    /// The same call with its crate named.
    fn held(&self, arguments: &[&str]) -> Ran {
        self.run(&[arguments, &["--out", "client"]].concat())
    }

    fn write(&self, file: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path().join(file), text).unwrap();
    }
}

/// A crate in which a method was called otherwise.
fn renamed(repository: &Repository) {
    repository.edit("client/src/parcels.rs", METHOD, "    pub fn fetch(&self");
}

#[test]
fn a_generator_that_has_not_changed_is_not_mentioned() {
    let repository = Repository::with_crate(|_| {});
    for ran in [repository.held(&["diff"]), repository.held(&["diff", "HEAD"])] {
        let ran = ran.expect(0).says(&["nothing changes"]);
        assert_eq!(ran.stderr, "");
    }
}

#[test]
fn what_the_generator_changes_counts_like_all_changes() {
    let repository = Repository::with_crate(renamed);
    let ran = repository.held(&["diff"]).expect(1);
    let ran = ran.says(&["generator.template-changed-surface", "Parcels::fetch", "wire: none", "major needed"]);
    let fingerprint = fingerprint(&ran.stdout);
    repository.held(&["diff", "--bump"]).expect(0).says(&["major 0.4.0\n"]);
    repository.held(&["diff", "--fail-on", "never"]).expect(0);
    repository.held(&["diff", "--fail-on", "never", "--check-version"]).expect(1).says(&["too small"]);
    repository.held(&["diff", "--changelog"]).expect(0).says(&["### Breaking", "`crate::parcels`"]);
    repository.held(&["accept", &fingerprint, "--why", "Shorter."]).expect(0).says(&["now accepts"]);
    repository.held(&["diff"]).expect(0).says(&["ACCEPTED", "Shorter."]);
    // A further change is another one.
    repository.git(&["switch", "--quiet", "main"]);
    repository.edit("client/src/parcels.rs", "    pub fn list(&self", "    pub fn browse(&self");
    repository.git(&["commit", "--quiet", "--all", "--message", "more"]);
    repository.held(&["diff", "HEAD"]).expect(1).says(&["unused_acceptance", "BREAKING"]);
}

#[test]
fn what_the_spec_changes_is_not_blamed_on_the_generator() {
    let repository = Repository::with_crate(|_| {});
    repository.edit("spec/api.yaml", "version: 0", "version: 90");
    repository.edit("spec/resources/parcels.yaml", "doc: ", "doc: Well. ");
    let ran = repository.held(&["diff", "--fail-on", "never"]);
    assert!(!ran.stdout.contains("generator."), "{}", ran.stdout);
}

#[test]
fn a_folder_has_its_crate_beside_it() {
    let repository = Repository::with_crate(|_| {});
    fs::create_dir(repository.path().join("old")).unwrap();
    for folder in ["spec", "client"] {
        copy(&repository.path().join(folder), &repository.path().join("old").join(folder));
    }
    repository.held(&["diff", "old/spec"]).expect(0).says(&["nothing changes"]);
    repository.edit("old/client/src/parcels.rs", METHOD, "    pub fn fetch(&self");
    repository.held(&["diff", "old/spec"]).expect(1).says(&["generator.template-changed-surface"]);
    fs::remove_dir_all(repository.path().join("old/client")).unwrap();
    let ran = repository.held(&["diff", "old/spec"]).expect(0).says(&["nothing changes"]);
    assert_eq!(ran.stderr, "");
}

#[test]
fn without_a_crate_there_is_nothing_to_say() {
    let repository = Repository::with_crate(|repository| {
        fs::remove_dir_all(repository.path().join("client")).unwrap();
    });
    repository.run(&["generate", "--out", "client"]).expect(0);
    repository.commit("the crate");
    for arguments in [&["diff"][..], &["diff", "HEAD", "--out", "elsewhere"], &["diff", "HEAD", "--out", "/"]] {
        let out: &[&str] = if arguments.contains(&"--out") { &[] } else { &["--out", "client"] };
        let ran = repository.run(&[arguments, out].concat()).expect(0).says(&["nothing changes"]);
        assert_eq!(ran.stderr, "", "{arguments:?}");
    }
}

#[test]
fn what_is_no_crate_of_the_spec_is_told_and_passed_over() {
    let told = |earlier: &dyn Fn(&Repository), words: &str| {
        let repository = Repository::with_crate(earlier);
        let ran = repository.held(&["diff"]).expect(0).says(&["nothing changes", "note: client of main@", words]);
        assert_eq!(ran.stderr.lines().count(), 1, "{}", ran.stderr);
    };
    let deep = format!("// @generated by clientwright\nconst A: u8 = {}1{};", "(".repeat(99_999), ")".repeat(99_999));
    told(&|one| one.write("client/Cargo.toml", "[package]\nname = \"mine\"\n"), "was not generated");
    told(&|one| one.edit("client/Cargo.toml", "name = \"depot", "name = \"other"), "--out says where");
    told(&|one| one.edit("client/Cargo.toml", "[package]", "[package"), "`Cargo.toml` does not parse");
    told(&|one| one.edit("client/src/parcels.rs", "pub struct", "pub strict"), "`src/parcels.rs` does not parse");
    told(&|one| one.write("client/src/parcels.rs", &deep), "is nested too deeply");
    told(&|one| one.write("client/src/parcels.rs", b"\xff"), "`src/parcels.rs` is not UTF-8");
    told(
        &|one| {
            fs::remove_file(one.path().join("client/src/parcels.rs")).unwrap();
            symlink("/etc/hostname", one.path().join("client/src/parcels.rs")).unwrap();
        },
        "is a link that leads elsewhere",
    );
}

/// The old spec has an earlier name that the crate which was emitted for it does not have yet.
#[test]
fn what_only_a_comparison_has_seen_is_taken_from_nobody() {
    const EARLIER: &str = "was: [{ name: forward }, ";
    let repository = Repository::with_crate(|repository| {
        repository.edit("spec/resources/parcels.yaml", EARLIER, "was: [");
        repository.run(&["generate", "--out", "client"]).expect(0);
        repository.edit("spec/resources/parcels.yaml", "was: [{ name: ship", &format!("{EARLIER}{{ name: ship"));
    });
    repository.held(&["diff"]).expect(0).says(&["generator.template-changed-surface", "minor needed"]);
    let ended = EARLIER.replace("forward", "forward, until: 0.3.0");
    repository.edit("spec/resources/parcels.yaml", EARLIER, &ended);
    repository.held(&["diff"]).expect(0).says(&["nothing changes"]);
    // Whoever has the name in the crate loses it.
    repository.git(&["switch", "--quiet", "main"]);
    repository.edit("spec/resources/parcels.yaml", &ended, EARLIER);
    repository.run(&["generate", "--out", "client"]).expect(0);
    repository.commit("emitted anew");
    repository.edit("spec/resources/parcels.yaml", EARLIER, &ended);
    repository.held(&["diff", "HEAD"]).expect(1).says(&["name.earlier-removed", "Parcels::forward", "major needed"]);
}

/// A service is found by an earlier name through a module, an accessor and a feature, none of which was released.
#[test]
fn a_service_loses_no_name_that_its_crate_never_had() {
    const EARLIER: &str = "was: [{ name: cabinets, until: 0.4.0 }]\n";
    let repository = Repository::with_crate(|repository| {
        repository.edit("spec/resources/admin_lockers.yaml", EARLIER, "");
        repository.run(&["generate", "--out", "client"]).expect(0);
        repository.edit("spec/resources/admin_lockers.yaml", "path: /sites", &format!("{EARLIER}path: /sites"));
    });
    repository.edit("spec/resources/admin_lockers.yaml", EARLIER, "");
    let ran = repository.held(&["diff"]).expect(0);
    assert!(!ran.stdout.contains("cabinets"), "{}", ran.stdout);
}
