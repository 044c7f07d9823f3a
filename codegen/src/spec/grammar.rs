//! Every key of the spec language, once, as data.
//!
//! The shape check, the JSON Schema and the legend's test all read these tables,
//! so a key cannot exist in one of them alone.

/// What may stand behind a key.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// Any scalar that is text, or is taken as its text (`2` for `"2"`, but not `1.10`, whose spelling is lost).
    Text,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer,
    /// Any number.
    Number,
    /// Anything at all; checked later against the type it belongs to.
    Any,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of the same thing.
    List(&'static Kind),
    /// A mapping whose keys are names the author chooses.
    Names(&'static Kind),
    /// A mapping with fixed keys.
    Object(&'static Table),
    /// A text, or a mapping with fixed keys. The shape of the node decides which.
    TextOr(&'static Table),
    /// A word, or a mapping with fixed keys.
    WordOr(&'static [&'static str], &'static Table),
    /// A list of names, or a mapping from names.
    ListOrNames(&'static Kind, &'static Kind),
}

impl Kind {
    /// The table of a mapping with fixed keys.
    pub fn table(self) -> Option<&'static Table> {
        match self {
            Kind::Object(table) | Kind::TextOr(table) | Kind::WordOr(_, table) => Some(table),
            _ => None,
        }
    }
}

/// A mapping with fixed keys.
#[derive(Debug)]
pub struct Table {
    /// What messages call it: "unknown key in a field".
    pub name: &'static str,
    /// Its keys, in the order of the legend.
    pub keys: &'static [Key],
}

impl Table {
    /// The key called `name`.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// One key of a [`Table`].
#[derive(Debug)]
pub struct Key {
    /// The key as it is written.
    pub name: &'static str,
    /// What stands behind it.
    pub kind: Kind,
    /// Whether the table is incomplete without it.
    pub required: bool,
    /// What the key means; shown by editors.
    pub doc: &'static str,
}

const fn key(name: &'static str, kind: Kind, doc: &'static str) -> Key {
    Key { name, kind, required: false, doc }
}

const fn must(name: &'static str, kind: Kind, doc: &'static str) -> Key {
    Key { name, kind, required: true, doc }
}

/// Presence words of the phases in which a client writes.
pub const WRITE: &[&str] = &["required", "optional", "clearable"];
/// Presence words of answers.
pub const READ: &[&str] = &["always", "sometimes", "nullable", "once"];
/// How settled a part of the API is.
pub const STABILITY: &[&str] = &["stable", "preview", "internal"];
/// The methods an operation can use.
pub const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE"];
/// What an operation can send.
pub const BODIES: &[&str] = &["none", "create", "update", "empty", "write"];
/// How lists continue.
pub const PAGE_STYLES: &[&str] = &["none", "next_link", "cursor", "page_number"];
/// What an operation does to what the server keeps.
pub const DEEDS: &[&str] = &["create", "get", "list", "update", "replace", "delete", "nothing"];
/// How ids look in JSON.
pub const ID_FORMS: &[&str] = &["string", "integer"];

static TEXT: Kind = Kind::Text;
static ANY: Kind = Kind::Any;
static FIELD_KIND: Kind = Kind::Object(&FIELD);
static RENAME_KIND: Kind = Kind::Object(&RENAME);
static EXCLUSIVE_KIND: Kind = Kind::Object(&EXCLUSIVE);
static VALUE_KIND: Kind = Kind::TextOr(&VALUE);
static OPERATION_KIND: Kind = Kind::TextOr(&OPERATION);
static TEMPLATE_KIND: Kind = Kind::Object(&OPERATION);
static TEMPLATES_KIND: Kind = Kind::Names(&TEMPLATE_KIND);
static TYPE_KIND: Kind = Kind::Object(&TYPE);
static TOMBSTONE_KIND: Kind = Kind::Object(&TOMBSTONE);
static EXAMPLE_KIND: Kind = Kind::Object(&EXAMPLE);
static FIELDS_KIND: Kind = Kind::Names(&FIELD_KIND);
static HEADER_KIND: Kind = Kind::Object(&HEADER);
static ID_KIND: Kind = Kind::Object(&ID);
static NAMESPACE_KIND: Kind = Kind::TextOr(&NAMESPACE);
static ERROR_CODE_KIND: Kind = Kind::TextOr(&ERROR_CODE);
static PAGINATION_KIND: Kind = Kind::Object(&PAGINATION);

const DEPRECATED: Key =
    key("deprecated", Kind::Object(&DEPRECATION), "Since when not to use it, and what to use instead.");
const STABILITY_KEY: Key = key("stability", Kind::Word(STABILITY), "How settled it is; stable if absent.");
const WAS: Key = key("was", Kind::List(&RENAME_KIND), "Earlier names.");
const ALLOW: Key = key(
    "allow",
    Kind::Names(&TEXT),
    "Findings that are accepted at this place and below: code of the rule to the reason.",
);
const TOMBSTONES: Key =
    key("tombstones", Kind::Names(&TOMBSTONE_KIND), "Removed names that must not come back with another meaning.");
const EXCLUSIVES: Key =
    key("exclusive", Kind::List(&EXCLUSIVE_KIND), "Groups of fields of which at most one may be given.");
const USE: Key = key("use", Kind::List(&TEXT), "Field groups of api.yaml placed before the fields.");
const FIELDS: Key = key("fields", FIELDS_KIND, "Name to field, in the order of documentation.");

/// The whole of a file in `resources/`.
pub static RESOURCE: Table = Table {
    name: "resource file",
    keys: &[
        key("resource", Kind::Text, "Name of the resource's type, in the API's own spelling."),
        key("type", Kind::Text, "Instead of resource and fields: the shared type that the service reads and writes."),
        must("service", Kind::Text, "Name of the accessor; one dot puts it into a namespace."),
        must("path", Kind::Text, "Path of the collection or of the single thing."),
        must("doc", Kind::Text, "What the service is for."),
        key("noun", Kind::Text, "What one of them is called in prose; fills {noun}."),
        key("nouns", Kind::Text, "What many of them are called; noun + s if absent."),
        key("id", Kind::Word(ID_FORMS), "How ids look in JSON; string if absent."),
        key("id_prefix", Kind::Text, "Prefix of every id, without the underscore."),
        key("template", Kind::Text, "Template set that operations start from; crud if absent."),
        USE,
        key("params", FIELDS_KIND, "Path parameters that are not fields of the resource."),
        key("items", Kind::Text, "Key of the list in a list answer; last part of the service name if absent."),
        key("pagination", Kind::Text, "Paging style of its lists; the one called default if absent."),
        must("operations", Kind::Names(&OPERATION_KIND), "Name to operation; a text is short for its doc."),
        FIELDS,
        key("types", Kind::Names(&TYPE_KIND), "Object types and enums that only this service uses."),
        EXCLUSIVES,
        TOMBSTONES,
        DEPRECATED,
        STABILITY_KEY,
        key("was", Kind::List(&RENAME_KIND), "Earlier names of the service."),
        key("resource_was", Kind::List(&RENAME_KIND), "Earlier names of the resource."),
        ALLOW,
    ],
};

/// The whole of a file in `types/`.
pub static TYPES: Table =
    Table { name: "type file", keys: &[must("types", Kind::Names(&TYPE_KIND), "Name to object type or enum.")] };

/// One operation of a service, or one entry of a template set.
pub static OPERATION: Table = Table {
    name: "operation",
    keys: &[
        key("doc", Kind::Text, "What it does and what it needs."),
        key("template", Kind::Text, "Start from the template entry of another name."),
        key("method", Kind::Word(METHODS), "HTTP method."),
        key("path", Kind::Text, "Path; {path} stands for the resource's own."),
        key("body", Kind::Word(BODIES), "What is sent."),
        key("returns", Kind::Text, "none, resource, list, list(Type) or the name of a type."),
        key("status", Kind::Integer, "Success status."),
        key("items", Kind::Text, "Key of the list in the answer."),
        key("pagination", Kind::Text, "Paging style of this list."),
        key("query", Kind::ListOrNames(&TEXT, &FIELD_KIND), "Query parameters, or names of shared ones."),
        key("filterable", Kind::Bool, "Whether the list takes the filter parameter."),
        key(
            "idempotent",
            Kind::Bool,
            "Whether sending it twice does the same as once, so that clients repeat it; false for POST and PATCH if absent.",
        ),
        key("errors", Kind::List(&TEXT), "Error codes it is known to answer with."),
        key("examples", Kind::Names(&EXAMPLE_KIND), "Named examples, checked against the spec."),
        key("does", Kind::Word(DEEDS), "What it does to what the server keeps, where method and path do not tell."),
        key("where", Kind::Names(&TEXT), "Which items a list of another resource holds: field to value."),
        DEPRECATED,
        STABILITY_KEY,
        WAS,
        ALLOW,
    ],
};

/// A field of a resource or type, a path parameter or a query parameter.
pub static FIELD: Table = Table {
    name: "field",
    keys: &[
        must(
            "type",
            Kind::Text,
            "Its type: a built-in word, list(T), map(T), id(X), ref(X), enum, or the name of a type.",
        ),
        key("doc", Kind::Text, "Meaning, unit, limits, and what absence means."),
        key("create", Kind::WordOr(WRITE, &PHASE), "Presence when creating."),
        key("update", Kind::WordOr(WRITE, &PHASE), "Presence when updating."),
        key("write", Kind::WordOr(WRITE, &PHASE), "Presence when the type is sent."),
        key("read", Kind::Word(READ), "Presence in answers."),
        key("required", Kind::Bool, "Whether a query parameter must be given."),
        key("values", Kind::Names(&VALUE_KIND), "Values of an enum, each with its meaning."),
        key("enum", Kind::Text, "Name of the Rust enum when the field's name would not do."),
        key("secret", Kind::Bool, "Never printed."),
        key("max_bytes", Kind::Integer, "Longest text, in bytes of UTF-8."),
        key("min_bytes", Kind::Integer, "Shortest text, in bytes of UTF-8."),
        key("max_chars", Kind::Integer, "Longest text, in characters."),
        key("min", Kind::Number, "Smallest number."),
        key("max", Kind::Number, "Largest number."),
        key("min_items", Kind::Integer, "Smallest size of a list or map."),
        key("max_items", Kind::Integer, "Largest size of a list or map."),
        key("default", Kind::Any, "What the server takes when it is absent from a write."),
        key("default_doc", Kind::Text, "The default in words, where it is not a value."),
        key(
            "server",
            Kind::Object(&SERVER),
            "What the server does with it beyond keeping it; the stand-in does the same.",
        ),
        DEPRECATED,
        STABILITY_KEY,
        WAS,
        ALLOW,
    ],
};

/// What a server does with a field beyond keeping what it is sent.
pub static SERVER: Table = Table {
    name: "server behaviour",
    keys: &[
        key("sets", Kind::Any, "The value that the server gives it; `{names}` in texts stand for other values."),
        key("for", Kind::Text, "A field: one value for each of its elements, or a value only while it has one."),
        key("finds", Kind::Names(&TEXT), "The resource that is referred to if none is given: its field to the value."),
        key("unique", Kind::Text, "Error code when another of the kind has the same value."),
        key("shared_by", Kind::Text, "A field: a value may repeat among those in which this is true."),
        key("shared_code", Kind::Text, "Error code when one that shares meets one that does not."),
        key(
            "on_delete",
            Kind::Text,
            "When what it refers to is deleted: `delete` this too, or refuse with an error code.",
        ),
        key("accepts", Kind::List(&TEXT), "The values of an enum that may be sent; all if absent."),
        key("refuses", Kind::Text, "Error code when the value that is sent does not fit."),
    ],
};

/// How a field differs in one phase.
pub static PHASE: Table = Table {
    name: "phase",
    keys: &[
        must("presence", Kind::Word(WRITE), "Whether it must, may, or may be null."),
        key("as", Kind::Text, "Its name in this phase."),
        key("type", Kind::Text, "Its type in this phase."),
        key("doc", Kind::Text, "Its meaning in this phase."),
        key("default", Kind::Any, "What the server takes when it is absent."),
        WAS,
    ],
};

/// An object type or an enum.
pub static TYPE: Table = Table {
    name: "type",
    keys: &[
        must("doc", Kind::Text, "What it stands for."),
        USE,
        FIELDS,
        key("one_of", Kind::Bool, "Exactly one of the fields is set."),
        key("generic", Kind::Bool, "The type that stands for references; its id has the type of what is referred to."),
        key("values", Kind::Names(&VALUE_KIND), "Makes it an enum: value to meaning."),
        EXCLUSIVES,
        TOMBSTONES,
        DEPRECATED,
        WAS,
        ALLOW,
    ],
};

/// One value of an enum.
pub static VALUE: Table = Table {
    name: "enum value",
    keys: &[
        key("doc", Kind::Text, "What the value means."),
        key("name", Kind::Text, "Name of the Rust variant, where the value cannot be spelt in Rust."),
        DEPRECATED,
        ALLOW,
    ],
};

/// A mutual exclusion.
pub static EXCLUSIVE: Table = Table {
    name: "exclusion",
    keys: &[
        must("fields", Kind::List(&TEXT), "The fields, by the names they have when written."),
        key("on", Kind::List(&Kind::Word(&["create", "update", "write"])), "Phases it holds in; all if absent."),
        key("at_least_one", Kind::Bool, "Whether one of them must be given."),
        key("doc", Kind::Text, "Why, and what happens otherwise."),
    ],
};

/// A removed name.
pub static TOMBSTONE: Table = Table {
    name: "tombstone",
    keys: &[
        key("since", Kind::Text, "The version or date of its removal."),
        key("use", Kind::Text, "What replaces it."),
        must("why", Kind::Text, "Why it went."),
    ],
};

/// A deprecation.
pub static DEPRECATION: Table = Table {
    name: "deprecation",
    keys: &[
        key("since", Kind::Text, "The version or date since which it should not be used."),
        key("use", Kind::Text, "What to use instead."),
        key("note", Kind::Text, "What happens to those who go on."),
    ],
};

/// An earlier name.
pub static RENAME: Table = Table {
    name: "rename",
    keys: &[
        must("name", Kind::Text, "The earlier name."),
        key("until", Kind::Text, "The version of the package from which source cannot use it any more."),
    ],
};

/// An example of an operation.
pub static EXAMPLE: Table = Table {
    name: "example",
    keys: &[
        key("doc", Kind::Text, "What it shows."),
        key("path", Kind::Names(&ANY), "Path parameters."),
        key("query", Kind::Names(&ANY), "Query parameters."),
        key("request", Kind::Any, "Body of the request."),
        key("response", Kind::Any, "Body of the answer."),
    ],
};

/// The whole of `api.yaml`.
pub static API: Table = Table {
    name: "api.yaml",
    keys: &[
        must("api", Kind::Text, "Short name."),
        must("title", Kind::Text, "Full name."),
        must("doc", Kind::Text, "What the API is for."),
        must("package", Kind::Object(&PACKAGE), "The emitted crate."),
        must("base_url", Kind::Text, "Where the API lives."),
        key("environment", Kind::Object(&ENVIRONMENT), "Variables that Client::from_env reads."),
        must("auth", Kind::Object(&AUTH), "How the key is sent."),
        key("headers", Kind::Names(&HEADER_KIND), "Headers sent with every request."),
        key("errors", Kind::Object(&ERRORS), "What an error body looks like."),
        key("rate_limit", Kind::Object(&RATE_LIMIT), "How many requests the server takes."),
        key("ref", Kind::Text, "The shared type that stands for a reference."),
        key("ids", Kind::Names(&ID_KIND), "Resources of which only ids are known here."),
        key("namespaces", Kind::Names(&NAMESPACE_KIND), "Groups of services."),
        key("query", FIELDS_KIND, "Query parameters that operations name."),
        key("filter", Kind::Text, "The query parameter of filterable lists."),
        key("pagination", Kind::Names(&PAGINATION_KIND), "Paging styles."),
        key("groups", Kind::Names(&FIELDS_KIND), "Field groups."),
        key("templates", Kind::Names(&TEMPLATES_KIND), "Template sets: operation name to operation."),
        key("example", Kind::Text, "The service that the guide of the emitted crate shows."),
        ALLOW,
    ],
};

/// The emitted crate.
pub static PACKAGE: Table = Table {
    name: "package",
    keys: &[
        must("name", Kind::Text, "Name of the crate."),
        must("version", Kind::Text, "Its version."),
        must("description", Kind::Text, "One line about it."),
        key("keywords", Kind::List(&TEXT), "At most five search words."),
        key("categories", Kind::List(&TEXT), "Registry categories."),
        key("license", Kind::Text, "SPDX expression."),
        key("repository", Kind::Text, "Where its source lives."),
        key("private", Kind::Bool, "Whether no registry may have it."),
        key("mock", Kind::Object(&MOCK), "The stand-in for the API that is emitted beside the client."),
        key(
            "runtime_path",
            Kind::Text,
            "Folder of the runtime's source, seen from the emitted crate; from the registry if absent.",
        ),
    ],
};

/// The emitted stand-in.
pub static MOCK: Table = Table {
    name: "stand-in",
    keys: &[
        must("name", Kind::Text, "Name of its crate."),
        key(
            "engine_path",
            Kind::Text,
            "Folder of the engine's source, seen from the emitted client; from the registry if absent.",
        ),
    ],
};

/// Environment variables.
pub static ENVIRONMENT: Table = Table {
    name: "environment",
    keys: &[
        must("key", Kind::Text, "Variable that holds the key."),
        key("base_url", Kind::Text, "Variable that replaces the base URL."),
    ],
};

/// Authentication.
pub static AUTH: Table = Table {
    name: "auth",
    keys: &[
        must("header", Kind::Text, "Header that carries the key."),
        key("prefix", Kind::Text, "What stands before the key, its blank included."),
        key("doc", Kind::Text, "Where a key comes from."),
    ],
};

/// A fixed header.
pub static HEADER: Table = Table {
    name: "header",
    keys: &[must("value", Kind::Text, "What is sent."), key("doc", Kind::Text, "What it is for.")],
};

/// The shape of an error body.
pub static ERRORS: Table = Table {
    name: "errors",
    keys: &[
        key("code", Kind::Text, "Dotted path of the error code."),
        key("message", Kind::Text, "Dotted path of the message."),
        key("details", Kind::Text, "Dotted path of the details."),
        key("operation_id", Kind::Text, "Dotted path of the id of the failed call."),
        key("operation_id_header", Kind::Text, "Header that carries the same id."),
        key("status", Kind::Text, "Dotted path of the status."),
        key("when", Kind::Object(&SITUATIONS), "Code of each way in which a request can be wrong."),
        key("codes", Kind::Names(&ERROR_CODE_KIND), "Known codes: code to meaning."),
    ],
};

/// The ways in which any request can be wrong.
pub static SITUATIONS: Table = Table {
    name: "refusal",
    keys: &[
        key("no_key", Kind::Text, "No key was sent."),
        key("malformed_key", Kind::Text, "What should carry the key has another form."),
        key("wrong_key", Kind::Text, "The key is not known."),
        key("no_header", Kind::Text, "A fixed header is missing."),
        key("wrong_header", Kind::Text, "A fixed header has another value."),
        key("no_content_type", Kind::Text, "A body came without a content type."),
        key("wrong_content_type", Kind::Text, "The content type is not JSON."),
        key("needless_body", Kind::Text, "A body came with an operation that takes none."),
        key("malformed_body", Kind::Text, "The body is not JSON, or no object."),
        key("unknown_field", Kind::Text, "The body has a field that the operation does not know."),
        key("wrong_value", Kind::Text, "A value is missing, of another type, or beyond a limit."),
        key("wrong_timestamp", Kind::Text, "A text is no RFC 3339 time."),
        key("wrong_cidr", Kind::Text, "A text is no CIDR block."),
        key("wrong_id", Kind::Text, "An id has the prefix of another resource, or none."),
        key("wrong_reference", Kind::Text, "An id is that of nothing that exists."),
        key("malformed_query", Kind::Text, "The query cannot be read."),
        key("unknown_parameter", Kind::Text, "The query has a parameter that the operation does not know."),
        key("repeated_parameter", Kind::Text, "A parameter that takes one value was given several times."),
        key("parameter_out_of_range", Kind::Text, "A number in the query is beyond its limits."),
        key("parameter_not_a_number", Kind::Text, "A parameter that is a number was given something else."),
        key("wrong_filter", Kind::Text, "The filter cannot be read, or uses what is not supported."),
    ],
};

/// One error code.
pub static ERROR_CODE: Table = Table {
    name: "error code",
    keys: &[
        must("doc", Kind::Text, "When it is sent and what to do."),
        key("status", Kind::Integer, "The status it comes with."),
        key("general", Kind::Bool, "Any operation may answer with it, so that none names it."),
    ],
};

/// The rate limit.
pub static RATE_LIMIT: Table = Table {
    name: "rate limit",
    keys: &[
        must("requests", Kind::Integer, "How many requests."),
        must("window", Kind::Integer, "In how many seconds."),
        key("status", Kind::Integer, "Status of a refusal."),
        key("code", Kind::Text, "Error code of a refusal."),
        key("concurrent_code", Kind::Text, "Error code when too many run at once."),
        key("doc", Kind::Text, "What it counts."),
    ],
};

/// A resource of which only ids are known.
pub static ID: Table = Table {
    name: "id",
    keys: &[
        key("prefix", Kind::Text, "Prefix of the ids, without the underscore."),
        key("form", Kind::Word(ID_FORMS), "How ids look in JSON; string if absent."),
        must("doc", Kind::Text, "What is identified."),
    ],
};

/// A group of services.
pub static NAMESPACE: Table =
    Table { name: "namespace", keys: &[must("doc", Kind::Text, "What the services have in common."), DEPRECATED] };

/// A paging style.
pub static PAGINATION: Table = Table {
    name: "paging style",
    keys: &[
        must("style", Kind::Word(PAGE_STYLES), "How a list continues."),
        key("next", Kind::Text, "Field with the URL or the token of the next page."),
        key(
            "parameter",
            Kind::Text,
            "Query parameter that takes the token or the page number; of links, the one by which the server continues.",
        ),
        key("first", Kind::Integer, "Number of the first page; 1 if absent."),
        key("pages", Kind::Text, "Field with the number of pages."),
        key("size", Kind::Text, "Query parameter of the style that says how many items a page has at most."),
        key("query", FIELDS_KIND, "Query parameters of every list."),
        key("fields", FIELDS_KIND, "Fields beside the items."),
        key("doc", Kind::Text, "Order and limits of the lists."),
    ],
};
