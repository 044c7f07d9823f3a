//! Holds a document against the grammar and reports every node that does not fit.

use crate::diag::{Diagnostic, Report, nearest};
use crate::yaml::Yaml;

use super::grammar::{Kind, Table};
use super::node::{Node, scalar_text};

/// Reports all that is misshapen in a mapping with fixed keys.
pub fn check_table(node: &Node<'_>, table: &'static Table, report: &mut Report) {
    if !matches!(node.yaml, Yaml::Map(_)) {
        let diagnostic = wrong_type(node, &format!("{} is a mapping", with_article(table.name)));
        let first = table.keys.iter().find(|key| key.required);
        report.push(match (scalar_text(node.yaml), first) {
            (Some(text), Some(key)) => {
                diagnostic.help(format!("write `{{ {}: {text} }}`, and what else it needs", key.name))
            }
            _ => diagnostic,
        });
        return;
    }
    for (name, nth, value) in node.entries() {
        if nth > 0 {
            report.push(duplicate(node, name, &value));
            continue;
        }
        if table.key(name).is_none() {
            report.push(unknown_key(node, name, &value, table));
        }
        check_kind(&value, name, report);
    }
    for key in table.keys.iter().filter(|key| key.required && node.get(key.name).is_none()) {
        report.push(missing_key(node, key.name, key.doc, table));
    }
}

fn check_kind(node: &Node<'_>, key: &str, report: &mut Report) {
    let is_scalar = scalar_text(node.yaml).is_some();
    match node.kind {
        Kind::Any => check_twins(node, report),
        Kind::Text => expect(node, is_scalar, key, "a text", report),
        Kind::Bool => expect(node, matches!(node.yaml, Yaml::Bool(_)), key, "true or false", report),
        Kind::Integer => expect(node, is_whole(node.yaml), key, "a whole number, zero or more", report),
        Kind::Number => expect(node, is_number(node.yaml), key, "a number", report),
        Kind::Word(words) => check_word(node, key, words, report),
        Kind::WordOr(words, _) if is_scalar => check_word(node, key, words, report),
        Kind::TextOr(_) if is_scalar => {}
        Kind::Object(table) | Kind::TextOr(table) | Kind::WordOr(_, table) => check_table(node, table, report),
        Kind::List(_) => check_list(node, key, report),
        Kind::ListOrNames(..) if matches!(node.yaml, Yaml::List(_)) => check_list(node, key, report),
        Kind::Names(_) | Kind::ListOrNames(..) => check_names(node, key, report),
    }
    check_characters(node, key, report);
}

fn is_whole(yaml: &Yaml) -> bool {
    matches!(yaml, Yaml::UInt(_)) || matches!(yaml, Yaml::Int(value) if *value >= 0)
}

fn is_number(yaml: &Yaml) -> bool {
    matches!(yaml, Yaml::Int(_) | Yaml::UInt(_)) || matches!(yaml, Yaml::Float(value) if value.is_finite())
}

fn expect(node: &Node<'_>, fits: bool, key: &str, wanted: &str, report: &mut Report) {
    if fits {
        return;
    }
    let diagnostic = wrong_type(node, &format!("`{key}` takes {wanted}"));
    report.push(match node.yaml {
        Yaml::Float(_) if wanted == "a text" => diagnostic.help("quote it: `1.10` and `1.1` are the same number"),
        _ => diagnostic,
    });
}

