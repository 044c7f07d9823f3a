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
    ("samples", &["model"]),
    ("entry", &["model", "spec"]),
    ("expand", &["entry", "model", "spec"]),
    ("export", &["entry", "files", "model", "spec"]),
    ("stats", &["model"]),
    ("drift", &["model", "read", "spec", "yaml"]),
    ("emit", &["files", "model", "samples"]),
    ("lift", &["drift", "model"]),
    ("surface", &["emit", "model", "samples"]),
    ("diff", &["files", "model", "read", "samples", "spec", "surface", "yaml"]),
    ("write", &["files", "read"]),
    (
        "lib",
        &[
            "diag", "diff", "drift", "emit", "expand", "export", "files", "lift", "model", "read", "rules", "samples",
            "spec", "stats", "surface", "timing", "write", "yaml",
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

/// The rooms that a source names by `crate::ROOM`, also inside a braced import of several lines.
fn imported(source: &Source) -> Vec<(usize, String)> {
    let blanked = |line: &str| if line.trim_start().starts_with("//") { String::new() } else { line.to_owned() };
    let code = source.code.lines().map(blanked).collect::<Vec<_>>().join("\n");
    let mut imports = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let number = code[..at].matches('\n').count() + 1;
        imports.extend(first_names(&code[at + "crate::".len()..]).into_iter().map(|room| (number, room)));
    }
    imports
}

/// The names that a path begins with: one, or those on the outside of braces.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| text.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
    let Some(list) = path.strip_prefix('{') else { return vec![name(path)] };
    let (mut depth, mut start, mut names) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                names.push(name(&list[start..at]));
                start = at + 1;
            }
            '}' => depth -= 1,
            _ => {}
        }
        if c == '}' && start == at + 1 {
            break;
        }
    }
    names
}

/// How many modules a source lies below its room: none for `expand.rs` and `model/mod.rs`.
fn depth(source: &Source) -> usize {
    let parts = source.path.iter().rev().take_while(|part| *part != "src").count();
    let is_root = source.path.file_name().is_some_and(|name| name == "mod.rs");
    parts.saturating_sub(if is_root { 2 } else { 1 })
}

#[test]
fn names_of_imports_are_found() {
    assert_eq!(first_names("model::Api;"), ["model"]);
    assert_eq!(first_names("{diag::{Place, Report},\n spec, model::names};"), ["diag", "spec", "model"]);
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

/// `super` would lead around the test above.
#[test]
fn other_rooms_are_named_by_crate_alone() {
    let mut faults = Vec::new();
    for source in sources("codegen/src").iter().filter(|source| source.room != "lib") {
        let leaves = format!("{}::", vec!["super"; depth(source) + 1].join("::"));
        for (number, line) in code_lines(source).filter(|(_, line)| line.contains(&leaves)) {
            faults.push(format!("{}:{number}: {}", source.path.display(), line.trim()));
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

/// Tests and manifests included: examples of the one API would become assumptions about all.
#[test]
fn nothing_outside_the_spec_knows_the_api() {
    let mut files = Vec::new();
    ["codegen", "mock", "runtime", "xtask", "templates"]
        .iter()
        .for_each(|folder| walk(&repository().join(folder), &mut files));
    let knows = |path: &&PathBuf| fs::read_to_string(path).unwrap().to_ascii_lowercase().contains("ngrok");
    let faults: Vec<&PathBuf> = files.iter().filter(knows).collect();
    assert!(files.len() > 100 && faults.is_empty(), "{faults:?}");
}

fn walk(dir: &Path, files: &mut Vec<PathBuf>) {
    for path in fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()) {
        match path.is_dir() {
            true if path.ends_with("target") => {}
            true => walk(&path, files),
            false => files.push(path),
        }
    }
}

#[test]
fn generator_and_runtime_do_not_panic_on_purpose() {
    let mut faults = Vec::new();
    for folder in ["codegen/src", "runtime/src", "xtask/src"] {
        // What serves the tests of applications fails a test as everything there does.
        for source in sources(folder).iter().filter(|source| source.room != "testing") {
            for (number, line) in code_lines(source) {
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
