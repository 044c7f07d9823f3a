//! Witnesses: for each item of an emitted crate a small piece of an application that uses it as it is declared.

use std::collections::BTreeMap;

use clientwright::model::Api;
use clientwright::surface::{Items, Surface, Symbol, tidy};

use crate::change::{self, Crate};

/// A piece of an application.
pub struct Witness {
    /// The path of the item that it uses, as reports of changes have it.
    pub path: String,
    /// A module, in which the crate is called `client`.
    pub code: String,
}

/// A witness for every item of the crate that an API becomes.
pub fn of(api: &Api) -> Vec<Witness> {
    let mut surface = Surface::new(api);
    let modules = surface.modules();
    modules.into_iter().flat_map(|module| of_module(&module, surface.module(&module))).collect()
}

/// A witness for every item of a crate that has been emitted, apart from those that need a feature and
/// those of the crate's root, which are the runtime's.
pub fn of_crate(files: &Crate) -> Vec<Witness> {
    let texts = change::texts(files);
    let mut modules: BTreeMap<Vec<String>, Items> = BTreeMap::new();
    let elsewhere = |path: &str| path.ends_with("builders.rs") || matches!(path, "src/blocking.rs" | "src/api.rs");
    for path in files.keys().filter(|path| !elsewhere(path)) {
        if let Some(module) = texts.module(path).filter(|module| !module.is_empty()) {
            modules.entry(module).or_default().extend(texts.items(path).expect("a case has Rust that parses"));
        }
    }
    modules.iter().flat_map(|(module, items)| of_module(module, items)).collect()
}

fn of_module(module: &[String], items: &Items) -> Vec<Witness> {
    let import = match module {
        [one] if one == "client" => "use client::Client;".to_owned(),
        path => format!("use client::{}::*;", path.join("::")),
    };
    // How a macro completes a type shows in what the type can do, and not by itself.
    let shown = items.iter().filter(|(name, _)| !name.ends_with('!'));
    let witness = |(name, symbol): (&String, &Symbol)| {
        let owner = owner(name).and_then(|owner| items.get(owner));
        let derives = |what: &str| items.contains_key(&format!("{name} as {what}"));
        let uses = uses(name, symbol, owner, derives("Default") && derives("Clone"));
        let code = format!("#[allow(unused)] use client::runtime as rt; #[allow(unused)] {import} {uses}");
        Witness { path: format!("{}::{name}", module.join("::")), code: code.replace("crate::", "client::") }
    };
    shown.map(witness).collect()
}

/// What an item is part of.
fn owner(name: &str) -> Option<&str> {
    let end = name.find(['.', ' ']).or_else(|| name.rfind("::"))?;
    Some(&name[..end])
}

fn uses(name: &str, symbol: &Symbol, owner: Option<&Symbol>, has_default: bool) -> String {
    let text = tidy(&symbol.text);
    let owner_name = self::owner(name).unwrap_or_default();
    let generics = owner.map(|owner| parameters(&tidy(&owner.text))).unwrap_or_default();
    let applied =
        |argument: &str| if generics.is_empty() { owner_name.to_owned() } else { format!("{owner_name}<{argument}>") };
    let whole = applied(&generics);
    if let Some(name) = name.strip_prefix("kind::") {
        return format!("pub fn witness(_: kind::{name}) {{}}");
    }
    if let Some((_, implemented)) = name.split_once(" as ") {
        return match implemented {
            "call" => {
                let answer = text.split("-> ").nth(1).unwrap_or_default();
                let call = applied("rt::Client");
                format!("pub async fn witness(it: {call}) -> Result<{answer}, rt::Error> {{ it.await }}")
            }
            implemented => {
                let implemented = match implemented {
                    "Debug" => "std::fmt::Debug".to_owned(),
                    "Hash" => "std::hash::Hash".to_owned(),
                    other => other.replace("<&", "<&'static "),
                };
                let own = applied("u8");
                format!("fn need<T: {implemented}>() {{}} pub fn witness() {{ need::<{own}>() }}")
            }
        };
    }
    if let Some((_, field)) = name.split_once('.') {
        let ty = text.split_once(": ").map_or("", |(_, ty)| ty);
        let declared = if generics.is_empty() { String::new() } else { format!("<{generics}>") };
        return format!("pub fn witness{declared}(it: &{whole}) -> &{ty} {{ &it.{field} }}");
    }
    if symbol.alias.is_some() {
        let own = text.rsplit_once(" = ").map_or(text.as_str(), |(own, _)| own);
        return declared(name, &parameters(own), false);
    }
    match text.split([' ', '(']).next().unwrap_or_default() {
        "struct" | "enum" => declared(name, &parameters(&text), has_default),
        "type" => format!("pub fn witness(it: {name}) -> {} {{ it }}", text.split(" = ").nth(1).unwrap_or_default()),
        "const" => format!("pub fn witness() -> &'static str {{ {name} }}"),
        "fn" => function(name, &text, owner_name, &generics, &whole),
        _ => variant(name, &text, owner_name),
    }
}

