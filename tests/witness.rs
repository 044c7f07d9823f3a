//! The verdict on Rust source is true: pieces of an application that use each item of the old crate compile
//! against the new crate exactly when no entry of the comparison says that the item breaks.
//!
//! One test, because compiling is what takes the time: crates are made once each, whatever cases share them,
//! and `rustc` is asked for metadata alone. The table of agreement stands in the output (`--nocapture`).

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::{fs, thread};

use clientwright::diff::{Diff, Rust};
use clientwright::emit::{self, Templates};
use clientwright::model::{Api, Service};
use clientwright_tests::{change, witness};
use serde_json::Value;
use tempfile::TempDir;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// A kind, and whether source agreed with its verdict.
struct Row {
    kind: String,
    verdict: Rust,
    broken: usize,
    used: usize,
}

#[test]
fn source_breaks_exactly_where_the_comparison_says_so() {
    let bench = Bench::new().expect("the runtime compiles");
    let cases = change::cases();
    let (next, rows, faults) = (AtomicUsize::new(0), Mutex::new(Vec::new()), Mutex::new(Vec::new()));
    let work = || {
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            match bench.case(case) {
                Ok(row) => rows.lock().expect("nobody panics while holding it").push(row),
                Err(fault) => {
                    faults.lock().expect("nobody panics while holding it").push(format!("{}: {fault}", case.display()))
                }
            }
        }
    };
    thread::scope(|scope| {
        (0..thread::available_parallelism().map_or(1, usize::from)).for_each(|_| drop(scope.spawn(work)))
    });
    let (mut rows, faults) =
        (rows.into_inner().expect("all threads ended"), faults.into_inner().expect("all threads ended"));
    rows.sort_by(|a, b| a.kind.cmp(&b.kind));
    println!("{:40} {:8} {:>7} {:>7}", "kind", "verdict", "broken", "used");
    for Row { kind, verdict, broken, used } in &rows {
        println!("{kind:40} {:8} {broken:>7} {used:>7}", verdict.name());
    }
    println!("{} kinds agree", rows.len());
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// A crate, once it is compiled.
type Slot = Arc<OnceLock<Result<PathBuf, String>>>;

/// Where crates are compiled.
struct Bench {
    dir: TempDir,
    runtime: PathBuf,
    /// Compiled crates by their sources.
    crates: Mutex<BTreeMap<Vec<(String, String)>, Slot>>,
    /// Crates against which all their witnesses compile.
    sound: Mutex<BTreeSet<PathBuf>>,
}

