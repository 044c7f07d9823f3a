//! Members by the names that they had: methods, setters and fields, which other names do not lead to like types.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Api, Field, Input, Object, Rename, TypeKind, kept, names};

/// Earlier names by what bears them now, whatever it is a member of.
#[derive(Default)]
pub struct Members(BTreeMap<String, BTreeSet<String>>);

impl Members {
    /// Those that source can still use.
    pub fn of(api: &Api) -> Self {
        let mut members = Members::default();
        for operation in api.operations() {
            members.add(&operation.name.rust, &operation.was);
            operation.query.iter().chain(operation.body.fields()).for_each(|input| members.input(input));
        }
        for definition in api.definitions() {
            if let TypeKind::Object(Object { fields, .. }) = &definition.kind {
                fields.iter().for_each(|field| members.field(field));
            }
        }
        members
    }

    /// The paths of a member by its earlier names, each of which may belong to a member of something else.
    pub fn earlier(&self, path: &str) -> Vec<String> {
        let (owner, member) = path.split_at(path.rfind(['.', ':']).map_or(0, |end| end + 1));
        let names = self.0.get(member).filter(|_| !owner.is_empty());
        names.into_iter().flatten().map(|name| format!("{owner}{name}")).collect()
    }

    /// Whether no member has another name.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn field(&mut self, field: &Field) {
        self.add(&field.name.rust, &field.was);
        field.write.iter().for_each(|input| self.input(input));
    }

    fn input(&mut self, input: &Input) {
        self.add(&input.name.rust, &input.was);
        for rename in kept(&input.was) {
            self.insert(&names::clear_name(&input.name.rust), names::clear_name(&rename.name.rust));
        }
    }

    fn add(&mut self, now: &str, was: &[Rename]) {
        kept(was).for_each(|rename| self.insert(now, rename.name.rust.clone()));
    }

    fn insert(&mut self, now: &str, before: String) {
        self.0.entry(now.to_owned()).or_default().insert(before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_have_earlier_names_and_what_they_belong_to_has_none() {
        let mut members = Members::default();
        members.insert("move_", "shift".to_owned());
        assert_eq!(members.earlier("Things::move_"), ["Things::shift"]);
        assert_eq!(members.earlier("Thing.move_"), ["Thing.shift"]);
        assert_eq!(members.earlier("move_"), [""; 0]);
        assert_eq!(members.earlier("Things::wake"), [""; 0]);
    }
}
