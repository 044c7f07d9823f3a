//! What a row of the table of kinds says.

use super::severity::{Rust, Wire};

/// A kind of change.
#[derive(Debug)]
pub struct Kind {
    /// Its name, which approvals and other programs rely on: once released it stays.
    pub code: &'static str,
    /// Kinds that are the same change seen from elsewhere; they make one entry when they have one cause.
    pub group: &'static str,
    /// What it does to released clients, unless the comparison knows more.
    pub wire: Wire,
    /// What it can do to source; which of them follows from what is emitted.
    pub rust: &'static [Rust],
    /// What is found when old and new change places.
    pub mirror: Mirror,
    /// Whether it is refused, whatever threshold is set and whoever accepts it.
    pub refused: bool,
    /// What it does and why, in a line.
    pub why: &'static str,
    /// How to get the same without the harm, in a line; empty where there is none.
    pub keep: &'static str,
}

/// What is found when old and new change places.
#[derive(Debug)]
pub enum Mirror {
    /// A change of this kind.
    Is(&'static str),
    /// A change of the same kind.
    Same,
    /// Nothing or something else, for this reason.
    Waived(&'static str),
}

impl PartialEq for Kind {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Kind {}

/// Declares kinds: `NAME = "code" (group) [refused]: wire, [rust…], mirror; why; keep`.
macro_rules! kinds {
    ($($name:ident = $code:literal $(in $group:literal)? $(refused $refused:literal)?:
        $wire:ident, [$($rust:ident),+], $mirror:expr; $why:literal; $keep:literal;)+) => {
        $(
            #[doc = concat!("`", $code, "`: ", $why)]
            pub static $name: crate::diff::kind::Kind = crate::diff::kind::Kind {
                code: $code,
                group: kinds!(@or $code $($group)?),
                wire: crate::diff::severity::Wire::$wire,
                rust: &[$(crate::diff::severity::Rust::$rust),+],
                mirror: $mirror,
                refused: kinds!(@or false $($refused)?),
                why: $why,
                keep: $keep,
            };
        )+

        /// All kinds of this family.
        pub static ALL: &[&crate::diff::kind::Kind] = &[$(&$name),+];
    };
    (@or $default:literal) => { $default };
    (@or $default:literal $given:literal) => { $given };
}

pub(super) use kinds;
