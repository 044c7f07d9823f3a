//! Says how the folder differs from what it should be.

use std::path::Path;
use std::time::Duration;

use similar::TextDiff;

use super::plan::{Change, Plan};
use super::{Kind, Outcome, Stale};
use crate::diag::{Diagnostic, Place, Report};
use crate::read::Sources;

/// A diff is cut after this many lines.
const MAX_LINES: usize = 60;

/// A line of a diff is cut after this many characters.
const MAX_COLUMNS: usize = 300;

/// A diff that takes longer is coarser than it could be.
const PATIENCE: Duration = Duration::from_millis(200);

/// So many diffs are shown before the rest is only named.
const MAX_DIFFS: usize = 5;

impl Outcome {
    /// `3 files written, 1 removed, 75 unchanged`, or `3 files stale, 75 unchanged`.
    pub fn counts(&self) -> String {
        let named = [(self.written.len(), "written"), (self.removed.len(), "removed"), (self.stale.len(), "stale")];
        let mut counts: Vec<String> =
            named.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        counts.push(format!("{} unchanged", self.unchanged));
        // The noun stands once, behind the first number.
        let noun = if counts[0].starts_with("1 ") { "file" } else { "files" };
        counts[0] = counts[0].replacen(' ', &format!(" {noun} "), 1);
        counts.join(", ")
    }

    /// Adds what was done in another folder.
    pub(super) fn extend(&mut self, other: Outcome) {
        self.written.extend(other.written);
        self.unchanged += other.unchanged;
        self.removed.extend(other.removed);
        self.stale.extend(other.stale);
    }

    /// Every stale file with its diff, as far as diffs are worth reading; empty if none is stale.
    pub fn explain(&self) -> String {
        let mut text = String::new();
        let mut diffs = 0;
        for stale in &self.stale {
            text.push_str(&format!("{}: {}\n", stale.kind.name(), stale.folder.join(&stale.path).display()));
            if !stale.diff.is_empty() && diffs < MAX_DIFFS {
                text.push_str(&stale.diff);
                diffs += 1;
            }
        }
        text
    }
}

impl Outcome {
    /// Every stale file as a finding, for programs; `remedy` is what is to be done about them.
    pub fn findings(&self, sources: &mut Sources, remedy: &str) -> Report {
        let finding = |stale: &Stale| {
            let message = format!("`{}` {}", stale.path, stale.kind.told());
            let name = stale.folder.join(&stale.path).to_string_lossy().replace('\\', "/");
            let file = sources.add_beside(name, String::new());
            Diagnostic::error("stale_output", message, Place::file(file)).help(remedy)
        };
        self.stale.iter().map(finding).collect()
    }
}

pub(super) fn outcome(plan: Plan<'_>, dir: &Path) -> Outcome {
    let entry = |path, kind, diff| Stale { folder: dir.to_owned(), path, kind, diff };
    let changed = |change: &Change<'_>| match &change.old {
        None => entry(change.path.to_owned(), Kind::Missing, String::new()),
        Some(old) => entry(change.path.to_owned(), Kind::Changed, diff(change, &String::from_utf8_lossy(old))),
    };
    let mut stale: Vec<Stale> = plan.changes.iter().map(changed).collect();
    stale.extend(plan.orphans.into_iter().map(|path| entry(path, Kind::Orphaned, String::new())));
    stale.sort_by(|a, b| a.path.cmp(&b.path));
    Outcome { unchanged: plan.unchanged, stale, ..Outcome::default() }
}

fn diff(change: &Change<'_>, old: &str) -> String {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_lines(old, change.text);
    let names = (format!("{} (on disk)", change.path), format!("{} (generated)", change.path));
    let unified = diff.unified_diff().context_radius(2).header(&names.0, &names.1).to_string();
    cut(&unified)
}

fn cut(diff: &str) -> String {
    let lines = diff.lines().count();
    let shown =
        diff.lines().take(MAX_LINES).map(|line| line.chars().take(MAX_COLUMNS).chain(['\n']).collect::<String>());
    let mut cut: String = shown.collect();
    if lines > MAX_LINES {
        cut.push_str(&format!("… and {} more lines\n", lines - MAX_LINES));
    }
    cut
}

#[cfg(test)]
mod tests;
