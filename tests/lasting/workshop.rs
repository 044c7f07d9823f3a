//! Compiles one application against many clients.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clientwright::diag::{Format, Report};
use clientwright::emit::Templates;
use clientwright::files::Files;
use clientwright::model::Api;
use clientwright::read::{self, Loaded, Source, Sources};
use clientwright::timing::Timings;
use clientwright::write::{self, Mode};
use clientwright::{analyse, generate};

use crate::changes::Edit;
use crate::findings::Findings;

/// A workspace of clients, each with the application in a crate of its own.
///
/// It stays in the target directory, so that the next run finds what has been compiled.
pub struct Workshop {
    root: PathBuf,
    templates: Templates,
    spec: Vec<Source>,
    members: Vec<String>,
}

fn tests() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder, none of which may be refused.
fn sources(loaded: Loaded) -> Vec<Source> {
    assert!(!loaded.report.has_errors(), "{}", loaded.report.render(&loaded.sources, Format::Text, false));
    loaded.sources.files
}

impl Workshop {
    /// A workspace without members.
    pub fn new() -> Self {
        let templates = sources(read::templates(&tests().join("../templates")));
        Self {
            root: Path::new(env!("CARGO_TARGET_TMPDIR")).join("lasting"),
            templates: Templates(templates.into_iter().map(|source| (source.name, source.text)).collect()),
            spec: sources(read::folder(&tests().join("lasting/spec"))),
            members: Vec::new(),
        }
    }

    /// The API after these edits.
    pub fn api(&self, name: &str, edits: &[Edit]) -> Api {
        let mut spec = self.spec.clone();
        edits.iter().for_each(|edit| edit.make(&mut spec));
        let texts = spec.into_iter().map(|source| (source.name, source.text));
        let loaded = Loaded { sources: Sources::from_texts(texts), report: Report::default() };
        let analysis = analyse(loaded, &mut Timings::new());
        let findings = analysis.report.render(&analysis.sources, Format::Text, false);
        // Whether rules like the spec does not matter here, as long as it loads.
        analysis.api.unwrap_or_else(|| panic!("{name}: {findings}"))
    }

    /// Adds a client of an API, and an application.
    pub fn add(&mut self, name: &str, api: &Api) {
        let folder = self.root.join(name);
        let client = self.client(name, api);
        write::sync(&client, &folder.join("client"), Mode::Write).expect("the target directory can be written");
        let application = fs::read_to_string(tests().join("lasting/application.rs")).expect("it is there");
        put(&folder.join("application/src/lib.rs"), &application);
        put(&folder.join("application/Cargo.toml"), &application_manifest(name));
        self.members.extend(["client", "application"].map(|member| format!("{name}/{member}")));
    }

    fn client(&self, name: &str, api: &Api) -> Files {
        let files = generate(api, &self.templates, &mut Timings::new()).expect("the templates are sound");
        let manifest = |path: &str, text: &str| match path {
            "Cargo.toml" => client_manifest(name, text),
            _ => text.to_owned(),
        };
        let mut adapted = Files::new();
        for (path, text) in files.iter() {
            adapted.insert(path, manifest(path, text)).expect("the path was unique before");
        }
        adapted
    }

    /// Compiles all of it without a network, and as far as each comes.
    pub fn compile(&self) -> Findings {
        let members: Vec<String> = self.members.iter().map(|member| format!("{member:?}")).collect();
        put(
            &self.root.join("Cargo.toml"),
            &format!(
                "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\nincremental = false\n",
                members.join(", ")
            ),
        );
        // The versions that everything else is tested with, which are at hand.
        fs::copy(tests().join("../Cargo.lock"), self.root.join("Cargo.lock")).expect("the lock file can be copied");
        let output = Command::new(env!("CARGO"))
            .args(["check", "--workspace", "--offline", "--keep-going", "--quiet", "--message-format=json"])
            .arg("--target-dir")
            .arg(self.root.join("target"))
            .current_dir(&self.root)
            .stdin(Stdio::null())
            .output()
            .expect("cargo runs");
        let messages = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
        let findings = Findings::read(&messages);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() || !findings.are_sound(), "cargo failed: {said}");
        findings
    }
}

/// Every client needs a name of its own, the runtime where it is, and no transport, which would
/// take longer to compile than all of them.
fn client_manifest(name: &str, text: &str) -> String {
    let runtime = tests().join("../runtime");
    let changes = [
        ("name = \"ferry-client\"", format!("name = \"client-{name}\"")),
        ("path = \"../../runtime\"", format!("path = {:?}", runtime.to_string_lossy())),
        ("    \"hyper-transport\",\n", String::new()),
        ("\n[dependencies]", "\n[lib]\nname = \"ferry_client\"\n\n[dependencies]".to_owned()),
    ];
    changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}: {text}");
        text.replace(from, to)
    })
}

fn application_manifest(name: &str) -> String {
    format!(
        "[package]\nname = \"application-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nferry-client = {{ package = \"client-{name}\", path = \"../client\", features = [\"testing\"] }}\n"
    )
}

/// Leaves a file alone that is right already, so that cargo finds nothing to do.
fn put(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|known| known == text) {
        return;
    }
    let folder = path.parent().expect("the path has a folder");
    fs::create_dir_all(folder).expect("the target directory can be written");
    fs::write(path, text).expect("the target directory can be written");
}
