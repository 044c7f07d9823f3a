//! The test itself, which is the same for every API.

use proc_macro2::Ident;
use quote::quote;

use crate::emit::printer::RustFile;

/// The file.
pub fn file(krate: &Ident) -> RustFile {
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
