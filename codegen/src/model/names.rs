//! The only place that makes Rust identifiers.
//!
//! A wire name becomes a Rust name by casing and by dodging keywords and the names that emitted code
//! needs for itself. Whether two names meet in one scope is checked by [`Scope`], not avoided silently.

use std::collections::BTreeMap;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use serde::Serialize;

use crate::diag::{Diagnostic, Place, Report};

/// A name in both spellings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Name {
    /// As it stands in JSON or in the spec.
    pub wire: String,
    /// As it stands in Rust.
    pub rust: String,
}

const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The parameters of generic types that are emitted, the name of all constructors, and what every module sees without
/// a path: whoever imports all names of a service must not find these replaced when it gets another type.
const TAKEN_TYPES: &[&str] = &[
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "C",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "K",
    "New",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Modules that every emitted crate has, crates its code names by path, files that mean something to cargo,
/// and files that not every system can hold.
const TAKEN_MODULES: &[&str] = &[
    "alloc",
    "api",
    "aux",
    "bin",
    "blocking",
    "builders",
    "client",
    "clientwright_runtime",
    "codec",
    "con",
    "core",
    "error_codes",
    "ids",
    "lib",
    "main",
    "nul",
    "prn",
    "rt",
    "runtime",
    "serde",
    "serde_json",
    "std",
    "testing",
    "types",
];

/// Fields of emitted structs that are not from the spec.
const TAKEN_FIELDS: &[&str] = &["extra"];

/// Methods of traits that emitted types have; one of that name would take their place where an application calls them.
const TRAIT_METHODS: &[&str] = &["clone", "eq", "fmt", "into", "ne", "serialize", "to_owned", "try_into"];

/// Functions by which applications make what is nested in a request; a setter of that name would hide one.
const CONSTRUCTORS: &[&str] = &["default", "from", "try_from"];

/// Methods that every call or input has; a setter of that name would hide one.
const TAKEN_SETTERS: &[&str] = &[
    "collect_all",
    "collect_first",
    "into_future",
    "items",
    "new",
    "page_size",
    "pages",
    "prefetch",
    "request",
    "send",
    "send_with_answer",
    "with_attempt_timeout",
    "with_field",
    "with_header",
    "with_query",
    "with_retry",
    "with_timeout",
];

/// What emitted methods call their own arguments and variables.
const TAKEN_ARGUMENTS: &[&str] = &["body", "client"];

/// Functions that every service or resource has.
const TAKEN_METHODS: &[&str] = &["builder", "default", "new"];

/// Methods that every builder of what is read has.
const TAKEN_BUILDER_METHODS: &[&str] = &["build", "unknown_field"];

/// Methods of the emitted client.
const TAKEN_ACCESSORS: &[&str] = &["builder", "from_env", "handle", "new", "request", "runtime"];

/// What a name is for; each kind has its own casing and its own taken names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Type,
    Variant,
    Field,
    /// Of a call.
    Setter,
    /// Of what is nested in a request.
    InputSetter,
    Argument,
    Method,
    Accessor,
    Module,
    Constant,
}

/// Makes the Rust name of `wire`. `None` when nothing of it can stand in an identifier.
pub fn rust_name(wire: &str, role: Role) -> Option<String> {
    let word = cased(wire, role)?;
    Some(match role {
        Role::Type => dodge_type(word),
        Role::Variant => dodge_variant(word),
        Role::Field => dodge(word, TAKEN_FIELDS),
        Role::Setter => dodge_method(word, TAKEN_SETTERS),
        Role::InputSetter => dodge(dodge_method(word, TAKEN_SETTERS), CONSTRUCTORS),
        Role::Argument => dodge(word, TAKEN_ARGUMENTS),
        Role::Method => dodge_method(word, TAKEN_METHODS),
        Role::Accessor => dodge_method(word, TAKEN_ACCESSORS),
        // A namespace's accessor has the name of its module.
        Role::Module => dodge(dodge_method(word, TAKEN_ACCESSORS), TAKEN_MODULES),
        // No keyword shouts.
        Role::Constant => word,
    })
}

/// Whether the Rust name is not what casing alone makes of the wire name, because that is taken.
///
/// A name that its author has chosen for Rust is not dodged.
pub fn is_dodged(name: &Name, role: Role) -> bool {
    rust_name(&name.wire, role).as_ref() == Some(&name.rust) && cased(&name.wire, role).as_ref() != Some(&name.rust)
}