fn check_word(node: &Node<'_>, key: &str, words: &'static [&'static str], report: &mut Report) {
    let Some(word) = scalar_text(node.yaml) else {
        report
            .push(wrong_type(node, &format!("`{key}` takes a word")).help(format!("`{key}` takes {}", listed(words))));
        return;
    };
    if words.contains(&word.as_str()) {
        return;
    }
    let diagnostic = Diagnostic::error("unknown_word", format!("`{key}` does not take `{word}`"), node.place());
    report.push(suggest(diagnostic, &word, words).help(format!("`{key}` takes {}", listed(words))));
}

fn check_list(node: &Node<'_>, key: &str, report: &mut Report) {
    let Yaml::List(_) = node.yaml else {
        let diagnostic = wrong_type(node, &format!("`{key}` takes a list"));
        report.push(match scalar_text(node.yaml) {
            Some(text) => diagnostic.help(format!("write `{key}: [{text}]`")),
            None => diagnostic,
        });
        return;
    };
    for element in node.elements() {
        check_kind(&element, key, report);
    }
}

fn check_names(node: &Node<'_>, key: &str, report: &mut Report) {
    let Yaml::Map(_) = node.yaml else {
        report.push(wrong_type(node, &format!("`{key}` takes a mapping of names")));
        return;
    };
    for (name, nth, value) in node.entries() {
        if nth > 0 {
            report.push(duplicate(node, name, &value));
            continue;
        }
        if let Some(hidden) = hidden(name) {
            report.push(
                Diagnostic::error("invisible_character", invisible("this name", hidden), value.key_place())
                    .help(LEAVE_OUT),
            );
        }
        check_kind(&value, name, report);
    }
}

/// Keys that stand twice where the grammar has nothing else to say.
fn check_twins(node: &Node<'_>, report: &mut Report) {
    for (name, nth, value) in node.entries() {
        match nth {
            0 => check_twins(&value, report),
            _ => report.push(duplicate(node, name, &value)),
        }
    }
    node.elements().iter().for_each(|element| check_twins(element, report));
}

/// What is written by the spec stands in code and docs, where control characters are refused by compilers
/// or change what is seen.
fn check_characters(node: &Node<'_>, key: &str, report: &mut Report) {
    let (Yaml::Text(text), false) = (node.yaml, matches!(node.kind, Kind::Any)) else { return };
    if let Some(hidden) = hidden(text) {
        report.push(
            Diagnostic::error("invisible_character", invisible(&format!("`{key}`"), hidden), node.place())
                .help(LEAVE_OUT),
        );
    }
}

const LEAVE_OUT: &str = "leave it out, or say it in words";

fn hidden(text: &str) -> Option<char> {
    let reorders = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().find(|c| (c.is_control() && *c != '\n') || reorders(*c))
}

fn invisible(what: &str, hidden: char) -> String {
    format!("{what} holds the character U+{:04X}, which cannot be seen", u32::from(hidden))
}

fn duplicate(parent: &Node<'_>, name: &str, again: &Node<'_>) -> Diagnostic {
    let diagnostic = Diagnostic::error("duplicate_key", format!("`{name}` stands here twice"), again.key_place())
        .label("again")
        .help("keep one of them");
    let first = parent.named().find(|(other, _)| *other == name);
    first.map_or(diagnostic.clone(), |(_, first)| diagnostic.related(first.key_place(), "first here"))
}

fn unknown_key(parent: &Node<'_>, name: &str, value: &Node<'_>, table: &'static Table) -> Diagnostic {
    let message = format!("unknown key `{name}` in {}", with_article(table.name));
    let diagnostic = Diagnostic::error("unknown_key", message, value.key_place());
    match parent.meant(name) {
        Some(meant) => diagnostic.label(format!("did you mean `{meant}`?")),
        None => {
            diagnostic.help(format!("it takes {}", listed(&table.keys.iter().map(|key| key.name).collect::<Vec<_>>())))
        }
    }
}

fn missing_key(node: &Node<'_>, name: &str, doc: &str, table: &'static Table) -> Diagnostic {
    let message = format!("{} needs the key `{name}`", with_article(table.name));
    Diagnostic::error("missing_key", message, node.key_place()).help(format!("`{name}`: {doc}"))
}

fn wrong_type(node: &Node<'_>, wanted: &str) -> Diagnostic {
    let found = match node.yaml {
        Yaml::Int(value) if *value < 0 => "a negative number",
        Yaml::Float(value) if value.is_finite() => "a fraction",
        Yaml::Float(_) => "not a finite number",
        yaml => yaml.kind(),
    };
    Diagnostic::error("wrong_type", format!("{wanted}, this is {found}"), node.place())
}

/// Adds "did you mean" where a known name is close.
pub fn suggest(diagnostic: Diagnostic, wanted: &str, known: &[&str]) -> Diagnostic {
    match nearest(wanted, known.iter().copied()) {
        Some(name) => diagnostic.label(format!("did you mean `{name}`?")),
        None => diagnostic,
    }
}

/// `a`, `b` or `c`.
pub fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.join(""),
    }
}

/// What messages call a mapping; some are the only one of their kind.
fn with_article(noun: &str) -> String {
    match noun {
        "api.yaml" | "auth" | "errors" => format!("`{noun}`"),
        _ if noun.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("an {noun}"),
        _ => format!("a {noun}"),
    }
}
