//! Sources of both crates → items that differ.

use std::collections::{BTreeMap, BTreeSet};

use super::undone::Ends;
use super::{Found, of_items};
use crate::diff::change::Subject;
use crate::diff::entry::Entry;
use crate::diff::judge::{self, Signature};
use crate::diff::kind::Kind;
use crate::diff::kinds::generator::{DERIVE_REMOVED, SURFACE_CHANGED};
use crate::files::is_marked;
use crate::surface::{Items, Texts};

/// Items by module.
type Modules = BTreeMap<Vec<String>, Items>;

/// An item that differs, and where it is.
struct Differing {
    module: String,
    signature: Signature,
    /// Whether a type that is there on both sides has lost a trait.
    is_derive: bool,
}

/// Adds the entries about items, and notes about files that cannot be read.
pub fn compare(old: &Texts<'_>, new: &Texts<'_>, ends: &Ends<'_>, found: &mut Found) {
    let (mut before, mut after) = (Modules::new(), Modules::new());
    for path in differing(old, new) {
        let (then, now) = (items(old, path), items(new, path));
        match (then, now) {
            (Ok(then), Ok(now)) => {
                add(&mut before, then);
                add(&mut after, now);
            }
            (Err(fault), _) | (_, Err(fault)) => found.notes.push(format!("`{path}` {fault}, and is not compared")),
        }
    }
    let (undone, differing): (Vec<_>, Vec<_>) = signatures(&before, &after)
        .into_iter()
        .partition(|one| ends.undo(&one.signature.path, one.signature.old.as_deref()));
    found.undone.extend(undone.into_iter().map(|one| (one.signature.path, one.signature.old.is_some())));
    let (derives, others): (Vec<_>, Vec<_>) = differing.into_iter().partition(|differing| differing.is_derive);
    found.entries.extend(folded(&DERIVE_REMOVED, derives));
    found.entries.extend(folded(&SURFACE_CHANGED, others));
}

/// Generated sources whose texts differ. What others have put beside them is no work of the generator.
fn differing<'a>(old: &Texts<'a>, new: &Texts<'a>) -> BTreeSet<&'a str> {
    let all = old.0.iter().chain(&new.0).filter(|(path, text)| path.ends_with(".rs") && is_marked(text.as_bytes()));
    let paths: BTreeSet<&str> = all.map(|(path, _)| *path).collect();
    paths.into_iter().filter(|path| old.0.get(path) != new.0.get(path)).collect()
}

/// The items of a file with their module; none where there is no such file, or nobody reaches it.
fn items(texts: &Texts<'_>, path: &str) -> Result<Option<(Vec<String>, Items)>, String> {
    match texts.module(path).filter(|_| texts.0.contains_key(path)) {
        Some(module) => texts.items(path).map(|items| Some((module, items))),
        None => Ok(None),
    }
}

/// A module may have several files.
fn add(modules: &mut Modules, found: Option<(Vec<String>, Items)>) {
    if let Some((module, items)) = found {
        modules.entry(module).or_default().extend(items);
    }
}

fn signatures(before: &Modules, after: &Modules) -> Vec<Differing> {
    let none = Items::new();
    let modules: BTreeSet<&Vec<String>> = before.keys().chain(after.keys()).collect();
    let mut found = Vec::new();
    for module in modules {
        let (then, now) = (before.get(module).unwrap_or(&none), after.get(module).unwrap_or(&none));
        let names: BTreeSet<&String> = then.keys().chain(now.keys()).collect();
        for name in names {
            let path = module.iter().map(String::as_str).chain([name.as_str()]).collect::<Vec<_>>().join("::");
            let Some(signature) = judge::signature(path, then.get(name), now.get(name)) else { continue };
            let is_derive = signature.new.is_none() && is_lost_trait(name, now);
            found.push(Differing { module: module.join("::"), signature, is_derive });
        }
    }
    found
}

/// How a call is awaited is written like a trait, and is none.
fn is_lost_trait(name: &str, now: &Items) -> bool {
    name.split_once(" as ").is_some_and(|(owner, implemented)| implemented != "call" && now.contains_key(owner))
}

fn folded(kind: &'static Kind, differing: Vec<Differing>) -> Option<Entry> {
    let modules: BTreeSet<&str> = differing.iter().map(|one| one.module.as_str()).collect();
    let subject = |module: &str| match module {
        "" => Subject::of("crate"),
        module => Subject::of(format!("crate::{module}")),
    };
    let subjects: Vec<Subject> = modules.into_iter().map(subject).collect();
    let signatures = differing.into_iter().map(|one| one.signature).collect();
    (!subjects.is_empty()).then(|| of_items(kind, subjects, signatures))
}
