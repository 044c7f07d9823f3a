//! Items under their other names.

use super::{Items, Symbol};

/// A name, and the item of the same module that it is another name of.
pub struct Alias {
    pub name: String,
    pub target: String,
    /// Whether using it gives a warning.
    pub deprecated: bool,
}

/// Adds what can be reached by other names.
pub fn follow(items: &mut Items, aliases: &[Alias]) {
    for alias in aliases.iter().filter(|alias| alias.name != alias.target) {
        let own: Vec<(String, Symbol)> = items
            .iter()
            .filter_map(|(name, symbol)| {
                Some((format!("{}{}", alias.name, below(name, &alias.target)?), symbol.clone()))
            })
            .collect();
        if own.is_empty() {
            // What is no item here, such as a builder for tests, is none under another name either.
            items.remove(&alias.name);
            continue;
        }
        items.extend(own);
        if let Some(symbol) = items.get_mut(&alias.name) {
            let declared = parameters(&symbol.text).to_owned();
            let (name, target, applied) = (last(&alias.name), last(&alias.target), applied(&declared));
            symbol.text = format!("type {name} {declared} = {target} {applied}").trim_end().to_owned();
            symbol.alias = Some(alias.target.clone());
            symbol.deprecated = alias.deprecated;
        }
    }
    conversions(items, aliases);
}

/// What a name has after that of the item which it belongs to.
pub fn below<'n>(name: &'n str, item: &str) -> Option<&'n str> {
    let rest = name.strip_prefix(item)?;
    (rest.is_empty() || rest.starts_with(['.', ' ']) || rest.starts_with("::")).then_some(rest)
}

/// The parameters in a declaration; what stands behind `=` has its own.
fn parameters(declaration: &str) -> &str {
    let start = declaration.find(['<', '=']).filter(|start| declaration[*start..].starts_with('<'));
    start.map_or("", |start| &declaration[start..])
}

/// The parameter of a type, as it is passed on: `< K >` for `< K = Any >`.
fn applied(declared: &str) -> String {
    let name = declared.trim_matches(['<', '>', ' ']).split(['=', ':', ' ']).next().unwrap_or_default();
    if name.is_empty() { String::new() } else { format!("< {name} >") }
}

fn last(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// A conversion from a type is one from each of its names.
fn conversions(items: &mut Items, aliases: &[Alias]) {
    for alias in aliases {
        let (from, to) = (format!("From<&{}>", alias.target), format!("From<&{}>", alias.name));
        let more: Vec<(String, Symbol)> = items
            .iter()
            .filter(|(name, _)| name.ends_with(&from))
            .map(|(name, symbol)| (name.replace(&from, &to), symbol.clone()))
            .collect();
        items.extend(more);
    }
}
