//! Values at the edges of what a type allows, and bodies and answers made of them.

use clientwright::model::{Exclusive, Field, Input, Limits, Object, Presence, Scalar, Type, TypeRef, WritePresence};
use serde_json::{Map, Value, json};

use super::side::Side;

/// Texts at the edges of what limits allow, and of the form that a type has.
pub(super) fn texts(form: &str, limits: &Limits) -> Vec<Value> {
    let least = usize::try_from(limits.min_bytes.unwrap_or(1)).unwrap_or(1).max(form.len().min(1));
    let most = limits.max_bytes.into_iter().chain(limits.max_chars).min().unwrap_or(400).min(100_000);
    let padded = |size: usize| format!("{form}{}", "a".repeat(size.saturating_sub(form.len())));
    vec![json!(padded(least)), json!(padded(usize::try_from(most).unwrap_or(400)))]
}

pub(super) fn bounds(scalar: Scalar) -> (f64, f64) {
    match scalar {
        Scalar::Int32 => (f64::from(i32::MIN), f64::from(i32::MAX)),
        Scalar::Uint32 => (0.0, f64::from(u32::MAX)),
        Scalar::Uint64 | Scalar::Seconds => (0.0, 1e15),
        _ => (-1e15, 1e15),
    }
}

pub(super) fn whole(number: f64) -> Value {
    json!(number as i64)
}

