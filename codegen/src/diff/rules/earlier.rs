//! Earlier names: which of them source can still use.

use crate::diag::Place;
use crate::diff::change::{Change, Subject, Touch};
use crate::diff::kinds::{names as kinds, types};
use crate::model::{Rename, kept};

/// One side: what something is called, what it was called, and where it stands.
pub type Side<'a, T> = (&'a str, &'a [T], &'a Place);

/// Compares the earlier names of one thing. `touch` says where such a name shows.
pub fn compare<T: AsRef<Rename>>(
    subject: &Subject,
    (old_name, old, old_place): Side<'_, T>,
    (new_name, new, new_place): Side<'_, T>,
    touch: impl Fn(&T) -> Vec<Touch>,
    found: &mut Vec<Change>,
) {
    // A name that comes or goes with the renaming is told with it.
    for one in kept(new).filter(|one| named(one) != old_name && !keeps(old, one)) {
        let change = Change::new(&kinds::EARLIER_ADDED, subject.clone());
        let change = change.at(Some(old_place), Some(&one.as_ref().place));
        found.push(change.values("", named(one)).touch(touch(one)));
    }
    for one in kept(old).filter(|one| named(one) != new_name && !keeps(new, one)) {
        let change = Change::new(&kinds::EARLIER_REMOVED, subject.clone());
        let change = change.at(Some(&one.as_ref().place), Some(new_place)).hint(announcement(one.as_ref()));
        found.push(change.values(named(one), "").touch(touch(one)));
    }
    found.extend(kept(old).flat_map(|before| {
        let same = kept(new).filter(|after| named(after) == named(before));
        same.filter_map(|after| ending(subject, before.as_ref(), after.as_ref())).collect::<Vec<_>>()
    }));
}

fn named<T: AsRef<Rename>>(one: &T) -> &str {
    &one.as_ref().name.wire
}

fn keeps<T: AsRef<Rename>>(side: &[T], wanted: &T) -> bool {
    kept(side).any(|one| named(one) == named(wanted))
}

fn announcement(rename: &Rename) -> String {
    match &rename.until {
        Some(until) => format!("the warning has said that it goes with {until}"),
        None => "the warning has not said when it goes".to_owned(),
    }
}

/// That a name is kept for longer, or not so long.
fn ending(subject: &Subject, before: &Rename, after: &Rename) -> Option<Change> {
    if before.until == after.until {
        return None;
    }
    let end = |rename: &Rename| {
        let end = rename.until.as_ref().map_or_else(|| "stays".to_owned(), |until| format!("goes with {until}"));
        format!("{} {end}", rename.name.wire)
    };
    let change = Change::new(&types::DEPRECATION_CHANGED, subject.clone());
    Some(change.at(Some(&before.place), Some(&after.place)).values(end(before), end(after)))
}