/// `C` of `struct Create<C>`, `K` of `struct Ref<K = crate::ids::kind::Any>`.
fn parameters(text: &str) -> String {
    let inside = text.split_once('<').map_or("", |(_, rest)| rest.trim_end_matches('>'));
    inside.split(['=', ':', '>']).next().unwrap_or_default().trim().to_owned()
}

fn declared(name: &str, generics: &str, has_default: bool) -> String {
    match generics {
        // What has a default is also made without naming its parameters.
        "" if has_default => format!("pub fn witness(it: {name}) {{ let _ = [it]; let _ = {name}::default(); }}"),
        "" => format!("pub fn witness(it: {name}) {{ let _ = [it]; }}"),
        generics => format!("pub fn witness<{generics}>(it: {name}<{generics}>) {{ let _ = [it]; }}"),
    }
}

fn variant(name: &str, text: &str, owner: &str) -> String {
    match text.split_once('(') {
        None => format!("pub fn witness() -> {owner} {{ {name} }}"),
        Some((_, ty)) => format!("pub fn witness(it: {}) -> {owner} {{ {name}(it) }}", ty.trim_end_matches(')')),
    }
}

/// The item's own signature around a call: it takes all that the item takes, and no more.
fn function(name: &str, text: &str, owner: &str, generics: &str, whole: &str) -> String {
    let method = name.rsplit("::").next().unwrap_or_default();
    let (head, rest) = text.split_once('(').unwrap_or((text, ""));
    let (arguments, returned) = rest.rsplit_once(") -> ").unwrap_or((rest.trim_end_matches(')'), "()"));
    let own = head.split_once('<').map_or("", |(_, generics)| generics.trim_end_matches('>'));
    // Lists are completed for the client that awaits; what is given by name alone is any text and a value.
    let whole = match method {
        "items" | "pages" => whole.replace("<C>", "<rt::Client>"),
        _ => whole.to_owned(),
    };
    let returned = match returned.split('<').next().unwrap_or_default() {
        "Self" => whole.clone(),
        "Items" | "Pages" if matches!(method, "items" | "pages") => format!("rt::{returned}"),
        _ => returned.to_owned(),
    };
    let mut parameters = Vec::new();
    let mut passed = Vec::new();
    let mut receiver = None;
    for argument in split(arguments) {
        match argument.as_str() {
            "&self" => receiver = Some(format!("it__: &{whole}")),
            "self" | "mut self" => receiver = Some(format!("it__: {whole}")),
            "name" => passed.push("\"a\"".to_owned()),
            "value" => passed.push("1".to_owned()),
            argument => {
                passed.push(argument.split(':').next().unwrap_or_default().to_owned());
                parameters.push(argument.to_owned());
            }
        }
    }
    let call = match receiver {
        Some(_) => format!("it__.{method}({})", passed.join(", ")),
        None => format!("{owner}::{method}({})", passed.join(", ")),
    };
    let bound = if generics == "C" && whole.contains("<C>") { "C: Clone" } else { "" };
    let generics = [bound, own].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let generics = if generics.is_empty() { String::new() } else { format!("<{generics}>") };
    let parameters = receiver.into_iter().chain(parameters).collect::<Vec<_>>().join(", ");
    format!("pub fn witness{generics}({parameters}) -> {returned} {{ {call} }}")
}

/// Splits at commas that are not inside brackets.
fn split(text: &str) -> Vec<String> {
    let (mut depth, mut parts) = (0i32, vec![String::new()]);
    for c in text.chars() {
        depth += i32::from(matches!(c, '<' | '(')) - i32::from(matches!(c, '>' | ')'));
        match parts.last_mut() {
            Some(part) if c != ',' || depth > 0 => part.push(c),
            _ => parts.push(String::new()),
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}
