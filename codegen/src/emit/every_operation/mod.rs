//! The test of an emitted crate: every operation, called as its docs show, and what goes on the wire then.

mod test;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::Value;

use super::example::{Example, literal};
use super::printer::RustFile;
use crate::model::{Operation, Returns, Service};
use crate::samples::Samples;

const FOLDER: &str = "tests/every_operation";

/// The test, and the calls by service, which other tests can include.
pub fn files(samples: &Samples<'_>) -> Vec<(String, RustFile)> {
    let services = &samples.api().services;
    let mut files = vec![
        (format!("{FOLDER}/main.rs"), test::file(&krate(samples))),
        (format!("{FOLDER}/calls/mod.rs"), calls(samples)),
    ];
    files.extend(services.iter().map(|service| {
        let path = format!("{FOLDER}/calls/{}.rs", module(service));
        (path, cases(samples, service))
    }));
    files
}

fn krate(samples: &Samples<'_>) -> Ident {
    format_ident!("{}", samples.api().package.name.replace('-', "_"))
}

/// Features have unique names, which not all of them could have as modules.
fn module(service: &Service) -> String {
    format!("{}_calls", service.feature.replace('-', "_"))
}

fn cases(samples: &Samples<'_>, service: &Service) -> RustFile {
    let mut file = RustFile::new(format!("Calls of `{}`.", service.path));
    file.push(quote! { use super::{Call, Case}; });
    let calls: Vec<(TokenStream, TokenStream)> =
        service.operations.iter().filter_map(|operation| case(samples, service, operation)).collect();
    let cases = calls.iter().map(|(case, _)| case);
    file.push(quote! {
        /// One case for each operation.
        pub const CASES: &[Case] = &[#(#cases),*];
    });
    file.extend(calls.iter().map(|(_, function)| function.clone()));
    file
}

/// An element of the table, and the function that makes the call.
fn case(samples: &Samples<'_>, service: &Service, operation: &Operation) -> Option<(TokenStream, TokenStream)> {
    let (example, given) = (Example::of(samples, service, operation)?, samples.call(service, operation)?);
    let (call, imports, krate) = (&example.call, example.imports(), example.krate());
    let function = format_ident!("{}", operation.name.rust);
    let (name, target) = (format!("{}.{}", service.path, operation.name.wire), literal::text(&given.target()));
    let method = operation.method.as_str();
    let (body, answer) = (json(given.json()), json(samples.answer(operation)));
    let status = Literal::u16_unsuffixed(operation.status);
    let make = if matches!(operation.returns, Returns::None) {
        quote! { bare }
    } else {
        quote! { of }
    };
    let case = quote! {
        Case {
            name: #name,
            method: #method,
            target: #target,
            body: #body,
            status: #status,
            answer: #answer,
            call: #function,
        }
    };
    let function = quote! {
        fn #function(client: &#krate::Client) -> Call {
            #imports
            Call::#make(#call)
        }
    };
    Some((case, function))
}

fn json(value: Option<Value>) -> TokenStream {
    literal::text(&value.map(|value| value.to_string()).unwrap_or_default())
}

/// What the calls of all services share.
fn calls(samples: &Samples<'_>) -> RustFile {
    let krate = krate(samples);
    let modules: Vec<_> = samples.api().services.iter().map(|service| format_ident!("{}", module(service))).collect();
    let mut file = RustFile::new(
        "Every operation with the arguments of its example, to be called with any client.\n\n\
         Tests of other crates include this file by its path, and need not use all of it.",
    );
    file.push(quote! { #![allow(dead_code, deprecated)] });
    file.push(quote! { #(#[rustfmt::skip] mod #modules;)* });
    file.push(quote! {
        use std::fmt::Debug;
        use std::future::IntoFuture;
        use #krate::runtime::{BoxFuture, Json};
        use #krate::{Client, Error, Value};
    });
    file.push(quote! {
        /// Every case.
        pub fn all() -> impl Iterator<Item = &'static Case> {
            let services: &[&[Case]] = &[#(#modules::CASES),*];
            services.iter().copied().flatten()
        }
    });
    file.push(quote! {
        /// An operation, the request of its example, and an answer that the server may give.
        pub struct Case {
            /// The service and its operation, as errors name them.
            pub name: &'static str,
            /// The HTTP method.
            pub method: &'static str,
            /// Path and query as they are sent, below the base URL.
            pub target: &'static str,
            /// The JSON that is sent; empty where there is no body.
            pub body: &'static str,
            /// The status of success.
            pub status: u16,
            /// The JSON of a successful answer; empty where there is no body.
            pub answer: &'static str,
            /// Makes the call.
            pub call: fn(&Client) -> Call,
        }
    });
    file.push(quote! {
        /// A call that is not yet sent, its types forgotten.
        pub struct Call {
            /// What `Debug` shows of it.
            pub debug: String,
            /// Sends it.
            pub answer: BoxFuture<'static, Result<Answer, Error>>,
        }
    });
    file.push(quote! {
        /// What an answer became.
        pub struct Answer {
            /// Its JSON; null where there was no body to read.
            pub json: Value,
            /// What `Debug` shows of it.
            pub debug: String,
        }
    });
    file.push(quote! {
        impl Call {
            /// A call that is answered with JSON.
            fn of<C, T>(call: C) -> Self
            where
                C: IntoFuture<Output = Result<T, Error>, IntoFuture: Send + 'static> + Debug,
                T: Json + Debug + 'static,
            {
                Self::new(call, |value| value.encode())
            }

            /// A call that is answered with nothing.
            fn bare<C>(call: C) -> Self
            where
                C: IntoFuture<Output = Result<(), Error>, IntoFuture: Send + 'static> + Debug,
            {
                Self::new(call, |()| Value::Null)
            }

            fn new<C, T>(call: C, json: fn(&T) -> Value) -> Self
            where
                C: IntoFuture<Output = Result<T, Error>, IntoFuture: Send + 'static> + Debug,
                T: Debug + 'static,
            {
                let debug = format!("{call:?}");
                let sent = call.into_future();
                let answer = Box::pin(async move {
                    let value = sent.await?;
                    Ok(Answer { json: json(&value), debug: format!("{value:?}") })
                });
                Self { debug, answer }
            }
        }
    });
    file
}
