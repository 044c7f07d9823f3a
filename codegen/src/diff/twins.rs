//! Which services and types of the two sides are the same.

use std::collections::{BTreeMap, BTreeSet};

use super::index::Index;
use crate::model::{Api, Rename, Service, TypeDef, TypeKind, TypeRef};

/// Something that both sides have, or one.
pub enum Twin<'a, T> {
    Both(&'a T, &'a T),
    Old(&'a T),
    New(&'a T),
}

/// Pairs things by name, then by the earlier names of the new ones.
pub fn pair<'a, T>(
    old: &'a [T],
    new: &'a [T],
    name: impl Fn(&T) -> &str,
    was: impl Fn(&T) -> Vec<&str>,
) -> Vec<Twin<'a, T>> {
    let mut left: BTreeMap<&str, &T> = old.iter().map(|old| (name(old), old)).collect();
    let mut pairs: Vec<(&T, Option<&T>)> = new.iter().map(|new| (new, left.remove(name(new)))).collect();
    for (new, old) in pairs.iter_mut().filter(|(_, old)| old.is_none()) {
        *old = was(new).into_iter().find_map(|name| left.remove(name));
    }
    let paired = pairs.into_iter().map(|(new, old)| match old {
        Some(old) => Twin::Both(old, new),
        None => Twin::New(new),
    });
    let paired: Vec<Twin<'a, T>> = paired.collect();
    let gone = old.iter().filter(|old| left.contains_key(name(old))).map(Twin::Old);
    paired.into_iter().chain(gone).collect()
}

/// The earlier names in the spec.
pub fn earlier(renames: &[Rename]) -> Vec<&str> {
    renames.iter().map(|rename| rename.name.wire.as_str()).collect()
}

/// The services of both sides.
pub fn services<'a>(old: &'a Api, new: &'a Api) -> Vec<Twin<'a, Service>> {
    pair(
        &old.services,
        &new.services,
        |service| &service.path,
        |service| service.was.iter().map(|former| former.rename.name.wire.as_str()).collect(),
    )
}

/// Old types → new types.
#[derive(Default)]
pub struct TypeTwins {
    known: BTreeMap<TypeRef, TypeRef>,
    taken: BTreeSet<TypeRef>,
}

impl TypeTwins {
    /// Types are the same if their names are, or the new one says so, or both are what the same
    /// service is about, or if they alone are left over and look exactly alike: JSON has no names of types.
    pub fn find(old: &Index<'_>, new: &Index<'_>, services: &[Twin<'_, Service>]) -> Self {
        let mut twins = TypeTwins::default();
        for twin in services {
            if let Twin::Both(before, after) = twin {
                twins.of_service(old, new, before, after);
            }
        }
        for a in old.types.keys().filter(|a| new.types.contains_key(a)) {
            if !twins.known.contains_key(a) && !twins.taken.contains(a) {
                twins.insert(a.clone(), a.clone());
            }
        }
        twins.by(old, new, |a, _, b, _| a.name.wire == b.name.wire && a.module != b.module);
        twins.by(old, new, |a, _, _, b| b.was.iter().any(|rename| rename.name.wire == a.name.wire));
        twins.by(old, new, |_, a, _, b| looks_alike(a, b));
        twins
    }

    fn of_service(&mut self, old: &Index<'_>, new: &Index<'_>, before: &Service, after: &Service) {
        for definition in &before.types {
            let a = TypeRef { name: definition.name.clone(), module: before.module.clone() };
            let b = TypeRef { name: definition.name.clone(), module: after.module.clone() };
            if new.types.contains_key(&b) {
                self.insert(a, b);
            }
        }
        let lost = !new.types.contains_key(&before.subject) && !old.types.contains_key(&after.subject);
        if lost && !self.known.contains_key(&before.subject) {
            self.insert(before.subject.clone(), after.subject.clone());
        }
    }

    /// Pairs what is left if exactly one new type fits.
    fn by(&mut self, old: &Index<'_>, new: &Index<'_>, fits: impl Fn(&TypeRef, &TypeDef, &TypeRef, &TypeDef) -> bool) {
        let mut free: Vec<(&TypeRef, &&TypeDef)> = new.types.iter().filter(|(b, _)| !self.taken.contains(b)).collect();
        let left: Vec<(&TypeRef, &&TypeDef)> = old.types.iter().filter(|(a, _)| !self.known.contains_key(a)).collect();
        for (a, before) in left {
            let fitting: Vec<usize> =
                free.iter().enumerate().filter(|(_, (b, after))| fits(a, before, b, after)).map(|(at, _)| at).collect();
            if let [only] = fitting[..] {
                let (b, _) = free.remove(only);
                self.insert(a.clone(), b.clone());
            }
        }
    }

    /// The new type that an old one is.
    pub fn of(&self, old: &TypeRef) -> Option<&TypeRef> {
        self.known.get(old)
    }

    /// Whether a new type is an old one.
    pub fn has_new(&self, new: &TypeRef) -> bool {
        self.taken.contains(new)
    }

    /// Old and new types that are the same.
    pub fn iter(&self) -> impl Iterator<Item = (&TypeRef, &TypeRef)> {
        self.known.iter()
    }

    fn insert(&mut self, old: TypeRef, new: TypeRef) {
        self.taken.insert(new.clone());
        self.known.insert(old, new);
    }
}

fn looks_alike(a: &TypeDef, b: &TypeDef) -> bool {
    match (&a.kind, &b.kind) {
        (TypeKind::Enum(a), TypeKind::Enum(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.name.wire == b.name.wire)
        }
        (TypeKind::Object(a), TypeKind::Object(b)) => {
            a.fields.len() == b.fields.len()
                && a.one_of == b.one_of
                && a.fields.iter().zip(&b.fields).all(|(a, b)| {
                    a.name.wire == b.name.wire && a.read == b.read && a.write.is_some() == b.write.is_some()
                })
        }
        _ => false,
    }
}
