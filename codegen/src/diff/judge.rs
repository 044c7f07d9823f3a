//! What a change does to source, judged by the items that are emitted for both sides.

use std::collections::BTreeSet;

use super::change::Touch;
use super::severity::Rust;
use crate::model::Api;
use crate::surface::{Surface, Symbol, below, tidy};

/// An item before and after.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signature {
    /// Its path in the crate: `things::Things::create`.
    pub path: String,
    /// The declaration on the old side; `None` where there is no such item.
    pub old: Option<String>,
    /// The declaration on the new side.
    pub new: Option<String>,
    /// Whether source that uses it notices.
    pub rust: Rust,
}

impl Signature {
    /// Whether source that used the item without a warning gets one.
    pub fn warns(&self) -> bool {
        let marked = |side: &Option<String>| side.as_ref().map(|text| text.starts_with(MARK));
        marked(&self.old) == Some(false) && marked(&self.new) == Some(true)
    }
}

/// What an item begins with whose use gives a warning.
const MARK: &str = "#[deprecated] ";

/// Holds the surfaces of both sides against each other.
pub struct Judge<'a> {
    old: Surface<'a>,
    new: Surface<'a>,
}

impl<'a> Judge<'a> {
    /// A judge of the crates of two APIs.
    pub fn new(old: &'a Api, new: &'a Api) -> Self {
        Judge { old: Surface::new(old), new: Surface::new(new) }
    }

    /// The items that differ among those that are touched, by path.
    pub fn signatures(&mut self, touches: &[Touch]) -> Vec<Signature> {
        let touches: BTreeSet<&Touch> = touches.iter().collect();
        let mut signatures = BTreeSet::new();
        for touch in touches {
            let mut names = all_names(&mut self.old, touch);
            names.extend(all_names(&mut self.new, touch));
            signatures.extend(names.iter().filter_map(|(module, name)| self.compare(module, name)));
        }
        signatures.into_iter().collect()
    }

    /// All items that differ anywhere, which takes emitting both crates.
    pub fn everything(&mut self) -> Vec<Signature> {
        let modules: BTreeSet<Vec<String>> = self.old.modules().into_iter().chain(self.new.modules()).collect();
        let whole = |module| Touch::Below(module, String::new());
        self.signatures(&modules.into_iter().map(whole).collect::<Vec<_>>())
    }

    fn compare(&mut self, module: &[String], name: &str) -> Option<Signature> {
        let old = self.old.module(module).get(name);
        let new = self.new.module(module).get(name).cloned();
        let new = new.map(|new| as_seen(&mut self.new, module, old, new));
        let new = new.as_ref();
        signature(format!("{}::{name}", module.join("::")), old, new)
    }
}

/// An item before and after, if it differs.
pub(super) fn signature(path: String, old: Option<&Symbol>, new: Option<&Symbol>) -> Option<Signature> {
    let rust = severity(old, new);
    let text = |symbol: Option<&Symbol>| symbol.map(declaration);
    (rust != Rust::None).then(|| Signature { path, old: text(old), new: text(new), rust })
}

/// The new item with the old one's shape, if they differ only in what types are called.
fn as_seen(new_side: &mut Surface<'_>, module: &[String], old: Option<&Symbol>, new: Symbol) -> Symbol {
    let Some(old) = old.filter(|old| old.shape != new.shape && new_side.has_aliases()) else { return new };
    let same = new_side.canonical(module, &old.shape) == new_side.canonical(module, &new.shape);
    if same { Symbol { shape: old.shape.clone(), ..new } } else { new }
}

/// An item as it is declared, with what warns of its use.
fn declaration(symbol: &Symbol) -> String {
    let mark = if symbol.deprecated { MARK } else { "" };
    mark.to_owned() + &tidy(&symbol.text)
}

/// The items of a surface that a touch is about, by each of their names.
fn all_names(surface: &mut Surface<'_>, touch: &Touch) -> BTreeSet<(Vec<String>, String)> {
    let names = names(surface, touch);
    if !surface.has_aliases() {
        return names;
    }
    names.iter().flat_map(|(module, name)| surface.names(module, name)).collect()
}

/// The items of a surface that a touch is about, each with its module.
fn names(surface: &mut Surface<'_>, touch: &Touch) -> BTreeSet<(Vec<String>, String)> {
    let (module, names): (_, Vec<String>) = match touch {
        Touch::Item(module, item) => {
            (module, surface.module(module).get_key_value(item).map(|(name, _)| name.clone()).into_iter().collect())
        }
        Touch::Below(module, item) => {
            let names = surface.module(module).keys().filter(|name| is_below(name, item));
            (module, names.cloned().collect())
        }
        Touch::Naming(ty) => return naming(surface, ty),
    };
    names.into_iter().map(|name| (module.clone(), name)).collect()
}

/// Whether an item is another one or a part of it; all are part of the one without a name.
pub fn is_below(name: &str, item: &str) -> bool {
    item.is_empty() || below(name, item).is_some()
}

fn naming(surface: &mut Surface<'_>, ty: &str) -> BTreeSet<(Vec<String>, String)> {
    let is_word = |text: &str| text.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == ty);
    let mut found = BTreeSet::new();
    for module in surface.modules() {
        let items = surface.module(&module).iter();
        let names = items.filter(|(name, symbol)| is_word(name) || is_word(&symbol.text));
        found.extend(names.map(|(name, _)| (module.clone(), name.clone())));
    }
    found
}

fn severity(old: Option<&Symbol>, new: Option<&Symbol>) -> Rust {
    let (old, new) = match (old, new) {
        (None, None) => return Rust::None,
        (None, Some(_)) => return Rust::Minor,
        (Some(_), None) => return Rust::Major,
        (Some(old), Some(new)) => (old, new),
    };
    if old.shape != new.shape {
        return Rust::Major;
    }
    let sorted = |symbol: &Symbol| symbol.arguments.iter().cloned().collect::<BTreeSet<_>>();
    let renamed = old.arguments != new.arguments;
    if renamed && sorted(old) == sorted(new) {
        return Rust::Silent;
    }
    match (old.deprecated, new.deprecated) {
        (false, true) => Rust::Minor,
        (true, false) => Rust::Patch,
        // Whether an argument of another name is another argument is for the change to know.
        _ if renamed => Rust::Patch,
        _ => Rust::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbol(shape: &str, arguments: &[&str], deprecated: bool) -> Symbol {
        let arguments = arguments.iter().map(|name| (*name).to_owned()).collect();
        Symbol { text: shape.to_owned(), shape: shape.to_owned(), arguments, deprecated, alias: None }
    }

    #[test]
    fn swapped_arguments_of_one_type_are_silent() {
        let (old, new) = (symbol("(a, a)", &["x", "y"], false), symbol("(a, a)", &["y", "x"], false));
        assert_eq!(severity(Some(&old), Some(&new)), Rust::Silent);
        let renamed = symbol("(a, a)", &["x", "z"], false);
        assert_eq!(severity(Some(&old), Some(&renamed)), Rust::Patch);
    }

    #[test]
    fn what_goes_or_changes_its_types_breaks() {
        let (old, new) = (symbol("a", &[], false), symbol("b", &[], false));
        assert_eq!(severity(Some(&old), Some(&new)), Rust::Major);
        assert_eq!(severity(Some(&old), None), Rust::Major);
        assert_eq!(severity(None, Some(&new)), Rust::Minor);
        assert_eq!(severity(Some(&old), Some(&symbol("a", &[], true))), Rust::Minor);
    }
}
