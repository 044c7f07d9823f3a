//! What became of one name.

use std::fmt;

/// Why a name has no counterpart of the same name.
pub struct Excuse {
    /// The name it has here, or [`NOTHING`].
    pub became: String,
    pub why: String,
}

/// What something became that is gone.
const NOTHING: &str = "nothing";

/// What became of a name.
pub enum Outcome<T> {
    Found(T),
    /// It is gone, and this is the reason.
    Gone(String),
    Fault(String),
}

impl<T> Outcome<T> {
    /// The counterpart, if there is one.
    pub fn found(&self) -> Option<&T> {
        match self {
            Self::Found(found) => Some(found),
            Self::Gone(_) | Self::Fault(_) => None,
        }
    }

    /// The same outcome, the counterpart put in other words.
    pub fn map<U>(&self, words: impl FnOnce(&T) -> U) -> Outcome<U> {
        match self {
            Self::Found(found) => Outcome::Found(words(found)),
            Self::Gone(why) => Outcome::Gone(why.clone()),
            Self::Fault(fault) => Outcome::Fault(fault.clone()),
        }
    }
}

/// Looks for the counterpart of a name: under the name itself, or else where its excuse says.
pub fn settle<T>(name: &str, excuse: Option<&Excuse>, find: impl Fn(&str) -> Option<T>) -> Outcome<T> {
    match (find(name), excuse) {
        (Some(found), None) => Outcome::Found(found),
        (Some(_), Some(_)) => Outcome::Fault("it has a counterpart, so it needs no excuse".to_owned()),
        (None, None) => Outcome::Fault("it has neither a counterpart nor an excuse".to_owned()),
        (None, Some(excuse)) if excuse.why.trim().is_empty() => Outcome::Fault("its excuse gives no reason".to_owned()),
        (None, Some(excuse)) if excuse.became == NOTHING => Outcome::Gone(excuse.why.clone()),
        (None, Some(excuse)) => match find(&excuse.became) {
            Some(found) => Outcome::Found(found),
            None => Outcome::Fault(format!("it became `{}`, which is not there", excuse.became)),
        },
    }
}

/// One name and its Rust path.
pub struct Line {
    /// The name as the documentation has it.
    pub seed: String,
    pub outcome: Outcome<String>,
}

impl Line {
    /// The line of a name whose counterpart has this Rust path.
    pub fn found(seed: impl Into<String>, rust: impl Into<String>) -> Self {
        Self { seed: seed.into(), outcome: Outcome::Found(rust.into()) }
    }

    /// What is wrong, if anything is.
    pub fn fault(&self) -> Option<String> {
        match &self.outcome {
            Outcome::Fault(fault) => Some(format!("{}: {fault}", self.seed)),
            Outcome::Found(_) | Outcome::Gone(_) => None,
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.outcome {
            Outcome::Found(rust) => write!(f, "{} → {rust}", self.seed),
            Outcome::Gone(why) => write!(f, "{} is gone. {why}", self.seed),
            Outcome::Fault(fault) => write!(f, "{} ? {fault}", self.seed),
        }
    }
}

fn known(name: &str) -> Option<String> {
    (name == "known").then(|| name.to_owned())
}

fn told(name: &str, became: &str, why: &str) -> String {
    let excuse = Excuse { became: became.to_owned(), why: why.to_owned() };
    Line { seed: name.to_owned(), outcome: settle(name, Some(&excuse), known) }.to_string()
}

#[test]
fn a_name_without_counterpart_needs_an_excuse() {
    let settled = |name: &str| Line { seed: name.to_owned(), outcome: settle(name, None, known) }.to_string();
    assert_eq!(settled("known"), "known → known");
    assert_eq!(settled("old"), "old ? it has neither a counterpart nor an excuse");
}

#[test]
fn an_excuse_has_a_reason_and_leads_somewhere() {
    assert_eq!(told("old", "known", "It was renamed."), "old → known");
    assert_eq!(told("old", "nothing", "It was withdrawn."), "old is gone. It was withdrawn.");
    assert_eq!(told("old", "known", " "), "old ? its excuse gives no reason");
    assert_eq!(told("old", "other", "It was renamed."), "old ? it became `other`, which is not there");
}

#[test]
fn an_excuse_of_what_is_there_is_refused() {
    assert_eq!(told("known", "known", "It was renamed."), "known ? it has a counterpart, so it needs no excuse");
    assert_eq!(told("known", "nothing", "It was withdrawn."), "known ? it has a counterpart, so it needs no excuse");
}
