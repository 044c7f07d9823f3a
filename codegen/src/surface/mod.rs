//! `&Api` → what the emitted crate shows to applications: items by path, with their signatures.
//!
//! It is read from the very tokens that become the crate, a module at a time, and only those that
//! are asked for: most comparisons ask for few.

mod collect;
mod symbol;

use std::collections::BTreeMap;

pub use symbol::{Symbol, tidy};

use crate::emit;
use crate::model::Api;
use crate::samples::Samples;

/// The items of one module, by path inside the module.
pub type Items = BTreeMap<String, Symbol>;

/// The public items of the crate that an API becomes.
pub struct Surface<'a> {
    samples: Samples<'a>,
    known: BTreeMap<Vec<String>, Items>,
}

impl<'a> Surface<'a> {
    /// The surface of the crate of this API; nothing is emitted yet.
    pub fn new(api: &'a Api) -> Self {
        Surface { samples: Samples::of(api), known: BTreeMap::new() }
    }

    /// The items of a module; none if there is no such module.
    pub fn module(&mut self, module: &[String]) -> &Items {
        let samples = &self.samples;
        self.known.entry(module.to_vec()).or_insert_with(|| collect::items(emit::module(samples, module)))
    }

    /// Every module of the crate.
    pub fn modules(&self) -> Vec<Vec<String>> {
        let fixed = ["client", "error_codes", "ids", "types"].map(|name| vec![name.to_owned()]);
        let namespaces = self.samples.api().namespaces.iter().map(|namespace| vec![namespace.name.rust.clone()]);
        let services = self.samples.api().services.iter().map(|service| service.module.clone());
        fixed.into_iter().chain(namespaces).chain(services).collect()
    }
}
