//! The names that an example imports.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// Imports by name; a name is imported from one module, and from others by its whole path.
pub struct Uses {
    krate: Ident,
    by_name: BTreeMap<String, Vec<String>>,
}

impl Uses {
    /// No imports yet, in a program that uses this package.
    pub fn of_crate(package: &str) -> Self {
        Uses { krate: format_ident!("{}", package.replace('-', "_")), by_name: BTreeMap::new() }
    }

    /// The crate.
    pub fn krate(&self) -> Ident {
        self.krate.clone()
    }

    /// The shortest way to name something of the crate.
    pub fn name(&mut self, module: &[String], name: &str) -> TokenStream {
        let module: Vec<String> = std::iter::once(self.krate.to_string()).chain(module.iter().cloned()).collect();
        self.name_in(module, name)
    }

    /// The shortest way to name something of the standard library.
    pub fn name_in_std(&mut self, module: &str, name: &str) -> TokenStream {
        self.name_in(vec!["std".to_owned(), module.to_owned()], name)
    }

    fn name_in(&mut self, module: Vec<String>, name: &str) -> TokenStream {
        let ident = format_ident!("{name}");
        let imported = self.by_name.entry(name.to_owned()).or_insert_with(|| module.clone());
        if *imported == module {
            return quote! { #ident };
        }
        let path = module.iter().map(|part| format_ident!("{part}"));
        quote! { #(#path::)* #ident }
    }

    /// The imports, one for each module.
    pub fn items(&self) -> TokenStream {
        let mut by_module: BTreeMap<&[String], BTreeSet<&str>> = BTreeMap::new();
        for (name, module) in &self.by_name {
            by_module.entry(module).or_default().insert(name);
        }
        let items = by_module.iter().map(|(module, names)| {
            let path = module.iter().map(|part| format_ident!("{part}"));
            let names: Vec<Ident> = names.iter().map(|name| format_ident!("{name}")).collect();
            match names.as_slice() {
                [name] => quote! { use #(#path::)* #name; },
                names => quote! { use #(#path::)* {#(#names),*}; },
            }
        });
        quote! { #(#items)* }
    }
}
