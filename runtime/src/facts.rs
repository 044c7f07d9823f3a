//! The facts about an API and its operations, written as constants by emitted code.

use std::time::Duration;

/// One API: where it is, how it is spoken to, and how it words its errors.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// The name shown to people, such as `"book shop"`.
    pub name: &'static str,
    /// Where the API is unless the application says otherwise; a path prefix is kept.
    pub base_url: &'static str,
    /// The environment variable that holds the key.
    pub key_variable: Option<&'static str>,
    /// The environment variable that holds another base URL.
    pub base_url_variable: Option<&'static str>,
    /// How the key is sent.
    pub auth: Auth,
    /// Headers sent with every request, names in lower case; an API version for instance.
    pub headers: &'static [(&'static str, &'static str)],
    /// How the emitted client names itself, such as `"books-client/1.0.0"`.
    pub user_agent: &'static str,
    /// Where an error answer keeps what it says.
    pub errors: ErrorShape,
    /// How many requests the server takes, if it says so.
    pub rate_limit: Option<RateLimit>,
}

/// How many requests a server takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimit {
    /// How many in any span of time as long as `window`.
    pub requests: u64,
    /// The length of that span; also how long to wait after a 429 that does not say.
    pub window: Duration,
    /// The code of an answer that refuses a request because too many others are under way.
    pub concurrent_code: Option<&'static str>,
}

/// The header that carries the key.
#[derive(Clone, Copy, Debug)]
pub struct Auth {
    /// The name of the header in lower case; empty where the API takes no key.
    pub header: &'static str,
    /// What stands before the key, such as `"Bearer "`.
    pub prefix: &'static str,
}

/// Where an error answer keeps what it says.
///
/// Each place is a path of keys in the body; an empty path means that the API has no such thing.
#[derive(Clone, Copy, Debug)]
pub struct ErrorShape {
    /// The code that programs match on.
    pub code: &'static [&'static str],
    /// The sentence for people.
    pub message: &'static [&'static str],
    /// An object of further facts.
    pub details: &'static [&'static str],
    /// What the server's support asks for.
    pub operation_id: &'static [&'static str],
    /// The header that carries the operation id where the body has none.
    pub operation_id_header: Option<&'static str>,
}

/// The HTTP method of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or acts.
    Post,
    /// Replaces.
    Put,
    /// Changes a part.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// The method as it stands in a request line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// One operation of an API.
///
/// The `const` functions below say the same as the fields and stay as they are when fields join.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// The name shown in errors, such as `"ip_policies.create"`.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path with a leading slash and `{name}` for each parameter.
    pub path: &'static str,
    /// Whether a JSON object is sent, `{}` when nothing is set.
    pub body: bool,
    /// The documented status of success; any other 2xx is success as well.
    pub status: u16,
    /// Whether sending it twice does the same as sending it once.
    pub idempotent: bool,
    /// How its list goes on, for operations that answer with one.
    pub paging: Option<&'static Paging>,
}

impl Operation {
    /// Reads; idempotent, without a body, answers 200.
    pub const fn get(name: &'static str, path: &'static str) -> Self {
        Self::new(Method::Get, name, path)
    }

    /// Creates or acts; not idempotent, without a body, answers 200.
    pub const fn post(name: &'static str, path: &'static str) -> Self {
        Self::new(Method::Post, name, path).with_idempotent(false)
    }

    /// Replaces; idempotent, without a body, answers 200.
    pub const fn put(name: &'static str, path: &'static str) -> Self {
        Self::new(Method::Put, name, path)
    }

    /// Changes a part; not idempotent, without a body, answers 200.
    pub const fn patch(name: &'static str, path: &'static str) -> Self {
        Self::new(Method::Patch, name, path).with_idempotent(false)
    }

    /// Removes; idempotent, without a body, answers 200.
    pub const fn delete(name: &'static str, path: &'static str) -> Self {
        Self::new(Method::Delete, name, path)
    }

    const fn new(method: Method, name: &'static str, path: &'static str) -> Self {
        Self { name, method, path, body: false, status: 200, idempotent: true, paging: None }
    }

    /// The same operation, sending a JSON object.
    pub const fn with_body(mut self) -> Self {
        self.body = true;
        self
    }

    /// The same operation with another documented status of success.
    pub const fn with_status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// The same operation, for the server that repeats it without harm or does not.
    pub const fn with_idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = idempotent;
        self
    }

    /// The same operation, answering with a list that goes on as `paging` says.
    pub const fn with_paging(mut self, paging: &'static Paging) -> Self {
        self.paging = Some(paging);
        self
    }
}

/// How a list is cut into pages.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// The key of the list in the answer.
    pub items: &'static str,
    /// How the next page is found.
    pub style: PageStyle,
    /// The query parameter that says how many items a page has at most.
    pub size: Option<&'static str>,
}

impl Paging {
    /// Lists without a parameter for the size of their pages.
    pub const fn new(items: &'static str, style: PageStyle) -> Self {
        Self { items, style, size: None }
    }

    /// The same, with the query parameter that says how many items a page has at most.
    pub const fn with_size(mut self, parameter: &'static str) -> Self {
        self.size = Some(parameter);
        self
    }
}

/// How the next page of a list is found.
#[derive(Clone, Copy, Debug)]
pub enum PageStyle {
    /// The answer holds the address of the next page, absolute or relative to the origin.
    NextLink {
        /// The key of that address; null, absent or `""` at the end.
        field: &'static str,
    },
    /// The answer holds a token that asks for the next page.
    Cursor {
        /// The key of that token; null, absent or `""` at the end.
        field: &'static str,
        /// The query parameter that takes it.
        parameter: &'static str,
    },
    /// The pages are counted.
    PageNumber {
        /// The query parameter that takes the number.
        parameter: &'static str,
        /// The number of the first page.
        first: u64,
        /// The key of the number of pages; without it the walk ends at an empty page.
        pages: Option<&'static str>,
    },
}
