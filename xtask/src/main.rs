//! The commands of this repository: from the command line to the generator and back.

mod cli;
mod commands;
mod console;
mod diff;
mod folders;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};

fn main() -> ExitCode {
    let status = match Cli::parse().command {
        Command::Generate(arguments) => commands::generate(arguments),
        Command::Check(arguments) => commands::check(arguments),
        Command::Expand(arguments) => commands::expand(arguments),
        Command::Model(arguments) => commands::model(arguments),
        Command::Export(arguments) => commands::export(arguments),
        Command::Stats(arguments) => commands::stats(arguments),
        Command::Explain(arguments) => commands::explain(arguments),
        Command::Drift(arguments) => commands::drift(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Accept(arguments) => diff::accept(arguments),
    };
    status.into()
}
