//! Tokens → items.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Attribute, Fields, FnArg, ImplItem, Item, ReturnType, Type, UseTree, Visibility};

use super::Items;
use super::aliases::{self, Alias};
use super::symbol::Symbol;

/// The public items in these tokens.
pub fn items(tokens: Vec<TokenStream>) -> Items {
    let parse = |tokens| syn::parse2(tokens).expect("emitters write Rust that parses");
    of_files(&tokens.into_iter().map(parse).collect::<Vec<_>>())
}

/// The public items of the files of a module.
pub fn of_files(files: &[syn::File]) -> Items {
    let (mut items, mut aliases) = (Items::new(), Vec::new());
    for item in files.iter().flat_map(|file| &file.items) {
        add(&mut items, "", item);
        other_names("", item, &mut aliases);
    }
    aliases::follow(&mut items, &aliases);
    items
}

/// Types and imports that only give an item of the module another name.
fn other_names(prefix: &str, item: &Item, found: &mut Vec<Alias>) {
    let (before, now, attributes) = match item {
        Item::Type(item) if is_public(&item.vis) => {
            let Type::Path(path) = item.ty.as_ref() else { return };
            let Some(segment) = path.path.segments.first().filter(|_| path.path.segments.len() == 1) else { return };
            (&item.ident, &segment.ident, &item.attrs)
        }
        Item::Use(item) if is_public(&item.vis) => {
            let UseTree::Path(path) = &item.tree else { return };
            let UseTree::Rename(rename) = path.tree.as_ref() else { return };
            (&rename.rename, &rename.ident, &item.attrs)
        }
        Item::Mod(item) if is_public(&item.vis) => {
            let prefix = format!("{prefix}{}::", item.ident);
            let inside = item.content.iter().flat_map(|(_, inside)| inside);
            return inside.for_each(|item| other_names(&prefix, item, found));
        }
        _ => return,
    };
    let [name, target] = [before, now].map(|ident| format!("{prefix}{ident}"));
    found.push(Alias { name, target, deprecated: is_deprecated(attributes) });
}

fn is_deprecated(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("deprecated"))
}

