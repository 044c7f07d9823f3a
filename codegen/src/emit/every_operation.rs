//! The test of an emitted crate: every operation, called as its docs show, and what goes on the wire then.

use proc_macro2::{Literal, TokenStream};
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
    let mut files =
        vec![(format!("{FOLDER}/main.rs"), test(samples)), (format!("{FOLDER}/calls/mod.rs"), calls(samples))];
    files.extend(services.iter().map(|service| {
        let path = format!("{FOLDER}/calls/{}.rs", module(service));
        (path, cases(samples, service))
    }));
    files
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
    let krate = format_ident!("{}", samples.api().package.name.replace('-', "_"));
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

/// The test itself.
fn test(samples: &Samples<'_>) -> RustFile {
    let krate = format_ident!("{}", samples.api().package.name.replace('-', "_"));
    let mut file = RustFile::new(
        "Every operation, called as its docs show it, with a transport that leads nowhere: what is sent is what\n\
         the spec says, and what the server may answer is read without a loss.",
    );
    file.push(quote! { #![cfg_attr(rustfmt, rustfmt_skip)] });
    file.push(quote! { #[rustfmt::skip] mod calls; });
    file.push(quote! {
        use std::sync::{Arc, Mutex};
        use std::task::{Context, Poll, Waker};
        use std::time::{Duration, Instant};
        use bytes::Bytes;
        use calls::{Answer, Case};
        use #krate::runtime::{BoxFuture, Timer};
        use #krate::{API, Client, Error, Transport, TransportError, Value};
    });
    file.push(quote! {
        /// Answers as the case says, and keeps what was sent.
        struct Memory {
            case: &'static Case,
            sent: Mutex<Vec<http::Request<Bytes>>>,
        }
    });
    file.push(quote! {
        impl Transport for Memory {
            fn send(&self, request: http::Request<Bytes>) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
                self.sent.lock().expect("nobody panics with the lock").push(request);
                let mut response = http::Response::new(Bytes::from_static(self.case.answer.as_bytes()));
                *response.status_mut() = http::StatusCode::from_u16(self.case.status).expect("it is a status");
                Box::pin(async move { Ok(response) })
            }
        }
    });
    file.push(quote! {
        /// No time passes, so nothing is ever late.
        struct Timeless(Instant);
    });
    file.push(quote! {
        impl Timer for Timeless {
            fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
                Box::pin(std::future::pending())
            }

            fn now(&self) -> Instant {
                self.0
            }
        }
    });
    file.push(quote! {
        #[test]
        fn every_operation_sends_and_reads_what_the_spec_says() {
            let fault = |case: &'static Case| check(case).err().map(|fault| format!("{}: {fault}", case.name));
            let faults: Vec<String> = calls::all().filter_map(fault).collect();
            assert!(faults.is_empty(), "{}", faults.join("\n"));
        }
    });
    file.push(quote! {
        fn check(case: &'static Case) -> Result<(), String> {
            let memory = Arc::new(Memory { case, sent: Mutex::default() });
            let builder = Client::builder().key("key").transport(memory.clone()).timer(Timeless(Instant::now()));
            let client = builder.build().map_err(|error| error.to_string())?;
            let answer = finish((case.call)(&client).answer)?.map_err(|error| error.to_string())?;
            let sent = std::mem::take(&mut *memory.sent.lock().expect("nobody panics with the lock"));
            let [request] = sent.as_slice() else { return Err(format!("{} requests", sent.len())) };
            same("method", request.method().as_str(), case.method)?;
            same("address", &request.uri().to_string(), &format!("{}{}", API.base_url, case.target))?;
            same("body", &parsed(request.body())?, &parsed(case.body.as_bytes())?)?;
            same("answer", &answer.json, &parsed(case.answer.as_bytes())?)
        }
    });
    file.push(quote! {
        /// Nothing here waits, so a future that is not ready at once never is.
        fn finish(
            mut work: BoxFuture<'_, Result<Answer, Error>>,
        ) -> Result<Result<Answer, Error>, String> {
            match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Ready(done) => Ok(done),
                Poll::Pending => Err("is waited for in vain".to_owned()),
            }
        }
    });
    file.push(quote! {
        fn parsed(text: &[u8]) -> Result<Value, String> {
            let text = std::str::from_utf8(text).map_err(|error| error.to_string())?;
            if text.is_empty() {
                return Ok(Value::Null);
            }
            text.parse().map_err(|error| format!("{error} in {text}"))
        }
    });
    file.push(quote! {
        fn same<T: PartialEq + std::fmt::Debug + ?Sized>(what: &str, found: &T, expected: &T) -> Result<(), String> {
            if found == expected {
                return Ok(());
            }
            Err(format!("{what} is\n  {found:?}, which should be\n  {expected:?}"))
        }
    });
    file
}
