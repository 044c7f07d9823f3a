//! The command line.

mod diff;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use diff::{ACCEPT_EXAMPLES, DIFF_EXAMPLES};
pub use diff::{Accept, Compared, Diff, Report};

const CODES: &str = "\
Exit codes:
  0  all is well
  1  something was found: an error of a rule, stale output, a file in the way
  2  the command line is wrong
  3  the spec, or a document it is held against, does not load";

/// Makes a Rust API client from a spec, and keeps the two together.
///
/// The spec is a folder of YAML files; `spec/README.md` explains every key. Everything in the
/// generated client follows from it: change the spec, then run `cargo xtask generate`.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = CODES)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    #[command(after_help = GENERATE_EXAMPLES)]
    Generate(Generate),
    #[command(after_help = CHECK_EXAMPLES)]
    Check(Check),
    #[command(after_help = EXPAND_EXAMPLES)]
    Expand(Expand),
    #[command(after_help = MODEL_EXAMPLES)]
    Model(Model),
    #[command(after_help = EXPORT_EXAMPLES)]
    Export(Export),
    #[command(after_help = STATS_EXAMPLES)]
    Stats(Stats),
    #[command(after_help = EXPLAIN_EXAMPLES)]
    Explain(Explain),
    #[command(after_help = DRIFT_EXAMPLES)]
    Drift(Drift),
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(Diff),
    #[command(after_help = ACCEPT_EXAMPLES)]
    Accept(Accept),
}

const GENERATE_EXAMPLES: &str = "\
Examples:
  cargo xtask generate                              bring the client up to date
  cargo xtask generate --dry-run                    show what that would change
  cargo xtask generate --spec petstore --out pets   make a client for another API";

/// Writes the client that the spec describes.
///
/// Only files whose content changes are written, and generated files that are no longer made are
/// removed. Files that were not generated are never touched. The JSON Schema beside the spec, which
/// gives completion in editors, is written too.
#[derive(Debug, Args)]
pub struct Generate {
    #[command(flatten)]
    pub spec: SpecArg,
    #[command(flatten)]
    pub out: OutArg,
    /// Write nothing; fail if anything would change
    #[arg(long, conflicts_with = "dry_run")]
    pub check: bool,
    /// Write nothing; show what would change
    #[arg(long)]
    pub dry_run: bool,
    /// Print how long each stage took
    #[arg(long)]
    pub timings: bool,
    #[command(flatten)]
    pub format: FormatArg,
}

const CHECK_EXAMPLES: &str = "\
Examples:
  cargo xtask check                   before a commit
  cargo xtask check --format github   in a workflow, to annotate the lines of a pull request
  cargo xtask check --format json     for an editor or a script, on standard output";

/// Reports every fault of the spec, then whether the client is up to date.
///
/// All files are read before anything is reported, and each fault comes with its line and column.
/// If the spec is sound, the client is generated in memory and compared with what is on disk.
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub spec: SpecArg,
    #[command(flatten)]
    pub out: OutArg,
    #[command(flatten)]
    pub format: FormatArg,
}

const EXPAND_EXAMPLES: &str = "\
Examples:
  cargo xtask expand ip_policy_rules    by the name of the service
  cargo xtask expand backends.weighted  one in a namespace
  cargo xtask expand IPPolicyRule       by the name of its resource";

/// Prints a service with all field groups and templates filled in.
#[derive(Debug, Args)]
pub struct Expand {
    /// The service, by its own name or by that of its resource
    pub service: String,
    #[command(flatten)]
    pub spec: SpecArg,
}

const MODEL_EXAMPLES: &str = "\
Examples:
  cargo xtask model > api.json
  cargo xtask model --spec petstore";

/// Prints the whole resolved API as JSON.
#[derive(Debug, Args)]
pub struct Model {
    #[command(flatten)]
    pub spec: SpecArg,
}

const EXPORT_EXAMPLES: &str = "\
Examples:
  cargo xtask export openapi > openapi.yaml
  cargo xtask export openapi --format json > openapi.json
  cargo xtask export openapi --spec petstore        of another API";

/// Prints the whole API in a format of other tools, on standard output.
///
/// Each object has one schema for answers, which is open, and one for requests, which is strict.
/// What the format has no word for stands under keys that begin with `x-`.
#[derive(Debug, Args)]
pub struct Export {
    /// What to make of it
    #[arg(value_enum)]
    pub document: Document,
    #[command(flatten)]
    pub spec: SpecArg,
    /// How the document is written
    #[arg(long, value_enum, default_value_t)]
    pub format: Notation,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Document {
    /// An OpenAPI 3.1 document
    Openapi,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Notation {
    /// For people and tools
    #[default]
    Yaml,
    /// For tools
    Json,
}

const STATS_EXAMPLES: &str = "\
Examples:
  cargo xtask stats
  cargo xtask stats --format json    for a script
  cargo xtask stats --spec petstore  of another API";

/// Counts services, operations, types, fields, enums, secrets and what is deprecated.
///
/// By namespace and in total. Types are object types, lists among them; values are those of enums.
/// Operations of a deprecated service count as deprecated, fields only if they are marked themselves.
#[derive(Debug, Args)]
pub struct Stats {
    #[command(flatten)]
    pub spec: SpecArg,
    /// How the counts are written
    #[arg(long, value_enum, default_value_t)]
    pub format: Layout,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub enum Layout {
    /// A table for people
    #[default]
    Text,
    /// One JSON object
    Json,
}

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  cargo xtask explain               list all rules, one line each
  cargo xtask explain secret_name   what the rule finds, why, and what to write instead
  cargo xtask explain kinds         list all kinds of changes that `diff` reports
  cargo xtask explain op.removed    what the change breaks, and how it looks in the spec and in Rust";

/// Explains a rule, or a kind of change, by the code in the brackets of a report.
#[derive(Debug, Args)]
pub struct Explain {
    /// The code, or `kinds` for a list of these; all rules are listed without one
    pub code: Option<String>,
}

const DRIFT_EXAMPLES: &str = "\
Examples:
  cargo xtask drift openapi.yaml                 what upstream's newest document says otherwise
  cargo xtask drift openapi.json --format json   the same for a script

Exit codes:
  0  no difference but those that spec/drift.yaml lists
  1  differences, or entries of the list that match none
  2  the command line is wrong
  3  the spec, its list or the document does not load";

/// Compares the spec with an OpenAPI document of the same API.
///
/// Operations are matched by method and path, whatever path parameters are called; then parameters,
/// bodies and answers are compared field by field. What the document does not say is no difference,
/// what it says otherwise is. Differences that are wanted stand in `drift.yaml` beside the spec, each
/// with its reason.
#[derive(Debug, Args)]
pub struct Drift {
    /// The document: OpenAPI 3.0 or 3.1, YAML or JSON
    pub file: PathBuf,
    #[command(flatten)]
    pub spec: SpecArg,
    #[command(flatten)]
    pub format: FormatArg,
}

#[derive(Debug, Args)]
pub struct SpecArg {
    /// Folder of the spec; `spec` of this repository by default
    #[arg(id = "spec", long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct OutArg {
    /// Folder of the client; `generated-client` of this repository by default
    #[arg(id = "out", long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct FormatArg {
    /// How findings are written: `text` to standard error, the others to standard output
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// One JSON object
    Json,
    /// Workflow commands of GitHub
    Github,
}

impl From<Format> for clientwright::diag::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Json => Self::Json,
            Format::Github => Self::Github,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn check_and_dry_run_exclude_each_other() {
        assert!(Cli::try_parse_from(["xtask", "generate", "--check", "--dry-run"]).is_err());
    }
}
