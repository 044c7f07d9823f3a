//! Why both opinions differ, as people wrote it down in `explained.yaml`, and whether that is so.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_yaml::Value;

use super::checks::Opinion;
use super::comparison::{Case, Unseen};
use super::root;
use crate::bench::Outcome;

/// What was compared, by kind.
type Cases<'a> = BTreeMap<&'a str, &'a (Case, Opinion)>;

/// All explanations.
pub struct Explained {
    /// Why the verdicts on kinds differ.
    pub verdicts: Vec<Verdicts>,
    /// Why cargo-semver-checks names items that no entry names.
    pub items: Vec<Items>,
}

/// One reason, and the kinds whose verdicts differ by it.
pub struct Verdicts {
    pub unseen: Unseen,
    pub why: String,
    pub kinds: BTreeSet<String>,
}

/// Items in the case of a kind that only cargo-semver-checks names.
pub struct Items {
    pub kind: String,
    pub items: BTreeSet<String>,
    pub why: String,
}

impl Explained {
    pub fn read() -> Outcome<Self> {
        let root: Value = serde_yaml::from_str(&fs::read_to_string(root().join("explained.yaml"))?)?;
        let verdicts = list(&root, "verdicts")?.iter().map(Verdicts::read).collect::<Outcome<_>>()?;
        let items = list(&root, "items")?.iter().map(Items::read).collect::<Outcome<_>>()?;
        Ok(Explained { verdicts, items })
    }

    /// Why the verdict on a kind differs.
    pub fn reason(&self, kind: &str) -> Option<Unseen> {
        self.verdicts.iter().find(|reason| reason.kinds.contains(kind)).map(|reason| reason.unseen)
    }

    /// What differs and is not explained so, and explanations of what does not differ.
    pub fn faults(&self, compared: &[(Case, Opinion)]) -> Vec<String> {
        let cases: Cases<'_> = compared.iter().map(|one| (one.0.kind.as_str(), one)).collect();
        let mut faults: Vec<String> = compared.iter().flat_map(|(case, opinion)| self.differs(case, opinion)).collect();
        faults.extend(self.verdicts.iter().flat_map(|reason| reason.stale(&cases)));
        faults.extend(self.items.iter().flat_map(|one| one.stale(&cases)));
        faults
    }

    fn differs(&self, case: &Case, opinion: &Opinion) -> Vec<String> {
        let kind = &case.kind;
        let mut faults: Vec<String> = self.unexplained(case, opinion).into_iter().collect();
        let passed = case.passed(opinion).into_iter();
        faults
            .extend(passed.map(|item| format!("{kind}: cargo-semver-checks has a lint for {item}, and lets it pass")));
        let explained = |item: &String| self.items.iter().any(|one| one.kind == *kind && one.items.contains(item));
        let untold = case.untold(opinion).into_iter().filter(|item| !explained(item));
        faults.extend(untold.map(|item| format!("{kind}: only cargo-semver-checks names {item}")));
        faults
    }

    /// That the verdicts differ, unless it is explained by what is seen.
    fn unexplained(&self, case: &Case, opinion: &Opinion) -> Option<String> {
        let unseen = case.unseen(opinion);
        if case.agrees(opinion) || self.reason(&case.kind).is_some_and(|reason| unseen.contains(&reason)) {
            return None;
        }
        let (ours, theirs) = (case.verdict.name(), opinion.bump.name());
        let reasons: Vec<&str> = unseen.iter().map(|reason| reason.name()).collect();
        let reasons = reasons.join(" or ");
        Some(format!(
            "{}: {ours} for us, {theirs} for cargo-semver-checks, by what is seen `unseen: {reasons}`",
            case.kind
        ))
    }
}

impl Verdicts {
    fn read(entry: &Value) -> Outcome<Self> {
        let word = text(entry, "unseen")?;
        let unseen = Unseen::ALL.into_iter().find(|reason| reason.name() == word);
        let unseen = unseen.ok_or_else(|| format!("explained.yaml: there is no reason `{word}`"))?;
        Ok(Verdicts { unseen, why: text(entry, "why")?, kinds: words(entry, "kinds")? })
    }

    fn stale(&self, cases: &Cases<'_>) -> Vec<String> {
        let differs = |kind: &str| cases.get(kind).is_some_and(|(case, opinion)| !case.agrees(opinion));
        let stale = self.kinds.iter().filter(|kind| !differs(kind));
        stale.map(|kind| format!("{kind}: the verdicts do not differ, and it is explained why")).collect()
    }
}

impl Items {
    fn read(entry: &Value) -> Outcome<Self> {
        Ok(Items { kind: text(entry, "kind")?, items: words(entry, "items")?, why: text(entry, "why")? })
    }

    fn stale(&self, cases: &Cases<'_>) -> Vec<String> {
        let kind = &self.kind;
        let untold = cases.get(kind.as_str()).map(|(case, opinion)| case.untold(opinion)).unwrap_or_default();
        let stale = self.items.iter().filter(|item| !untold.contains(item));
        stale.map(|item| format!("{kind}: {item} is no item that only cargo-semver-checks names")).collect()
    }
}

fn list<'a>(value: &'a Value, key: &str) -> Outcome<&'a Vec<Value>> {
    let list = value.get(key).and_then(Value::as_sequence);
    Ok(list.ok_or_else(|| format!("explained.yaml: `{key}` is not a list"))?)
}

fn text(value: &Value, key: &str) -> Outcome<String> {
    let text = value.get(key).and_then(Value::as_str).map(|text| text.trim().to_owned());
    Ok(text.ok_or_else(|| format!("explained.yaml: `{key}` is not a text"))?)
}

fn words(value: &Value, key: &str) -> Outcome<BTreeSet<String>> {
    Ok(list(value, key)?.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}
