//! One function a command.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clientwright::emit::Templates;
use clientwright::files::Files;
use clientwright::model::Api;
use clientwright::timing::Timings;
use clientwright::write::{Mode, Outcome};
use clientwright::{Analysis, diff, expand, export, read, rules, spec::schema, stats, write};

use crate::cli::{
    Check, Document, Drift, Expand, Explain, Export, Format, FormatArg, Generate, Layout, Model, Notation, OutArg,
    SpecArg, Stats,
};
use crate::console::{self, Status};
use crate::folders;

/// Writes, compares or previews the client.
pub fn generate(arguments: Generate) -> Status {
    let mode = match (arguments.check, arguments.dry_run) {
        (true, _) => Mode::Check,
        (_, true) => Mode::DryRun,
        _ => Mode::Write,
    };
    let job = Job::new(arguments.spec, arguments.out, arguments.format, mode);
    let mut timings = Timings::new();
    let status = job.run(&mut timings).unwrap_or_else(|status| status);
    if arguments.timings {
        console::message(timings.table().trim_end());
    }
    status
}

/// Reports faults of the spec and stale output.
pub fn check(arguments: Check) -> Status {
    let job = Job::new(arguments.spec, arguments.out, arguments.format, Mode::Check);
    job.run(&mut Timings::new()).unwrap_or_else(|status| status)
}

/// Prints one service in full.
pub fn expand(arguments: Expand) -> Status {
    let api = match load(&folders::spec(arguments.spec.dir), Format::Text, &mut Timings::new()) {
        Ok(loaded) => loaded.api,
        Err(status) => return status,
    };
    match expand::service(&api, &arguments.service) {
        Some(text) => {
            console::product(text);
            Status::Fine
        }
        None => {
            console::error(unknown_service(&api, &arguments.service));
            Status::Usage
        }
    }
}

/// Prints the resolved API.
pub fn model(arguments: Model) -> Status {
    match load(&folders::spec(arguments.spec.dir), Format::Text, &mut Timings::new()) {
        Ok(loaded) => {
            console::product(clientwright::model_json(&loaded.api));
            Status::Fine
        }
        Err(status) => status,
    }
}

/// Prints the API as a document for other tools; one that breaks a rule is not worth a document.
pub fn export(arguments: Export) -> Status {
    let loaded = match load(&folders::spec(arguments.spec.dir), Format::Text, &mut Timings::new()) {
        Ok(loaded) if loaded.sound => loaded,
        Ok(_) => return Status::Found,
        Err(status) => return status,
    };
    let document = match arguments.document {
        Document::Openapi => export::openapi(&loaded.api),
    };
    console::product(match arguments.format {
        Notation::Yaml => export::yaml(&document),
        Notation::Json => export::json(&document),
    });
    Status::Fine
}

/// Prints how much of everything there is.
pub fn stats(arguments: Stats) -> Status {
    let counts = match load(&folders::spec(arguments.spec.dir), Format::Text, &mut Timings::new()) {
        Ok(loaded) => stats::of(&loaded.api),
        Err(status) => return status,
    };
    console::product(match arguments.format {
        Layout::Text => stats::table(&counts),
        Layout::Json => stats::json(&counts),
    });
    Status::Fine
}

/// Prints what is to be said about a rule, or about each in one line.
pub fn explain(arguments: Explain) -> Status {
    let Some(code) = arguments.code else {
        console::product(rules::overview());
        return Status::Fine;
    };
    let waived = || diff::kinds::waiver(&code).map(|reason| format!("`{code}` is no kind here: {reason}.\n"));
    let kind = || diff::kinds::find(&code).map(diff::explain::page);
    let page = match code.as_str() {
        "kinds" => Some(diff::explain::overview()),
        code => rules::find(code).map(rules::Rule::document).or_else(kind).or_else(waived),
    };
    match page {
        Some(page) => {
            console::product(page);
            Status::Fine
        }
        None => {
            console::error(unknown_code(&code));
            Status::Usage
        }
    }
}

/// Compares the spec with an OpenAPI document.
pub fn drift(arguments: Drift) -> Status {
    let format = arguments.format.format;
    let dir = folders::spec(arguments.spec.dir);
    let mut loaded = read::folder(&dir);
    let document = read::document(&mut loaded, &arguments.file);
    let list = read::drift_list(&mut loaded, &dir);
    let (Analysis { sources, report, .. }, drift) = clientwright::drift(loaded, document, list);
    if drift.is_none() || format == Format::Text {
        console::findings(&report, &sources, format);
    }
    let Some(drift) = drift else { return Status::NotLoaded };
    console::product(drift.render(&report, &sources, format.into()));
    if drift.groups.is_empty() && !report.has_errors() { Status::Fine } else { Status::Found }
}

struct Loaded {
    api: Api,
    /// Whether no rule found an error.
    sound: bool,
}

