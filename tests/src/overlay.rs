//! Specs made of a sound one and what a case changes of it.

use std::path::Path;
use std::{fs, io};

use clientwright::timing::Timings;
use clientwright::{Analysis, analyse, read};

/// Lays the files of a folder over those of another, expectations and recipes apart.
pub fn lay(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() {
            fs::create_dir_all(to.join(name))?;
            lay(&path, &to.join(name))?;
        } else if name != "make" && !name.to_string_lossy().starts_with("expected.") {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

/// Reads and analyses as the command line does, under a name that is the same everywhere.
pub fn analysed(spec: &Path) -> Analysis {
    let mut loaded = read::folder(spec);
    "spec".clone_into(&mut loaded.sources.root);
    analyse(loaded, &mut Timings::new())
}
