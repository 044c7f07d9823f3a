//! Specs that somebody broke, or never were any, are reported and never end in a panic;
//! and what still makes sense can be generated.
//!
//! The seed is fixed. `MUTATIONS=20000 cargo test -p clientwright-tests --test mutations` tries more.

use std::fs;
use std::path::{Path, PathBuf};

use clientwright::diag::Format;
use clientwright::emit::Templates;
use clientwright::read::{self, Sources};
use clientwright::timing::Timings;
use clientwright::{Analysis, analyse, expand, generate, model_json};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tempfile::TempDir;

/// What stands where something else belongs.
const STRANGERS: &[&str] = &[
    "",
    "~",
    "[]",
    "{}",
    "[[]]",
    "{ a: b }",
    "[a, b]",
    "true",
    "-1",
    "0",
    "1.5",
    ".nan",
    "-.inf",
    "18446744073709551615",
    "99999999999999999999",
    "''",
    "'",
    "\"",
    "\"\\u0000\"",
    "\"\\x85\"",
    "&a x",
    "*a",
    "!t x",
    "<<: { a: b }",
    "? x",
    "|",
    ">-\n  x",
    "%TAG",
    "---",
    "...",
    "- x",
    ": ",
    "#",
    "list(",
    "list(list(string))",
    "enum()",
    "enum(a, a)",
    "id(any)",
    "ref(self)",
    "{path}",
    "{path}/{id}/{id}",
    "/{",
    "../..",
    "self",
    "Self",
    "any",
    "default",
    "2fa",
    "x-y",
    "日本",
    "e\u{301}",
    "\u{202e}",
    "\u{feff}",
    "\t",
    "\r",
    "\u{2028}",
    "\"\\ud800\"",
    "1e999",
    "a: b: c",
    "list(Self)",
    "map(any)",
    "none",
    "crud",
    "clearable",
    "once",
    "required",
    "nullable",
];

/// One thing that is done to a text.
#[derive(Clone, Debug)]
enum Mutation {
    Delete(Index),
    Duplicate(Index),
    SwapLines(Index, Index),
    SwapKeys(Index, Index),
    Indent(Index, usize),
    Outdent(Index, usize),
    ReplaceValue(Index, String),
    ReplaceWord(Index, String),
    BorrowWord(Index, Index),
    Insert(Index, String),
    Truncate(Index),
}

fn stranger() -> impl Strategy<Value = String> {
    let long = (select(vec!["a", "[", "{", "- ", "a: ", "\"", " ", "é", "list("]), 1..3000_usize)
        .prop_map(|(text, times)| text.repeat(times));
    prop_oneof![6 => select(STRANGERS).prop_map(str::to_owned), 1 => any::<String>(), 1 => long]
}

fn mutation() -> impl Strategy<Value = Mutation> {
    use Mutation::*;
    let index = any::<Index>;
    prop_oneof![
        1 => index().prop_map(Delete),
        1 => index().prop_map(Duplicate),
        1 => (index(), index()).prop_map(|(a, b)| SwapLines(a, b)),
        2 => (index(), index()).prop_map(|(a, b)| SwapKeys(a, b)),
        1 => (index(), 1..5_usize).prop_map(|(line, by)| Indent(line, by)),
        1 => (index(), 1..5_usize).prop_map(|(line, by)| Outdent(line, by)),
        3 => (index(), stranger()).prop_map(|(line, text)| ReplaceValue(line, text)),
        4 => (index(), stranger()).prop_map(|(word, text)| ReplaceWord(word, text)),
        6 => (index(), index()).prop_map(|(to, from)| BorrowWord(to, from)),
        1 => (index(), stranger()).prop_map(|(at, text)| Insert(at, text)),
        1 => index().prop_map(Truncate),
    ]
}

impl Mutation {
    fn apply(&self, text: &str) -> String {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        if lines.is_empty() {
            return text.to_owned();
        }
        let (count, line) = (lines.len(), |index: &Index| index.index(text.lines().count()));
        match self {
            Mutation::Delete(at) => _ = lines.remove(line(at)),
            Mutation::Duplicate(at) => lines.insert(line(at), lines[line(at)].clone()),
            Mutation::SwapLines(a, b) => lines.swap(a.index(count), b.index(count)),
            Mutation::SwapKeys(a, b) => swap_keys(&mut lines, line(a), line(b)),
            Mutation::Indent(at, by) => lines[line(at)].insert_str(0, &" ".repeat(*by)),
            Mutation::Outdent(at, by) => {
                let line = &mut lines[line(at)];
                let blanks = line.len() - line.trim_start_matches(' ').len();
                line.drain(..blanks.min(*by));
            }
            Mutation::ReplaceValue(at, value) => {
                let line = &mut lines[line(at)];
                let key = line.find(": ").map_or(line.len(), |colon| colon + 2);
                line.replace_range(key.., value);
            }
            Mutation::ReplaceWord(at, with) => return with_word(text, at, with),
            Mutation::BorrowWord(at, from) => return with_word(text, at, word(text, from)),
            Mutation::Insert(at, with) => {
                let (before, after) = text.split_at(boundary(text, at));
                return format!("{before}{with}{after}");
            }
            Mutation::Truncate(at) => return text[..boundary(text, at)].to_owned(),
        }
        lines.join("\n") + "\n"
    }
}

fn swap_keys(lines: &mut [String], a: usize, b: usize) {
    let key = |line: &str| line.find(':').map(|colon| line.len() - line.trim_start().len()..colon);
    let (Some(first), Some(second)) = (key(&lines[a]), key(&lines[b])) else { return };
    let (one, other) = (lines[a][first.clone()].to_owned(), lines[b][second.clone()].to_owned());
    lines[a].replace_range(first, &other);
    if a != b {
        lines[b].replace_range(second, &one);
    }
}

