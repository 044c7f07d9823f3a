//! What the generator itself changes: the crate that was emitted for a spec then, held against the one that is
//! emitted for the same spec today.
//!
//! Only files whose texts differ are parsed, so that an unchanged generator costs next to nothing here.

mod manifest;
mod sources;
mod undone;

use super::change::Subject;
use super::entry::Entry;
use super::fingerprint;
use super::judge::Signature;
use super::kind::Kind;
use super::severity::{Rust, Wire};
use crate::files::is_marked;
use crate::model::{Api, kept};
use crate::surface::Texts;
use undone::{Ends, Undone};

/// The path of the manifest.
const MANIFEST: &str = "Cargo.toml";

/// What has been found.
#[derive(Debug, Default)]
struct Found {
    entries: Vec<Entry>,
    /// What could not be compared, each with the reason.
    notes: Vec<String>,
    /// Items that the spec changes back.
    undone: Undone,
}

/// Adds to the changes of a spec what has been changed besides. Says what could not be compared.
pub fn add(entries: &mut Vec<Entry>, old: &Texts<'_>, new: &Texts<'_>, api: &Api) -> Vec<String> {
    let former = || api.services.iter().flat_map(|service| kept(&service.was));
    let features = api.services.iter().map(|service| service.feature.as_str());
    // These come and go with services, and with what services are called.
    let features: Vec<&str> = features.chain(former().map(|former| former.feature.as_str())).collect();
    let mut found = compare(old, new, &features, &Ends::of(entries));
    let unseen = former().map(|former| former.module.join("::")).filter(|module| !old.declares(module));
    found.undone.extend(unseen.map(|module| (module, false)));
    undone::forget(entries, &found.undone);
    entries.extend(found.entries);
    found.notes
}

/// Holds two crates of one spec against each other.
fn compare(old: &Texts<'_>, new: &Texts<'_>, services: &[&str], ends: &Ends<'_>) -> Found {
    let mut found = Found::default();
    let manifest = |texts: &Texts<'_>| texts.0.get(MANIFEST).copied().unwrap_or_default().to_owned();
    let (before, after) = (manifest(old), manifest(new));
    if !is_marked(before.as_bytes()) {
        found.notes.push(format!("`{MANIFEST}` was not generated, so the crate is not compared"));
        return found;
    }
    match (manifest::read(&before), manifest::read(&after)) {
        (Ok(before), Ok(after)) if before.name != after.name => {
            let (found_name, name) = (before.name, after.name);
            let help = "--out says where its crate is";
            found.notes.push(format!("it is `{found_name}`, and `{name}` is made of the spec; {help}"));
        }
        (Ok(before), Ok(after)) => {
            found.entries = manifest::compare(&before, &after, services, new);
            sources::compare(old, new, ends, &mut found);
        }
        (Err(fault), _) | (_, Err(fault)) => found.notes.push(format!("`{MANIFEST}` does not parse: {fault}")),
    }
    found
}

/// An entry about the crate as a whole, which no place of the spec has caused.
fn entry(kind: &'static Kind, subjects: Vec<Subject>, (before, after): (String, String)) -> Entry {
    Entry {
        kind,
        also: Vec::new(),
        fingerprint: fingerprint::of(kind, &subjects[0], &before, &after),
        subjects,
        old: None,
        new: None,
        before,
        after,
        wire: Wire::None,
        rust: kind.rust.first().copied().unwrap_or_default(),
        signatures: Vec::new(),
        hints: Vec::new(),
        accepted: None,
    }
}

/// An entry about items. What they were and what they are tells it from others.
fn of_items(kind: &'static Kind, subjects: Vec<Subject>, signatures: Vec<Signature>) -> Entry {
    let lines = |side: fn(&Signature) -> Option<&String>| {
        let line = |one: &Signature| format!("{} {}\n", one.path, side(one).map_or("", String::as_str));
        signatures.iter().map(line).collect::<String>()
    };
    let (before, after) = (lines(|one| one.old.as_ref()), lines(|one| one.new.as_ref()));
    let rust = signatures.iter().map(|one| one.rust).max().unwrap_or(Rust::None);
    let fingerprint = fingerprint::of(kind, &Subject::of("crate"), &before, &after);
    let count = if signatures.len() == 1 { "1 item".to_owned() } else { format!("{} items", signatures.len()) };
    Entry { fingerprint, rust, signatures, ..entry(kind, subjects, (String::new(), count)) }
}
