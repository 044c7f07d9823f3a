//! Comparing versions of a spec, and accepting what changes.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Format, SpecArg};

pub const DIFF_EXAMPLES: &str = "\
Examples:
  cargo xtask diff                              what this branch changes
  cargo xtask diff v0.3.0                       what has changed since a release
  cargo xtask diff v0.3.0 HEAD                  the same without what is not committed
  cargo xtask diff main:spec HEAD:api/spec      when the folder has moved
  cargo xtask diff ../other/spec                against a folder
  cargo xtask diff 2025-08.yaml 2026-06.yaml    two OpenAPI documents
  cargo xtask diff v0.3.0 --changelog           the section of CHANGELOG.md
  cargo xtask diff --format github              in a workflow

Exit codes:
  0  nothing that is as grave as --fail-on says, or all of it accepted
  1  something that is, or that nobody can accept
  2  the command line is wrong
  3  one of the sides does not load; the message says which";

/// Compares two versions of the spec: what released clients meet, and what Rust callers meet.
///
/// Each change has two severities. `wire` is what released clients meet when the server follows the new
/// spec: none, safe, risky, breaks. `rust` is what source meets when it updates the crate, judged by the
/// items that are emitted for both versions: none, patch, minor, silent (it compiles and does something
/// else), major. What is written in one place is one change, however many operations it reaches.
///
/// Both sides are emitted by today's generator. If the old side has the crate that was emitted then, it is
/// held against the one that is emitted for the same spec today: what differs there the generator has changed.
#[derive(Debug, Args)]
pub struct Diff {
    /// The old side: a folder, an OpenAPI document, REVISION, or REVISION:PATH of one of these; the commit at which this branch left the main branch by default. What is on disk goes before a revision of the same name, which `refs/heads/NAME` always is
    pub base: Option<String>,
    /// The new side, as above; the working tree by default
    pub head: Option<String>,
    #[command(flatten)]
    pub folders: Compared,
    /// List everywhere that each change shows, all items, and changes of words
    #[arg(long)]
    pub expand: bool,
    /// Fail from this severity on: `rust:LEVEL`, `wire:LEVEL` or `never`; `rust:silent` and `wire:breaks` by default
    #[arg(long, value_name = "SEVERITY")]
    pub fail_on: Vec<String>,
    /// How the comparison is written, on standard output
    #[arg(long, value_enum, default_value_t)]
    pub format: Report,
    /// Fail if the version of the package is too small for what changes
    #[arg(long)]
    pub check_version: bool,
    /// Print only which bump is needed (none, patch, minor or major) and the version after the old one that has it
    #[arg(long, conflicts_with_all = ["changelog", "format", "check_version"])]
    pub bump: bool,
    /// Print only a section for the change log
    #[arg(long, conflicts_with_all = ["format", "check_version"])]
    pub changelog: bool,
    /// Print the JSON Schema of `--format json`
    #[arg(long)]
    pub schema: bool,
}

impl Diff {
    /// How faults are written that are no part of the comparison: a workflow shows them at their lines.
    pub fn faults(&self) -> Format {
        if self.format == Report::Github { Format::Github } else { Format::Text }
    }
}

/// What is read of each side.
#[derive(Debug, Args)]
pub struct Compared {
    #[command(flatten)]
    pub spec: SpecArg,
    /// Folder of the client; read on the old side, if that has one, to tell what the generator itself has changed since; `generated-client` of this repository by default
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Report {
    /// For people at a terminal
    #[default]
    Text,
    /// For a comment or a summary
    Markdown,
    /// One JSON object; `--schema` prints its schema
    Json,
    /// Workflow commands of GitHub, and the summary of the job
    Github,
    /// SARIF 2.1.0
    Sarif,
    /// JUnit XML
    Junit,
}

impl From<Report> for clientwright::diff::render::Format {
    fn from(report: Report) -> Self {
        match report {
            Report::Text => Self::Text,
            Report::Markdown => Self::Markdown,
            Report::Json => Self::Json,
            Report::Github => Self::Github,
            Report::Sarif => Self::Sarif,
            Report::Junit => Self::Junit,
        }
    }
}

pub const ACCEPT_EXAMPLES: &str = "\
Examples:
  cargo xtask accept 7c19e0ab21f4 --why \"The server has not sent it since May.\"";

/// Accepts a grave change, so that `cargo xtask diff` does not fail because of it.
///
/// The change goes to `accepted.yaml` beside the spec, with the reason, where reviewers see it. It stays in
/// every report and in the change log, and the version it needs is needed all the same.
#[derive(Debug, Args)]
pub struct Accept {
    /// The twelve digits that a report shows with the change
    pub fingerprint: String,
    /// Why the change is wanted
    #[arg(long)]
    pub why: String,
    /// The old side, as for `diff`
    #[arg(long)]
    pub base: Option<String>,
    #[command(flatten)]
    pub folders: Compared,
}
