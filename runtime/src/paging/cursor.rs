//! Where a walk can be taken up again.

use std::fmt;

use serde_core::{Deserialize, Deserializer, Serialize, Serializer};

use crate::base_url::Place;
use crate::{Client, Error, PageStyle, Request, query};

/// A page of a list, at which another walk can go on: in the next run of a program, after an
/// outage, or on another machine.
///
/// [`Pages::cursor`](crate::Pages::cursor) and [`Items::cursor`](crate::Items::cursor) give it,
/// their `resume` takes it. It is text, to be kept anywhere (`Display`, `From<String>`, `serde`),
/// and says nothing that another program should rely on. It holds the query of its list, filters
/// included, and neither the key nor any header.
///
/// A text that is no cursor, one of another operation, and one of another host become an error
/// when the walk is asked for a page; nothing is sent then.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cursor(String);

impl Cursor {
    /// The page that a request asks for; `None` where it cannot be sent.
    pub(crate) fn of(client: &Client, request: &Request) -> Option<Self> {
        let address = match request.invalid() {
            None => client.address(request).ok()?,
            Some(_) => return None,
        };
        Some(Self(format!("{address}#{}", query::escape(request.subject().operation().name))))
    }

    /// The cursor as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same request for the page that this stands for.
    pub(crate) fn resume(&self, client: &Client, request: &Request) -> Result<Request, Error> {
        let operation = request.subject().operation();
        let refuse = |reason: &str| Error::invalid(operation, format!("the cursor {reason}"));
        let (address, name) = self.0.rsplit_once('#').ok_or_else(|| refuse("cannot be read"))?;
        if name != query::escape(operation.name) {
            return Err(refuse(&format!("is of another operation: {name}")));
        }
        let here = client.base().origin();
        let place = match client.base().place(address) {
            Place::Here(place) => place,
            Place::Foreign(there) => {
                let reason = format!("the cursor leads to {there}, away from {here}; not followed");
                return Err(Error::foreign(operation, reason));
            }
            Place::Unreadable => return Err(refuse("holds no address")),
        };
        match operation.paging.map(|paging| paging.style) {
            Some(PageStyle::NextLink { .. }) => Ok(request.with_link(place)),
            // The query is ours to go on with, and the rest must be what the call says.
            _ => {
                let (path, query) = place.split_once('?').unwrap_or((&place, ""));
                let same = client.address(request).is_ok_and(|address| address.path() == path);
                let resumed = || request.with_query(query::decode(query));
                same.then(resumed).ok_or_else(|| refuse(&format!("is of another list: {path}")))
            }
        }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Cursor {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<String> for Cursor {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Cursor {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self)
    }
}