/// A wire name in Rust's casing, whether or not the word is free.
fn cased(wire: &str, role: Role) -> Option<String> {
    let ascii: String = wire.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    if !ascii.chars().any(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    Some(match role {
        Role::Type => led_by_letter(&ascii.to_upper_camel_case(), "T"),
        Role::Variant => led_by_letter(&ascii.to_upper_camel_case(), "V"),
        Role::Constant => led_by_letter(&ascii.to_shouty_snake_case(), "CODE_"),
        _ => snake(&ascii),
    })
}

/// Makes a [`Name`], or reports that no Rust name can be made of it.
pub fn name(wire: &str, role: Role, place: &Place, report: &mut Report) -> Option<Name> {
    let rust = rust_name(wire, role);
    if rust.is_none() {
        let message = format!("no Rust name can be made of `{wire}`");
        let help = match role {
            Role::Variant => "give the value a `name` with an ASCII letter or digit",
            Role::Constant => "leave it out; applications can compare the code as a text",
            _ => "a name needs an ASCII letter or digit",
        };
        report.push(Diagnostic::error("no_rust_name", message, place.clone()).help(help));
    }
    Some(Name { wire: wire.to_owned(), rust: rust? })
}

/// A word led by a digit gets an underscore in front, because identifiers begin with a letter;
/// a number gets a letter, because a name without any says nothing.
fn snake(ascii: &str) -> String {
    let word = ascii.to_snake_case();
    let is_number = word.chars().all(|c| c.is_ascii_digit() || c == '_');
    led_by_letter(&word, if is_number { "n" } else { "_" })
}

fn led_by_letter(word: &str, lead: &str) -> String {
    if word.starts_with(|c: char| c.is_ascii_digit()) { format!("{lead}{word}") } else { word.to_owned() }
}

fn dodge(word: String, taken: &[&str]) -> String {
    if KEYWORDS.contains(&word.as_str()) || taken.contains(&word.as_str()) { format!("{word}_") } else { word }
}

fn dodge_method(word: String, taken: &[&str]) -> String {
    dodge(dodge(word, taken), TRAIT_METHODS)
}

fn dodge_type(word: String) -> String {
    if TAKEN_TYPES.contains(&word.as_str()) { format!("{word}Type") } else { word }
}

fn dodge_variant(word: String) -> String {
    if matches!(word.as_str(), "Self" | "Unknown") { format!("{word}Value") } else { word }
}

/// The Rust name of what is sent where an object type stands in requests.
pub fn input_name(rust: &str) -> String {
    format!("{rust}Input")
}

/// The Rust name of what builds a read object type in tests.
pub fn builder_name(rust: &str) -> String {
    format!("{rust}Builder")
}

/// What sets the field called `rust` there.
pub fn builder_setter(rust: &str) -> String {
    dodge_method(rust.to_owned(), TAKEN_BUILDER_METHODS)
}

/// The name of a setter that sends `null`.
pub fn clear_name(rust: &str) -> String {
    format!("clear_{}", rust.trim_matches('_'))
}

/// The struct of the call of an operation.
pub fn call_name(operation: &str) -> String {
    // What cannot be named has been refused as a method.
    rust_name(operation, Role::Type).unwrap_or_default()
}

/// The static with the facts of the operation whose call is `struct_name`, which begins with a letter.
pub fn facts_name(struct_name: &str) -> String {
    struct_name.to_shouty_snake_case()
}

/// The static that says how the list of an operation continues.
pub fn pages_name(facts: &str) -> String {
    format!("{facts}_PAGES")
}

/// What to do about an earlier name that cannot be kept.
pub const GIVE_UP: &str = "remove the entry, or let `until` name a version that has been reached";

/// The names of one scope; a second claim of a name is reported with both places.
#[derive(Debug)]
pub struct Scope {
    claims: BTreeMap<String, (String, Place)>,
    help: &'static str,
}

impl Scope {
    /// An empty scope; `help` says what to do about two things of one name.
    pub fn new(help: &'static str) -> Self {
        Scope { claims: BTreeMap::new(), help }
    }

    /// Whether nothing has claimed `rust`.
    pub fn is_free(&self, rust: &str) -> bool {
        !self.claims.contains_key(rust)
    }

    /// Claims `rust` for `what`, which a message can name, such as "the list of `Box`". Tells whether it was free.
    pub fn claim(&mut self, rust: &str, what: &str, place: &Place, report: &mut Report) -> bool {
        self.claim_or(self.help, rust, what, place, report)
    }

    /// Claims what something was called before, once all names of today are claimed.
    pub fn claim_earlier(&mut self, rust: &str, what: &str, place: &Place, report: &mut Report) -> bool {
        self.claim_or(GIVE_UP, rust, what, place, report)
    }

    fn claim_or(&mut self, help: &str, rust: &str, what: &str, place: &Place, report: &mut Report) -> bool {
        let Some((earlier, first)) = self.claims.get(rust) else {
            self.claims.insert(rust.to_owned(), (what.to_owned(), place.clone()));
            return true;
        };
        let message = format!("{what} and {earlier} are both `{rust}` in Rust");
        let diagnostic = Diagnostic::error("name_collision", message, place.clone())
            .related(first.clone(), format!("`{rust}` is first made here"))
            .help(help);
        report.push(diagnostic);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(role: Role, rows: &[(&str, &str)]) {
        for (wire, rust) in rows {
            assert_eq!(rust_name(wire, role).as_deref(), Some(*rust), "{wire}");
        }
    }

    #[test]
    fn fields_dodge_keywords_digits_and_dashes() {
        check(
            Role::Field,
            &[
                ("type", "type_"),
                ("match", "match_"),
                ("ref", "ref_"),
                ("self", "self_"),
                ("Self", "self_"),
                ("async", "async_"),
                ("2fa", "_2fa"),
                ("200", "n200"),
                ("x-y", "x_y"),
                ("createdAt", "created_at"),
                ("extra", "extra_"),
                ("gen", "gen_"),
                ("a.b/c", "a_b_c"),
            ],
        );
    }

    #[test]
    fn types_follow_the_api_guidelines() {
        check(
            Role::Type,
            &[
                ("IPPolicy", "IpPolicy"),
                ("TLSCertificate", "TlsCertificate"),
                ("HTTPSEdgeRoute", "HttpsEdgeRoute"),
                ("EndpointOAuth", "EndpointOAuth"),
                ("Option", "OptionType"),
                ("future", "FutureType"),
                ("2fa", "T2fa"),
                ("APIKey", "ApiKey"),
                ("c", "CType"),
            ],
        );
    }

    #[test]
    fn variants_dodge_what_the_enum_itself_needs() {
        check(
            Role::Variant,
            &[
                ("self", "SelfValue"),
                ("unknown", "UnknownValue"),
                ("2048", "V2048"),
                ("acme/v2", "AcmeV2"),
                ("INTERNAL_ERROR", "InternalError"),
            ],
        );
    }

    #[test]
    fn arguments_and_setters_dodge_different_names() {
        check(Role::Argument, &[("body", "body_"), ("items", "items"), ("self", "self_")]);
        check(Role::Setter, &[("body", "body"), ("items", "items_"), ("new", "new_"), ("eq", "eq_"), ("from", "from")]);
        check(Role::InputSetter, &[("items", "items_"), ("eq", "eq_"), ("from", "from_"), ("default", "default_")]);
        assert_eq!(clear_name("type_"), "clear_type");
        assert_eq!(["build", "into", "builder"].map(builder_setter), ["build_", "into_", "builder"]);
    }

    #[test]
    fn modules_and_their_accessors_dodge_what_the_crate_has() {
        check(Role::Module, &[("types", "types_"), ("bin", "bin_"), ("from_env", "from_env_"), ("match", "match_")]);
        check(Role::Accessor, &[("types", "types"), ("from_env", "from_env_"), ("match", "match_")]);
    }

    /// The public methods that a macro of the runtime writes.
    fn written(macros: &str) -> Vec<&str> {
        let methods = macros.lines().filter_map(|line| line.trim_start().strip_prefix("pub fn "));
        methods.map(|line| line.split(['(', '<']).next().unwrap_or(line)).collect()
    }

    #[test]
    fn whatever_the_runtime_adds_is_taken() {
        let calls = include_str!("../../../runtime/src/macros/call.rs");
        let client = include_str!("../../../runtime/src/macros/client.rs");
        let builder = include_str!("../../../runtime/src/macros/testing.rs");
        assert!(written(calls).contains(&"with_query") && written(client).contains(&"from_env"));
        let free = |macros, taken: &[&str]| -> Vec<&str> {
            written(macros).into_iter().filter(|method| !taken.contains(method)).collect()
        };
        assert_eq!(free(calls, TAKEN_SETTERS), [""; 0]);
        assert_eq!(free(client, TAKEN_ACCESSORS), [""; 0]);
        let builder_methods = [TAKEN_BUILDER_METHODS, &["builder", "$setter"]].concat();
        assert_eq!(free(builder, &builder_methods), [""; 0]);
        assert!(TAKEN_METHODS.contains(&"builder"));
    }

    #[test]
    fn methods_dodge_those_of_traits() {
        check(
            Role::Method,
            &[("clone", "clone_"), ("default", "default_"), ("to_owned", "to_owned_"), ("send", "send")],
        );
        check(Role::Accessor, &[("clone", "clone_"), ("runtime", "runtime_"), ("default", "default")]);
    }

    #[test]
    fn constants_shout() {
        check(
            Role::Constant,
            &[("ERR_BOOK_446", "ERR_BOOK_446"), ("parcelLost", "PARCEL_LOST"), ("404", "CODE_404"), ("a.b-c", "A_B_C")],
        );
    }

    #[test]
    fn a_name_is_dodged_where_casing_alone_would_not_do() {
        let dodged = |wire: &str, rust: &str, role| is_dodged(&Name { wire: wire.into(), rust: rust.into() }, role);
        assert!(dodged("move", "move_", Role::Method));
        assert!(dodged("Option", "OptionType", Role::Type));
        assert!(dodged("unknown", "UnknownValue", Role::Variant));
        assert!(!dodged("unknown", "NotStated", Role::Variant), "the author has named it");
        assert!(!dodged("IPPolicy", "IpPolicy", Role::Type));
        assert!(!dodged("2fa", "_2fa", Role::Method), "no name of Rust begins with a digit");
    }

    #[test]
    fn a_name_without_letters_has_no_rust_name() {
        assert_eq!(rust_name("-", Role::Field), None);
        assert_eq!(rust_name("", Role::Variant), None);
        assert_eq!(rust_name("日本", Role::Type), None);
    }
}
