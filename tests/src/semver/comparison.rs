//! Two opinions of one change, item by item.

use std::collections::{BTreeMap, BTreeSet};

use clientwright::diff::bump::Bump;
use clientwright::diff::{Diff, Rust, Signature};
use clientwright::model::Api;

use super::checks::Opinion;

/// What the comparison of specs says of a case.
pub struct Case {
    /// What it shows.
    pub kind: String,
    /// The gravest that source meets.
    pub verdict: Rust,
    bump: Bump,
    /// The items that differ, by the paths under which applications find them.
    items: BTreeMap<String, Signature>,
    /// The modules of services that are not where they were; what they had may be there under an earlier name.
    left: Vec<String>,
}

/// Why cargo-semver-checks says nothing of an item that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unseen {
    /// What is new has no lint.
    Added,
    /// The item is there as before, with other types.
    Types,
    /// It is an alias of a type, or in an alias of a module.
    Alias,
    /// It is a trait's implementation that is written out.
    Trait,
    /// It is there with the same types, and means something else.
    Meaning,
    /// It is no item.
    NoItem,
}

impl Unseen {
    pub const ALL: [Unseen; 6] =
        [Unseen::Types, Unseen::Trait, Unseen::Alias, Unseen::Meaning, Unseen::NoItem, Unseen::Added];

    /// The word in the table.
    pub fn name(self) -> &'static str {
        match self {
            Unseen::Added => "added",
            Unseen::Types => "types",
            Unseen::Alias => "alias",
            Unseen::Trait => "trait",
            Unseen::Meaning => "meaning",
            Unseen::NoItem => "no item",
        }
    }
}

impl Case {
    /// Compares both sides of a case.
    pub fn new(kind: String, old: &Api, new: &Api) -> Self {
        let entries = Diff::between(old, new).entries;
        let verdict = entries.iter().map(|entry| entry.rust).max().unwrap_or_default();
        // What only words show is none of the version's business here.
        let bump = Some(Bump::needed(&entries)).filter(|bump| *bump > Bump::Patch).unwrap_or_default();
        let signatures = entries.into_iter().flat_map(|entry| entry.signatures);
        let items = signatures.filter(|item| item.rust >= Rust::Minor).map(|item| (public(&item.path), item)).collect();
        Case { kind, verdict, bump, items, left: left(old, new) }
    }

    /// How many items source cannot use as before.
    pub fn broken(&self) -> usize {
        self.breaking().count()
    }

    /// How many of them cargo-semver-checks finds as well.
    pub fn seen(&self, opinion: &Opinion) -> usize {
        self.breaking().filter(|(path, item)| sees(opinion, path, item)).count()
    }

    fn breaking(&self) -> impl Iterator<Item = (&String, &Signature)> {
        self.items.iter().filter(|(_, item)| item.rust == Rust::Major && item.old.is_some())
    }

    /// Whether both ask for the same version.
    pub fn agrees(&self, opinion: &Opinion) -> bool {
        self.bump == opinion.bump
    }

    /// Why cargo-semver-checks asks for another version: the reasons why it does not see the gravest items.
    pub fn unseen(&self, opinion: &Opinion) -> BTreeSet<Unseen> {
        let gravest = self.items.iter().filter(|(_, item)| item.rust == self.verdict);
        let unseen = gravest.filter(|(path, item)| !sees(opinion, path, item));
        let reasons: BTreeSet<Unseen> = unseen.filter_map(|(path, item)| self.blindness(path, item)).collect();
        if reasons.is_empty() { [Unseen::NoItem].into() } else { reasons }
    }

    /// Items that cargo-semver-checks could have found and lets pass.
    pub fn passed(&self, opinion: &Opinion) -> Vec<&String> {
        let unseen = self.items.iter().filter(|(path, item)| !sees(opinion, path, item));
        unseen.filter(|(path, item)| self.blindness(path, item).is_none()).map(|(path, _)| path).collect()
    }

    /// Nothing for what cargo-semver-checks has a lint for.
    fn blindness(&self, path: &str, item: &Signature) -> Option<Unseen> {
        let is_alias = |text: &str| text.trim_start_matches("#[deprecated] ").starts_with("type ");
        match (&item.old, &item.new) {
            _ if item.rust == Rust::Silent => Some(Unseen::Meaning),
            (None, _) => Some(Unseen::Added),
            _ if path.contains(" as ") => Some(Unseen::Trait),
            (Some(old), new) if is_alias(old) || new.as_deref().is_some_and(is_alias) => Some(Unseen::Alias),
            (Some(_), Some(_)) if item.rust == Rust::Major => Some(Unseen::Types),
            (Some(_), Some(_)) => self.left.iter().any(|module| is_below(path, module)).then_some(Unseen::Alias),
            _ => None,
        }
    }

    /// Items that only cargo-semver-checks names.
    pub fn untold<'a>(&self, opinion: &'a Opinion) -> Vec<&'a String> {
        opinion.items.iter().filter(|(path, bump)| !self.tells(path, **bump)).map(|(path, _)| path).collect()
    }

    fn tells(&self, path: &str, bump: Bump) -> bool {
        let path = leading(path);
        let grave = |item: &Signature| item.rust == Rust::Major || bump < Bump::Major;
        // That a module is gone is told by all that was in it.
        let is_module = !path.contains(char::is_uppercase);
        let inside = |one: &str, item: &Signature| item.new.is_none() && is_below(one, &path);
        let told = || is_module && self.items.iter().any(|(one, item)| inside(one, item));
        self.items.get(&path).is_some_and(grave) || told()
    }
}

fn left(old: &Api, new: &Api) -> Vec<String> {
    let modules = |api: &Api| api.services.iter().map(|service| service.module.join("::")).collect::<BTreeSet<_>>();
    modules(old).difference(&modules(new)).cloned().collect()
}

/// The item that another follows: a builder the type that it builds, a blocking client the one that awaits.
fn leading(path: &str) -> String {
    let path = path.strip_prefix("blocking::").unwrap_or(path);
    path.strip_suffix("Builder").unwrap_or(path).replace("Builder::", ".")
}

/// Whether an item, or what it is part of, is among those that cargo-semver-checks finds.
fn sees(opinion: &Opinion, path: &str, item: &Signature) -> bool {
    let grave = |bump: Bump| bump == Bump::Major || item.rust < Rust::Major;
    opinion.items.iter().any(|(found, bump)| (found == path || is_below(path, found)) && grave(*bump))
}

fn is_below(path: &str, whole: &str) -> bool {
    path.strip_prefix(whole).is_some_and(|rest| rest.starts_with([':', '.', ' ']))
}

/// The module of the client is private, and what it has stands at the top.
fn public(path: &str) -> String {
    path.strip_prefix("client::").unwrap_or(path).to_owned()
}
