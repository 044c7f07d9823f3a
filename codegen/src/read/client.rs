//! The emitted crate as it lies beside a spec, on disk or in a commit.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::SPEC_LIMIT;
use super::folder::{self, Belongs, Entry, Fault, Kind};

/// What applications notice of a crate: its manifest and its sources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// The folder of the crate, as messages name it.
    pub folder: String,
    /// Texts by their path in the folder.
    pub files: BTreeMap<String, String>,
    /// Why files that belong to it could not be read, by their paths; the reason follows the name.
    pub faults: BTreeMap<String, String>,
}

/// The path of the manifest, without which a folder is no crate.
pub const MANIFEST: &str = "Cargo.toml";

impl Client {
    /// Puts together what has been found; `None` if it is no crate.
    pub(super) fn of(
        folder: String,
        found: impl IntoIterator<Item = (String, Result<String, Box<Fault>>)>,
    ) -> Option<Self> {
        let mut client = Client { folder, ..Client::default() };
        for (name, outcome) in found {
            match outcome {
                Ok(text) => drop(client.files.insert(name, text)),
                Err(fault) => drop(client.faults.insert(name, fault.message)),
            }
        }
        client.files.contains_key(MANIFEST).then_some(client)
    }
}

/// Whether a file of the crate is of interest.
pub(super) fn belongs(name: &str) -> Belongs {
    if name == MANIFEST || (name.starts_with("src/") && name.ends_with(".rs")) { Belongs::Yes } else { Belongs::No }
}

/// The crate in a folder on disk.
///
/// Nothing but the manifest and `src/` is looked at: what else lies there may be large.
pub(super) fn on_disk(dir: &Path) -> Option<Client> {
    let manifest = dir.join(MANIFEST);
    if !manifest.is_file() {
        return None;
    }
    let source = |name: &str| if name.ends_with(".rs") { Belongs::Yes } else { Belongs::No };
    let kind = Kind { missing: ("no_sources", ""), belongs: source, chief: None };
    let sources = folder::entries(&dir.join("src"), &kind).into_iter();
    let sources = sources.map(|Entry { name, outcome }| (format!("src/{name}"), outcome));
    let manifest = (MANIFEST.to_owned(), folder::read(&manifest, &SPEC_LIMIT));
    Client::of(dir.to_string_lossy().replace('\\', "/"), [manifest].into_iter().chain(sources))
}

/// The folder that lies to another spec as the crate lies to this one.
pub(super) fn likewise(other: &Path, spec: &Path, out: &Path) -> Option<PathBuf> {
    let (other, spec, out) = (plain(other)?, plain(spec)?, plain(out)?);
    let shared = spec.components().zip(out.components()).take_while(|(a, b)| a == b).count();
    let up = spec.components().count() - shared;
    let base = other.ancestors().nth(up)?;
    Some(out.components().skip(shared).fold(base.to_owned(), |path, part| path.join(part)))
}

/// A path from the root without steps back.
fn plain(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path).ok()?.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn lies(other: &str, spec: &str, out: &str, expected: &str) {
        assert_eq!(likewise(Path::new(other), Path::new(spec), Path::new(out)), Some(PathBuf::from(expected)));
    }

    #[test]
    fn a_crate_is_looked_for_where_it_lies_in_this_repository() {
        lies("/old/spec", "/new/spec", "/new/client", "/old/client");
        lies("/old/api/spec/", "/new/api/spec", "/new/client", "/old/client");
        lies("/old/spec", "/new/spec", "/new/spec/../out/client", "/old/out/client");
        lies("/new/spec", "/new/spec", "/new/client", "/new/client");
        assert_eq!(likewise(Path::new("/spec"), Path::new("/a/b/spec"), Path::new("/c")), None);
    }

    #[test]
    fn a_folder_without_a_manifest_is_no_crate() {
        let dir = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(dir.path().join("src")).expect("a folder");
        std::fs::write(dir.path().join("src/lib.rs"), "pub mod a;").expect("a file");
        assert_eq!(on_disk(dir.path()), None);
        std::fs::write(dir.path().join("Cargo.toml"), "[package]").expect("a file");
        std::fs::write(dir.path().join("src/a.rs"), b"\xff").expect("a file");
        let client = on_disk(dir.path()).expect("a crate");
        assert_eq!(client.files.keys().collect::<Vec<_>>(), ["Cargo.toml", "src/lib.rs"]);
        assert_eq!(client.faults, BTreeMap::from([("src/a.rs".to_owned(), "is not UTF-8".to_owned())]));
    }
}
