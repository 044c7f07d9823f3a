//! The legend explains the language as it is: no key without a row, no row without a key.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use clientwright::spec::grammar::{self, Kind, Table};
use clientwright::spec::schema;

/// Every key of a table and of the tables inside it.
fn keys(table: &'static Table, seen: &mut BTreeSet<&'static str>, keys_found: &mut BTreeSet<&'static str>) {
    if !seen.insert(table.name) {
        return;
    }
    for key in table.keys {
        keys_found.insert(key.name);
        inner_tables(key.kind).into_iter().for_each(|inner| keys(inner, seen, keys_found));
    }
}

fn inner_tables(kind: Kind) -> Vec<&'static Table> {
    match kind {
        Kind::List(inner) | Kind::Names(inner) => inner_tables(*inner),
        Kind::ListOrNames(list, names) => [inner_tables(*list), inner_tables(*names)].concat(),
        other => other.table().into_iter().collect(),
    }
}

fn language() -> BTreeSet<&'static str> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for table in [&grammar::API, &grammar::RESOURCE, &grammar::TYPES] {
        keys(table, &mut seen, &mut found);
    }
    found
}

fn spec(file: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../spec").join(file);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A row of a table of keys: the keys of its first column, and all of its text.
struct Row {
    section: String,
    keys: Vec<String>,
    text: String,
}

/// The rows of all tables that are headed `key`.
fn legend() -> Vec<Row> {
    let (mut rows, mut section, mut in_table) = (Vec::new(), String::new(), false);
    for line in spec("README.md").lines() {
        if line.starts_with('#') {
            section = line.trim_start_matches('#').trim().to_owned();
        }
        in_table = line.starts_with("| key |") || (in_table && line.starts_with('|'));
        let Some(first) = line.split('|').nth(1).filter(|_| in_table) else { continue };
        let keys: Vec<String> = first.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        rows.push(Row { section: section.clone(), keys, text: line.to_owned() });
    }
    rows.retain(|row| !row.keys.is_empty());
    rows
}

/// The sections that explain a whole table; other tables are explained in the row of the key that leads to them,
/// or among the small mappings.
const SECTIONS: &[(&str, &Table)] = &[
    ("Keys of a resource", &grammar::RESOURCE),
    ("Keys of an operation", &grammar::OPERATION),
    ("Keys of a field", &grammar::FIELD),
    ("A type file", &grammar::TYPE),
    ("`api.yaml`", &grammar::API),
];
const SMALL: &str = "Keys of the small mappings";

#[test]
fn each_section_has_the_keys_of_its_table() {
    let legend = legend();
    for (section, table) in SECTIONS {
        let rows = legend.iter().filter(|row| row.section == *section);
        let explained: BTreeSet<&str> = rows.flat_map(|row| &row.keys).map(String::as_str).collect();
        let keys: BTreeSet<&str> = table.keys.iter().map(|key| key.name).collect();
        assert_eq!(explained, keys, "{section}");
    }
}

#[test]
fn small_mappings_are_explained_where_they_stand() {
    let legend = legend();
    let whole = |table: &Table| SECTIONS.iter().any(|(_, other)| other.name == table.name);
    for (section, table) in SECTIONS {
        for key in table.keys {
            let rows =
                || legend.iter().filter(|row| row.section == *section && row.keys.iter().any(|name| name == key.name));
            let told: String =
                rows().chain(legend.iter().filter(|row| row.section == SMALL)).map(|row| row.text.as_str()).collect();
            let words: BTreeSet<&str> = told.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).collect();
            let inner = inner_tables(key.kind).into_iter().filter(|table| !whole(table));
            for name in inner.flat_map(|table| table.keys).map(|key| key.name) {
                assert!(words.contains(name), "{section}: `{}` does not say what `{name}` is", key.name);
            }
        }
    }
}

#[test]
fn every_key_is_explained() {
    let text = spec("README.md");
    let missing: Vec<_> = language().into_iter().filter(|key| !text.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "spec/README.md does not explain {missing:?}");
}

#[test]
fn no_key_is_explained_that_does_not_exist() {
    let language = language();
    let explained = legend().into_iter().flat_map(|row| row.keys);
    let unknown: Vec<_> = explained.filter(|key| !language.contains(key.as_str())).collect();
    assert!(unknown.is_empty(), "spec/README.md explains {unknown:?}, which are no keys");
}

#[test]
fn the_schema_on_disk_is_the_schema_of_the_language() {
    assert_eq!(spec("schema.json"), schema::text(), "run `cargo xtask generate`");
}

#[test]
fn the_schema_refers_only_to_what_it_defines() {
    let schema: serde_json::Value = serde_json::from_str(&schema::text()).unwrap();
    let text = schema.to_string();
    for reference in text.split("\"$ref\":\"#/$defs/").skip(1) {
        let name = reference.split('"').next().unwrap_or_default();
        assert!(schema["$defs"][name].is_object(), "{name} is not defined");
    }
}
