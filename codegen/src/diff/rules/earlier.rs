//! Earlier names: which of them source can still use.

use crate::diag::Place;
use crate::diff::change::{Change, Subject, Touch};
use crate::diff::kinds::{names as kinds, types};
use crate::model::{FormerService, Rename};

/// An earlier name, of whatever it is.
pub trait Earlier {
    /// As it stands in the spec.
    fn name(&self) -> &str;
    fn until(&self) -> Option<&String>;
    fn is_kept(&self) -> bool;
    fn place(&self) -> &Place;
}

impl Earlier for Rename {
    fn name(&self) -> &str {
        &self.name.wire
    }

    fn until(&self) -> Option<&String> {
        self.until.as_ref()
    }

    fn is_kept(&self) -> bool {
        self.kept
    }

    fn place(&self) -> &Place {
        &self.place
    }
}

impl Earlier for FormerService {
    fn name(&self) -> &str {
        &self.path
    }

    fn until(&self) -> Option<&String> {
        self.until.as_ref()
    }

    fn is_kept(&self) -> bool {
        self.kept
    }

    fn place(&self) -> &Place {
        &self.place
    }
}

/// One side: what something is called, what it was called, and where it stands.
pub type Side<'a, T> = (&'a str, &'a [T], &'a Place);

/// Compares the earlier names of one thing. `touch` says where such a name shows.
pub fn compare<T: Earlier>(
    subject: &Subject,
    (old_name, old, old_place): Side<'_, T>,
    (new_name, new, new_place): Side<'_, T>,
    touch: impl Fn(&T) -> Vec<Touch>,
    found: &mut Vec<Change>,
) {
    let kept = |side: &'_ [T], name: &str| side.iter().any(|one| one.is_kept() && one.name() == name);
    // A name that goes or comes with the renaming is told with it.
    for one in new.iter().filter(|one| one.is_kept() && one.name() != old_name && !kept(old, one.name())) {
        let change = Change::new(&kinds::EARLIER_ADDED, subject.clone()).at(Some(old_place), Some(one.place()));
        found.push(change.values("", one.name()).touch(touch(one)));
    }
    for one in old.iter().filter(|one| one.is_kept() && one.name() != new_name && !kept(new, one.name())) {
        let change = Change::new(&kinds::EARLIER_REMOVED, subject.clone()).at(Some(one.place()), Some(new_place));
        let change = change.values(one.name(), "").touch(touch(one));
        found.push(match one.until() {
            Some(until) => change.hint(format!("the warning has said that it goes with {until}")),
            None => change.hint("the warning has not said when it goes"),
        });
    }
    for (before, after) in old.iter().flat_map(|a| new.iter().filter(|b| b.name() == a.name()).map(move |b| (a, b))) {
        if before.is_kept() && after.is_kept() && before.until() != after.until() {
            let places = (Some(before.place()), Some(after.place()));
            let change = Change::new(&types::DEPRECATION_CHANGED, subject.clone()).at(places.0, places.1);
            found.push(change.values(end(before), end(after)));
        }
    }
}

fn end<T: Earlier>(one: &T) -> String {
    let end = one.until().map_or_else(|| "stays".to_owned(), |until| format!("goes with {until}"));
    format!("{} {end}", one.name())
}