impl Bench {
    fn new() -> Outcome<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(&root).args([
            "check",
            "--quiet",
            "--offline",
            "--locked",
            "--package",
            "clientwright-runtime",
        ]);
        cargo.args(["--no-default-features", "--message-format", "json", "--target-dir", "target/witness"]);
        let output = cargo.stderr(Stdio::inherit()).output()?;
        let messages = String::from_utf8(output.stdout)?;
        let mut artifacts = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let runtime = artifacts.rfind(|message| message["target"]["name"] == "clientwright_runtime");
        let runtime = runtime.as_ref().and_then(|message| message["filenames"][0].as_str());
        let runtime = root.join(runtime.ok_or("the runtime was not compiled")?);
        Ok(Bench { dir: TempDir::new()?, runtime, crates: Mutex::default(), sound: Mutex::default() })
    }

    fn case(&self, case: &Path) -> Outcome<Row> {
        let sides = change::laid_out(case).map_err(|error| error.to_string())?;
        let (old, new) =
            (sides.old.api.ok_or("the old side does not load")?, sides.new.api.ok_or("the new side does not load")?);
        let diff = Diff::between(&old, &new);
        let signatures = diff.entries.iter().flat_map(|entry| &entry.signatures);
        let told: BTreeSet<&str> = signatures
            .filter(|one| one.rust == Rust::Major && one.old.is_some())
            .map(|one| one.path.as_str())
            .collect();
        let witnesses = witness::of(&old);
        self.sound(&old, &witnesses)?;
        let broken = self.broken(&new, &witnesses)?;
        let found: BTreeSet<&str> = broken.keys().map(String::as_str).collect();
        if found != told {
            let missed: Vec<String> =
                found.difference(&told).map(|path| format!("{path}: {}", broken[*path])).collect();
            let wrong: Vec<&&str> = told.difference(&found).collect();
            return Err(format!("breaks and is not told: {missed:#?}\ntold and does not break: {wrong:#?}").into());
        }
        let kind = case.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let named = |entry: &&clientwright::diff::Entry| {
            entry.kind.code == kind || entry.also.iter().any(|also| also.code == kind)
        };
        let verdict = diff.entries.iter().filter(named).map(|entry| entry.rust).max().unwrap_or_default();
        Ok(Row { kind: kind.clone(), verdict, broken: broken.len(), used: witnesses.len() })
    }

    /// All witnesses of a crate compile against it; asked once for each crate.
    fn sound(&self, api: &Api, witnesses: &[witness::Witness]) -> Outcome<()> {
        let client = self.client(api)?;
        if self.sound.lock().map_err(|_| "another thread failed")?.contains(&client) {
            return Ok(());
        }
        if let Some((path, fault)) = self.broken(api, witnesses)?.first_key_value() {
            return Err(format!("the witness of {path} does not compile against the old crate: {fault}").into());
        }
        self.sound.lock().map_err(|_| "another thread failed")?.insert(client);
        Ok(())
    }

    /// The witnesses that do not compile, with what the compiler says of each.
    fn broken(&self, api: &Api, witnesses: &[witness::Witness]) -> Outcome<BTreeMap<String, String>> {
        let client = self.client(api)?;
        let mut broken = BTreeMap::new();
        // A fault of one stage hides those of later ones, so that what is left is tried again.
        loop {
            let left: Vec<&witness::Witness> = witnesses.iter().filter(|one| !broken.contains_key(&one.path)).collect();
            let found = self.application(&client, &left)?;
            if found.is_empty() {
                return Ok(broken);
            }
            broken.extend(found);
        }
    }

    fn application(&self, client: &Path, witnesses: &[&witness::Witness]) -> Outcome<BTreeMap<String, String>> {
        let dir = TempDir::new_in(self.dir.path())?;
        let file = dir.path().join("lib.rs");
        let modules = witnesses.iter().enumerate().map(|(at, one)| format!("pub mod w{at} {{ {} }}\n", one.code));
        fs::write(&file, format!("#![allow(deprecated)]\n{}", modules.collect::<String>()))?;
        let (_, errors) = self.compile(&file, "application", Some(client), dir.path())?;
        let mut found = BTreeMap::new();
        for error in errors {
            let spans = error["spans"].as_array().map(Vec::as_slice).unwrap_or_default();
            let primary = spans.iter().find(|span| span["is_primary"] == true);
            let line = primary.and_then(|span| span["line_start"].as_u64()).unwrap_or_default();
            let message = error["rendered"].as_str().unwrap_or_default().to_owned();
            let at = usize::try_from(line)?.checked_sub(2);
            let Some(one) = at.and_then(|at| witnesses.get(at)) else {
                // How many errors there were is said at the end, in no place.
                if spans.is_empty() {
                    continue;
                }
                return Err(message.into());
            };
            found.entry(one.path.clone()).or_insert(message);
        }
        Ok(found)
    }

    /// The crate of an API, compiled once; who asks meanwhile waits for it.
    fn client(&self, api: &Api) -> Outcome<PathBuf> {
        let files = emit::all(api, &Templates(BTreeMap::new()))?;
        let files: Vec<(String, String)> =
            files.iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        let (slot, number) = {
            let mut crates = self.crates.lock().map_err(|_| "another thread failed")?;
            let number = crates.len();
            (crates.entry(files.clone()).or_default().clone(), number)
        };
        let compiled = slot.get_or_init(|| self.compiled(api, &files, number).map_err(|fault| fault.to_string()));
        Ok(compiled.clone()?)
    }

    fn compiled(&self, api: &Api, files: &[(String, String)], number: usize) -> Outcome<PathBuf> {
        let dir = self.dir.path().join(format!("client{number}"));
        for (name, text) in files {
            let path = dir.join(name);
            fs::create_dir_all(path.parent().ok_or("a file is in a folder")?)?;
            fs::write(path, text)?;
        }
        let feature = |service: &Service| format!("feature=\"{}\"", service.feature);
        let features: Vec<String> = api.services.iter().map(feature).collect();
        let (metadata, errors) = self.compile_with(&dir.join("src/lib.rs"), "client", None, &dir, &features)?;
        match errors.first() {
            None => Ok(metadata),
            Some(error) => Err(error["rendered"].as_str().unwrap_or_default().into()),
        }
    }

    fn compile(&self, file: &Path, name: &str, client: Option<&Path>, out: &Path) -> Outcome<(PathBuf, Vec<Value>)> {
        self.compile_with(file, name, client, out, &[])
    }

    /// Compiles to metadata; the errors, if there are some.
    fn compile_with(
        &self,
        file: &Path,
        name: &str,
        client: Option<&Path>,
        out: &Path,
        features: &[String],
    ) -> Outcome<(PathBuf, Vec<Value>)> {
        let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
        rustc.arg(file).args(["--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "--crate-name", name]);
        rustc.args(["--error-format", "json", "--cap-lints", "allow"]).arg("--out-dir").arg(out);
        let folder = self.runtime.parent().ok_or("the runtime is in a folder")?;
        rustc.arg("-L").arg(format!("dependency={}", folder.display()));
        rustc.arg("--extern").arg(format!("clientwright_runtime={}", self.runtime.display()));
        if let Some(client) = client {
            rustc.arg("--extern").arg(format!("client={}", client.display()));
        }
        rustc.args(features.iter().flat_map(|feature| ["--cfg", feature]));
        let output = rustc.output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let messages = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        Ok((out.join(format!("lib{name}.rmeta")), messages.filter(|message| message["level"] == "error").collect()))
    }
}
