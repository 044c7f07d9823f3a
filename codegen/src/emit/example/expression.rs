//! JSON values as the Rust expressions that an application would write for them.
//!
//! There are two ways to write a value. Where a method takes `impl Into<T>`, whatever turns into a `T` will do,
//! and a text is a literal. Deeper inside, where nothing converts, the value is of its type exactly.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::{Map, Value};

use super::Example;
use super::literal::{number, text};
use crate::emit::rust_type::{self, From, View};
use crate::model::names::{clear_name, input_name};
use crate::model::{Input, Object, Scalar, Type, TypeKind, TypeRef, WritePresence};
use crate::samples::{Given, Samples};

impl Example {
    /// What an argument is.
    pub fn argument(&mut self, samples: &Samples<'_>, given: &Given<'_>) -> TokenStream {
        self.note(given.input.deprecated.is_some());
        self.passed(samples, given.input, &given.value)
    }

    /// `.description("office")`, or `.clear_description()`.
    pub fn setter(&mut self, samples: &Samples<'_>, given: &Given<'_>) -> TokenStream {
        self.set(samples, given.input, &given.value)
    }

    fn set(&mut self, samples: &Samples<'_>, input: &Input, value: &Value) -> TokenStream {
        if value.is_null() && input.presence == WritePresence::Clearable {
            let clear = format_ident!("{}", clear_name(&input.name.rust));
            return quote! { .#clear() };
        }
        self.note(input.deprecated.is_some());
        let (name, value) = (format_ident!("{}", input.name.rust), self.passed(samples, input, value));
        quote! { .#name(#value) }
    }

    /// A value as a method takes it.
    fn passed(&mut self, samples: &Samples<'_>, input: &Input, value: &Value) -> TokenStream {
        match (&input.ty, value) {
            (Type::List(inner), Value::Array(values)) => self.list(samples, inner, values),
            (Type::Map(inner), Value::Object(entries)) => self.map(samples, inner, entries),
            (ty, value) => self.convertible(samples, ty, value),
        }
    }

    fn list(&mut self, samples: &Samples<'_>, inner: &Type, values: &[Value]) -> TokenStream {
        if values.is_empty() {
            let element = self.type_name(inner);
            return quote! { Vec::<#element>::new() };
        }
        let values = values.iter().map(|value| self.element(samples, inner, value));
        quote! { [#(#values),*] }
    }

    fn map(&mut self, samples: &Samples<'_>, inner: &Type, entries: &Map<String, Value>) -> TokenStream {
        if entries.is_empty() {
            let (element, map) = (self.type_name(inner), self.uses.name_in_std("collections", "BTreeMap"));
            return quote! { #map::<String, #element>::new() };
        }
        let entries = entries.iter().map(|(key, value)| {
            let (key, value) = (text(key), self.element(samples, inner, value));
            quote! { (#key, #value) }
        });
        quote! { [#(#entries),*] }
    }

    /// A value among others of its type, which decides nothing for them.
    fn element(&mut self, samples: &Samples<'_>, ty: &Type, value: &Value) -> TokenStream {
        match (ty, value) {
            (Type::Scalar(scalar), Value::Number(_)) if !matches!(scalar, Scalar::Float | Scalar::Seconds) => {
                self.exact_number(*scalar, value)
            }
            (Type::Enum(reference), Value::String(word)) => self.variant(samples, reference, word),
            (Type::List(_) | Type::Map(_), _) => self.exact(samples, ty, value),
            (ty, value) => self.convertible(samples, ty, value),
        }
    }

    /// A value that turns into the type.
    fn convertible(&mut self, samples: &Samples<'_>, ty: &Type, value: &Value) -> TokenStream {
        match (ty, value) {
            (Type::Scalar(Scalar::Seconds), Value::Number(seconds)) => {
                let (duration, seconds) = (self.uses.name_in_std("time", "Duration"), number(seconds));
                quote! { #duration::from_secs(#seconds) }
            }
            (Type::Scalar(Scalar::Any), Value::Array(_) | Value::Object(_)) => self.json(value),
            (Type::Scalar(_) | Type::Id(_), Value::String(words)) => text(words),
            (Type::Scalar(_) | Type::Id(_), Value::Number(value)) => number(value),
            (Type::Scalar(_), Value::Bool(flag)) => quote! { #flag },
            (Type::Enum(reference), Value::String(word)) => self.variant(samples, reference, word),
            (Type::Object(reference), value) => self.input(samples, reference, value),
            (ty, value) => self.exact(samples, ty, value),
        }
    }

    /// A value of exactly this type.
    fn exact(&mut self, samples: &Samples<'_>, ty: &Type, value: &Value) -> TokenStream {
        match (ty, value) {
            (Type::List(inner), Value::Array(values)) => {
                let values = values.iter().map(|value| self.exact(samples, inner, value));
                if values.len() == 0 {
                    quote! { Vec::new() }
                } else {
                    quote! { Vec::from([#(#values),*]) }
                }
            }
            (Type::Map(inner), Value::Object(entries)) => {
                let map = self.uses.name_in_std("collections", "BTreeMap");
                let entries = entries.iter().map(|(key, value)| {
                    let (key, value) = (text(key), self.exact(samples, inner, value));
                    quote! { (#key.to_owned(), #value) }
                });
                if entries.len() == 0 {
                    quote! { #map::new() }
                } else {
                    quote! { #map::from([#(#entries),*]) }
                }
            }
            (Type::Ref(_), value) => {
                let (ty, krate, value) = (self.type_name(ty), self.uses.krate(), self.json(value));
                quote! { <#ty as #krate::runtime::Json>::decode(#value).unwrap_or_default() }
            }
            (Type::Scalar(Scalar::Any), value) => self.json(value),
            (Type::Scalar(scalar), Value::Number(_)) if *scalar != Scalar::Seconds => self.exact_number(*scalar, value),
            (Type::Scalar(_) | Type::Id(_), Value::String(words)) => {
                let (ty, words) = (self.type_name(ty), text(words));
                quote! { #ty::from(#words) }
            }
            (Type::Id(_), Value::Number(value)) => {
                let (id, value) = (self.type_name(ty), number(value));
                quote! { #id::from(#value) }
            }
            (ty, value) => self.convertible(samples, ty, value),
        }
    }

    /// Numbers of some types are not what Rust takes a bare literal for.
    fn exact_number(&mut self, scalar: Scalar, value: &Value) -> TokenStream {
        match (scalar, value.as_u64(), value) {
            (Scalar::Uint32, Some(number), _) => {
                let literal =
                    u32::try_from(number).map_or_else(|_| Literal::u64_suffixed(number), Literal::u32_suffixed);
                quote! { #literal }
            }
            (Scalar::Uint64, Some(number), _) => {
                let literal = Literal::u64_suffixed(number);
                quote! { #literal }
            }
            (Scalar::Int64, Some(number), _) if number > i32::MAX.unsigned_abs().into() => {
                let literal = Literal::i64_suffixed(value.as_i64().unwrap_or(i64::MAX));
                quote! { #literal }
            }
            (.., Value::Number(value)) => number(value),
            _ => TokenStream::new(),
        }
    }

    /// `Action::Allow`, or a word that no variant stands for.
    fn variant(&mut self, samples: &Samples<'_>, reference: &TypeRef, word: &str) -> TokenStream {
        let definition = samples.definition(reference);
        let values = match definition.map(|definition| &definition.kind) {
            Some(TypeKind::Enum(values)) => values.as_slice(),
            _ => &[],
        };
        let known = values.iter().find(|value| value.name.wire == word);
        self.note(known.is_some_and(|value| value.deprecated.is_some()));
        self.note(definition.is_some_and(|definition| definition.deprecated.is_some()));
        let name = self.uses.name(&reference.module, &reference.name.rust);
        match known.map(|value| format_ident!("{}", value.name.rust)) {
            Some(variant) => quote! { #name::#variant },
            None => {
                let word = text(word);
                quote! { #name::from(#word) }
            }
        }
    }

    /// An object that is sent: `TlsInput::new("1.3").terminate_at("edge")`.
    pub fn input(&mut self, samples: &Samples<'_>, reference: &TypeRef, value: &Value) -> TokenStream {
        let name = self.uses.name(&reference.module, &input_name(&reference.name.rust));
        self.note(samples.definition(reference).is_some_and(|definition| definition.deprecated.is_some()));
        match samples.object(reference) {
            Some(object) if object.one_of => self.alternative(samples, &name, object, value),
            Some(object) => self.built(samples, &name, object, value),
            None => quote! { #name::default() },
        }
    }

    fn alternative(
        &mut self,
        samples: &Samples<'_>,
        name: &TokenStream,
        object: &Object,
        value: &Value,
    ) -> TokenStream {
        let mut given = written(object, value);
        let Some((input, value)) = given.next() else { return quote! { #name::default() } };
        self.note(input.deprecated.is_some());
        let (constructor, value) = (format_ident!("{}", input.name.rust), self.passed(samples, input, value));
        quote! { #name::#constructor(#value) }
    }

    fn built(&mut self, samples: &Samples<'_>, name: &TokenStream, object: &Object, value: &Value) -> TokenStream {
        let is_required = |input: &Input| input.presence == WritePresence::Required;
        let required: Vec<TokenStream> = written(object, value)
            .filter(|(input, _)| is_required(input))
            .map(|(input, value)| self.passed(samples, input, value))
            .collect();
        let setters: Vec<TokenStream> = written(object, value)
            .filter(|(input, _)| !is_required(input))
            .map(|(input, value)| self.set(samples, input, value))
            .collect();
        quote! { #name::new(#(#required),*) #(#setters)* }
    }

    /// A type as an application names it.
    fn type_name(&mut self, ty: &Type) -> TokenStream {
        let krate = self.uses.krate();
        let tokens = rust_type::value(ty, false, View::Write, From(&[])).to_string();
        let outside =
            tokens.replace("crate ::", &format!("{krate} ::")).replace("rt ::", &format!("{krate} :: runtime ::"));
        outside.parse().expect("a path stays one")
    }
}

/// The fields of an object that is sent, those of the value alone.
fn written<'a>(object: &'a Object, value: &'a Value) -> impl Iterator<Item = (&'a Input, &'a Value)> {
    let inputs = object.fields.iter().filter_map(|field| field.write.as_ref());
    inputs.filter_map(|input| Some((input, value.get(&input.name.wire)?)))
}
