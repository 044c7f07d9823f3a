//! A bench on which emitted crates are compiled and documented, once each, whoever asks for them.
//!
//! `rustc` and `rustdoc` are called as they are, against a runtime that Cargo compiles once: they make
//! metadata and descriptions alone, and what they make lies in a folder that goes with the bench.

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock};

use clientwright::emit::{self, Templates};
use clientwright::model::Api;
use serde_json::Value;
use tempfile::TempDir;

use crate::change::Crate;

/// What comes of a case, whichever thread does it.
pub type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Where crates are compiled.
pub struct Bench {
    dir: TempDir,
    runtime: PathBuf,
    /// What is switched on in the runtime and in the crates.
    features: Vec<String>,
    made: Mutex<BTreeMap<(Product, Crate), Slot>>,
}

/// What is made of a crate, once it is made.
type Slot = Arc<OnceLock<Result<PathBuf, String>>>;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Product {
    Metadata,
    Description,
}

impl Bench {
    /// Compiles the runtime, with these features and no others.
    pub fn new(features: &[&str]) -> Outcome<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(&root).args(["check", "--quiet", "--offline", "--locked"]);
        cargo.args(["--package", "clientwright-runtime", "--no-default-features", "--features", &features.join(",")]);
        cargo.args(["--message-format", "json", "--target-dir", "target/witness"]);
        let output = cargo.stderr(Stdio::inherit()).output()?;
        let messages = String::from_utf8(output.stdout)?;
        let mut artifacts = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let runtime = artifacts.rfind(|message| message["target"]["name"] == "clientwright_runtime");
        let runtime = runtime.as_ref().and_then(|message| message["filenames"][0].as_str());
        let runtime = root.join(runtime.ok_or("the runtime was not compiled")?);
        let features = features.iter().copied().map(str::to_owned).collect();
        Ok(Bench { dir: TempDir::new()?, runtime, features, made: Mutex::default() })
    }

    /// The metadata of the crate of an API.
    pub fn client(&self, api: &Api) -> Outcome<PathBuf> {
        self.made(Product::Metadata, api, emitted(api)?)
    }

    /// The metadata of a crate that an earlier generator made of an API.
    pub fn earlier_client(&self, api: &Api, files: &Crate) -> Outcome<PathBuf> {
        self.made(Product::Metadata, api, files.clone())
    }

    /// The public items of the crate of an API, as rustdoc describes them in JSON.
    pub fn description(&self, api: &Api) -> Outcome<PathBuf> {
        self.made(Product::Description, api, emitted(api)?)
    }

    /// The errors of code that uses a crate under the name `client`.
    pub fn application(&self, client: &Path, code: &str) -> Outcome<Vec<Value>> {
        let dir = TempDir::new_in(self.dir.path())?;
        let file = dir.path().join("lib.rs");
        fs::write(&file, code)?;
        let mut rustc = self.command(Product::Metadata, "application", &file, dir.path());
        rustc.arg("--extern").arg(format!("client={}", client.display()));
        errors(&mut rustc)
    }

    /// What is made of the crate of an API once; who asks meanwhile waits for it.
    fn made(&self, product: Product, api: &Api, files: Crate) -> Outcome<PathBuf> {
        let (slot, number) = {
            let mut made = self.made.lock().map_err(|_| "another thread failed")?;
            let number = made.len();
            (made.entry((product, files.clone())).or_default().clone(), number)
        };
        let dir = self.dir.path().join(format!("client{number}"));
        let made = slot.get_or_init(|| self.make(product, api, &files, &dir).map_err(|fault| fault.to_string()));
        Ok(made.clone()?)
    }

    fn make(&self, product: Product, api: &Api, files: &Crate, dir: &Path) -> Outcome<PathBuf> {
        for (name, text) in files {
            let path = dir.join(name);
            fs::create_dir_all(path.parent().ok_or("a file is in a folder")?)?;
            fs::write(path, text)?;
        }
        let mut command = self.command(product, "client", &dir.join("src/lib.rs"), dir);
        let features = api.services.iter().map(|service| &service.feature).chain(&self.features);
        command.args(features.flat_map(|feature| ["--cfg".to_owned(), format!("feature=\"{feature}\"")]));
        match errors(&mut command)?.first() {
            Some(error) => Err(error["rendered"].as_str().unwrap_or_default().into()),
            None => Ok(dir.join(product.file())),
        }
    }

    fn command(&self, product: Product, name: &str, file: &Path, out: &Path) -> Command {
        let mut command = product.tool();
        command.arg(file).args(["--edition", "2024", "--crate-type", "lib", "--crate-name", name]);
        command.args(["--error-format", "json", "--cap-lints", "allow"]).arg("--out-dir").arg(out);
        let folder = self.runtime.parent().unwrap_or(Path::new("."));
        command.arg("-L").arg(format!("dependency={}", folder.display()));
        command.arg("--extern").arg(format!("clientwright_runtime={}", self.runtime.display()));
        command
    }
}

impl Product {
    fn tool(self) -> Command {
        let named = |variable: &str, tool: &str| Command::new(env::var_os(variable).unwrap_or_else(|| tool.into()));
        match self {
            Product::Metadata => {
                let mut rustc = named("RUSTC", "rustc");
                rustc.args(["--emit", "metadata"]);
                rustc
            }
            Product::Description => {
                let mut rustdoc = named("RUSTDOC", "rustdoc");
                // The format is not stable, and cargo-semver-checks asks a stable rustdoc for it in the same way.
                rustdoc.env("RUSTC_BOOTSTRAP", "1").args(["-Z", "unstable-options", "--output-format", "json"]);
                rustdoc.args(["--document-private-items", "--document-hidden-items"]);
                rustdoc
            }
        }
    }

    /// What a tool calls what it makes of the crate `client`.
    fn file(self) -> &'static str {
        match self {
            Product::Metadata => "libclient.rmeta",
            Product::Description => "client.json",
        }
    }
}

fn emitted(api: &Api) -> Outcome<Crate> {
    let files = emit::all(api, &Templates(BTreeMap::new()))?;
    Ok(files.iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect())
}

fn errors(command: &mut Command) -> Outcome<Vec<Value>> {
    let output = command.output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let messages = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let errors: Vec<Value> = messages.filter(|message| message["level"] == "error").collect();
    if errors.is_empty() && !output.status.success() {
        return Err(format!("{} failed: {said}", command.get_program().to_string_lossy()).into());
    }
    Ok(errors)
}
