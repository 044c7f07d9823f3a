//! Reading an object field by field, and writing it as it was received.

use serde_json::{Map, Value};

use crate::extra::{Form, Rewritten};
use crate::{DecodeError, Extra, Json};

/// How an empty value is written when nothing else is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// As itself: `""`, `[]`, `{}`, `false`, `0`, and null for `None`.
    Always,
    /// Not at all.
    Sometimes,
    /// As null.
    Nullable,
}

/// The fields of a received object, taken one after the other.
///
/// The first value of the wrong type is remembered; the fields after it are still taken, so that
/// reading a model is a straight line without a branch for each field.
#[derive(Debug)]
pub struct Fields {
    extra: Extra,
    error: Option<DecodeError>,
}

impl Fields {
    pub(crate) fn new(fields: Map<String, Value>) -> Self {
        let extra = Extra { unknown: fields, forms: Vec::new() };
        Self { extra, error: None }
    }

    /// Takes the field `name`; absent and null ones are the empty value of `T`.
    ///
    /// So are those of another type, which make the whole object an error.
    pub fn take<T: Json>(&mut self, name: &'static str, presence: Presence) -> T {
        let Some(received) = self.received(name, presence) else {
            return T::empty();
        };
        let kept = (!T::is_exact(&received)).then(|| received.clone());
        match T::decode(received) {
            Err(error) => {
                self.fail(name, error);
                T::empty()
            }
            Ok(value) => {
                if let Some(received) = kept {
                    self.rewritten(name, received, value.encode());
                } else if presence != Presence::Always && value.is_empty() {
                    self.remember(name, Form::Empty);
                }
                value
            }
        }
    }

    /// Takes the field `name`, or where there is none of that name, the first that has an earlier one.
    ///
    /// What stands there under an earlier name beside the one of today is left for [`rest`](Self::rest).
    pub fn take_renamed<T: Json>(&mut self, name: &'static str, earlier: &[&'static str], presence: Presence) -> T {
        if !self.extra.unknown.contains_key(name) {
            let arrived = earlier.iter().find_map(|earlier| self.extra.unknown.remove(*earlier));
            self.extra.unknown.extend(arrived.map(|value| (name.to_owned(), value)));
        }
        self.take(name, presence)
    }

    /// The value of a field that is there and not null; remembers the form of one that is not.
    fn received(&mut self, name: &'static str, presence: Presence) -> Option<Value> {
        match self.extra.unknown.remove(name) {
            None if presence != Presence::Sometimes => self.remember(name, Form::Absent),
            Some(Value::Null) if presence != Presence::Nullable => self.remember(name, Form::Null),
            None | Some(Value::Null) => {}
            value => return value,
        }
        None
    }

    fn fail(&mut self, name: &str, error: DecodeError) {
        self.error.get_or_insert_with(|| error.within(name));
    }

    /// Remembers what was received, where Rust writes it otherwise.
    fn rewritten(&mut self, name: &'static str, received: Value, encoded: Value) {
        if received != encoded {
            let kept = Rewritten { received, encoded };
            self.remember(name, Form::As(Box::new(kept)));
        }
    }

    fn remember(&mut self, name: &'static str, form: Form) {
        self.extra.forms.push((name, form));
    }

    /// The model that was read, unless a field was of the wrong type.
    pub(crate) fn check<M>(self, model: M) -> Result<M, DecodeError> {
        self.error.map_or(Ok(model), Err)
    }

    /// What no field took, and the forms in which the empty ones arrived.
    pub fn rest(&mut self) -> Extra {
        std::mem::take(&mut self.extra)
    }
}

/// An object in the making.
#[derive(Debug, Default)]
pub struct Writer {
    written: Extra,
    secret: bool,
}

impl Writer {
    /// Puts the unknown fields in, and has the known ones written in the form they arrived in.
    ///
    /// Known fields follow, so that they win over an unknown one of the same name.
    pub fn extra(&mut self, extra: &Extra) {
        self.written = extra.clone();
    }

    /// Puts a field in.
    ///
    /// An empty value is written in the form in which it arrived, else as `presence` says.
    pub fn put<T: Json>(&mut self, name: &'static str, presence: Presence, value: &T) {
        self.secret |= value.secret();
        self.write(name, presence, value.is_empty(), value.encode());
    }

    fn write(&mut self, name: &'static str, presence: Presence, empty: bool, value: Value) {
        let form = self.written.forms.iter().find(|(known, _)| *known == name);
        let written = match (form.map(|(_, form)| form), presence) {
            (Some(Form::As(kept)), _) if kept.encoded == value => kept.received.clone(),
            _ if !empty => value,
            (Some(Form::Absent), _) | (None, Presence::Sometimes) => return,
            (Some(Form::Null), _) | (None, Presence::Nullable) => Value::Null,
            _ => value,
        };
        self.written.unknown.insert(name.to_owned(), written);
    }

    /// The object, and whether one of its values must not be printed.
    pub(crate) fn finish(self) -> (Map<String, Value>, bool) {
        (self.written.unknown, self.secret)
    }
}
