//! What an API goes through, as `changes/*.yaml` tell it.

use std::fs;
use std::path::Path;

use clientwright::read::Source;
use serde_yaml::{Mapping, Value};

/// A change of the API, by a name that is unique.
pub struct Change {
    pub name: String,
    pub edits: Vec<Edit>,
}

/// What becomes different in one file.
pub struct Edit {
    file: String,
    how: How,
}

enum How {
    /// A text takes the place of another.
    Replace { text: String, by: String },
    /// Lines stand before the one that begins with a text, as deep as that.
    Insert { before: String, lines: String },
    /// The file is new.
    Create { text: String },
}

/// The changes of one kind, in the order of the file.
pub fn read(kind: &str) -> Vec<Change> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("lasting/changes").join(kind).with_extension("yaml");
    let text = fs::read_to_string(path).expect("the file is there");
    let changes: Mapping = serde_yaml::from_str(&text).expect("the file is a mapping");
    let change = |(name, edits): (&Value, &Value)| Change {
        name: format!("{kind}_{}", name.as_str().expect("a name is a text")),
        edits: edits.as_sequence().expect("edits are a list").iter().map(edit).collect(),
    };
    changes.iter().map(change).collect()
}

fn edit(edit: &Value) -> Edit {
    let text = |key: &str| edit.get(key).and_then(Value::as_str).map(str::to_owned);
    let how = match (text("replace"), text("by"), text("before"), text("add")) {
        (Some(text), Some(by), None, None) => How::Replace { text, by },
        (None, None, Some(before), Some(lines)) => How::Insert { before, lines },
        (None, None, None, Some(text)) => How::Create { text },
        _ => panic!("an edit has `replace` and `by`, or `add`, with `before` where the file exists: {edit:?}"),
    };
    Edit { file: text("in").expect("an edit says in which file"), how }
}

impl Edit {
    /// Makes it in the spec.
    pub fn make(&self, spec: &mut Vec<Source>) {
        let source = spec.iter_mut().find(|source| source.name == self.file);
        match (&self.how, source) {
            (How::Create { text }, None) => spec.push(Source { name: self.file.clone(), text: text.clone() }),
            (How::Replace { text, by }, Some(source)) => {
                source.text.replace_range(only(&source.text, text), by);
            }
            (How::Insert { before, lines }, Some(source)) => {
                let (at, depth) = line(&source.text, before);
                let lines: String = lines.lines().map(|line| format!("{line}\n{}", " ".repeat(depth))).collect();
                source.text.insert_str(at, &lines);
            }
            _ => panic!("{}: a file that is there is changed, another one is created", self.file),
        }
    }
}

/// Where a text stands that stands there once.
fn only(source: &str, text: &str) -> std::ops::Range<usize> {
    let at = single(source.match_indices(text).map(|(at, _)| at), text);
    at..at + text.len()
}

/// Where the one line begins that begins with a text, and how deep it stands.
fn line(source: &str, text: &str) -> (usize, usize) {
    let breaks = source.match_indices('\n').map(|(at, _)| at + 1);
    let lines = std::iter::once(0).chain(breaks).map(|start| {
        let depth = source[start..].len() - source[start..].trim_start_matches(' ').len();
        (start + depth, depth)
    });
    let of_text = lines.filter(|(at, _)| source[*at..].starts_with(text));
    single(of_text, text)
}

fn single<T>(places: impl Iterator<Item = T>, text: &str) -> T {
    let mut places: Vec<T> = places.collect();
    assert_eq!(places.len(), 1, "how often {text:?} stands there");
    places.remove(0)
}
