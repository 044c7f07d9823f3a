//! What the server answers, held against what the client reads.

use std::collections::BTreeMap;

use clientwright::model::{Limits, Operation, Presence, Returns, Type, TypeRef};
use clientwright_runtime::Json;
use serde_json::Value;

use super::Talk;
use super::forms::{decodes, has_form, keeps};

impl<'a> Talk<'a> {
    pub(super) fn answer(&mut self, operation: &'a Operation, served: &'a Operation) {
        let of = |returns: &'a Returns| match returns {
            Returns::None => None,
            Returns::Type(reference) | Returns::List { list: reference, .. } => Some(reference),
        };
        let (Some(read), answered) = (of(&operation.returns), of(&served.returns)) else { return };
        let Some(answered) = answered else { return self.breaks("no answer comes".to_owned()) };
        let created = served.method == clientwright::model::Method::Post;
        let Some(object) = self.server.object(answered) else { return };
        let place = format!("answer of {}", operation.name.wire);
        let answers = self.server.answers(object, created, 0);
        for answer in &answers {
            self.read_object(answer, read, &place, created);
        }
        self.lost(&answers, read, created, &place);
    }

    /// What the client was promised and what no answer has.
    pub(super) fn lost(&mut self, answers: &[Value], reference: &TypeRef, created: bool, place: &str) {
        let Some(object) = self.client.object(reference) else { return };
        for field in &object.fields {
            let promised = match field.read {
                None => false,
                Some(Presence::Once) => created,
                Some(_) => true,
            };
            let values: Vec<Value> = answers
                .iter()
                .filter_map(|answer| answer.get(&field.name.wire))
                .filter(|one| !one.is_null())
                .cloned()
                .collect();
            if promised && values.is_empty() {
                self.breaks(format!("{} never comes in the {place}", field.name.wire));
            }
            let inner = match &field.ty {
                Type::Object(inner) => Some((inner, values)),
                Type::List(list) => match &**list {
                    Type::Object(inner) => {
                        let items = values.iter().filter_map(Value::as_array).flatten().cloned().collect();
                        Some((inner, items))
                    }
                    _ => None,
                },
                _ => None,
            };
            if let Some((inner, values)) = inner.filter(|(_, values)| !values.is_empty()) {
                self.lost(&values, inner, created, place);
            }
        }
    }

    pub(super) fn read_object(&mut self, answer: &Value, reference: &TypeRef, place: &str, created: bool) {
        let Some(object) = self.client.object(reference) else { return };
        let Some(answer) = answer.as_object() else { return self.breaks(format!("the {place} is no object")) };
        for field in object.fields.iter().filter(|field| field.read.is_some()) {
            match answer.get(&field.name.wire) {
                None | Some(Value::Null) if field.read == Some(Presence::Always) => {
                    self.met.risks.push(format!("{} is missing in the {place}", field.name.wire));
                }
                None | Some(Value::Null) => {}
                Some(value) => {
                    self.read(value, &field.ty, &field.limits, &format!("{} in the {place}", field.name.wire))
                }
            }
        }
        let known = object.fields.iter().any(|field| answer.contains_key(&field.name.wire));
        if object.one_of && !known {
            self.met.risks.push(format!("an unknown alternative in the {place}"));
        }
        if !object.one_of && answer.is_empty() && !object.fields.is_empty() && !created {
            self.met.risks.push(format!("nothing in the {place}"));
        }
    }

    /// Whether the runtime decodes a value, and a program understands it.
    pub(super) fn read(&mut self, value: &Value, ty: &Type, limits: &Limits, place: &str) {
        let decoded = match ty {
            Type::Object(reference) => return self.read_object(value, reference, place, true),
            Type::Ref(reference) => return self.read_object(value, &reference.ty, place, true),
            Type::List(inner) => match value.as_array() {
                Some(items) => return items.iter().for_each(|item| self.read(item, inner, limits, place)),
                None => Vec::<Value>::decode(value.clone()).is_ok(),
            },
            Type::Map(inner) => match value.as_object() {
                Some(entries) => return entries.values().for_each(|entry| self.read(entry, inner, limits, place)),
                None => BTreeMap::<String, Value>::decode(value.clone()).is_ok(),
            },
            Type::Enum(reference) => {
                // An unknown value is read as such; one that took the place of a known one is lost.
                let known = self.client.values(reference).iter().any(|known| value.as_str() == Some(&known.name.wire));
                if !known && self.replaces_known(value, reference) {
                    self.breaks(format!("{value} stands for a value that is known otherwise, {place}"));
                }
                String::decode(value.clone()).is_ok()
            }
            Type::Id(id) if self.client.is_integer(&id.of) => i64::decode(value.clone()).is_ok(),
            Type::Id(_) => String::decode(value.clone()).is_ok(),
            Type::Scalar(scalar) => decodes(value, *scalar),
        };
        if !decoded {
            return self
                .breaks(format!("{place} is not decoded: {}", value.to_string().chars().take(40).collect::<String>()));
        }
        match ty {
            Type::Scalar(scalar) if !has_form(value, *scalar) => {
                self.breaks(format!("{place} is not understood: {value}"));
            }
            Type::Scalar(_) if !keeps(value, limits) => self.met.risks.push(format!("{place} is larger than expected")),
            _ => {}
        }
    }

    pub(super) fn replaces_known(&self, value: &Value, reference: &TypeRef) -> bool {
        let new = self.server.values(reference).iter().find(|new| value.as_str() == Some(&new.name.wire));
        new.is_some_and(|new| self.client.values(reference).iter().any(|old| old.name.rust == new.name.rust))
    }
}
