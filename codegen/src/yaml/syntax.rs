//! Turns what the parser and the scan refuse into findings with a place and advice.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::diag::{Diagnostic, FileId, Place};

use super::MAX_DEPTH;
use super::extent::line_column;
use super::scan::{self, Kind, Refusal};
use super::value::Fault;

impl Refusal {
    /// The finding at the place of the token.
    pub(super) fn diagnostic(self, file: FileId, text: &str) -> Diagnostic {
        let (line, column) = line_column(text, self.offset);
        let place = Place::point(file, line, column);
        match self.kind {
            Kind::Anchor => Diagnostic::error("yaml_alias", "anchors are not part of the spec language", place)
                .help("write the value out where it is needed, or quote a text that begins with `&`"),
            Kind::Alias => Diagnostic::error("yaml_alias", "aliases are not part of the spec language", place)
                .help("write the value out, or quote a text that begins with `*`"),
            Kind::Tag => Diagnostic::error("yaml_tag", "tags are not part of the spec language", place)
                .help("leave the tag out, or quote a text that begins with `!`"),
            Kind::Directive => {
                Diagnostic::error("yaml_directive", "directives are not part of the spec language", place)
                    .help("delete the line, or quote a text that begins with `%`")
            }
            Kind::Documents => Diagnostic::error("yaml_documents", "a second document in one file", place)
                .help("put each document into a file of its own"),
            Kind::Depth => too_deep(place),
            Kind::Empty => Diagnostic::error("empty_file", "the file holds nothing", Place::file(file))
                .help("fill it or delete it"),
        }
    }
}

fn too_deep(place: Place) -> Diagnostic {
    let message = format!("nested deeper than {MAX_DEPTH} levels");
    Diagnostic::error("yaml_depth", message, place).help("move the inner part into a type of its own")
}

/// The error itself, or the one that explains it, if it has no place.
///
/// Whatever follows the end of the first value counts as a second document, which is
/// refused without a place; the parser's own complaint about that document has one.
pub(super) fn placed(text: &str, error: serde_yaml::Error) -> serde_yaml::Error {
    if error.location().is_some() {
        return error;
    }
    let second = serde_yaml::Deserializer::from_str(text).nth(1);
    second.and_then(|document| IgnoredAny::deserialize(document).err()).unwrap_or(error)
}

/// The finding behind an error of the parser, or behind a node that was refused.
pub(super) fn diagnostic(file: FileId, text: &str, error: &serde_yaml::Error, fault: Option<Fault>) -> Diagnostic {
    let offset = error.location().map_or(0, |location| location.index());
    let (line, column) = line_column(text, offset);
    let place = Place::point(file, line, column);
    match fault {
        Some(Fault::Key) => Diagnostic::error("yaml_key", "a key is not a text", place)
            .help("keys are names; quote a key that YAML takes for something else"),
        Some(Fault::Merge) => Diagnostic::error("yaml_alias", "merge keys are not part of the spec language", place)
            .help("repeat the keys, or name a field group under `use`"),
        Some(Fault::Depth) => too_deep(place),
        Some(Fault::Number) => Diagnostic::error("yaml_number", "a number is out of range", place)
            .help("whole numbers have 64 bits; quote it if it is a text"),
        None => syntax(file, text, offset, &Said::new(&error.to_string())),
    }
}

/// What the parser said, taken apart: `problem at line 2 column 1, while … at line 1 column 4`.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    problem: String,
    /// A byte offset, which stands in for the place when a character is not allowed at all.
    position: Option<usize>,
    context: Option<String>,
    opened: Option<(usize, usize)>,
}

impl Said {
    fn new(said: &str) -> Self {
        let (problem, context) = match said.split_once(", while ") {
            Some((problem, context)) => (problem, Some(context)),
            None => (said, None),
        };
        let (problem, position) = match problem.split_once(" at position ") {
            Some((problem, position)) => (problem, position.parse().ok()),
            None => (without_place(problem).0, None),
        };
        let (context, opened) = context.map(without_place).unzip();
        // That it looked for a token is true of every error.
        let context = context.filter(|context| *context != "scanning for the next token");
        let context = context.map(|context| format!("while {context}"));
        Said { problem: problem.to_owned(), position, context, opened: opened.flatten() }
    }

    fn is_open_quote(&self) -> bool {
        let in_quote = self.context.as_deref() == Some("while scanning a quoted scalar");
        in_quote && (self.problem.contains("end of stream") || self.problem.contains("document indicator"))
    }
}

fn without_place(said: &str) -> (&str, Option<(usize, usize)>) {
    let Some((words, place)) = said.rsplit_once(" at line ") else { return (said, None) };
    let place =
        place.split_once(" column ").and_then(|(line, column)| Some((line.parse().ok()?, column.parse().ok()?)));
    (words, place)
}

fn syntax(file: FileId, text: &str, offset: usize, said: &Said) -> Diagnostic {
    let at = |offset| {
        let (line, column) = line_column(text, offset);
        Place::point(file, line, column)
    };
    let offset = said.position.unwrap_or(offset);
    let diagnostic = explained(file, at(offset), said);
    match scan::long_quote_before(text, offset) {
        Some(quote) => {
            diagnostic.related(at(quote), "a quoted text opens here and runs over several lines").help(CLOSE_QUOTE)
        }
        None => diagnostic.help(help(text, offset, said)),
    }
}

/// The parser's problem at its place, with what it was about at the place where that began.
fn explained(file: FileId, place: Place, said: &Said) -> Diagnostic {
    let context = said.context.clone().unwrap_or_default();
    let opened = said.opened.map(|(line, column)| Place::point(file, line, column));
    match opened {
        Some(opened) if said.is_open_quote() => {
            Diagnostic::error("yaml_syntax", &said.problem, opened).label("the quote that is never closed")
        }
        Some(opened) => Diagnostic::error("yaml_syntax", &said.problem, place).related(opened, context),
        None => Diagnostic::error("yaml_syntax", &said.problem, place).label(context),
    }
}

const CLOSE_QUOTE: &str = "close the quote on the line where its text ends";

fn help(text: &str, offset: usize, said: &Said) -> &'static str {
    let here = text.as_bytes().get(offset).copied();
    let problem = said.problem.as_str();
    if here == Some(b'\t') || problem.contains("tab character") {
        "indent with spaces: YAML takes no tabs there"
    } else if said.is_open_quote() {
        CLOSE_QUOTE
    } else if problem.contains("control characters") {
        "delete the character, or write it as an escape inside double quotes"
    } else if problem.contains("mapping values are not allowed") {
        "quote a text that holds `: `, or check the indentation"
    } else if problem.contains("cannot start any token") {
        "quote a text that begins with a character of YAML's own: % @ ` | >"
    } else if problem.contains("escape") {
        "double the backslash, or use single quotes, which know no escapes"
    } else if problem.contains("<document start>") {
        "the document has ended before this; indent it as its siblings are"
    } else {
        "check the indentation, and quote texts that hold `: ` or ` #`"
    }
}
