//! Holds a document against the grammar and reports every node that does not fit.

use crate::diag::{Diagnostic, Report, nearest};
use crate::yaml::Yaml;

use super::grammar::{Kind, Table};
use super::node::{Node, scalar_text};

/// Reports all that is misshapen in `node`, seen as `table`.
pub fn check_table(node: &Node<'_>, table: &'static Table, report: &mut Report) {
    if !matches!(node.yaml, Yaml::Map(_)) {
        report.push(wrong_type(node, &format!("a {} is a mapping", table.name)));
        return;
    }
    for (name, nth, value) in node.entries() {
        if nth > 0 {
            report.push(duplicate(node, name, &value));
        } else if let Some(key) = table.keys.iter().find(|key| key.name == name) {
            check_kind(&value, name, key.kind, report);
        } else {
            report.push(unknown_key(name, &value, table));
        }
    }
    for key in table.keys.iter().filter(|key| key.required && node.get(key.name).is_none()) {
        report.push(missing_key(node, key.name, table));
    }
}

fn check_kind(node: &Node<'_>, key: &str, kind: Kind, report: &mut Report) {
    match kind {
        Kind::Any => {}
        Kind::Text => expect(node, scalar_text(node.yaml).is_some(), key, "a text", report),
        Kind::Bool => expect(node, matches!(node.yaml, Yaml::Bool(_)), key, "true or false", report),
        Kind::Integer => expect(node, whole(node.yaml), key, "a whole number, zero or more", report),
        Kind::Number => expect(node, whole(node.yaml) || matches!(node.yaml, Yaml::Int(_) | Yaml::Float(_)), key, "a number", report),
        Kind::Word(words) => check_word(node, key, words, report),
        Kind::List(inner) => check_list(node, key, inner, report),
        Kind::Names(inner) => check_names(node, key, inner, report),
        Kind::Object(table) => check_table(node, table, report),
        Kind::TextOr(_) if scalar_text(node.yaml).is_some() => {}
        Kind::WordOr(words, _) if scalar_text(node.yaml).is_some() => check_word(node, key, words, report),
        Kind::TextOr(table) | Kind::WordOr(_, table) => check_table(node, table, report),
        Kind::ListOrNames(inner, _) if matches!(node.yaml, Yaml::List(_)) => check_list(node, key, inner, report),
        Kind::ListOrNames(_, inner) => check_names(node, key, inner, report),
    }
}

fn whole(yaml: &Yaml) -> bool {
    matches!(yaml, Yaml::UInt(_)) || matches!(yaml, Yaml::Int(value) if *value >= 0)
}

fn expect(node: &Node<'_>, fits: bool, key: &str, wanted: &str, report: &mut Report) {
    if !fits {
        report.push(wrong_type(node, &format!("`{key}` takes {wanted}")));
    }
}

fn check_word(node: &Node<'_>, key: &str, words: &'static [&'static str], report: &mut Report) {
    let Some(word) = scalar_text(node.yaml) else {
        report.push(wrong_type(node, &format!("`{key}` takes a word")));
        return;
    };
    if words.contains(&word.as_str()) {
        return;
    }
    let diagnostic = Diagnostic::error("unknown_word", format!("`{key}` does not take `{word}`"), node.place());
    report.push(suggest(diagnostic, &word, words).help(format!("`{key}` takes {}", listed(words))));
}

fn check_list(node: &Node<'_>, key: &str, inner: &'static Kind, report: &mut Report) {
    let Yaml::List(_) = node.yaml else {
        report.push(wrong_type(node, &format!("`{key}` takes a list")));
        return;
    };
    for element in node.elements() {
        check_kind(&element, key, *inner, report);
    }
}

fn check_names(node: &Node<'_>, key: &str, inner: &'static Kind, report: &mut Report) {
    let Yaml::Map(_) = node.yaml else {
        report.push(wrong_type(node, &format!("`{key}` takes a mapping of names")));
        return;
    };
    for (name, nth, value) in node.entries() {
        if nth > 0 {
            report.push(duplicate(node, name, &value));
        }
        check_kind(&value, name, *inner, report);
    }
}

fn duplicate(parent: &Node<'_>, name: &str, again: &Node<'_>) -> Diagnostic {
    let diagnostic = Diagnostic::error("duplicate_key", format!("`{name}` stands here twice"), again.key_place())
        .label("a second time")
        .help("keep one of them");
    match parent.get(name) {
        Some(first) => diagnostic.related(first.key_place(), "first defined here"),
        None => diagnostic,
    }
}

fn unknown_key(name: &str, value: &Node<'_>, table: &'static Table) -> Diagnostic {
    let known: Vec<&str> = table.keys.iter().map(|key| key.name).collect();
    let message = format!("unknown key `{name}` in {}", with_article(table.name));
    let diagnostic = Diagnostic::error("unknown_key", message, value.key_place());
    suggest(diagnostic, name, &known).help(format!("it takes {}", listed(&known)))
}

fn missing_key(node: &Node<'_>, name: &str, table: &'static Table) -> Diagnostic {
    let message = format!("{} needs the key `{name}`", with_article(table.name));
    let doc = table.keys.iter().find(|key| key.name == name).map_or("", |key| key.doc);
    Diagnostic::error("missing_key", message, node.key_place()).label(format!("no `{name}` here")).help(format!("{name}: {doc}"))
}

fn wrong_type(node: &Node<'_>, wanted: &str) -> Diagnostic {
    let found = match node.yaml {
        Yaml::Null => "nothing",
        Yaml::Bool(_) => "a boolean",
        Yaml::Int(_) | Yaml::UInt(_) | Yaml::Float(_) => "a number",
        Yaml::Text(_) => "a text",
        Yaml::List(_) => "a list",
        Yaml::Map(_) => "a mapping",
    };
    Diagnostic::error("wrong_type", format!("{wanted}, this is {found}"), node.place()).label(format!("{found} here"))
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

fn with_article(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']);
    if noun == "api.yaml" { noun.to_owned() } else { format!("{} {noun}", if vowel { "an" } else { "a" }) }
}
