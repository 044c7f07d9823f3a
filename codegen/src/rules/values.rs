//! Holds JSON values against resolved types, and says at which part of a value it does not fit.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::diag::{Diagnostic, Place, Report, Spot as At, nearest};
use crate::model::{
    Api, EnumValue, Field, Input, Limits, Object, Presence, Scalar, Type, TypeDef, TypeKind, TypeRef, WritePresence,
};

/// Where a part of a value stands: as messages call it, and in the spec.
#[derive(Clone)]
pub struct Spot {
    text: String,
    place: Place,
}

impl Spot {
    /// A value at a place.
    pub fn new(text: &str, place: &Place) -> Self {
        Spot { text: text.to_owned(), place: place.clone() }
    }

    /// The value behind a key of what the place of another key leads to.
    pub fn of_part(key: &str, holder: &Place) -> Self {
        Spot { text: key.to_owned(), place: holder.clone() }.moved(key.to_owned(), |path| path.key(key, 0))
    }

    fn key(&self, key: &str) -> Self {
        self.moved(format!("{}.{key}", self.text), |path| path.key(key, 0))
    }

    fn index(&self, index: usize) -> Self {
        self.moved(format!("{}[{index}]", self.text), |path| path.index(index))
    }

    fn moved(&self, text: String, step: impl Fn(&crate::diag::Path) -> crate::diag::Path) -> Self {
        let spot = match &self.place.spot {
            At::Key(path) | At::Value(path) => At::Value(step(path)),
            fixed => fixed.clone(),
        };
        Spot { text, place: Place { file: self.place.file, spot } }
    }

    /// The place of the key that leads to the value.
    pub fn key_place(&self) -> Place {
        match &self.place.spot {
            At::Value(path) => Place::key(self.place.file, path.clone()),
            _ => self.place.clone(),
        }
    }
}

/// Where a rule's findings go.
pub struct Faults<'r> {
    code: &'static str,
    help: &'static str,
    report: &'r mut Report,
}

impl<'r> Faults<'r> {
    /// Findings of one code with the same advice.
    pub fn new(code: &'static str, help: &'static str, report: &'r mut Report) -> Self {
        Faults { code, help, report }
    }

    /// Adds a finding; `meant` is a name that was probably meant.
    pub fn push(&mut self, message: String, place: Place, meant: Option<&str>) {
        let diagnostic = Diagnostic::error(self.code, message, place).help(self.help);
        self.report.push(match meant {
            Some(meant) => diagnostic.label(format!("did you mean `{meant}`?")),
            None => diagnostic,
        });
    }
}

/// Whether a value is received or sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum View {
    Read,
    Write,
}

/// The declared types, by module and Rust name.
pub struct Types<'a>(BTreeMap<(&'a [String], &'a str), &'a TypeDef>);

impl<'a> Types<'a> {
    /// All types of an API.
    pub fn of(api: &'a Api) -> Self {
        let own = api
            .services
            .iter()
            .flat_map(|service| service.types.iter().map(|definition| (service.module.as_slice(), definition)));
        let shared = api.types.iter().map(|definition| (&[] as &[String], definition));
        Types(
            own.chain(shared)
                .map(|(module, definition)| ((module, definition.name.rust.as_str()), definition))
                .collect(),
        )
    }

    fn find(&self, reference: &TypeRef) -> Option<&TypeKind> {
        let name = reference.name.rust.as_str();
        let found = self.0.get(&(reference.module.as_slice(), name)).or_else(|| self.0.get(&(&[] as &[String], name)));
        found.map(|definition| &definition.kind)
    }

    /// A default may be null, which says that there is none.
    pub fn check_default(&self, value: &Value, input: &Input, spot: &Spot, faults: &mut Faults<'_>) {
        if !value.is_null() {
            self.check_input(value, input, spot, faults);
        }
    }

