//! Where things are unless the command line says otherwise.

use std::env;
use std::path::{Path, PathBuf};

/// The folder of the spec.
pub fn spec(named: Option<PathBuf>) -> PathBuf {
    named.unwrap_or_else(|| of_workspace("spec"))
}

/// The folder of the generated client.
pub fn out(named: Option<PathBuf>) -> PathBuf {
    named.unwrap_or_else(|| of_workspace("generated-client"))
}

/// The folder of the templates.
pub fn templates() -> PathBuf {
    of_workspace("templates")
}

/// A folder of the workspace, relative to where the user stands if it is below, because
/// that is how messages should name it.
fn of_workspace(name: &str) -> PathBuf {
    // Cargo names the package it runs; a program that was copied elsewhere remembers where it was built.
    let package = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    let folder = package.parent().unwrap_or(Path::new(".")).join(name);
    let here = env::current_dir().ok();
    let relative = here.and_then(|here| folder.strip_prefix(here).map(Path::to_owned).ok());
    relative.unwrap_or(folder)
}
