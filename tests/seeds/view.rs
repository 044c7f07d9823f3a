//! The struct of an object type: the one that is read, or the one that is sent.

use clientwright::model::{Api, Field, Input, Object, Rename, Type, TypeDef, TypeKind, WritePresence};

use crate::place::package;

/// One of the two views of an object type.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub definition: &'a TypeDef,
    object: &'a Object,
    module: &'a [String],
    sent: bool,
}

/// A field of a view.
pub struct Member<'a> {
    pub name: &'a str,
    /// Its earlier names.
    pub was: &'a [Rename],
    /// What it holds in this view.
    pub ty: &'a Type,
    /// Its Rust path.
    pub rust: String,
}

const SHARED: &[String] = &[];

impl<'a> View<'a> {
    /// `Cover` is what is read, or what is sent if nothing is read; `CoverInput` is what is sent.
    pub fn find(api: &'a Api, name: &str) -> Option<Self> {
        Self::read(api, name).or_else(|| Self::sent(api, name)).or_else(|| Self::sent(api, name.strip_suffix("Input")?))
    }

    /// What is read under this name.
    pub fn read(api: &'a Api, name: &str) -> Option<Self> {
        Self::all(api, false)
            .find(|view| view.definition.name.wire == name && view.fields().any(|field| field.read.is_some()))
    }

    /// What is sent under this name.
    pub fn sent(api: &'a Api, name: &str) -> Option<Self> {
        Self::all(api, true)
            .find(|view| view.definition.name.wire == name && view.fields().any(|field| field.write.is_some()))
    }

    fn all(api: &'a Api, sent: bool) -> impl Iterator<Item = Self> {
        let own =
            api.services.iter().flat_map(|service| service.types.iter().map(|ty| (ty, service.module.as_slice())));
        let shared = api.types.iter().map(|ty| (ty, SHARED));
        own.chain(shared).filter_map(move |(definition, module)| match &definition.kind {
            TypeKind::Object(object) => Some(Self { definition, object, module, sent }),
            TypeKind::Enum(_) => None,
        })
    }

    fn fields(&self) -> impl Iterator<Item = &'a Field> {
        self.object.fields.iter()
    }

    /// `ngrok_client::types::CoverInput`.
    pub fn rust(&self, api: &Api) -> String {
        let module = if self.module.is_empty() { "types".to_owned() } else { self.module.join("::") };
        let suffix = if self.sent { "Input" } else { "" };
        format!("{}::{module}::{}{suffix}", package(api), self.definition.name.rust)
    }

    /// The field that has this name in JSON.
    pub fn member(&self, api: &Api, name: &str) -> Option<Member<'a>> {
        if self.sent {
            let mut inputs = self.fields().filter_map(|field| field.write.as_ref());
            let input = inputs.find(|input| input.name.wire == name)?;
            return Some(Member {
                name: &input.name.wire,
                was: &input.was,
                ty: &input.ty,
                rust: self.setter(api, input),
            });
        }
        let field = self.fields().find(|field| field.name.wire == name && field.read.is_some())?;
        let rust = format!("{}::{}", self.rust(api), field.name.rust);
        Some(Member { name: &field.name.wire, was: &field.was, ty: &field.ty, rust })
    }

    /// How a field is set: by the constructor if it is required, by a constructor of its own if the
    /// fields are alternatives, by a setter otherwise.
    fn setter(&self, api: &Api, input: &Input) -> String {
        let (ty, name) = (self.rust(api), &input.name.rust);
        match input.presence {
            WritePresence::Required if !self.object.one_of => format!("argument `{name}` of {ty}::new()"),
            _ => format!("{ty}::{name}()"),
        }
    }
}
