//! Which version the changes need.

use super::entry::Entry;
use super::severity::Rust;
use crate::model::Version;

/// What an update of the crate is to those who depend on it, by the rules of cargo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bump {
    #[default]
    None,
    Patch,
    Minor,
    Major,
}

impl Bump {
    /// What these changes need. That a break is accepted makes it no smaller.
    pub fn needed(entries: &[Entry]) -> Self {
        match entries.iter().map(|entry| entry.rust).max().unwrap_or_default() {
            Rust::None => Bump::None,
            Rust::Patch => Bump::Patch,
            Rust::Minor => Bump::Minor,
            Rust::Silent | Rust::Major => Bump::Major,
        }
    }

    /// The word.
    pub fn name(self) -> &'static str {
        match self {
            Bump::None => "none",
            Bump::Patch => "patch",
            Bump::Minor => "minor",
            Bump::Major => "major",
        }
    }
}

impl Version {
    /// The next version after this one that such a change may have. Below 1.0.0 the number after the
    /// zeros is what cargo takes for the major one.
    #[must_use]
    pub fn next(self, bump: Bump) -> Self {
        let Version { major, minor, patch } = self;
        match (bump, major, minor) {
            (Bump::None, ..) => self,
            (Bump::Major, 0, 0) | (Bump::Patch, ..) => Version { major, minor, patch: patch + 1 },
            (Bump::Major, 0, _) => Version { major, minor: minor + 1, patch: 0 },
            (Bump::Minor, 0, _) => Version { major, minor, patch: patch + 1 },
            (Bump::Major, ..) => Version { major: major + 1, minor: 0, patch: 0 },
            (Bump::Minor, ..) => Version { major, minor: minor + 1, patch: 0 },
        }
    }
}

/// The versions of both sides, and the one that is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub needed: Bump,
    /// The version of the old side.
    pub old: String,
    /// The version of the new side.
    pub new: String,
    /// The least version that the new side may have; `None` where the old one is no version.
    pub least: Option<Version>,
}

impl Verdict {
    /// Holds the versions against what the changes need.
    pub fn new(entries: &[Entry], old: &str, new: &str) -> Self {
        let needed = Bump::needed(entries);
        let least = Version::parse(old).map(|old| old.next(needed));
        Verdict { needed, old: old.to_owned(), new: new.to_owned(), least }
    }

    /// The bump, and the next version after the old one that may have it.
    pub fn line(&self) -> String {
        let next = self.least.map(|least| format!(" {least}")).unwrap_or_default();
        format!("{}{next}\n", self.needed.name())
    }

    /// Whether the new version is large enough.
    pub fn is_enough(&self) -> bool {
        let (Some(least), Some(new)) = (self.least, Version::parse(&self.new)) else { return false };
        new >= least
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn next(from: &str, bump: Bump, to: &str) {
        assert_eq!(Version::parse(from).map(|version| version.next(bump).to_string()).as_deref(), Some(to), "{from}");
    }

    #[test]
    fn versions_follow_the_rules_of_cargo() {
        next("1.4.2", Bump::Major, "2.0.0");
        next("1.4.2", Bump::Minor, "1.5.0");
        next("1.4.2", Bump::Patch, "1.4.3");
        next("1.4.2", Bump::None, "1.4.2");
        next("0.12.1", Bump::Major, "0.13.0");
        next("0.12.1", Bump::Minor, "0.12.2");
        next("0.0.3", Bump::Major, "0.0.4");
        next("0.0.3", Bump::Minor, "0.0.4");
        next("1.0.0-rc.1", Bump::Patch, "1.0.1");
    }

    #[test]
    fn what_is_no_version_is_never_enough() {
        assert!(!Verdict::new(&[], "one", "1.0.0").is_enough());
        assert!(Verdict::new(&[], "1.0.0", "1.0.0").is_enough());
        assert!(!Verdict::new(&[], "1.0.1", "1.0.0").is_enough());
    }
}
