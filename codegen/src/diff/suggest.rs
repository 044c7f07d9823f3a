//! Things that go while others come: what looks renamed, and is not unless the spec says so.

use super::change::Change;
use super::index::nameless;
use crate::model::Version;

/// How alike two names have to be, from 0 to 1.
const ALIKE: f64 = 0.6;

/// Says of each removed thing what it may have become, and how to keep its name until a version.
pub fn renames(changes: &mut [Change], until: Option<Version>) {
    let added: Vec<(usize, Change)> = changes
        .iter()
        .enumerate()
        .filter(|(_, change)| is_added(change))
        .map(|(at, change)| (at, change.clone()))
        .collect();
    for change in changes.iter_mut().filter(|change| is_removed(change)) {
        let scored = added.iter().filter(|(_, other)| is_rival(change, other));
        let scored = scored.map(|(_, other)| (likeness(change, other), other)).filter(|(score, _)| *score >= ALIKE);
        if let Some((score, best)) = scored.max_by(|a, b| a.0.total_cmp(&b.0)) {
            change.hints.push(hint(change, best, score, until));
        }
    }
}

fn hint(removed: &Change, added: &Change, score: f64, until: Option<Version>) -> String {
    let name = |change: &Change| last(change).to_owned();
    let (old, new) = (name(removed), name(added));
    let percent = (score * 100.0).round();
    let end = until.map(|until| format!(", until: {until}")).unwrap_or_default();
    format!("`{old}` looks renamed to `{new}` ({percent}% alike); if it is, say `was: [{{ name: {old}{end} }}]` there")
}

fn is_added(change: &Change) -> bool {
    let code = change.kind.code;
    code.ends_with(".added")
        || code.contains("-added-optional")
        || code.contains("-added-required")
        || code.ends_with("field-added")
        || code.contains("param.added")
}

fn is_removed(change: &Change) -> bool {
    let code = change.kind.code;
    code.ends_with(".removed") || code.ends_with("field-removed") || code.ends_with("after-deprecation")
}

/// Whether both are of one sort and in one place.
fn is_rival(a: &Change, b: &Change) -> bool {
    let family = |change: &Change| change.kind.code.split('.').next().unwrap_or_default();
    let home = |change: &Change| match change.subject.member.as_str() {
        "" => change.subject.owner.rsplit_once('.').map_or("", |(home, _)| home).to_owned(),
        _ => change.subject.owner.clone(),
    };
    let nameable = matches!(family(a), "service" | "op" | "param" | "write" | "read" | "type");
    nameable && family(a) == family(b) && home(a) == home(b) && a.subject.part == b.subject.part
}

fn last(change: &Change) -> &str {
    match change.subject.member.as_str() {
        "" => change.subject.owner.rsplit(['.', ':']).next().unwrap_or_default(),
        member => member,
    }
}

/// Names count, and so does what is behind them: a field of another type is another field.
fn likeness(removed: &Change, added: &Change) -> f64 {
    let names = strsim::normalized_levenshtein(last(removed), last(added))
        .max(strsim::jaro_winkler(last(removed), last(added)));
    let same = nameless(&removed.before) == nameless(&added.after);
    match removed.kind.code {
        // The same method and path is the same operation, whatever it is called.
        code if code.starts_with("op.") => {
            if same {
                1.0
            } else {
                0.0
            }
        }
        _ if same => names,
        _ => names * 0.5,
    }
}
