//! Deleting, with what cannot be without what goes.

use crate::api::Api;
use crate::refusal::Refusal;
use crate::store::Store;

/// An item: its resource, and its path parameters.
type Which<'a> = (&'a str, Vec<String>);

/// Deletes an item and what goes with it; nothing, if something keeps one of them.
pub(crate) fn item(api: &Api, store: &mut Store, name: &str, key: &[String]) -> Result<(), Refusal> {
    let item = store.get(name, key).ok_or_else(Refusal::not_found)?;
    let mut gone = vec![(name, item.key.clone())];
    let mut at = 0;
    // What goes with an item may take more with it.
    while let Some((name, key)) = gone.get(at).cloned() {
        for more in dependants(api, store, name, &key)? {
            if !gone.contains(&more) {
                gone.push(more);
            }
        }
        at += 1;
    }
    for (name, key) in gone {
        store.remove(name, &key);
    }
    Ok(())
}

/// What cannot be without an item; or a refusal, if something keeps it from being deleted.
fn dependants<'a>(api: &'a Api, store: &Store, name: &str, key: &[String]) -> Result<Vec<Which<'a>>, Refusal> {
    let own = key.last().map_or("", String::as_str);
    let mut dependants = Vec::new();
    for (other, table) in &api.tables {
        if table.parent.as_ref().is_some_and(|parent| parent.table == name) {
            dependants.extend(store.held(other, key).map(|item| (other.as_str(), item.key.clone())));
        }
        let held_to = api.object(other).fields.iter().filter(|field| crate::api::target(&field.ty) == Some(name));
        for (field, on_delete) in held_to.filter_map(|field| Some((field, field.server.on_delete.as_ref()?))) {
            for item in store.by_field(other, &field.name, own) {
                if on_delete != "delete" {
                    let message = format!("`{own}` is in use by `{}`", item.own_key());
                    return Err(Refusal::code(on_delete, message));
                }
                dependants.push((other.as_str(), item.key.clone()));
            }
        }
    }
    Ok(dependants)
}
