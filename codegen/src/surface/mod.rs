//! `&Api` → what the emitted crate shows to applications: items by path, with their signatures.
//!
//! It is read from the very tokens that become the crate, a module at a time, and only those that
//! are asked for: most comparisons ask for few.

mod aliases;
mod canonical;
mod collect;
mod members;
mod nesting;
mod symbol;
mod texts;

use std::collections::BTreeMap;

pub use aliases::below;
use members::Members;
pub use symbol::{Symbol, tidy};
pub use texts::Texts;

use crate::emit;
use crate::model::{Api, Service, kept};
use crate::samples::Samples;

/// The items of one module, by path inside the module.
pub type Items = BTreeMap<String, Symbol>;

/// The public items of the crate that an API becomes.
pub struct Surface<'a> {
    samples: Samples<'a>,
    known: BTreeMap<Vec<String>, Items>,
    /// Modules by the names that they had.
    former: BTreeMap<Vec<String>, Vec<String>>,
    members: Members,
    has_aliases: bool,
}

impl<'a> Surface<'a> {
    /// The surface of the crate of this API; nothing is emitted yet.
    pub fn new(api: &'a Api) -> Self {
        let of =
            |service: &'a Service| kept(&service.was).map(|former| (former.module.clone(), service.module.clone()));
        let former: BTreeMap<_, _> = api.services.iter().flat_map(of).collect();
        let members = Members::of(api);
        // Operations and ids have other names as members and with types.
        let of_types = api.definitions().any(|definition| kept(&definition.was).next().is_some());
        let has_aliases = of_types || !former.is_empty() || !members.is_empty();
        Surface { samples: Samples::of(api), known: BTreeMap::new(), former, members, has_aliases }
    }

    /// Whether something in the crate has more than one name.
    pub fn has_aliases(&self) -> bool {
        self.has_aliases
    }

    /// The module that one is by its name of today.
    pub fn home<'m>(&'m self, module: &'m [String]) -> &'m [String] {
        self.former.get(module).map_or(module, Vec::as_slice)
    }

    /// The items of a module; none if there is no such module.
    pub fn module(&mut self, module: &[String]) -> &Items {
        if !self.known.contains_key(module) {
            let home = self.home(module);
            let mut items = collect::items(emit::module(&self.samples, home));
            if home != module {
                mark(&mut items);
            }
            self.known.insert(module.to_vec(), items);
        }
        &self.known[module]
    }

    /// All names of an item, as it is known in its module: it is reached through those of the module and of what it
    /// is part of as well.
    pub fn names(&mut self, module: &[String], name: &str) -> Vec<(Vec<String>, String)> {
        let home = self.home(module).to_vec();
        let mut modules = vec![module.to_vec()];
        modules.extend(self.former.iter().filter(|(_, now)| **now == home).map(|(former, _)| former.clone()));
        let mut own = self.members.earlier(name);
        let items = self.module(module);
        own.retain(|name| items.contains_key(name));
        own.push(name.to_owned());
        let aliases: Vec<_> =
            items.iter().filter_map(|(alias, symbol)| Some((alias, symbol.alias.as_ref()?))).collect();
        let under = |name: &String| -> Vec<String> {
            let others = aliases.iter().filter_map(|(alias, of)| Some(format!("{alias}{}", below(name, of)?)));
            others.chain([name.clone()]).collect()
        };
        let names: Vec<String> = own.iter().flat_map(under).collect();
        modules.into_iter().flat_map(|module| names.iter().map(move |name| (module.clone(), name.clone()))).collect()
    }

    /// Every module of the crate, under each of its names.
    pub fn modules(&self) -> Vec<Vec<String>> {
        let fixed = ["client", "error_codes", "ids", "types"].map(|name| vec![name.to_owned()]);
        let namespaces = self.samples.api().namespaces.iter().map(|namespace| vec![namespace.name.rust.clone()]);
        let services = self.samples.api().services.iter().map(|service| service.module.clone());
        fixed.into_iter().chain(namespaces).chain(services).chain(self.former.keys().cloned()).collect()
    }
}

/// Whoever goes through an earlier name of a module gets a warning at each item that is named there.
fn mark(items: &mut Items) {
    let named = items.iter_mut().filter(|(name, _)| !name.contains(['.', ':', ' ']));
    named.for_each(|(_, symbol)| symbol.deprecated = true);
}