fn add(items: &mut Items, prefix: &str, item: &Item) {
    match item {
        Item::Struct(item) if is_public(&item.vis) => structure(items, prefix, item),
        Item::Enum(item) if is_public(&item.vis) => enumeration(items, prefix, item),
        Item::Type(item) if is_public(&item.vis) => {
            let (name, ty) = (&item.ident, &item.ty);
            let (text, shape) = (quote! { type #name = #ty }.to_string(), ty.to_token_stream().to_string());
            insert(items, format!("{prefix}{name}"), text, shape, &item.attrs);
        }
        Item::Const(item) if is_public(&item.vis) => {
            let (name, ty) = (&item.ident, &item.ty);
            let text = quote! { const #name : #ty }.to_string();
            insert(items, format!("{prefix}{name}"), text.clone(), text, &item.attrs);
        }
        Item::Mod(item) if is_public(&item.vis) => {
            let prefix = format!("{prefix}{}::", item.ident);
            item.content.iter().flat_map(|(_, inside)| inside).for_each(|item| add(items, &prefix, item));
        }
        Item::Impl(item) => implementation(items, item),
        Item::Macro(item) => invocation(items, item),
        _ => {}
    }
}

/// Whether applications can name it.
pub fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Adds an item without arguments.
pub fn insert(items: &mut Items, path: String, text: String, shape: String, attributes: &[Attribute]) {
    let deprecated = is_deprecated(attributes);
    items.insert(path, Symbol { text, shape, arguments: Vec::new(), deprecated, alias: None });
}

fn structure(items: &mut Items, prefix: &str, item: &syn::ItemStruct) {
    let (name, generics) = (&item.ident, &item.generics);
    let text = quote! { struct #name #generics }.to_string();
    // What can be written as a literal cannot any more once the mark is there.
    let exhaustive = !item.attrs.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"));
    // To those who only name it, a struct is an enum.
    let shape = format!("{} {}", generics.to_token_stream(), if exhaustive { "exhaustive" } else { "" });
    insert(items, format!("{prefix}{name}"), text, shape, &item.attrs);
    derives(items, prefix, name, &item.attrs);
    let Fields::Named(fields) = &item.fields else { return };
    for field in fields.named.iter().filter(|field| is_public(&field.vis)) {
        let Some(field_name) = &field.ident else { continue };
        let ty = &field.ty;
        let text = quote! { #field_name : #ty }.to_string();
        // An id of nothing in particular is what the parameter of a generic type stands for if it is not given.
        let shape = quote! { #ty }.to_string().replace("crate :: ids :: AnyId", "rt :: Id < K >");
        insert(items, format!("{prefix}{name}.{field_name}"), text, shape, &field.attrs);
    }
}

fn derives(items: &mut Items, prefix: &str, name: &syn::Ident, attributes: &[Attribute]) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("derive")) {
        let Ok(list) = attribute.meta.require_list() else { continue };
        for derived in list.tokens.to_string().split(',').map(str::trim) {
            let text = format!("impl {derived} for {name}");
            // Whatever the type is called, it can do the same.
            insert(items, format!("{prefix}{name} as {derived}"), text, derived.to_owned(), &[]);
        }
    }
}

fn enumeration(items: &mut Items, prefix: &str, item: &syn::ItemEnum) {
    let name = &item.ident;
    let text = quote! { enum #name }.to_string();
    insert(items, format!("{prefix}{name}"), text, " ".to_owned(), &item.attrs);
    derives(items, prefix, name, &item.attrs);
    for variant in &item.variants {
        let (variant_name, fields) = (&variant.ident, &variant.fields);
        let text = quote! { #variant_name #fields }.to_string();
        insert(items, format!("{prefix}{name}::{variant_name}"), text.clone(), text, &variant.attrs);
    }
}

fn implementation(items: &mut Items, item: &syn::ItemImpl) {
    let owner = type_name(&item.self_ty);
    if let Some((path, _)) = &item.trait_ {
        let (path, ty) = (path.to_token_stream(), &item.self_ty);
        let text = quote! { impl #path for #ty }.to_string();
        let name = super::tidy(&path.to_string());
        // How JSON becomes a value is no business of applications.
        if !name.starts_with("rt::") {
            insert(items, format!("{owner} as {name}"), text.clone(), text, &[]);
        }
        return;
    }
    for method in &item.items {
        let ImplItem::Fn(method) = method else { continue };
        if is_public(&method.vis) {
            let path = format!("{owner}::{}", method.sig.ident);
            items.insert(path, signature(&method.sig, &method.attrs));
        }
    }
}

/// A function or a method.
pub fn signature(signature: &syn::Signature, attributes: &[Attribute]) -> Symbol {
    let types = signature.inputs.iter().map(|input| match input {
        // Whether a method may change what it was given is its own business.
        FnArg::Receiver(receiver) => receiver.to_token_stream().to_string().trim_start_matches("mut ").to_owned(),
        FnArg::Typed(argument) => argument.ty.to_token_stream().to_string(),
    });
    let types: Vec<String> = types.collect();
    let names = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Receiver(_) => None,
        FnArg::Typed(argument) => Some(argument.pat.to_token_stream().to_string()),
    });
    let returned = match &signature.output {
        ReturnType::Default => String::new(),
        ReturnType::Type(_, ty) => ty.to_token_stream().to_string(),
    };
    let generics = signature.generics.to_token_stream().to_string();
    Symbol {
        text: signature.to_token_stream().to_string(),
        shape: format!("{generics} ({}) -> {returned}", types.join(", ")),
        arguments: names.collect(),
        deprecated: is_deprecated(attributes),
        alias: None,
    }
}

/// What a block belongs to.
pub fn type_name(ty: &Type) -> String {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default(),
        other => other.to_token_stream().to_string(),
    }
}

/// The macros of the runtime complete calls; what they add is known by what they are given.
fn invocation(items: &mut Items, item: &syn::ItemMacro) {
    let Some(name) = item.mac.path.segments.last().map(|segment| segment.ident.to_string()) else { return };
    let tokens = item.mac.tokens.to_string();
    if let Some((generic, _)) = tokens.split_once('<').filter(|_| name == "model") {
        let generic = generic.trim();
        for derived in ["Clone", "Debug", "Default", "PartialEq"] {
            let text = format!("impl {derived} for {generic}");
            insert(items, format!("{generic} as {derived}"), text, derived.to_owned(), &[]);
        }
    }
    let Some((call, rest)) = tokens.split_once("->") else { return };
    let (call, mut parts) = (call.trim(), split(rest).into_iter());
    let answer = parts.next().unwrap_or_default();
    let mut put = |path: String, text: String| insert(items, path, text.clone(), text, &[]);
    put(format!("{call} as call"), format!("{call} . await -> {answer}"));
    match (name.as_str(), parts.next()) {
        ("list_call", Some(item)) => {
            put(format!("{call}::items"), format!("fn items (self) -> Items < {item} >"));
            put(format!("{call}::pages"), format!("fn pages (self) -> Pages < {answer} >"));
            if parts.next().is_some_and(|more| more == "sized") {
                put(format!("{call}::page_size"), "fn page_size (self , size : u32) -> Self".to_owned());
            }
        }
        (_, Some(_)) => put(format!("{call}::with_field"), "fn with_field (self , name , value) -> Self".to_owned()),
        (_, None) => {}
    }
}

/// Splits at commas that are not inside brackets.
fn split(tokens: &str) -> Vec<String> {
    let (mut depth, mut parts) = (0i32, vec![String::new()]);
    for c in tokens.chars() {
        match c {
            '<' | '(' => depth += 1,
            '>' | ')' => depth -= 1,
            _ => {}
        }
        match (c, depth, parts.last_mut()) {
            (',', 0, _) => parts.push(String::new()),
            (_, _, Some(part)) => part.push(c),
            _ => {}
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_lists_and_methods_are_items() {
        let tokens = quote! {
            pub struct List<C> { call: rt::Call<C> }
            rt::list_call!(List -> Books, Map<String, Book>);
            rt::call!(Create -> Book, body);
            impl<C> Books<C> { pub fn list(&self, a: i32) -> List<C> { x } fn hidden(&self) {} }
            #[derive(Clone, Debug)] #[non_exhaustive] pub struct Book { #[deprecated] pub title: String, body: i32 }
        };
        let items = items(vec![tokens]);
        let names: Vec<&str> = items.keys().map(String::as_str).collect();
        assert_eq!(
            names,
            [
                "Book",
                "Book as Clone",
                "Book as Debug",
                "Book.title",
                "Books::list",
                "Create as call",
                "Create::with_field",
                "List",
                "List as call",
                "List::items",
                "List::pages",
            ]
        );
        assert!(items["Book.title"].deprecated);
        assert_eq!(super::super::tidy(&items["List::items"].text), "fn items(self) -> Items<Map<String, Book>>");
        assert_eq!(items["Books::list"].arguments, ["a"]);
    }
}
