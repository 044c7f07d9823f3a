//! Reads one entry of the list of wanted differences.

use crate::diag::{Diagnostic, Report};
use crate::spec::node::scalar_text;
use crate::spec::{listed, suggest};
use crate::yaml::Yaml;

use super::glob::Glob;
use super::kind::{KINDS, PARTS};
use super::shape::nameless;
use super::tree::Node;
use super::wanted::{Documents, Entry};

/// The keys of an entry; `spec/README.md` explains them.
pub const KEYS: &[&str] =
    &["document", "title", "version", "kind", "in", "operation", "type", "field", "reason", "fact"];

/// Reads an entry; `None` when something is wrong with it.
pub fn read(node: &Node<'_>, report: &mut Report) -> Option<Entry> {
    if !node.is_map() {
        let message = format!("an entry is a mapping, this is {}", node.yaml.kind());
        report.push(Diagnostic::error("wrong_type", message, node.place()).help(format!("it takes {}", listed(KEYS))));
        return None;
    }
    let mut reader = Reader { node, report, sound: true };
    reader.check_keys();
    reader.check_reasons();
    let kinds = reader.words("kind", KINDS);
    let parts = reader.words("in", PARTS);
    let documents =
        Documents { file: reader.globs("document"), title: reader.globs("title"), version: reader.globs("version") };
    let operations = reader.texts("operation").iter().map(|text| Glob::new(nameless(text))).collect();
    let (types, fields) = (reader.globs("type"), reader.globs("field"));
    let sound = reader.sound;
    sound.then(|| Entry { documents, kinds, parts, operations, types, fields, place: node.place() })
}

struct Reader<'a, 'r> {
    node: &'r Node<'a>,
    report: &'r mut Report,
    sound: bool,
}

impl Reader<'_, '_> {
    fn fault(&mut self, diagnostic: Diagnostic) {
        self.report.push(diagnostic);
        self.sound = false;
    }

    fn check_keys(&mut self) {
        let Yaml::Map(entries) = self.node.yaml else { return };
        let mut seen: Vec<&str> = Vec::new();
        for (name, _) in entries {
            let nth = seen.iter().filter(|earlier| *earlier == name).count();
            let place = self.node.key_place(name, nth);
            if nth > 0 {
                self.fault(
                    Diagnostic::error("duplicate_key", format!("`{name}` stands here twice"), place)
                        .help("keep one of them"),
                );
            } else if !KEYS.contains(&name.as_str()) {
                let diagnostic = Diagnostic::error("unknown_key", format!("unknown key `{name}` in an entry"), place);
                self.fault(suggest(diagnostic, name, KEYS).help(format!("it takes {}", listed(KEYS))));
            }
            seen.push(name);
        }
    }

    /// An entry says which documents it is about, what kind of difference it accepts, why, and what is known.
    fn check_reasons(&mut self) {
        let help =
            "an entry says what differs (`kind`), why that is wanted (`reason`) and what is known about it (`fact`)";
        for key in ["kind", "reason", "fact"] {
            let said = self.node.word(key).is_some_and(|text| !text.trim().is_empty());
            if !said && !matches!(self.node.get(key).map(|node| node.yaml), Some(Yaml::List(_))) {
                self.fault(
                    Diagnostic::error("missing_key", format!("an entry needs the key `{key}`"), self.node.place())
                        .help(help),
                );
            }
        }
        if ["document", "title", "version"].iter().all(|key| self.node.get(key).is_none()) {
            let message = "the entry does not say which documents it applies to";
            let help = "name them by file (`document: \"2026-*.yaml\"`), or by the `title` or `version` of their info";
            self.fault(Diagnostic::error("missing_key", message, self.node.place()).help(help));
        }
    }

    /// A text or a list of texts.
    fn texts(&mut self, key: &str) -> Vec<String> {
        let Some(node) = self.node.get(key) else { return Vec::new() };
        let texts = match node.yaml {
            Yaml::List(elements) => elements.iter().map(scalar_text).collect(),
            scalar => scalar_text(scalar).map(|text| vec![text]),
        };
        if texts.as_ref().is_none_or(Vec::is_empty) {
            self.fault(
                Diagnostic::error("wrong_type", format!("`{key}` takes a text or a list of texts"), node.place())
                    .help("in texts, `*` stands for any letters"),
            );
        }
        texts.unwrap_or_default()
    }

    fn globs(&mut self, key: &str) -> Vec<Glob> {
        self.texts(key).into_iter().map(Glob::new).collect()
    }

    fn words<T: Copy>(&mut self, key: &str, known: &[(&'static str, T)]) -> Vec<T> {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let mut words = Vec::new();
        for word in self.texts(key) {
            match known.iter().find(|(name, _)| *name == word) {
                Some((_, value)) => words.push(*value),
                None => {
                    let place = self.node.key_place(key, 0);
                    let diagnostic =
                        Diagnostic::error("unknown_word", format!("`{key}` does not take `{word}`"), place);
                    self.fault(suggest(diagnostic, &word, &names).help(format!("it takes {}", listed(&names))));
                }
            }
        }
        words
    }
}
