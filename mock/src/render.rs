//! What is kept, as it is answered.

use serde_json::{Map, Value};

use crate::clock;
use crate::description::{Field, ObjectType, Presence, Type};
use crate::store::{Item, Values};
use crate::template::Names;
use crate::world::World;

/// How deep values may be made of each other.
const DEEPEST: u8 = 6;

/// An object and the item that it is or belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub world: World<'a>,
    pub table: &'a str,
    pub item: &'a Item,
    object: &'a ObjectType,
    values: &'a Values,
    /// Whether the object is the item itself.
    whole: bool,
    /// Whether this is the answer to its creation, which tells what is told once.
    once: bool,
    /// The element for which a value is made.
    element: Option<&'a Value>,
    /// The field for which one is made.
    field: &'a str,
    depth: u8,
}

impl<'a> Scope<'a> {
    /// An item by itself.
    pub fn of(world: World<'a>, table: &'a str, item: &'a Item) -> Self {
        let object = world.api.object(table);
        let values = &item.values;
        Self { world, table, item, object, values, whole: true, once: false, element: None, field: "", depth: 0 }
    }

    /// In the answer to its creation.
    pub fn created(self) -> Self {
        Self { once: true, ..self }
    }

    /// The item by the fields of another type.
    pub fn seen_as(self, object: &'a str) -> Self {
        Self { object: self.world.api.object(object), ..self }
    }

    /// The object as it is answered.
    pub fn object(&self) -> Value {
        let fields = self.object.fields.iter();
        Value::Object(fields.filter_map(|field| Some((field.name.clone(), self.shown(field)?))).collect())
    }

    /// One field as it is answered; none if it is left out.
    pub fn shown(&self, field: &'a Field) -> Option<Value> {
        let presence = field.read?;
        if presence == Presence::Once && !self.once {
            return Some(Value::Null);
        }
        let value = self.held(field).or_else(|| self.shaped(&field.ty, &self.value_of(field)?));
        match presence {
            Presence::Always => value.or_else(|| self.empty(&field.ty)),
            Presence::Sometimes => value.filter(|value| !is_empty(value)),
            Presence::Nullable | Presence::Once => Some(value.filter(|value| value != "").unwrap_or_default()),
        }
    }

    /// The items of another resource that stand in a field of this one.
    fn held(&self, field: &Field) -> Option<Value> {
        let Type::List(inner) = &field.ty else { return None };
        let Type::Object(element) = inner.as_ref() else { return None };
        let of_field =
            |parent: &crate::api::Parent| parent.table == self.table && parent.field.as_ref() == Some(&field.name);
        let mut tables = self.world.api.tables.iter();
        let (child, _) = tables.find(|(_, table)| self.whole && table.parent.as_ref().is_some_and(of_field))?;
        let items = self.world.store.held(child, &self.item.key);
        Some(items.map(|item| Scope::of(self.world, child, item).seen_as(element).object()).collect())
    }

    /// The value of a field as it is kept or as the server gives it; none if it has none.
    pub fn value_of(&self, field: &'a Field) -> Option<Value> {
        match self.values.get(&field.name) {
            Some(Value::Null) => None,
            Some(value) => Some(value.clone()),
            None => self.parameter(&field.name).or_else(|| self.given(field)),
        }
    }

    /// A field that is one of the item's path parameters.
    fn parameter(&self, name: &str) -> Option<Value> {
        let table =
            self.world.api.tables.get(self.table).filter(|_| self.whole || self.object.field(name).is_some())?;
        let at = table.parameters.iter().position(|parameter| parameter == name)?;
        self.item.key.get(at).map(|text| Value::from(text.as_str()))
    }

    /// What the server gives a field.
    pub fn given(&self, field: &'a Field) -> Option<Value> {
        let template = field.server.sets.as_ref().filter(|_| self.depth < DEEPEST)?;
        let scope = Scope { field: &field.name, depth: self.depth + 1, ..*self };
        let Some(each) = &field.server.each else { return template.fill(&scope) };
        let base = self.value_of(self.object.field(each)?)?;
        match &base {
            Value::Array(elements) => {
                elements.iter().map(|element| template.fill(&Scope { element: Some(element), ..scope })).collect()
            }
            _ => template.fill(&scope),
        }
    }

