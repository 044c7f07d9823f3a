//! Operations as an application would call them, for documents and tests alike.

mod answer;
mod expression;
mod json;
pub mod literal;
mod uses;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::model::{Namespace, Operation, Service, WritePresence};
use crate::samples::{CallBody, Given, Samples};
use uses::Uses;

/// Rust that calls one operation.
pub struct Example {
    uses: Uses,
    /// `client.ip_policies().create().description("office")`.
    pub call: TokenStream,
    /// Something that it names is on its way out.
    pub deprecated: bool,
}

impl Example {
    /// The example of an operation; `None` where nobody can call it.
    pub fn of(samples: &Samples<'_>, service: &Service, operation: &Operation) -> Option<Self> {
        let given = samples.call(service, operation)?;
        let mut example = Example {
            uses: Uses::of_crate(&samples.api().package.name),
            call: TokenStream::new(),
            deprecated: is_deprecated(samples, service, operation),
        };
        let (positional, fluent): (Vec<_>, Vec<_>) = given.given().partition(|given| is_positional(given));
        let mut arguments: Vec<TokenStream> =
            positional.into_iter().map(|given| example.argument(samples, given)).collect();
        if let CallBody::Whole(reference, value) = &given.body {
            arguments.push(example.input(samples, reference, value));
        }
        let setters: Vec<TokenStream> = fluent.into_iter().map(|given| example.setter(samples, given)).collect();
        let (accessor, method) = (accessor(service), format_ident!("{}", operation.name.rust));
        example.call = quote! { client.#accessor.#method(#(#arguments),*) #(#setters)* };
        Some(example)
    }

    /// The crate that it is an example of.
    pub fn krate(&self) -> Ident {
        self.uses.krate()
    }

    /// The imports that its names need.
    pub fn imports(&self) -> TokenStream {
        self.uses.items()
    }

    /// The example as a whole, as it stands in the docs of the method.
    pub fn document(mut self, samples: &Samples<'_>, operation: &Operation) -> String {
        let ending = answer::ending(&mut self, samples, operation);
        self.block(&ending)
    }

    /// Statements that use the client, with the imports that their names need.
    pub fn block(&self, statements: &TokenStream) -> String {
        let statements = formatted(statements);
        let (krate, imports) = (self.uses.krate(), formatted(&self.uses.items()));
        let space = if imports.is_empty() { "" } else { "\n" };
        let allow = if self.deprecated { "# #[allow(deprecated)]\n" } else { "" };
        let head = format!("# async fn example(client: &{krate}::Client) -> Result<(), {krate}::Error> {{");
        format!("```no_run\n{allow}{head}\n{imports}{space}{statements}# Ok(())\n# }}\n```")
    }

    /// What another operation is called with beside its arguments: `.description("office").metadata("…")`.
    pub fn setters(&mut self, samples: &Samples<'_>, service: &Service, operation: &Operation) -> Option<TokenStream> {
        let given = samples.call(service, operation)?;
        let fluent = given.given().filter(|given| !is_positional(given));
        let setters: Vec<TokenStream> = fluent.map(|given| self.setter(samples, given)).collect();
        Some(quote! { #(#setters)* })
    }

    /// The name of something at the root of the crate.
    pub fn of_root(&mut self, name: &str) -> TokenStream {
        self.uses.name(&[], name)
    }

    /// Remembers that something on its way out was named.
    fn note(&mut self, deprecated: bool) {
        self.deprecated |= deprecated;
    }
}

/// `backends().weighted()`.
fn accessor(service: &Service) -> TokenStream {
    let name = format_ident!("{}", service.name.rust);
    match &service.namespace {
        Some(namespace) => {
            let namespace = format_ident!("{}", namespace.rust);
            quote! { #namespace().#name() }
        }
        None => quote! { #name() },
    }
}

fn is_deprecated(samples: &Samples<'_>, service: &Service, operation: &Operation) -> bool {
    let of_service = |namespace: &&Namespace| service.namespace.as_ref() == Some(&namespace.name);
    let namespace = samples.api().namespaces.iter().find(of_service);
    let deprecations = [&service.deprecated, &operation.deprecated];
    deprecations.into_iter().any(Option::is_some) || namespace.is_some_and(|namespace| namespace.deprecated.is_some())
}

fn is_positional(given: &Given<'_>) -> bool {
    given.input.presence == WritePresence::Required
}

/// Statements, formatted as in a function of their own; nothing if there are none.
fn formatted(statements: &TokenStream) -> String {
    let function = syn::parse2(quote! { async fn example() { #statements } });
    let text = prettyplease::unparse(&function.expect("examples are Rust that parses"));
    let lines: Vec<&str> = text.lines().collect();
    let inside = lines.get(1..lines.len().saturating_sub(1)).unwrap_or_default();
    inside.iter().map(|line| format!("{}\n", line.strip_prefix("    ").unwrap_or(line))).collect()
}
