//! What everything that looks at the state needs.

use crate::api::{Api, Table};
use crate::ids::Ids;
use crate::path;
use crate::refusal::Refusal;
use crate::store::{Item, Store};

/// The state as one request sees it.
#[derive(Clone, Copy)]
pub(crate) struct World<'a> {
    pub api: &'a Api,
    pub store: &'a Store,
    pub ids: &'a Ids,
    /// What URLs begin with: where the client has sent its request to.
    pub origin: &'a str,
}

impl<'a> World<'a> {
    /// The facts of a table, which the description names.
    pub fn table(&self, name: &str) -> Result<&'a Table, Refusal> {
        let missing = || Refusal::status(500, None, format_args!("the description lacks `{name}`"));
        self.api.tables.get(name).ok_or_else(missing)
    }

    /// The path of an item.
    pub fn path(&self, table: &str, item: &Item) -> String {
        self.api.tables.get(table).map(|table| path::filled(&table.item, &item.key)).unwrap_or_default()
    }

    /// The resource and the item that an id names; an id of `any` resource is known by its prefix.
    pub fn find(&self, of: &str, id: &str) -> Option<(&'a str, &'a Item)> {
        let name = if of == "any" { self.api.kind_of(id)? } else { of };
        let (name, _) = self.api.tables.get_key_value(name)?;
        Some((name, self.store.by_own_key(name, id)?))
    }
}