    /// A value in the form of its type.
    fn shaped(&self, ty: &'a Type, value: &Value) -> Option<Value> {
        match (ty, value) {
            (Type::Ref(of), value) => self.reference(of, value.as_str()?),
            (Type::Id(of), Value::String(id)) if self.world.api.is_integer(of) => {
                id.parse::<u64>().ok().map(Value::from)
            }
            (Type::String, Value::Number(number)) => Some(Value::from(number.to_string())),
            (Type::Object(name), Value::Object(values)) => Some(self.inside(name, values).object()),
            (Type::List(inner), Value::Array(elements)) => {
                Some(elements.iter().filter_map(|element| self.shaped(inner, element)).collect())
            }
            (Type::Map(inner), Value::Object(entries)) => {
                let shaped = entries.iter().filter_map(|(key, value)| Some((key.clone(), self.shaped(inner, value)?)));
                Some(Value::Object(shaped.collect()))
            }
            (_, value) => Some(value.clone()),
        }
    }

    /// An object in a field of this one.
    pub fn inside<'s>(&'s self, object: &'s str, values: &'s Values) -> Scope<'s> {
        Scope { object: self.world.api.object(object), values, whole: false, ..*self }
    }

    /// What stands for a reference: the id, and what the server says of whatever has it.
    fn reference(&self, of: &str, id: &str) -> Option<Value> {
        if id.is_empty() {
            return None;
        }
        let object = self.world.api.object(self.world.api.facts.reference.as_deref()?);
        let target = self.world.find(of, id);
        let scope = target.map(|(table, item)| Scope::of(self.world, table, item));
        let value = |field: &'a Field| match &field.ty {
            Type::Id(_) => Value::from(id),
            ty => scope.and_then(|scope| scope.given(field)).or_else(|| self.empty(ty)).unwrap_or_default(),
        };
        Some(Value::Object(object.fields.iter().map(|field| (field.name.clone(), value(field))).collect()))
    }

    /// What stands where there is no value and there must be something; a reference is left out.
    fn empty(&self, ty: &Type) -> Option<Value> {
        Some(match ty {
            Type::Ref(_) => return None,
            Type::Id(of) if self.world.api.is_integer(of) => Value::from(0),
            Type::Bool => Value::from(false),
            Type::Int32 | Type::Int64 | Type::Uint32 | Type::Uint64 | Type::Seconds => Value::from(0),
            Type::Float => Value::from(0.0),
            Type::Timestamp => Value::from("0001-01-01T00:00:00Z"),
            Type::List(_) => Value::Array(Vec::new()),
            Type::Map(_) => Value::Object(Map::new()),
            Type::Object(name) if self.depth < DEEPEST => {
                let none = Values::new();
                Scope { depth: self.depth + 1, ..self.inside(name, &none) }.object()
            }
            Type::Object(_) => Value::Object(Map::new()),
            Type::Any => Value::Null,
            _ => Value::from(""),
        })
    }
}

/// Whether a value is what a field is left out for.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(value) => !value,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty(),
        Value::Array(elements) => elements.is_empty(),
        Value::Object(entries) => entries.is_empty(),
    }
}

impl Names for Scope<'_> {
    fn value(&self, name: &str, steps: &[String]) -> Option<(Value, usize)> {
        let id = self.item.own_key();
        let text = match name {
            "@created" => clock::text(self.item.created),
            "@changed" => clock::text(self.item.changed),
            "@location" => {
                let path = self.world.path(self.table, self.item);
                let alone = steps.first().is_some_and(|step| step == "path");
                return Some((
                    Value::from(if alone { path } else { self.world.origin.to_owned() + &path }),
                    usize::from(alone),
                ));
            }
            "@code" => id.rsplit_once('_').map_or(id, |(_, code)| code).to_owned(),
            "@random" => self.world.ids.fixed(&[self.table, id, self.field]),
            "@number" => return Some((Value::from(self.item.number), 0)),
            "@caller" => self.world.ids.fixed(&["caller"]),
            "@it" => return Some((self.element?.clone(), 0)),
            _ => return self.field_value(name, steps),
        };
        Some((Value::from(text), 0))
    }
}

impl Scope<'_> {
    /// A field, or a field of what it refers to.
    fn field_value(&self, name: &str, steps: &[String]) -> Option<(Value, usize)> {
        let field = self.object.field(name).filter(|_| self.depth < DEEPEST)?;
        let scope = Scope { depth: self.depth + 1, ..*self };
        let value = scope.value_of(field)?;
        let (Type::Ref(of), Some(step)) = (&field.ty, steps.first()) else { return Some((value, 0)) };
        let (table, item) = self.world.find(of, value.as_str()?)?;
        let target = Scope { depth: scope.depth, ..Scope::of(self.world, table, item) };
        Some((target.value_of(target.object.field(step)?)?, 1))
    }
}
