//! A request as HTTP: with the address, the key and all headers.

use bytes::Bytes;
use http::HeaderValue;
use http::header::CONTENT_TYPE;

use crate::client::Inner;
use crate::{Error, Method, Request, options};

/// What is sent for a request, unless it cannot be sent.
pub(crate) fn outgoing(client: &Inner, request: &Request) -> Result<http::Request<Bytes>, Error> {
    let refuse = |reason| Error::invalid(request.subject().clone(), reason);
    if let Some(reason) = request.invalid() {
        return Err(refuse(reason));
    }
    let mut outgoing = http::Request::new(Bytes::new());
    *outgoing.method_mut() = method(request.method());
    *outgoing.uri_mut() = address(client, request)
        .map_err(|error| refuse("the arguments do not make an address".to_owned()).with_source(error))?;
    *outgoing.headers_mut() = client.headers.clone();
    if let Some(body) = request.body_bytes() {
        let json = HeaderValue::from_static("application/json");
        outgoing.headers_mut().insert(CONTENT_TYPE, json);
        *outgoing.body_mut() = body;
    }
    let key = client.api.auth.header;
    for (name, value) in &request.options().headers {
        if name == key {
            return Err(refuse(options::key_header(key)));
        }
        outgoing.headers_mut().insert(name, value.clone());
    }
    Ok(outgoing)
}

/// Where a request goes.
pub(crate) fn address(client: &Inner, request: &Request) -> Result<http::Uri, http::Error> {
    let query = request.query_string();
    match request.is_link() {
        true if query.is_empty() => client.base.at(request.path()),
        true => client.base.at(&format!("{}?{query}", request.path())),
        false => client.base.below(request.path(), &query),
    }
}

fn method(method: Method) -> http::Method {
    match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Patch => http::Method::PATCH,
        Method::Delete => http::Method::DELETE,
    }
}
