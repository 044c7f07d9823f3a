//! Requests by hand, for what a client would never send.

use bytes::Bytes;
use clientwright_runtime::{Error, Items, Json};
use http::Request;
use ngrok_mock::Mock;
use serde_json::Value;

/// An answer: its status, and its body where that is JSON.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub status: u16,
    pub body: Option<Value>,
}

/// Sends a request as the official clients do, with a key and the header of the version.
pub fn ask(mock: &Mock, method: &str, target: &str, body: Option<&Value>) -> Said {
    let mut request = Request::builder()
        .method(method)
        .uri(format!("https://api.ngrok.com{target}"))
        .header("authorization", "Bearer key_1")
        .header("ngrok-version", "2");
    if body.is_some() {
        request = request.header("content-type", "application/json");
    }
    let bytes = body.map(|body| Bytes::from(body.to_string())).unwrap_or_default();
    send(mock, request.body(bytes).expect("the request can be made"))
}

/// Sends a request as it is.
pub fn send(mock: &Mock, request: Request<Bytes>) -> Said {
    let response = mock.answer(request);
    Said { status: response.status().as_u16(), body: serde_json::from_slice(response.body()).ok() }
}

/// All items of a list.
pub async fn all<T: Json + 'static>(mut items: Items<T>) -> Result<Vec<T>, Error> {
    let mut all = Vec::new();
    while let Some(item) = items.try_next().await? {
        all.push(item);
    }
    Ok(all)
}
