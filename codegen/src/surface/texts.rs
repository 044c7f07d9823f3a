//! Texts of a crate → its items: what a crate shows that lies there and has not been emitted just now.
//!
//! Only files that somebody asks for are parsed.

use std::collections::BTreeMap;

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{ImplItem, Item, UseTree};

use super::collect::{self, insert, is_public};
use super::{Items, nesting, tidy};

/// The sources of a crate by their paths in it.
#[derive(Clone, Debug, Default)]
pub struct Texts<'a>(pub BTreeMap<&'a str, &'a str>);

impl Texts<'_> {
    /// The items of a file.
    ///
    /// # Errors
    ///
    /// The file is no Rust; the reason follows its name.
    pub fn items(&self, path: &str) -> Result<Items, String> {
        let text = self.0.get(path).copied().unwrap_or_default();
        let tokens: TokenStream = text.parse().map_err(|error| format!("does not parse: {error}"))?;
        let shallow = nesting::shallow(tokens).ok_or("is nested too deeply to be read")?;
        let file: syn::File = syn::parse2(shallow).map_err(|error| format!("does not parse: {error}"))?;
        let mut items = collect::of_files(std::slice::from_ref(&file));
        file.items.iter().for_each(|item| more(&mut items, item, &file));
        // Where lines are broken, and what commas that takes, is no part of a signature.
        for symbol in items.values_mut() {
            (symbol.text, symbol.shape) = (tidy(&symbol.text), tidy(&symbol.shape));
        }
        Ok(items)
    }

    /// The module in which applications find what stands in a file; `None` where they cannot reach it.
    ///
    /// A module that they cannot name shows what it has through the one around it.
    pub fn module(&self, path: &str) -> Option<Vec<String>> {
        let inside = path.strip_prefix("src/")?.strip_suffix(".rs")?;
        if inside == "lib" {
            return Some(Vec::new());
        }
        let (mut module, mut folder) = (Vec::new(), String::new());
        for part in inside.split('/').filter(|part| *part != "mod") {
            let around = self.around(&folder)?;
            let declared = |words: &str| around.lines().any(|line| line.trim().replace("r#", "") == words);
            let shown = format!("pub use {part}::");
            if declared(&format!("pub mod {part};"))
                || (folder.is_empty() && around.lines().any(|line| line.trim().starts_with(&shown)))
            {
                module.push(part.to_owned());
            } else if folder.is_empty() || !declared(&format!("mod {part};")) {
                return None;
            }
            folder = if folder.is_empty() { part.to_owned() } else { format!("{folder}/{part}") };
        }
        Some(module)
    }

    /// Whether the crate has a public module of this path, in a file of its own or not.
    pub fn declares(&self, module: &str) -> bool {
        let (folder, name) = module.rsplit_once("::").unwrap_or(("", module));
        let around = self.around(&folder.replace("::", "/")).unwrap_or_default();
        let begins = format!("pub mod {name}");
        around.lines().filter_map(|line| line.trim().strip_prefix(&begins)).any(|rest| rest.starts_with([';', ' ']))
    }

    /// The file that declares what lies in a folder.
    fn around(&self, folder: &str) -> Option<&str> {
        let paths = match folder {
            "" => [String::from("src/lib.rs"), String::new()],
            folder => [format!("src/{folder}.rs"), format!("src/{folder}/mod.rs")],
        };
        paths.iter().find_map(|path| self.0.get(path.as_str()).copied())
    }
}

