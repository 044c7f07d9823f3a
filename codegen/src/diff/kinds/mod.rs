//! The table of all kinds of changes: one row each, with both severities and why.

pub mod api;
pub mod generator;
pub mod names;
pub mod operation;
pub mod parameter;
pub mod read;
pub mod service;
pub mod types;
pub mod write;

use super::kind::Kind;

/// Kinds that other tools know and this one does not report, each with the reason.
pub static WAIVED: &[(&str, &str)] = &[
    ("api.auth-added-alternative", "a spec has one way to present the key: `auth` is no list"),
    ("api.auth-removed", "`auth` cannot be left out"),
    ("op.request-content-type-changed", "bodies are JSON; no other kind can be written down"),
    ("op.error-code-renamed", "a code has no name beside itself: one goes, another comes, each on its own line"),
    (
        "op.sunset-moved-earlier",
        "`deprecated` has no date of withdrawal; its words are compared as `deprecation.changed`",
    ),
    (
        "op.sunset-moved-later",
        "`deprecated` has no date of withdrawal; its words are compared as `deprecation.changed`",
    ),
    ("field.sunset-too-soon", "`deprecated` has no date of withdrawal that a removal could be held against"),
    ("field.removed-before-sunset", "`deprecated` has no date of withdrawal that a removal could be held against"),
    ("param.serialization-changed", "lists are sent as repeated parameters; no other way can be written down"),
    ("enum.closed-to-open", "every enum is open"),
    ("enum.open-to-closed", "every enum is open"),
    ("write.pattern-changed", "a spec states no patterns; forms such as `cidr` are types, and compared as such"),
    ("union.discriminator-changed", "a union is told by which of its fields is set; there is no other mark"),
    ("type.moved-between-groups", "groups are filled in before anything is compared, so nothing is left to report"),
    ("order.changed", "objects have no order and no type is ordered; what has an order is `op.arguments-reordered`"),
    ("example.became-invalid", "the rule `example_mismatch` refuses such a spec before it is compared"),
    (
        "crate.auto-trait-lost",
        "whether a type is `Send` or `Sync` follows from all that is in it, down into the runtime and below, and \
         stands in none of the tokens that are compared",
    ),
];

/// All kinds, by family.
pub fn all() -> impl Iterator<Item = &'static Kind> {
    [
        api::ALL,
        service::ALL,
        operation::ALL,
        parameter::ALL,
        write::ALL,
        read::ALL,
        types::ALL,
        names::ALL,
        generator::ALL,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The kind with this code.
pub fn find(code: &str) -> Option<&'static Kind> {
    all().find(|kind| kind.code == code)
}

/// Why a code that is known elsewhere has no kind here.
pub fn waiver(code: &str) -> Option<&'static str> {
    WAIVED.iter().find(|(waived, _)| *waived == code).map(|(_, reason)| *reason)
}