impl Side<'_> {
    /// Values that a type allows, those at its edges among them. What is sent and what is read differ in objects.
    pub(super) fn probes(&self, ty: &Type, limits: &Limits, sent: bool, depth: usize) -> Vec<Value> {
        match ty {
            Type::Scalar(Scalar::Bool) => vec![json!(true)],
            Type::Scalar(Scalar::Float) => {
                vec![json!(1.5f64.clamp(limits.min.unwrap_or(f64::MIN), limits.max.unwrap_or(f64::MAX)))]
            }
            Type::Scalar(Scalar::Any) => vec![json!("a"), json!(true), json!({ "a": [1] })],
            Type::Scalar(Scalar::Uri) => texts("https://example.com/", limits),
            Type::Scalar(Scalar::Cidr) => vec![json!("10.0.0.0/8")],
            Type::Scalar(Scalar::Pem) => texts("-----BEGIN X-----", limits),
            Type::Scalar(Scalar::Json) => vec![json!("{}")],
            Type::Scalar(Scalar::Timestamp) => vec![json!("2026-01-02T03:04:05Z")],
            Type::Scalar(Scalar::String) => texts("", limits),
            Type::Scalar(scalar) => {
                let (low, high) = bounds(*scalar);
                vec![whole(limits.min.unwrap_or(low).max(low)), whole(limits.max.unwrap_or(high).min(high))]
            }
            Type::Id(id) => vec![if self.is_integer(&id.of) { json!(7) } else { json!("x_1") }],
            Type::Ref(reference) => self.objects(&reference.ty, false, depth),
            Type::Object(reference) => self.objects(reference, sent, depth),
            Type::Enum(reference) => self.values(reference).iter().map(|value| json!(value.name.wire)).collect(),
            Type::List(inner) => {
                let items = self.probes(inner, limits, sent, depth);
                let most = usize::try_from(limits.max_items.unwrap_or(3)).unwrap_or(3);
                let full = items.iter().cycle().take(most).cloned().collect::<Vec<_>>();
                let alone = items.iter().take(most.min(items.len())).map(|item| json!([item]));
                alone.chain([Value::from(full)]).collect()
            }
            Type::Map(inner) => {
                self.probes(inner, limits, sent, depth).into_iter().map(|one| json!({ "a": one })).collect()
            }
        }
    }

    /// Deep inside, one object stands for all: the edges of its type are met where it is nearer to the surface.
    pub(super) fn objects(&self, reference: &TypeRef, sent: bool, depth: usize) -> Vec<Value> {
        let Some(object) = self.object(reference).filter(|_| depth < 12) else { return vec![json!({})] };
        let mut objects = if sent {
            let inputs: Vec<&Input> = object.fields.iter().filter_map(|field| field.write.as_ref()).collect();
            self.bodies(&inputs, &object.exclusives, object.one_of, depth + 1)
        } else {
            self.answers(object, true, depth + 1)
        };
        if depth > 2 {
            objects.truncate(1);
        }
        objects
    }

    /// The least body, the fullest, and one for each value of each field.
    pub(super) fn bodies(&self, inputs: &[&Input], exclusives: &[Exclusive], one_of: bool, depth: usize) -> Vec<Value> {
        let first =
            |input: &Input| self.probes(&input.ty, &input.limits, true, depth).into_iter().next().unwrap_or_default();
        let must = |input: &&&Input| {
            let led = exclusives.iter().any(|one| one.at_least_one && one.fields.first() == Some(&input.name.wire));
            input.presence == WritePresence::Required || led
        };
        let least: Map<String, Value> = inputs
            .iter()
            .filter(|input| !one_of && must(input))
            .map(|input| (input.name.wire.clone(), first(input)))
            .collect();
        let mut bodies = Vec::new();
        if !one_of {
            let full = inputs.iter().map(|input| (input.name.wire.clone(), first(input)));
            bodies.extend([Value::from(least.clone()), Value::from(allowed(full.collect(), exclusives, ("", inputs)))]);
        }
        if depth > 3 && !one_of {
            return bodies;
        }
        for input in inputs {
            let null = (input.presence == WritePresence::Clearable).then_some(Value::Null);
            for probe in self.probes(&input.ty, &input.limits, true, depth).into_iter().chain(null) {
                let mut body = least.clone();
                body.insert(input.name.wire.clone(), probe);
                bodies.push(Value::from(allowed(body, exclusives, (&input.name.wire, inputs))));
            }
        }
        bodies
    }

    /// What a server may answer: everything, and each field with each of its values, or without one.
    pub(super) fn answers(&self, object: &Object, created: bool, depth: usize) -> Vec<Value> {
        let read: Vec<&Field> = object.fields.iter().filter(|field| field.read.is_some()).collect();
        let here = |field: &&&Field| created || field.read != Some(Presence::Once);
        let first =
            |field: &Field| self.probes(&field.ty, &field.limits, false, depth).into_iter().next().unwrap_or_default();
        let full: Map<String, Value> =
            read.iter().filter(here).map(|field| (field.name.wire.clone(), first(field))).collect();
        let mut answers = vec![Value::from(full.clone())];
        if depth > 3 {
            return answers;
        }
        for field in read.iter().filter(here) {
            let mut with = |value: Option<Value>| {
                let mut answer = full.clone();
                match value {
                    Some(value) => drop(answer.insert(field.name.wire.clone(), value)),
                    None => drop(answer.remove(&field.name.wire)),
                }
                answers.push(answer.into());
            };
            self.probes(&field.ty, &field.limits, false, depth).into_iter().for_each(|probe| with(Some(probe)));
            match field.read {
                Some(Presence::Sometimes) => with(None),
                Some(Presence::Nullable) => with(Some(Value::Null)),
                _ => {}
            }
        }
        answers
    }
}

/// Keeps of fields that exclude each other the one that must be given, or the one that matters, or the first.
fn allowed(
    mut body: Map<String, Value>,
    exclusives: &[Exclusive],
    (keep, inputs): (&str, &[&Input]),
) -> Map<String, Value> {
    let must =
        |name: &str| inputs.iter().any(|input| input.name.wire == name && input.presence == WritePresence::Required);
    for exclusive in exclusives {
        let mut given: Vec<&String> = exclusive.fields.iter().filter(|name| body.contains_key(*name)).collect();
        given.sort_by_key(|name| (!must(name), *name != keep));
        let surplus: Vec<String> = given.into_iter().skip(1).cloned().collect();
        surplus.iter().for_each(|name| drop(body.remove(name)));
    }
    body
}
