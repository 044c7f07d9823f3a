//! Manifests of both crates → what those who depend on them meet.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::{MANIFEST, entry};
use crate::diff::change::Subject;
use crate::diff::entry::Entry;
use crate::diff::kind::Kind;
use crate::diff::kinds::generator::{DEPENDENCY_MAJOR, FEATURE_ADDED, FEATURE_REMOVED, MSRV_RAISED};
use crate::surface::Texts;

/// What a manifest says to those who depend on the crate.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    pub name: String,
    rust_version: String,
    /// The features, and which of them are on unless somebody says otherwise.
    features: BTreeSet<Feature>,
    /// The required versions of what it depends on.
    dependencies: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Feature {
    name: String,
    by_default: bool,
}

/// Reads a manifest.
///
/// # Errors
///
/// It is no TOML; what is wrong is said in a line.
pub fn read(text: &str) -> Result<Manifest, String> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
    let inside = |key: &str| table.get(key).and_then(Value::as_table).into_iter().flatten();
    let package =
        |wanted: &str| inside("package").find(|(key, _)| *key == wanted).and_then(|(_, value)| value.as_str());
    Ok(Manifest {
        name: package("name").unwrap_or_default().to_owned(),
        rust_version: package("rust-version").unwrap_or_default().to_owned(),
        features: inside("features").flat_map(|(name, value)| features(name, value)).collect(),
        dependencies: inside("dependencies").filter_map(dependency).collect(),
    })
}

fn features(name: &str, value: &Value) -> Vec<Feature> {
    let feature = |name: &str, by_default| Feature { name: name.to_owned(), by_default };
    match (name, value.as_array()) {
        ("default", Some(names)) => names.iter().filter_map(Value::as_str).map(|name| feature(name, true)).collect(),
        (name, _) => vec![feature(name, false)],
    }
}

fn dependency((name, value): (&String, &Value)) -> Option<(String, String)> {
    let version = value.as_str().or_else(|| value.get("version")?.as_str())?;
    Some((name.clone(), version.to_owned()))
}

/// The entries about the manifest.
pub fn compare(old: &Manifest, new: &Manifest, services: &[&str], sources: &Texts<'_>) -> Vec<Entry> {
    let lost = old.features.difference(&new.features).map(|feature| (&FEATURE_REMOVED, feature));
    let gained = new.features.difference(&old.features).map(|feature| (&FEATURE_ADDED, feature));
    let features = lost.chain(gained).filter(|(_, feature)| !services.contains(&feature.name.as_str()));
    let mut entries: Vec<Entry> = features.map(|(kind, feature)| about(kind, feature)).collect();
    if numbers(&old.rust_version) < numbers(&new.rust_version) {
        let values = (old.rust_version.clone(), new.rust_version.clone());
        entries.push(entry(&MSRV_RAISED, vec![subject("package", "rust-version")], values));
    }
    for (name, before) in old.dependencies.iter().filter(|(name, _)| is_shown(name, sources)) {
        let after = new.dependencies.get(name).map_or("", String::as_str);
        if line(before) != line(after) {
            let values = (before.clone(), after.to_owned());
            entries.push(entry(&DEPENDENCY_MAJOR, vec![subject("dependencies", name)], values));
        }
    }
    entries
}

fn about(kind: &'static Kind, feature: &Feature) -> Entry {
    let part = if feature.by_default { "default features" } else { "features" };
    entry(kind, vec![subject(part, &feature.name)], (String::new(), String::new()))
}

fn subject(part: &'static str, member: &str) -> Subject {
    Subject::of(MANIFEST).member(part, member)
}

/// Whether the crate passes on what this dependency has.
fn is_shown(dependency: &str, sources: &Texts<'_>) -> bool {
    let named = format!("pub use {}", dependency.replace('-', "_"));
    let root = sources.0.get("src/lib.rs").copied().unwrap_or_default();
    root.lines().filter_map(|line| line.trim().strip_prefix(&named)).any(|rest| rest.starts_with([':', ';', ' ']))
}

/// The numbers of a version, zeros at the end left out.
fn numbers(version: &str) -> Vec<u64> {
    let digits = version.trim().trim_start_matches(|c: char| !c.is_ascii_digit());
    let plain = digits.split(|c: char| !c.is_ascii_digit() && c != '.').next().unwrap_or_default();
    let mut numbers: Vec<u64> = plain.split('.').map_while(|part| part.parse().ok()).collect();
    numbers.truncate(numbers.iter().rposition(|number| *number > 0).map_or(0, |last| last + 1));
    numbers
}

/// What all versions that are compatible with this one begin with: everything to the first number above zero.
fn line(requirement: &str) -> Vec<u64> {
    let mut line = numbers(requirement);
    let first = line.iter().position(|number| *number > 0);
    line.truncate(first.map_or(0, |first| first + 1));
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compatible_by_the_rules_of_cargo() {
        for (one, other) in [("1.2.3", "^1.9"), ("0.3", "0.3.7"), ("=0.0.4", "0.0.4"), (">=1.1, <2", "1"), ("*", "*")] {
            assert_eq!(line(one), line(other), "{one} {other}");
        }
        for (one, other) in [("1", "2"), ("0.1.0", "0.2.0"), ("0.0.4", "0.0.5"), ("0.9", "1.0")] {
            assert_ne!(line(one), line(other), "{one} {other}");
        }
    }

    #[test]
    fn versions_are_ordered_by_their_numbers() {
        assert!(numbers("1.9") < numbers("1.10"));
        assert!(numbers("1.85") < numbers("1.85.1"));
        assert_eq!(numbers("1.85"), numbers("1.85.0"));
        assert!(numbers("") < numbers("1"));
    }

    #[test]
    fn what_is_no_toml_is_told() {
        assert!(read("[package").is_err());
        assert_eq!(read("features = 1\n[dependencies]\na = 2"), Ok(Manifest::default()));
    }

    #[test]
    fn features_of_services_are_told_with_these() {
        let read = |names: &str| read(&format!("[features]\n{names}")).unwrap();
        let (old, new) = (read("things = []\nold = []\ndefault = [\"things\", \"old\"]"), read("boxes = []"));
        let entries = compare(&old, &new, &["things", "boxes"], &Texts::default());
        let told: Vec<String> = entries.iter().map(|entry| entry.subjects[0].text()).collect();
        assert_eq!(told, ["Cargo.toml features · old", "Cargo.toml default features · old"]);
    }

    #[test]
    fn a_dependency_that_nobody_sees_may_change() {
        let read =
            |version: &str| read(&format!("[dependencies]\nseen-one = \"{version}\"\nhidden = \"{version}\"")).unwrap();
        let sources = Texts(BTreeMap::from([("src/lib.rs", "pub use seen_one::{A, B};\npub use hidden_more::C;")]));
        let entries = compare(&read("1"), &read("2"), &[], &sources);
        assert_eq!(entries.iter().map(|entry| entry.subjects[0].member.as_str()).collect::<Vec<_>>(), ["seen-one"]);
    }
}