fn analyse(spec: &Path, timings: &mut Timings) -> Analysis {
    let loaded = timings.time("read", || read::folder(spec));
    clientwright::analyse(loaded, timings)
}

fn load(spec: &Path, format: Format, timings: &mut Timings) -> Result<Loaded, Status> {
    let Analysis { sources, api, report } = analyse(spec, timings);
    console::findings(&report, &sources, format);
    let sound = !report.has_errors();
    api.map(|api| Loaded { api, sound }).ok_or(Status::NotLoaded)
}

/// From a spec to a client on disk.
struct Job {
    spec: PathBuf,
    out: PathBuf,
    format: Format,
    mode: Mode,
    /// What is run when output is stale.
    remedy: String,
}

impl Job {
    fn new(spec: SpecArg, out: OutArg, format: FormatArg, mode: Mode) -> Self {
        let mut remedy = "run: cargo xtask generate".to_owned();
        for (option, dir) in [("--spec", &spec.dir), ("--out", &out.dir)] {
            if let Some(dir) = dir {
                remedy.push_str(&format!(" {option} {}", dir.display()));
            }
        }
        Job { spec: folders::spec(spec.dir), out: folders::out(out.dir), format: format.format, mode, remedy }
    }

    fn run(&self, timings: &mut Timings) -> Result<Status, Status> {
        let start = Instant::now();
        let Analysis { mut sources, api, mut report } = analyse(&self.spec, timings);
        let failure = if api.is_none() { Status::NotLoaded } else { Status::Found };
        let Some(api) = api.filter(|_| !report.has_errors()) else {
            console::findings(&report, &sources, self.format);
            return Err(failure);
        };
        let outcome = self.emit(&api, timings);
        // Programs read one report, in which stale files are findings like others.
        if self.format != Format::Text && self.mode == Mode::Check {
            let stale = outcome.iter().map(|outcome| outcome.findings(&mut sources, &self.remedy));
            stale.for_each(|stale| report.extend(stale));
        }
        console::findings(&report, &sources, self.format);
        let outcome = outcome?;
        let milliseconds = start.elapsed().as_millis();
        let summary = format!("{}: {} in {milliseconds} ms", size(&api), outcome.counts());
        Ok(self.conclude(&outcome, &summary))
    }

    /// Makes the client and the schema and brings both to disk.
    fn emit(&self, api: &Api, timings: &mut Timings) -> Result<Outcome, Status> {
        let templates = templates(self.format)?;
        let client = clientwright::generate(api, &templates, timings).map_err(failed)?;
        let mut schema = Files::new();
        schema.insert("schema.json", schema::text()).map_err(failed)?;
        let folders = [(&client, self.out.as_path()), (&schema, self.spec.as_path())];
        timings.time("write", || write::sync_all(&folders, self.mode)).map_err(failed)
    }

    fn conclude(&self, outcome: &Outcome, summary: &str) -> Status {
        let stale = outcome.explain();
        if self.mode == Mode::Check && !outcome.stale.is_empty() {
            console::message(stale + summary);
            console::error(format!("the generated files are not up to date\n{}", self.remedy));
            return Status::Found;
        }
        console::summary(stale + summary, self.format);
        Status::Fine
    }
}

/// Reads the templates of documents.
pub fn templates(format: Format) -> Result<Templates, Status> {
    let loaded = read::templates(&folders::templates());
    if loaded.report.has_errors() {
        console::findings(&loaded.report, &loaded.sources, format);
        return Err(Status::Found);
    }
    let texts = loaded.sources.files.into_iter().map(|source| (source.name, source.text));
    Ok(Templates(texts.collect()))
}

fn failed(error: impl std::error::Error) -> Status {
    console::error(error);
    Status::Found
}

/// How much there is: `61 services, 252 operations, 236 types`.
fn size(api: &Api) -> String {
    let operations: usize = api.services.iter().map(|service| service.operations.len()).sum();
    let own: usize = api.services.iter().map(|service| service.types.len()).sum();
    format!("{} services, {operations} operations, {} types", api.services.len(), own + api.types.len())
}

fn unknown_service(api: &Api, name: &str) -> String {
    let names = expand::names(api);
    match clientwright::diag::nearest(name, names.iter().copied()) {
        Some(nearest) => format!("no service `{name}`; did you mean `{nearest}`?"),
        None => format!("no service `{name}`; there are: {}", names.join(", ")),
    }
}

fn unknown_code(code: &str) -> String {
    let kinds = || clientwright::diag::nearest(code, diff::kinds::all().map(|kind| kind.code));
    match rules::nearest(code).or_else(kinds) {
        Some(nearest) => format!("no rule or kind of change `{code}`; did you mean `{nearest}`?"),
        None => format!(
            "no rule `{code}`; `cargo xtask explain` lists them, `cargo xtask explain kinds` the kinds of changes"
        ),
    }
}
