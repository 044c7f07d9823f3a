//! cargo-semver-checks, asked about two crates as rustdoc describes them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Output};

use clientwright::diff::bump::Bump;
use serde_json::{Deserializer, Value};

use crate::bench::Outcome;

/// What stands above the values of each thing that a lint found.
const VALUES: &str = "lint rule output values:";

/// The program.
pub struct SemverChecks {
    program: String,
    /// Which one it is: `0.51.0`.
    pub version: String,
}

/// What it says of a change.
#[derive(Debug, Default)]
pub struct Opinion {
    /// The version that it asks for.
    pub bump: Bump,
    /// The lints that found something.
    pub lints: BTreeSet<String>,
    /// The items that they found, as reports of changes call them, and the version that each asks for.
    pub items: BTreeMap<String, Bump>,
}

impl SemverChecks {
    /// The program of this name or path.
    pub fn find(program: String) -> Outcome<Self> {
        let output = Command::new(&program).arg("--version").output();
        let output = output.map_err(|error| format!("`{program}` cannot be run: {error}"))?;
        let said = String::from_utf8_lossy(&output.stdout);
        let version = said.trim().strip_prefix("cargo-semver-checks ").map(str::to_owned);
        Ok(SemverChecks { version: version.ok_or(format!("`{program}` is not cargo-semver-checks"))?, program })
    }

    /// What it says of two descriptions of a crate.
    pub fn compare(&self, old: &Path, new: &Path) -> Outcome<Opinion> {
        let mut command = Command::new(&self.program);
        command.args(["semver-checks", "--color", "never", "-vv"]);
        // Nothing that it finds is allowed in a patch, so that it looks for everything.
        command.args(["--release-type", "patch"]);
        let output = command.arg("--baseline-rustdoc").arg(old).arg("--current-rustdoc").arg(new).output()?;
        match output.status.code() {
            // It found nothing, or something.
            Some(0 | 100) => Opinion::read(&output),
            _ => Err(format!("`{}` failed: {}", self.program, String::from_utf8_lossy(&output.stderr)).into()),
        }
    }
}

impl Opinion {
    fn read(output: &Output) -> Outcome<Self> {
        let lints = lints(&String::from_utf8_lossy(&output.stderr));
        let mut opinion = Opinion { bump: lints.values().copied().max().unwrap_or_default(), ..Opinion::default() };
        for (lint, values) in found(&String::from_utf8_lossy(&output.stdout))? {
            // A lint that only warns asks for no version.
            let Some(bump) = lints.get(&lint) else { continue };
            let known = opinion.items.entry(item(&values)?).or_default();
            *known = (*bump).max(*known);
            opinion.lints.insert(lint);
        }
        match lints.keys().find(|lint| !opinion.lints.contains(*lint)) {
            Some(lint) => Err(format!("cargo-semver-checks does not say what {lint} found").into()),
            None => Ok(opinion),
        }
    }
}

/// The lints that failed, each with the version that it asks for: `FAIL [   0.001s]  major  struct_missing`.
fn lints(log: &str) -> BTreeMap<String, Bump> {
    let failed = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [first, .., bump, lint] = words.as_slice() else { return None };
        let bump = [Bump::Minor, Bump::Major].into_iter().find(|known| known.name() == *bump)?;
        (*first == "FAIL").then(|| ((*lint).to_owned(), bump))
    };
    log.lines().filter_map(failed).collect()
}

/// What lints found: `--- failure struct_missing: pub struct removed or renamed ---`, and below it the values of each.
fn found(report: &str) -> Outcome<Vec<(String, Value)>> {
    let (mut found, mut lint) = (Vec::new(), String::new());
    for (at, part) in report.split(VALUES).enumerate() {
        if at > 0 {
            let values = Deserializer::from_str(part).into_iter::<Value>().next();
            found.push((lint.clone(), values.ok_or("cargo-semver-checks shows no values")??));
        }
        let mut headings = part.lines().filter_map(|line| line.strip_prefix("--- ")?.split([' ', ':']).nth(1));
        if let Some(last) = headings.next_back() {
            last.clone_into(&mut lint);
        }
    }
    Ok(found)
}

/// The path of an item without its crate: `things::Thing.age`, `things::Things::create`, `things::Mood as Eq`.
fn item(values: &Value) -> Outcome<String> {
    let path = values["path"].as_array().ok_or("cargo-semver-checks found something that has no path")?;
    let path: Vec<&str> = path.iter().skip(1).filter_map(Value::as_str).collect();
    let part = |key: &str, before: &str| values[key].as_str().map(|name| format!("{before}{name}"));
    let part = part("field_name", ".")
        .or_else(|| part("method_name", "::"))
        .or_else(|| part("variant_name", "::"))
        .or_else(|| part("trait_name", " as "));
    Ok(format!("{}{}", path.join("::"), part.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "\
    Starting 2 checks, 1 unnecessary
        PASS [   0.000s]       major        enum_missing
        WARN [   0.000s]       minor        trait_must_use_added
        FAIL [   0.001s]       minor        type_method_marked_deprecated
        FAIL [   0.002s]       major        struct_pub_field_missing
     Summary semver requires new major version: 1 major and 1 minor checks failed
";

    #[test]
    fn lints_that_failed_ask_for_versions() {
        let expected = [("struct_pub_field_missing", Bump::Major), ("type_method_marked_deprecated", Bump::Minor)];
        assert_eq!(lints(LOG), expected.map(|(lint, bump)| (lint.to_owned(), bump)).into());
    }

    #[test]
    fn what_is_found_belongs_to_the_lint_above() {
        let report = "
--- failure struct_pub_field_missing: a field is gone ---

Failed in:
  age of struct Thing
\tlint rule output values:
    { \"path\": [\"client\", \"things\", \"Thing\"], \"field_name\": \"age\" }
  name of struct Thing
\tlint rule output values:
    { \"path\": [\"client\", \"things\", \"Thing\"], \"field_name\": \"name\" }

--- warning enum_missing: an enum is gone ---

\tlint rule output values:
    { \"path\": [\"client\", \"Mood\"], \"name\": \"Mood\" }
";
        let found = found(report).unwrap();
        let found: Vec<_> = found.iter().map(|(lint, values)| (lint.as_str(), item(values).unwrap())).collect();
        let field = |name: &str| ("struct_pub_field_missing", format!("things::Thing.{name}"));
        assert_eq!(found, [field("age"), field("name"), ("enum_missing", "Mood".to_owned())]);
    }
}