/// Items that no spec changes, because they are the same in every crate.
fn more(items: &mut Items, item: &Item, file: &syn::File) {
    match item {
        Item::Static(item) if is_public(&item.vis) => {
            let (name, ty) = (&item.ident, &item.ty);
            let text = quote! { static #name : #ty }.to_string();
            insert(items, name.to_string(), text.clone(), text, &item.attrs);
        }
        Item::Fn(item) if is_public(&item.vis) => {
            items.insert(item.sig.ident.to_string(), collect::signature(&item.sig, &item.attrs));
        }
        Item::Trait(item) if is_public(&item.vis) => {
            let (name, generics) = (&item.ident, &item.generics);
            let text = quote! { trait #name #generics }.to_string();
            let shape = item.items.iter().map(|item| item.to_token_stream().to_string()).collect::<String>();
            insert(items, name.to_string(), text.clone(), text + &shape, &item.attrs);
        }
        Item::Use(item) if is_public(&item.vis) => {
            let mut uses = Vec::new();
            leaves(&item.tree, String::new(), &mut uses);
            uses.retain(|(name, path)| !is_own(path, file) && !items.contains_key(name));
            for (name, path) in uses {
                let text = format!("use {path}");
                insert(items, name, text.clone(), text, &item.attrs);
            }
        }
        Item::Macro(item) => completion(items, &item.mac),
        Item::Impl(item) => {
            let owner = collect::type_name(&item.self_ty);
            let macros = item.items.iter().filter_map(|item| match item {
                ImplItem::Macro(item) => Some(&item.mac),
                _ => None,
            });
            macros.for_each(|setter| within(items, &owner, setter));
        }
        _ => {}
    }
}

/// A macro of the runtime completes a type; how is its own business. Calls are taken apart elsewhere.
fn completion(items: &mut Items, completed: &syn::Macro) {
    let (name, tokens) = (macro_name(completed), completed.tokens.to_string());
    if name != "model" && !tokens.contains("->") {
        let ty = first_word(&tokens);
        let text = format!("{name}!({ty})");
        insert(items, format!("{ty} as {name}!"), text.clone(), text, &[]);
    }
}

/// A macro of the runtime makes a method of what it is given: marks, its name, what it sets, and what it takes.
fn within(items: &mut Items, owner: &str, method: &syn::Macro) {
    let mut trees = method.tokens.clone().into_iter();
    let Some(name) = trees.find_map(|tree| if let TokenTree::Ident(name) = tree { Some(name) } else { None }) else {
        return;
    };
    let is_colon = |tree: &TokenTree| matches!(tree, TokenTree::Punct(mark) if mark.as_char() == ':');
    let taken: TokenStream = trees.skip_while(|tree| !is_colon(tree)).collect();
    let text = format!("{}!({name} {taken})", macro_name(method));
    insert(items, format!("{owner}::{name}"), text.clone(), text, &[]);
}

fn macro_name(called: &syn::Macro) -> String {
    called.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

fn first_word(tokens: &str) -> &str {
    tokens.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default()
}

/// The names that an import makes, each with what it stands for.
fn leaves(tree: &UseTree, prefix: String, found: &mut Vec<(String, String)>) {
    match tree {
        UseTree::Path(path) => leaves(&path.tree, format!("{prefix}{}::", path.ident), found),
        UseTree::Name(name) => found.push((name.ident.to_string(), format!("{prefix}{}", name.ident))),
        UseTree::Rename(name) => {
            found.push((name.rename.to_string(), format!("{prefix}{} as {}", name.ident, name.rename)));
        }
        UseTree::Glob(_) => found.push((format!("{prefix}*"), format!("{prefix}*"))),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, prefix.clone(), found)),
    }
}

/// Whether it is an item of a module of this file, which is found in the file of that module.
fn is_own(path: &str, file: &syn::File) -> bool {
    let first = path.split("::").next().unwrap_or_default();
    file.items.iter().any(|item| matches!(item, Item::Mod(module) if module.ident == first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> Texts<'static> {
        Texts(BTreeMap::from([
            (
                "src/lib.rs",
                "mod api;\nmod hidden;\npub mod store;\npub mod r#type;\npub use api::API;\n\
                 pub use runtime::{self as rt, Error, deep::Retry};\npub use other::*;",
            ),
            ("src/api.rs", "pub static API: rt::Api = rt::Api {};"),
            ("src/hidden.rs", "pub fn nobody() {}"),
            ("src/store.rs", "mod codec;\npub mod bags;\npub use codec::Seen;"),
            ("src/store/codec.rs", "pub struct Seen;"),
            ("src/store/bags.rs", "pub trait Bag { fn open(&self); } pub fn free(a: u8) -> u8 { a }"),
            ("src/type.rs", ""),
            ("src/stray.rs", ""),
        ]))
    }

    #[test]
    fn items_are_where_applications_find_them() {
        let module = |path: &str| texts().module(path).map(|module| module.join("::"));
        assert_eq!(module("src/lib.rs").as_deref(), Some(""));
        assert_eq!(module("src/api.rs").as_deref(), Some("api"));
        assert_eq!(module("src/store/bags.rs").as_deref(), Some("store::bags"));
        assert_eq!(module("src/store/codec.rs").as_deref(), Some("store"));
        assert_eq!(module("src/type.rs").as_deref(), Some("type"));
        for unreachable in ["src/hidden.rs", "src/stray.rs", "src/store/stray.rs", "tests/a.rs"] {
            assert_eq!(module(unreachable), None, "{unreachable}");
        }
    }

    #[test]
    fn modules_are_declared_with_and_without_files() {
        let mut texts = texts();
        texts.0.insert("src/store/bags.rs", "pub mod sacks { pub use crate::store::bags::*; }");
        let declared = ["store", "store::bags", "store::bags::sacks", "sto", "hidden", "store::sacks", "away::bags"]
            .map(|module| texts.declares(module));
        assert_eq!(declared, [true, true, true, false, false, false, false]);
    }

    #[test]
    fn what_every_crate_has_is_an_item_as_well() {
        let names = |path: &str| texts().items(path).map(|items| items.into_keys().collect::<Vec<_>>());
        assert_eq!(names("src/lib.rs"), Ok(["Error", "Retry", "other::*", "rt"].map(String::from).to_vec()));
        assert_eq!(names("src/api.rs"), Ok(vec!["API".to_owned()]));
        assert_eq!(names("src/store/bags.rs"), Ok(["Bag", "free"].map(String::from).to_vec()));
    }

    #[test]
    fn what_a_macro_is_given_counts_only_where_it_shows() {
        let setter = |text: &str| {
            let text = format!("impl ThingBuilder {{ rt::setter!({text}); }}");
            let items = Texts(BTreeMap::from([("src/a.rs", text.as_str())])).items("src/a.rs");
            items.map(|items| items["ThingBuilder::name"].clone())
        };
        assert_eq!(setter("name: into String"), setter("name, title: into String"));
        assert_eq!(setter("name: into String"), setter("#[deprecated(note = \"a : b\")] name = title: into String"));
        assert_ne!(setter("name: into String"), setter("name: some String"));
    }

    #[test]
    fn what_is_no_rust_is_refused_however_it_is_nested() {
        let endless = [
            "fn {".to_owned(),
            "\"".to_owned(),
            format!("const A: B = {}", "(".repeat(10_000)),
            format!("const A: B = {}{};", "(".repeat(10_000), ")".repeat(10_000)),
            format!("const A: {}B = 1;", "&".repeat(100_000)),
            format!("const A: B = 1{};", " + 1".repeat(100_000)),
            format!("const A: B = {} {{}};", "if a {} else ".repeat(100_000)),
            format!("const A: B = {{}}{};", ".a".repeat(100_000)),
            format!("const A: B = loop {{}}{};", " as A".repeat(100_000)),
            format!("{}{}", "mod a {".repeat(10_000), "}".repeat(10_000)),
            format!("type A = {}A{};", "A<".repeat(100_000), ">".repeat(100_000)),
        ];
        for text in endless {
            let texts = Texts(BTreeMap::from([("src/a.rs", text.as_str())]));
            assert!(texts.items("src/a.rs").is_err(), "{}", &text[..20.min(text.len())]);
        }
    }
}