    /// An object made of inputs: nothing unknown, nothing required missing, every value of its type.
    pub fn check_inputs(&self, value: &Value, inputs: &[Input], spot: &Spot, faults: &mut Faults<'_>) {
        let Some(object) = as_object(value, spot, faults) else { return };
        for (name, value) in object {
            match inputs.iter().find(|input| input.name.wire == *name) {
                Some(input) => self.check_input(value, input, &spot.key(name), faults),
                None => unknown(name, inputs.iter().map(|input| input.name.wire.as_str()), spot, faults),
            }
        }
        let required = inputs.iter().filter(|input| input.presence == WritePresence::Required);
        for input in required.filter(|input| !object.contains_key(&input.name.wire)) {
            faults.push(
                format!("`{}` lacks `{}`, which is required", spot.text, input.name.wire),
                spot.key_place(),
                None,
            );
        }
    }

    fn check_input(&self, value: &Value, input: &Input, spot: &Spot, faults: &mut Faults<'_>) {
        if value.is_null() && input.presence == WritePresence::Clearable {
            return;
        }
        check_limits(value, &input.limits, spot, faults);
        self.check_value(value, &input.ty, View::Write, spot, faults);
    }

    /// A value of a type.
    pub fn check_value(&self, value: &Value, ty: &Type, view: View, spot: &Spot, faults: &mut Faults<'_>) {
        match (ty, value) {
            (Type::List(inner), Value::Array(elements)) => {
                for (index, element) in elements.iter().enumerate() {
                    self.check_value(element, inner, view, &spot.index(index), faults);
                }
            }
            (Type::Map(inner), Value::Object(entries)) => {
                for (key, element) in entries {
                    self.check_value(element, inner, view, &spot.key(key), faults);
                }
            }
            (Type::Object(reference), _) => self.check_object(value, reference, view, spot, faults),
            (Type::Ref(reference), _) => self.check_object(value, &reference.ty, view, spot, faults),
            (Type::Enum(reference), Value::String(text)) => self.check_enum(text, reference, view, spot, faults),
            (Type::Id(id), _) if fits_id(value, id.integer) => {}
            (Type::Scalar(scalar), _) if fits_scalar(value, *scalar) => {}
            _ => faults.push(
                format!("`{}` takes {}, this is {}", spot.text, wanted(ty), found(value)),
                spot.place.clone(),
                None,
            ),
        }
    }

    fn check_object(&self, value: &Value, reference: &TypeRef, view: View, spot: &Spot, faults: &mut Faults<'_>) {
        let Some(TypeKind::Object(definition)) = self.find(reference) else { return };
        match view {
            View::Write => {
                let inputs: Vec<Input> = definition.fields.iter().filter_map(|field| field.write.clone()).collect();
                self.check_inputs(value, &inputs, spot, faults);
            }
            View::Read => self.check_answer(value, definition, spot, faults),
        }
    }

    fn check_answer(&self, value: &Value, definition: &Object, spot: &Spot, faults: &mut Faults<'_>) {
        let Some(object) = as_object(value, spot, faults) else { return };
        let fields: Vec<&Field> = definition.fields.iter().filter(|field| field.read.is_some()).collect();
        for (name, value) in object {
            match fields.iter().find(|field| field.name.wire == *name) {
                Some(field) if value.is_null() && field.read != Some(Presence::Always) => {}
                Some(field) => self.check_value(value, &field.ty, View::Read, &spot.key(name), faults),
                None => unknown(name, fields.iter().map(|field| field.name.wire.as_str()), spot, faults),
            }
        }
        let always = fields.iter().filter(|field| matches!(field.read, Some(Presence::Always | Presence::Nullable)));
        for field in always.filter(|field| !object.contains_key(&field.name.wire)) {
            faults.push(
                format!("`{}` lacks `{}`, which is always there", spot.text, field.name.wire),
                spot.key_place(),
                None,
            );
        }
    }

