//! One exchange of bytes, and what its answer means.

use bytes::Bytes;
use http::header::LOCATION;

use crate::base_url::Place;
use crate::client::Inner;
use crate::deadline::{Limit, within};
use crate::subject::Subject;
use crate::{Answer, Error, TransportError};

/// Sends bytes and receives bytes, in time and not too many; gives the answer if it is a success.
pub(crate) async fn attempt(
    client: &Inner,
    subject: &Subject,
    outgoing: http::Request<Bytes>,
    limit: Option<Limit>,
) -> Result<Answer, Error> {
    let sent = within(client.transport.send(outgoing), limit, &client.timer).await;
    let response = match sent {
        Err(limit) => return Err(Error::late(subject, limit.kind, limit.bound).at(client.base.origin())),
        Ok(response) => response.map_err(|error| Error::transport(subject.clone(), error).at(client.base.origin()))?,
    };
    let (parts, body) = response.into_parts();
    if body.len() > client.max_response_bytes {
        let error = TransportError::too_large(parts.status, client.max_response_bytes);
        return Err(Error::transport(subject.clone(), error));
    }
    judge(client, Answer::new(parts.status.as_u16(), parts.headers, body, subject.clone()))
}

/// Tells success from the rest by the status alone.
fn judge(client: &Inner, answer: Answer) -> Result<Answer, Error> {
    match answer.status {
        200..=299 => Ok(answer),
        300..=399 => Err(redirected(client, answer)),
        _ => Err(Error::refused(client.api, answer)),
    }
}

/// A redirect is never followed: it would take the key to a place the application did not name.
///
/// Its query is not repeated, since it may hold what nobody should read.
fn redirected(client: &Inner, answer: Answer) -> Error {
    let Some(location) = answer.headers.get(LOCATION) else {
        return match answer.status {
            301..=303 | 307 | 308 => Error::redirect(answer, false, "redirects without saying where to".to_owned()),
            _ => Error::refused(client.api, answer),
        };
    };
    let here = client.base.origin();
    let (foreign, to) = match location.to_str().map(|location| client.base.place(location)) {
        Ok(Place::Here(path)) => (false, format!("{here}{}", path.split('?').next().unwrap_or_default())),
        Ok(Place::Foreign(there)) => (true, format!("{there}, away from {here}")),
        Ok(Place::Unreadable) | Err(_) => (false, "an address that cannot be read".to_owned()),
    };
    let reason = format!("redirects to {to}; redirects are not followed (set the base URL if the API has moved)");
    Error::redirect(answer, foreign, reason)
}
