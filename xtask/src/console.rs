//! What is said, where, and how the program ends.

use std::env;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clientwright::diag::Report;
use clientwright::read::Sources;

use crate::cli::Format;

/// How a command ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// All is well.
    Fine = 0,
    /// A rule was broken, output is stale, or a file is in the way.
    Found = 1,
    /// The command line is wrong.
    Usage = 2,
    /// The spec does not load.
    NotLoaded = 3,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        ExitCode::from(status as u8)
    }
}

/// Writes a product to standard output. A reader that has gone away is no fault.
pub fn product(text: impl Display) {
    let _ = write!(io::stdout().lock(), "{text}");
}

/// Writes a message to standard error.
pub fn message(text: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Writes `error: …` to standard error.
pub fn error(text: impl Display) {
    let (bold, red, off) = if color() { ("\u{1b}[1m", "\u{1b}[91m", "\u{1b}[0m") } else { ("", "", "") };
    message(format!("{bold}{red}error{off}{bold}:{off} {text}"));
}

/// Writes what a command fails because of, where those who run it look.
pub fn fault(text: impl Display, format: Format) {
    if format == Format::Github {
        product(format!("::error title=cargo xtask diff::{text}\n"));
    }
    error(text);
}

/// Writes findings: text for people to standard error, the rest, which programs read, to standard output.
pub fn findings(report: &Report, sources: &Sources, format: Format) {
    let rendered = report.render(sources, format.into(), format == Format::Text && color());
    match format {
        Format::Text => {
            let _ = write!(io::stderr().lock(), "{rendered}");
        }
        Format::Json | Format::Github => product(rendered),
    }
}

/// Writes a closing line: to standard output, unless a program reads that.
pub fn summary(text: impl Display, format: Format) {
    match format {
        Format::Text => product(format!("{text}\n")),
        Format::Json | Format::Github => message(text),
    }
}

fn color() -> bool {
    io::stderr().is_terminal() && env::var_os("NO_COLOR").is_none_or(|set| set.is_empty())
}
