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
        Kind::Object(table) | Kind::TextOr(table) | Kind::WordOr(_, table) => vec![table],
        Kind::List(inner) | Kind::Names(inner) => inner_tables(*inner),
        Kind::ListOrNames(list, names) => [inner_tables(*list), inner_tables(*names)].concat(),
        _ => Vec::new(),
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

/// The keys in the first column of the tables that are headed `key`.
fn legend() -> BTreeSet<String> {
    let mut explained = BTreeSet::new();
    let mut in_table = false;
    for line in spec("README.md").lines() {
        in_table = line.starts_with("| key |") || (in_table && line.starts_with('|'));
        let Some(first) = line.split('|').nth(1).filter(|_| in_table) else { continue };
        explained.extend(first.split('`').skip(1).step_by(2).map(str::to_owned));
    }
    explained
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
    let unknown: Vec<_> = legend().into_iter().filter(|key| !language.contains(key.as_str())).collect();
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
