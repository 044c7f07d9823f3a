//! How grave a change is, in two respects that have little to do with each other.

use std::fmt;

/// What released clients meet when the server follows the new spec.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wire {
    /// Nothing that is sent or received changes.
    #[default]
    None,
    /// Calls go on to work, and mean the same.
    Safe,
    /// Some calls fail, or mean something else.
    Risky,
    /// Calls fail, or what they were for is lost.
    Breaks,
}

/// What callers meet in Rust source when they update the crate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rust {
    /// The crate stays as it is.
    #[default]
    None,
    /// Words or facts change, no signature.
    Patch,
    /// Something is added or deprecated.
    Minor,
    /// Source compiles as before and does something else.
    Silent,
    /// Source that compiled does not compile any more.
    Major,
}

impl Wire {
    /// All of them, the least first.
    pub const ALL: [Wire; 4] = [Wire::None, Wire::Safe, Wire::Risky, Wire::Breaks];

    /// The word in reports and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Wire::None => "none",
            Wire::Safe => "safe",
            Wire::Risky => "risky",
            Wire::Breaks => "breaks",
        }
    }
}

impl Rust {
    /// All of them, the least first.
    pub const ALL: [Rust; 5] = [Rust::None, Rust::Patch, Rust::Minor, Rust::Silent, Rust::Major];

    /// The word in reports and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Rust::None => "none",
            Rust::Patch => "patch",
            Rust::Minor => "minor",
            Rust::Silent => "silent",
            Rust::Major => "major",
        }
    }

    /// Whether an update needs a new major version.
    pub fn is_breaking(self) -> bool {
        self >= Rust::Silent
    }
}

impl fmt::Display for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Rust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
