//! What a server does beyond keeping what it is sent.

use serde::Serialize;
use serde_json::Value;

/// What an operation does to what the server keeps.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Deed {
    /// `create`, `get`, `list`, `update`, `replace`, `delete` or `nothing`, if the spec says so.
    pub does: Option<String>,
    /// The phase whose fields are sent: `create`, `update` or `write`.
    pub phase: Option<String>,
    /// Which items a list holds: field → value, in which `{names}` are path parameters.
    pub condition: Vec<(String, String)>,
}

/// What the server does with a field.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Server {
    /// The value that it gives the field; `{names}` in its texts stand for other values.
    pub sets: Option<Value>,
    /// The field for each of whose elements, or while which has a value, that is done.
    pub each: Option<String>,
    /// How it finds what is referred to: field of that → value.
    pub finds: Vec<(String, String)>,
    pub unique: Option<String>,
    pub shared_by: Option<String>,
    pub shared_code: Option<String>,
    /// `delete`, or the code with which deleting what is referred to is refused.
    pub on_delete: Option<String>,
    /// The values that may be sent; all if empty.
    pub accepts: Vec<String>,
    pub refuses: Option<String>,
}
