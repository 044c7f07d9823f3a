//! The architecture as ARCHITECTURE.md tells it, held against the sources.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms of the generator in the order of the pipeline, with what each may import besides `diag`.
/// A room that is not listed here fails the test, so that nobody adds one without a place.
const ROOMS: &[(&str, &[&str])] = &[
    ("diag", &["read", "yaml"]),
    ("yaml", &[]),
    ("files", &[]),
    ("timing", &[]),
    ("read", &[]),
    ("spec", &["read", "yaml", "files"]),
    ("model", &["spec"]),
    ("rules", &["model"]),
    ("entry", &["model", "spec"]),
    ("expand", &["entry", "model", "spec"]),
    ("export", &["entry", "files", "model", "spec"]),
    ("stats", &["model"]),
    ("drift", &["model", "read", "spec", "yaml"]),
    ("emit", &["files", "model"]),
    ("write", &["files"]),
    (
        "lib",
        &[
            "diag", "drift", "emit", "expand", "export", "files", "model", "read", "rules", "spec", "stats", "timing",
            "write", "yaml",
        ],
    ),
];

/// A Rust source without its tests.
struct Source {
    path: PathBuf,
    room: String,
    code: String,
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn sources(folder: &str) -> Vec<Source> {
    let root = repository().join(folder);
    let mut sources = Vec::new();
    collect(&root, &root, &mut sources);
    assert!(!sources.is_empty(), "{folder} has no sources");
    sources
}

fn collect(root: &Path, dir: &Path, sources: &mut Vec<Source>) {
    for path in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "tests" {
            collect(root, &path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !name.ends_with("tests") {
            let inside = path.strip_prefix(root).unwrap();
            let room =
                inside.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
            sources.push(Source { path, room, code });
        }
    }
}

/// Lines that are code, with their numbers.
fn code_lines(source: &Source) -> impl Iterator<Item = (usize, &str)> {
    source
        .code
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(index, line)| (index + 1, line))
}

/// The rooms that a source names by `crate::ROOM`, also inside a braced import.
fn imported(source: &Source) -> Vec<(usize, String)> {
    let mut imports = Vec::new();
    for (number, line) in code_lines(source) {
        for rest in line.split("crate::").skip(1) {
            let names: Vec<&str> = match rest.strip_prefix('{') {
                Some(list) => list.split(',').map(|item| item.split("::").next().unwrap_or_default().trim()).collect(),
                None => vec![rest],
            };
            for name in names {
                let room: String = name.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                imports.push((number, room));
            }
        }
    }
    imports
}

#[test]
fn a_room_imports_earlier_rooms_only() {
    let mut faults = Vec::new();
    for source in sources("codegen/src") {
        let Some((_, allowed)) = ROOMS.iter().find(|(room, _)| *room == source.room) else {
            faults.push(format!("{}: `{}` has no place in the house", source.path.display(), source.room));
            continue;
        };
        // Emitted code names modules of its own crate by `crate::`, which are no rooms of ours.
        let rooms = imported(&source).into_iter().filter(|(_, room)| ROOMS.iter().any(|(known, _)| known == room));
        for (number, room) in rooms.filter(|(_, room)| *room != source.room && room != "diag") {
            if !allowed.contains(&room.as_str()) {
                faults.push(format!("{}:{number}: `{}` imports `{room}`", source.path.display(), source.room));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn two_doors_lead_to_disk() {
    let mut faults = Vec::new();
    for source in sources("codegen/src").iter().filter(|source| source.room != "read" && source.room != "write") {
        for (number, line) in code_lines(source) {
            if ["std::fs", " fs::", "(fs::", "std::env", "File::open", "File::create", "std::process"]
                .iter()
                .any(|door| line.contains(door))
            {
                faults.push(format!("{}:{number}: {}", source.path.display(), line.trim()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_outside_the_spec_knows_the_api() {
    let mut faults = Vec::new();
    for folder in ["codegen/src", "runtime/src", "xtask/src"] {
        for source in sources(folder) {
            let knows = source.code.to_ascii_lowercase().contains("ngrok");
            faults.extend(knows.then(|| source.path.display().to_string()));
        }
    }
    for entry in fs::read_dir(repository().join("templates")).unwrap().map(Result::unwrap) {
        let knows = fs::read_to_string(entry.path()).unwrap().to_ascii_lowercase().contains("ngrok");
        faults.extend(knows.then(|| entry.path().display().to_string()));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn generator_and_runtime_do_not_panic_on_purpose() {
    let mut faults = Vec::new();
    for folder in ["codegen/src", "runtime/src", "xtask/src"] {
        for source in sources(folder) {
            for (number, line) in code_lines(&source) {
                if [".unwrap()", "panic!(", "todo!(", "unimplemented!(", "unreachable!("]
                    .iter()
                    .any(|word| line.contains(word))
                {
                    faults.push(format!("{}:{number}: {}", source.path.display(), line.trim()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_generator_iterates_in_a_fixed_order() {
    let mut faults = Vec::new();
    for source in sources("codegen/src") {
        for (number, line) in
            code_lines(&source).filter(|(_, line)| line.contains("HashMap") || line.contains("HashSet"))
        {
            faults.push(format!("{}:{number}: {}", source.path.display(), line.trim()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
