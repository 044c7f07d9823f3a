//! The machinery of a module, apart from what people read: facts of operations, JSON of types.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::printer::RustFile;
use super::rust_type::{From, View, named, value};
use super::{input, object, operation};
use crate::model::{
    Body, EnumValue, Field, Method, Object, Operation, PageStyle, Paging, Presence, Returns, Service, TypeDef,
    TypeKind, kept,
};

/// The machinery of a service.
pub fn service(service: &Service) -> RustFile {
    let mut file = RustFile::new(format!("What `{}` sends and receives, for the runtime.", service.path));
    file.push(quote! { use clientwright_runtime as rt; });
    file.push(quote! { use super::*; });
    for op in &service.operations {
        file.extend(facts(op, service));
    }
    let calls = service.operations.iter().map(|op| call(op, From(&service.module)));
    file.push(quote! { #(#calls)* });
    for definition in &service.types {
        file.extend(type_items(definition));
    }
    file
}

/// The machinery of a declared type.
pub fn type_items(definition: &TypeDef) -> Vec<TokenStream> {
    let name = format_ident!("{}", definition.name.rust);
    match &definition.kind {
        TypeKind::Enum(values) => vec![open_enum(&name, values)],
        TypeKind::Object(object) => {
            let input = input::written(definition)
                .then(|| input::input_name(definition))
                .map(|input| quote! { rt::input!(#input); });
            model(&name, object).into_iter().chain(input).collect()
        }
    }
}

fn facts(operation: &Operation, service: &Service) -> Vec<TokenStream> {
    let name = operation::facts_name(operation);
    let (label, path) = (format!("{}.{}", service.path, operation.name.wire), &operation.path);
    let method = match operation.method {
        Method::Get => quote! { get },
        Method::Post => quote! { post },
        Method::Put => quote! { put },
        Method::Patch => quote! { patch },
        Method::Delete => quote! { delete },
    };
    let body = (!matches!(operation.body, Body::None)).then(|| quote! { .with_body() });
    let status = (operation.status != 200).then(|| {
        let status = proc_macro2::Literal::u16_unsuffixed(operation.status);
        quote! { .with_status(#status) }
    });
    let by_method = !matches!(operation.method, Method::Post | Method::Patch);
    let idempotent = (operation.idempotent != by_method).then(|| {
        let idempotent = operation.idempotent;
        quote! { .with_idempotent(#idempotent) }
    });
    let pages = format_ident!("{name}_PAGES");
    let with_paging = operation.paging.as_ref().map(|_| quote! { .with_paging(&#pages) });
    let paging = operation.paging.as_ref().map(|paging| paging_facts(&pages, paging));
    let facts = quote! {
        pub(super) static #name: rt::Operation =
            rt::Operation::#method(#label, #path) #body #status #idempotent #with_paging;
    };
    paging.into_iter().chain([facts]).collect()
}

fn paging_facts(name: &proc_macro2::Ident, paging: &Paging) -> TokenStream {
    let items = &paging.items;
    let style = match &paging.style {
        PageStyle::NextLink { field } => quote! { NextLink { field: #field } },
        PageStyle::Cursor { field, parameter } => quote! { Cursor { field: #field, parameter: #parameter } },
        PageStyle::PageNumber { parameter, first, pages } => {
            let first = proc_macro2::Literal::u64_unsuffixed(*first);
            let pages = match pages {
                Some(pages) => quote! { Some(#pages) },
                None => quote! { None },
            };
            quote! { PageNumber { parameter: #parameter, first: #first, pages: #pages } }
        }
    };
    let size = paging.size.as_ref().map(|size| quote! { .with_size(#size) });
    quote! { static #name: rt::Paging = rt::Paging::new(#items, rt::PageStyle::#style) #size; }
}

fn call(operation: &Operation, from: From<'_>) -> TokenStream {
    let name = format_ident!("{}", operation.struct_name);
    let body = matches!(operation.body, Body::Fields(_) | Body::Whole(_)).then(|| quote! { , body });
    match &operation.returns {
        Returns::None => quote! { rt::call!(#name -> () #body); },
        Returns::Type(answer) => {
            let answer = named(answer, from);
            quote! { rt::call!(#name -> #answer #body); }
        }
        Returns::List { list, item } => {
            let (list, item) = (named(list, from), value(item, false, View::Read, from));
            match &operation.paging {
                None => quote! { rt::call!(#name -> #list #body); },
                Some(paging) => {
                    let sized = paging.size.as_ref().map(|_| quote! { , sized });
                    quote! { rt::list_call!(#name -> #list, #item #sized); }
                }
            }
        }
    }
}

fn model(name: &proc_macro2::Ident, object: &Object) -> Vec<TokenStream> {
    if !object::is_read(object) {
        return Vec::new();
    }
    let fields: Vec<&Field> = object::read_fields(object).collect();
    if object.generic {
        let rows = fields.iter().map(|field| {
            let (rust, presence, wire) = (format_ident!("{}", field.name.rust), presence(field), &field.name.wire);
            let (earlier, wires) = (earlier_fields(field), earlier_wires(field));
            quote! { #rust: #presence(#wire) #(or #earlier(#wires))* }
        });
        return vec![quote! { rt::model!(#name<K> { #(#rows),* }); }];
    }
    let renamed = fields.iter().filter_map(|field| renamed(field));
    let takes = fields.iter().map(|field| taken(field));
    let puts = fields.iter().map(|field| {
        let (rust, presence, wire) = (format_ident!("{}", field.name.rust), presence(field), &field.name.wire);
        quote! { writer.put(#wire, rt::Presence::#presence, &self.#rust); }
    });
    let implementation = quote! {
        impl rt::Model for #name {
            fn read(fields: &mut rt::Fields) -> Self {
                #(#renamed)*
                Self { #(#takes)* extra: fields.rest() }
            }
            fn write(&self, writer: &mut rt::Writer) {
                writer.extra(&self.extra);
                #(#puts)*
            }
        }
    };
    vec![implementation, quote! { rt::model!(#name); }]
}

/// What reads a field under whatever name it arrives, if it has had others.
fn renamed(field: &Field) -> Option<TokenStream> {
    let wires = earlier_wires(field);
    if wires.is_empty() {
        return None;
    }
    let (local, presence, wire) = (local(field), presence(field), &field.name.wire);
    Some(quote! { let #local = fields.take_renamed(#wire, &[#(#wires),*], rt::Presence::#presence); })
}

/// The field in the struct, and the fields of its earlier names.
fn taken(field: &Field) -> TokenStream {
    let (rust, presence, wire) = (format_ident!("{}", field.name.rust), presence(field), &field.name.wire);
    match earlier_fields(field).as_slice() {
        [] => quote! { #rust: fields.take(#wire, rt::Presence::#presence), },
        earlier => {
            let local = local(field);
            quote! { #(#earlier: ::core::clone::Clone::clone(&#local),)* #rust: #local, }
        }
    }
}

/// What holds the value until the struct is made; no field can be called like what it is taken from.
fn local(field: &Field) -> proc_macro2::Ident {
    format_ident!("read_{}", field.name.rust)
}

fn earlier_fields(field: &Field) -> Vec<proc_macro2::Ident> {
    kept(&field.was).map(|rename| format_ident!("{}", rename.name.rust)).collect()
}

fn earlier_wires(field: &Field) -> Vec<&String> {
    kept(&field.was).map(|rename| &rename.name.wire).collect()
}

/// A value that was shown once is null after that.
fn presence(field: &Field) -> proc_macro2::Ident {
    match field.read {
        Some(Presence::Sometimes) => format_ident!("Sometimes"),
        Some(Presence::Nullable | Presence::Once) => format_ident!("Nullable"),
        Some(Presence::Always) | None => format_ident!("Always"),
    }
}

fn open_enum(name: &proc_macro2::Ident, values: &[EnumValue]) -> TokenStream {
    let variants: Vec<proc_macro2::Ident> = values.iter().map(|value| format_ident!("{}", value.name.rust)).collect();
    let wires: Vec<&String> = values.iter().map(|value| &value.name.wire).collect();
    quote! {
        impl rt::OpenEnum for #name {
            fn from_known(wire: &str) -> Option<Self> {
                Some(match wire {
                    #(#wires => Self::#variants,)*
                    _ => return None,
                })
            }
            fn from_unknown(value: rt::UnknownValue) -> Self {
                Self::Unknown(value)
            }
            fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #wires,)*
                    Self::Unknown(value) => value.as_str(),
                }
            }
        }
        rt::open_enum!(#name);
    }
}