    /// An empty text stands for no value in answers.
    fn check_enum(&self, text: &str, reference: &TypeRef, view: View, spot: &Spot, faults: &mut Faults<'_>) {
        let Some(TypeKind::Enum(values)) = self.find(reference) else { return };
        let empty = view == View::Read && text.is_empty();
        let known = |value: &EnumValue| value.name.wire == text;
        if !empty && !values.iter().any(known) {
            let meant = nearest(text, values.iter().map(|value| value.name.wire.as_str()));
            faults.push(format!("`{}` has no value `{text}`", spot.text), spot.place.clone(), meant);
        }
    }
}

fn as_object<'v>(value: &'v Value, spot: &Spot, faults: &mut Faults<'_>) -> Option<&'v Map<String, Value>> {
    let object = value.as_object();
    if object.is_none() {
        faults.push(format!("`{}` takes a mapping, this is {}", spot.text, found(value)), spot.place.clone(), None);
    }
    object
}

fn unknown<'n>(name: &str, known: impl Iterator<Item = &'n str>, holder: &Spot, faults: &mut Faults<'_>) {
    let spot = holder.key(name);
    faults.push(format!("nothing is called `{}`", spot.text), spot.key_place(), nearest(name, known));
}

fn check_limits(value: &Value, limits: &Limits, spot: &Spot, faults: &mut Faults<'_>) {
    let text = value.as_str();
    let bytes = text.map(|text| text.len() as u64);
    let chars = text.map(|text| text.chars().count() as u64);
    let items = value.as_array().map(Vec::len).or(value.as_object().map(Map::len)).map(|items| items as u64);
    let broken = [
        (above(bytes, limits.max_bytes), "longer than the limit in bytes"),
        (above(chars, limits.max_chars), "longer than the limit in characters"),
        (above(limits.min_bytes, bytes), "shorter than the limit in bytes"),
        (above(items, limits.max_items), "larger than the limit"),
        (above(limits.min_items, items), "smaller than the limit"),
        (above(value.as_f64(), limits.max), "larger than the limit"),
        (above(limits.min, value.as_f64()), "smaller than the limit"),
    ];
    for (_, what) in broken.into_iter().filter(|(broken, _)| *broken) {
        faults.push(format!("`{}` is {what}", spot.text), spot.place.clone(), None);
    }
}

fn above<T: PartialOrd>(value: Option<T>, limit: Option<T>) -> bool {
    matches!((value, limit), (Some(value), Some(limit)) if value > limit)
}

fn fits_id(value: &Value, integer: bool) -> bool {
    if integer { value.is_i64() || value.is_u64() } else { value.is_string() }
}

fn fits_scalar(value: &Value, scalar: Scalar) -> bool {
    match scalar {
        Scalar::String | Scalar::Uri | Scalar::Cidr | Scalar::Pem | Scalar::Json | Scalar::Timestamp => {
            value.is_string()
        }
        Scalar::Bool => value.is_boolean(),
        Scalar::Int32 => value.as_i64().is_some_and(|number| i32::try_from(number).is_ok()),
        Scalar::Int64 => value.is_i64(),
        Scalar::Uint32 => value.as_u64().is_some_and(|number| u32::try_from(number).is_ok()),
        Scalar::Uint64 | Scalar::Seconds => value.is_u64(),
        Scalar::Float => value.is_number(),
        Scalar::Any => true,
    }
}

fn wanted(ty: &Type) -> &'static str {
    match ty {
        Type::Scalar(Scalar::Bool) => "true or false",
        Type::Scalar(Scalar::Int32 | Scalar::Uint32) => "a whole number of 32 bits",
        Type::Scalar(Scalar::Int64 | Scalar::Uint64) => "a whole number of 64 bits",
        Type::Scalar(Scalar::Seconds) => "a whole number of seconds",
        Type::Scalar(Scalar::Float) => "a number",
        Type::Id(id) if id.integer => "a whole number",
        Type::Scalar(_) | Type::Id(_) | Type::Enum(_) => "a text",
        Type::List(_) => "a list",
        Type::Map(_) | Type::Object(_) | Type::Ref(_) => "a mapping",
    }
}

fn found(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(number) if number.is_f64() => "a fraction",
        Value::Number(number) if number.as_i64().is_some_and(|number| number < 0) => "a negative number",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}
