//! No spec makes the generator panic: real files, mutated, go all the way through.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright::diag::{Format, Report};
use clientwright::emit::Templates;
use clientwright::read::{Loaded, Sources};
use clientwright::timing::Timings;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// How many mutated specs are tried; `MUTATIONS` in the environment asks for more.
fn cases() -> u32 {
    std::env::var("MUTATIONS").ok().and_then(|count| count.parse().ok()).unwrap_or(600)
}

/// What is done to a file.
#[derive(Clone, Debug)]
enum Mutation {
    DeleteLine(usize),
    RepeatLine(usize),
    SwapLines(usize, usize),
    Indent(usize, usize),
    Insert(usize, String),
    ReplaceValue(usize, String),
    Truncate(usize),
    Append(usize),
}

fn junk() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("[]".to_owned()),
        Just("{}".to_owned()),
        Just("null".to_owned()),
        Just("-9223372036854775809".to_owned()),
        Just("1e999".to_owned()),
        Just("list(list(".to_owned()),
        Just("list(list(list(list(list(list(list(list(list(x)))))))))".to_owned()),
        Just("{id}".to_owned()),
        Just("\t- x".to_owned()),
        Just("&a [*a]".to_owned()),
        Just("\"\\ud800\"".to_owned()),
        Just("a: b: c".to_owned()),
        Just("é\u{0}\u{feff}😀".to_owned()),
        Just("x".repeat(5000)),
        Just("enum(a, a, )".to_owned()),
        Just("ref(self)".to_owned()),
        "[ -~]{0,12}",
        "\\PC{0,6}",
    ]
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let line = 0..4000usize;
    prop_oneof![
        line.clone().prop_map(Mutation::DeleteLine),
        line.clone().prop_map(Mutation::RepeatLine),
        (line.clone(), line.clone()).prop_map(|(a, b)| Mutation::SwapLines(a, b)),
        (line.clone(), 0..5usize).prop_map(|(at, by)| Mutation::Indent(at, by)),
        (line.clone(), junk()).prop_map(|(at, text)| Mutation::Insert(at, text)),
        (line.clone(), junk()).prop_map(|(at, text)| Mutation::ReplaceValue(at, text)),
        (0..100_000usize).prop_map(Mutation::Truncate),
        line.prop_map(Mutation::Append),
    ]
}

impl Mutation {
    fn apply(&self, text: &str, other: &str) -> String {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let count = lines.len().max(1);
        match self {
            Mutation::DeleteLine(at) if !lines.is_empty() => drop(lines.remove(at % count)),
            Mutation::RepeatLine(at) if !lines.is_empty() => lines.insert(at % count, lines[at % count].clone()),
            Mutation::SwapLines(a, b) if !lines.is_empty() => lines.swap(a % count, b % count),
            Mutation::Indent(at, by) if !lines.is_empty() => lines[at % count].insert_str(0, &" ".repeat(*by)),
            Mutation::Insert(at, junk) => lines.insert(at % count, junk.clone()),
            Mutation::ReplaceValue(at, junk) if !lines.is_empty() => {
                let line = &mut lines[at % count];
                let end = line.find(": ").map_or(line.len(), |colon| colon + 2);
                line.truncate(end);
                line.push_str(junk);
            }
            Mutation::Truncate(at) => {
                let end = (0..=at % (text.len() + 1)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
                return text[..end].to_owned();
            }
            Mutation::Append(at) => lines.extend(other.lines().skip(*at % count).take(20).map(str::to_owned)),
            _ => {}
        }
        lines.join("\n")
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// A real spec, cut down so that each case is quick: everything of the second API,
/// and a few services of the first with what they need.
fn texts(dir: &Path, wanted: &dyn Fn(&str) -> bool) -> Vec<(String, String)> {
    let mut texts = vec![("api.yaml".to_owned(), fs::read_to_string(dir.join("api.yaml")).unwrap())];
    for folder in ["resources", "types"] {
        for path in fs::read_dir(dir.join(folder)).unwrap().map(|entry| entry.unwrap().path()) {
            let name = format!("{folder}/{}", path.file_name().unwrap().to_string_lossy());
            if wanted(&name) {
                texts.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    texts.sort();
    texts
}

fn specs() -> [Vec<(String, String)>; 2] {
    let few = |name: &str| {
        let services = ["ip_polic", "vaults", "secrets", "tunnel_sessions", "edges_https_routes", "oauth"];
        name.starts_with("types/") || services.iter().any(|service| name.contains(service))
    };
    let root = repository();
    [texts(&root.join("tests/second/spec"), &|_| true), texts(&root.join("spec"), &few)]
}

fn templates() -> Templates {
    let names = ["Cargo.toml.jinja", "README.md.jinja"];
    let text = |name: &str| fs::read_to_string(repository().join("templates").join(name)).unwrap();
    Templates(names.map(|name| (name.to_owned(), text(name))).into())
}

/// All rooms and all renderings; a panic anywhere fails the test.
fn go_through(texts: Vec<(String, String)>, templates: &Templates) {
    let loaded = Loaded { sources: Sources::from_texts(texts), report: Report::default() };
    let analysis = clientwright::analyse(loaded, &mut Timings::new());
    for format in [Format::Text, Format::Json, Format::Github] {
        analysis.report.render(&analysis.sources, format, false);
    }
    if let Some(api) = analysis.api {
        clientwright::generate(&api, templates, &mut Timings::new()).unwrap();
        clientwright::model_json(&api);
    }
}

fn runner() -> TestRunner {
    let config = Config { cases: cases(), failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

#[test]
fn mutated_specs_do_not_make_it_panic() {
    let (specs, templates) = (specs(), templates());
    let strategy = (0..specs.len(), 0..100usize, 0..100usize, proptest::collection::vec(mutation(), 1..4));
    let outcome = runner().run(&strategy, |(spec, file, other, mutations)| {
        let mut texts = specs[spec].clone();
        let (file, other) = (file % texts.len(), texts[other % texts.len()].1.clone());
        for mutation in mutations {
            texts[file].1 = mutation.apply(&texts[file].1, &other);
        }
        go_through(texts, &templates);
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn arbitrary_texts_do_not_make_it_panic() {
    let templates = templates();
    let strategy = (junk(), proptest::collection::vec(junk(), 0..12), prop::bool::ANY);
    let outcome = runner().run(&strategy, |(first, rest, separator)| {
        let text = format!("{first}{}{}", if separator { "\n" } else { ": " }, rest.join("\n"));
        let names = ["api.yaml", "resources/a.yaml", "types/a.yaml"];
        go_through(names.map(|name| (name.to_owned(), text.clone())).into(), &templates);
        Ok(())
    });
    outcome.unwrap();
}
