//! `&Api` → [`Files`]: what it becomes.
//!
//! Pure and without refusal: an `Api` can always be emitted. Rust is made of tokens, documents of
//! templates; only a faulty template can fail, and it names itself.

mod arguments;
mod builder;
mod client;
mod codec;
mod conversion;
mod docs;
mod document;
mod earlier;
mod enums;
mod error_codes;
mod every_operation;
mod example;
mod guide;
mod ids;
mod input;
mod library;
mod namespace;
mod object;
mod operation;
mod parts;
mod printer;
mod rust_type;
mod service;
mod shared;
mod standin;

pub use document::{TemplateError, Templates};

use proc_macro2::TokenStream;

use crate::files::Files;
use crate::model::{Api, Service};
use crate::samples::Samples;
use parts::Part;
use printer::RustFile;

/// Every file of the emitted crate, by its path in the crate.
pub fn all(api: &Api, templates: &Templates) -> Result<Files, TemplateError> {
    let samples = Samples::of(api);
    let mut parts = parts::of_library(api);
    parts.push(Part::Tests);
    let mut files = collected(parts::texts(&samples, templates, &parts));
    for (path, text) in document::all(&samples, templates)? {
        add(&mut files, path, text);
    }
    if api.package.mock.is_some() {
        add(&mut files, "mock/src/description.json".to_owned(), standin::description(api));
    }
    Ok(files)
}

/// What applications notice of the emitted crate: its sources, and its manifest if there is a template of one.
pub fn library(api: &Api, templates: &Templates) -> Result<Files, TemplateError> {
    let samples = Samples::of(api);
    let mut files = collected(parts::texts(&samples, templates, &parts::of_library(api)));
    if let Some(text) = document::one(&samples, templates, "Cargo.toml")? {
        add(&mut files, "Cargo.toml".to_owned(), text);
    }
    Ok(files)
}

fn collected(texts: Vec<(String, String)>) -> Files {
    let mut files = Files::default();
    texts.into_iter().for_each(|(path, text)| add(&mut files, path, text));
    files
}

/// Paths are made of names that lowering has found to be unique.
fn add(files: &mut Files, path: String, text: String) {
    files.insert(path, text).expect("the model room gives every module a name of its own");
}

/// The items of one module, before they are printed; none where there is no such module.
pub fn module(samples: &Samples<'_>, path: &[String]) -> Vec<TokenStream> {
    let api = samples.api();
    let files: Vec<RustFile> = match path {
        [one] if one == "client" => vec![client::file(api)],
        [one] if one == "error_codes" => error_codes::file(api).into_iter().collect(),
        [one] if one == "ids" => vec![ids::file(api)],
        // Shared types are names of one module, whatever file they are in.
        [one] if one == "types" => shared::files(api).into_iter().map(|(_, file)| file).collect(),
        path => {
            let namespace = api.namespaces.iter().filter(|namespace| [namespace.name.rust.clone()] == *path);
            let service = api.services.iter().filter(|service| service.module == path);
            let of_service = service.flat_map(|service| service_files(samples, service));
            namespace.map(|namespace| namespace::file(api, namespace)).chain(of_service).map(|(_, file)| file).collect()
        }
    };
    files.into_iter().flat_map(RustFile::into_items).collect()
}

/// The Rust files that belong to no service; with a guide in the docs of the crate, if there is one.
fn root(api: &Api, documented: bool) -> Vec<(String, RustFile)> {
    let mut files = vec![
        ("src/lib.rs".to_owned(), library::file(api, documented)),
        ("src/api.rs".to_owned(), client::facts(api)),
        ("src/blocking.rs".to_owned(), client::blocking(api)),
        ("src/client.rs".to_owned(), client::file(api)),
        ("src/ids.rs".to_owned(), ids::file(api)),
    ];
    files.extend(error_codes::file(api).map(|file| ("src/error_codes.rs".to_owned(), file)));
    files.extend(shared::files(api));
    files.extend(api.namespaces.iter().map(|namespace| namespace::file(api, namespace)));
    files
}

fn service_files(samples: &Samples<'_>, service: &Service) -> Vec<(String, RustFile)> {
    let path = service.module.join("/");
    let builders = builder::file(&service.types, rust_type::From(&service.module));
    let mut files = vec![
        (format!("src/{path}.rs"), service::file(samples, service)),
        (format!("src/{path}/codec.rs"), codec::service(service)),
    ];
    files.extend(builders.map(|file| (format!("src/{path}/builders.rs"), file)));
    files
}
