//! From which severity on a comparison fails.

use super::entry::Entry;
use super::severity::{Rust, Wire};

/// The least severities that are too much; `None` for no severity at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    pub rust: Option<Rust>,
    pub wire: Option<Wire>,
}

impl Default for Threshold {
    /// What breaks source, or means something else there, and what breaks released clients.
    fn default() -> Self {
        Threshold { rust: Some(Rust::Silent), wire: Some(Wire::Breaks) }
    }
}

impl Threshold {
    /// Whether a change is too much: it is grave enough and nobody accepts it, or it is refused anyway.
    pub fn is_exceeded(&self, entry: &Entry) -> bool {
        let grave =
            self.rust.is_some_and(|least| entry.rust >= least) || self.wire.is_some_and(|least| entry.wire >= least);
        entry.kind.refused || (grave && entry.accepted.is_none())
    }
}

/// A word of `--fail-on`: which of the two severities, and from which level on.
///
/// # Errors
///
/// It is no such word; the text says which there are.
pub fn parse(word: &str, threshold: Threshold) -> Result<Threshold, String> {
    let (which, level) = word.split_once(':').unwrap_or((word, ""));
    let rust = || Rust::ALL.into_iter().find(|rust| rust.name() == level);
    let wire = || Wire::ALL.into_iter().find(|wire| wire.name() == level);
    match (which, level) {
        ("never", "") => Ok(Threshold { rust: None, wire: None }),
        ("rust", "never") => Ok(Threshold { rust: None, ..threshold }),
        ("wire", "never") => Ok(Threshold { wire: None, ..threshold }),
        ("rust", _) if rust().is_some() => Ok(Threshold { rust: rust(), ..threshold }),
        ("wire", _) if wire().is_some() => Ok(Threshold { wire: wire(), ..threshold }),
        _ => {
            let rust = Rust::ALL.map(Rust::name).join(", ");
            let wire = Wire::ALL.map(Wire::name).join(", ");
            Err(format!(
                "`{word}` is no threshold: it is `rust:LEVEL` ({rust}, never), `wire:LEVEL` ({wire}, never) or `never`"
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_are_words() {
        let usual = Threshold::default();
        assert_eq!(parse("rust:minor", usual).map(|one| one.rust), Ok(Some(Rust::Minor)));
        assert_eq!(parse("wire:never", usual).map(|one| (one.rust, one.wire)), Ok((Some(Rust::Silent), None)));
        assert_eq!(parse("never", usual), Ok(Threshold { rust: None, wire: None }));
        assert!(parse("rust", usual).is_err());
        assert!(parse("wire:major", usual).is_err());
    }
}
