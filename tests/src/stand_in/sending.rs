//! What the client sends, held against what the server accepts.

use clientwright::model::{Body, Exclusive, Input, Limits, Operation, Service, Type, TypeRef, WritePresence};
use serde_json::{Map, Value};

use super::Talk;
use super::forms::{has_form, keeps};

impl<'a> Talk<'a> {
    pub(super) fn query(&mut self, operation: &'a Operation, served: &'a Operation) {
        let inputs: Vec<&Input> = operation.query.iter().collect();
        for query in self.client.bodies(&inputs, &[], false, 0) {
            let wanted: Vec<&Input> = served.query.iter().collect();
            for name in query.as_object().into_iter().flat_map(Map::keys) {
                let elsewhere = served.body.fields().iter().any(|field| field.name.wire == *name);
                if elsewhere || renamed(&wanted, name) {
                    self.breaks(format!("the query parameter {name} is lost"));
                }
            }
            self.accept(&query, &wanted, &[], false, &format!("query of {}", operation.name.wire));
        }
    }

    pub(super) fn body(&mut self, old: (&'a Service, &'a Operation), new: (&'a Service, &'a Operation)) {
        let place = format!("body of {}", old.1.name.wire);
        let empty: &[Input] = &[];
        let (sent, wanted): (&[Input], &[Input]) = match (&old.1.body, &new.1.body) {
            (Body::Whole(a), Body::Whole(b)) => return self.whole(a, b, &place),
            (Body::Whole(_), _) | (_, Body::Whole(_)) if new.1.body_is_none() => {
                return self.met.risks.push("what is sent is passed over".to_owned());
            }
            (Body::Whole(_), _) | (_, Body::Whole(_)) => return self.breaks(format!("{place} is another")),
            (a, b) => (
                if let Body::Fields(fields) = a { fields } else { empty },
                if let Body::Fields(fields) = b { fields } else { empty },
            ),
        };
        let inputs: Vec<&Input> = sent.iter().collect();
        let wanted: Vec<&Input> = wanted.iter().collect();
        for body in self.client.bodies(&inputs, &old.1.exclusives, false, 0) {
            for name in body.as_object().into_iter().flat_map(Map::keys) {
                let known = wanted.iter().any(|input| input.name.wire == *name);
                let of_resource = self.server.fields(new.0).iter().any(|field| field.name.wire == *name);
                let elsewhere = new.1.query.iter().chain(&new.1.parameters).any(|input| input.name.wire == *name);
                if !known && !new.1.body_is_none() && (of_resource || elsewhere || renamed(&wanted, name)) {
                    self.breaks(format!("{name} in the {place} is lost"));
                }
            }
            self.accept(&body, &wanted, &new.1.exclusives, false, &place);
        }
    }

    pub(super) fn whole(&mut self, sent: &TypeRef, wanted: &TypeRef, place: &str) {
        for body in self.client.objects(sent, true, 0) {
            self.accept_value(&body, &Type::Object(wanted.clone()), &Limits::default(), place);
        }
    }

    /// Whether the server takes an object.
    pub(super) fn accept(
        &mut self,
        body: &Value,
        inputs: &[&Input],
        exclusives: &[Exclusive],
        one_of: bool,
        place: &str,
    ) {
        let Some(body) = body.as_object() else { return self.breaks(format!("{place} is no object: {body}")) };
        for input in inputs {
            match body.get(&input.name.wire) {
                None if input.presence == WritePresence::Required && !one_of => {
                    self.breaks(format!("{} is missing in the {place}", input.name.wire));
                }
                None => {}
                Some(Value::Null) if input.presence == WritePresence::Clearable => {}
                Some(value) => {
                    self.accept_value(value, &input.ty, &input.limits, &format!("{} in the {place}", input.name.wire));
                }
            }
        }
        let unknown: Vec<&String> =
            body.keys().filter(|name| inputs.iter().all(|input| input.name.wire != **name)).collect();
        self.met.risks.extend(unknown.iter().map(|name| format!("{name} in the {place} is passed over")));
        let known = body.len() - unknown.len();
        if one_of && known != 1 {
            self.breaks(format!("{known} alternatives in the {place}"));
        }
        for exclusive in exclusives {
            let given = exclusive.fields.iter().filter(|name| body.contains_key(*name)).count();
            if given > 1 || (exclusive.at_least_one && given == 0) {
                self.breaks(format!("{given} of {} in the {place}", exclusive.fields.join(", ")));
            }
        }
    }

    pub(super) fn accept_value(&mut self, value: &Value, ty: &Type, limits: &Limits, place: &str) {
        let fits = match ty {
            Type::Object(reference) => {
                let Some(object) = self.server.object(reference) else { return };
                let inputs: Vec<&Input> = object.fields.iter().filter_map(|field| field.write.as_ref()).collect();
                for name in value.as_object().into_iter().flat_map(Map::keys) {
                    let is_field = object.fields.iter().any(|field| field.name.wire == *name && field.write.is_some());
                    if is_field && inputs.iter().all(|input| input.name.wire != *name) {
                        self.breaks(format!("{name} in {place} is lost"));
                    }
                }
                return self.accept(value, &inputs, &object.exclusives, object.one_of, place);
            }
            Type::List(inner) => match value.as_array() {
                None => false,
                Some(items) => {
                    items.iter().for_each(|item| self.accept_value(item, inner, limits, place));
                    let (least, most) = (limits.min_items.unwrap_or(0), limits.max_items.unwrap_or(u64::MAX));
                    (least..=most).contains(&(items.len() as u64))
                }
            },
            Type::Map(inner) => match value.as_object() {
                None => false,
                Some(entries) => {
                    entries.values().for_each(|entry| self.accept_value(entry, inner, limits, place));
                    true
                }
            },
            Type::Enum(reference) => {
                self.server.values(reference).iter().any(|known| value.as_str() == Some(&known.name.wire))
            }
            Type::Id(id) if self.server.is_integer(&id.of) => value.is_i64(),
            Type::Id(_) => value.is_string(),
            Type::Ref(_) => value.is_object(),
            Type::Scalar(scalar) => has_form(value, *scalar) && keeps(value, limits),
        };
        if !fits {
            self.breaks(format!("{place} is refused: {}", value.to_string().chars().take(40).collect::<String>()));
        }
    }
}

/// Whether a name is the earlier one of an input.
fn renamed(inputs: &[&Input], name: &str) -> bool {
    inputs.iter().any(|input| input.name.wire != name && input.was.iter().any(|was| was.name.wire == name))
        && inputs.iter().all(|input| input.name.wire != name)
}

/// Whether an operation sends nothing at all.
trait BodyIsNone {
    fn body_is_none(&self) -> bool;
}

impl BodyIsNone for Operation {
    fn body_is_none(&self) -> bool {
        matches!(self.body, Body::None)
    }
}