/// The ranges of what is not white space or punctuation of YAML.
fn words(text: &str) -> Vec<std::ops::Range<usize>> {
    let ends = |c: char| c.is_whitespace() || ",[]{}:".contains(c);
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split(ends).filter(|word| !word.is_empty()).map(|word| start(word)..start(word) + word.len()).collect()
}

fn word<'t>(text: &'t str, at: &Index) -> &'t str {
    let words = words(text);
    if words.is_empty() { "" } else { &text[words[at.index(words.len())].clone()] }
}

fn with_word(text: &str, at: &Index, with: &str) -> String {
    let words = words(text);
    let mut text = text.to_owned();
    if !words.is_empty() {
        text.replace_range(words[at.index(words.len())].clone(), with);
    }
    text
}

fn boundary(text: &str, at: &Index) -> usize {
    let mut at = at.index(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files of a spec.
fn spec(folder: &str) -> Vec<(String, String)> {
    let files = read::folder(&repository().join(folder)).sources.files;
    let files: Vec<_> = files.into_iter().map(|source| (source.name, source.text)).collect();
    assert!(of_texts(&files).api.is_some(), "{folder} is sound before it is mutated");
    files
}

fn second() -> Vec<(String, String)> {
    spec("tests/second/spec")
}

fn templates() -> Templates {
    let loaded = read::templates(&repository().join("templates"));
    Templates(loaded.sources.files.into_iter().map(|source| (source.name, source.text)).collect())
}

/// Everything that is done with a spec: none of it may panic.
fn exercise(analysis: Analysis, templates: &Templates) {
    let Analysis { sources, api, report } = analysis;
    for format in [Format::Text, Format::Json, Format::Github] {
        let rendered = report.render(&sources, format, true);
        assert!(report.is_empty() || !rendered.is_empty());
        if format == Format::Json {
            serde_json::from_str::<serde_json::Value>(&rendered).expect("it is JSON");
        }
    }
    let Some(api) = api else {
        assert!(report.has_errors(), "there is no API, and nothing says why");
        return;
    };
    model_json(&api);
    expand::names(&api).into_iter().for_each(|name| assert!(expand::service(&api, name).is_some(), "{name}"));
    generate(&api, templates, &mut Timings::new()).expect("the templates are sound");
}

fn of_texts(texts: &[(String, String)]) -> Analysis {
    let sources = Sources::from_texts(texts.iter().cloned());
    analyse(read::Loaded { sources, report: Default::default() }, &mut Timings::new())
}

/// The same cases every time, unless more of them are asked for.
fn run<S: Strategy>(cases: u32, strategy: &S, test: impl Fn(S::Value)) {
    let cases = std::env::var("MUTATIONS").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 2000, ..Config::default() };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, rng);
    runner
        .run(strategy, |value| {
            test(value);
            Ok(())
        })
        .unwrap_or_else(|fault| panic!("{fault}"));
}

fn mutate(files: &[(String, String)], cases: u32) {
    let templates = templates();
    run(cases, &(any::<Index>(), vec(mutation(), 1..4)), |(file, mutations)| {
        let mut files = files.to_vec();
        let text = &mut file.get_mut(&mut files).1;
        *text = mutations.iter().fold(text.clone(), |text, mutation| mutation.apply(&text));
        exercise(of_texts(&files), &templates);
    });
}

#[test]
fn a_small_spec_with_mutations_is_reported_or_generated() {
    mutate(&second(), 600);
}

/// Each case takes a quarter of a second, so there are few.
#[test]
fn a_large_spec_with_mutations_is_reported_or_generated() {
    mutate(&spec("spec"), 25);
}

#[test]
fn a_spec_of_hurting_names_with_mutations_is_reported_or_generated() {
    mutate(&spec("tests/names/spec"), 200);
}

#[test]
fn files_that_were_joined_or_exchanged_are_reported() {
    let (files, templates) = (second(), templates());
    run(100, &(any::<Index>(), any::<Index>(), any::<bool>()), |(to, from, append)| {
        let mut files = files.clone();
        let other = from.get(&files).1.clone();
        let text = &mut to.get_mut(&mut files).1;
        if append {
            text.push_str(&other)
        } else {
            *text = other
        }
        exercise(of_texts(&files), &templates);
    });
}

#[test]
fn arbitrary_text_is_reported() {
    let (files, templates) = (second(), templates());
    let piece = prop_oneof![3 => stranger(), 1 => select(vec!["\n", "\n  ", ": ", " ", ", ", "type", "fields", "service", "resource"]).prop_map(str::to_owned)];
    run(300, &(any::<Index>(), vec(piece, 0..40)), |(file, pieces)| {
        let mut files = files.clone();
        file.get_mut(&mut files).1 = pieces.concat();
        exercise(of_texts(&files), &templates);
    });
}

#[test]
fn arbitrary_bytes_on_disk_are_reported() {
    let (files, templates) = (second(), templates());
    let folder = TempDir::new().expect("a folder can be made");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it is in the folder"))
            .and_then(|()| fs::write(path, bytes))
            .expect("it can be written");
    };
    files.iter().for_each(|(name, text)| write(name, text.as_bytes()));
    run(100, &(any::<Index>(), any::<Index>(), vec(any::<u8>(), 0..50)), |(file, at, bytes)| {
        let (name, text) = file.get(&files);
        let at = at.index(text.len() + 1);
        write(name, &[&text.as_bytes()[..at], &bytes, &text.as_bytes()[at..]].concat());
        exercise(analyse(read::folder(folder.path()), &mut Timings::new()), &templates);
        write(name, text.as_bytes());
    });
}
