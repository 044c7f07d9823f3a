//! Changes of query parameters.

use crate::diff::kind::Mirror::{Is, Same, Waived};
use crate::diff::kind::kinds;

kinds! {
    ADDED_OPTIONAL = "param.added-optional": Safe, [Minor], Is("param.removed");
        "Callers can say more than before, and need not.";
        "";
    ADDED_REQUIRED = "param.added-required": Breaks, [Major], Is("param.removed");
        "Released clients do not send it, and callers have to give it.";
        "let it be optional, with a default that means what was meant before";
    REMOVED = "param.removed": Risky, [Major],
        Waived("the mirror is one of two kinds: a parameter that is required, or one that is not");
        "The server passes over what callers say, or refuses it.";
        "deprecate it first";
    RENAMED = "param.renamed": Breaks, [Minor, Major],
        Waived("the mirror is removed and added, because the new name had no `was:` for the old one to come from");
        "Released clients send the old name.";
        "accept both names";
    MADE_REQUIRED = "param.made-required" in "made-required": Breaks, [Major], Is("param.made-optional");
        "Released clients leave it out, and callers have to give it.";
        "let it be optional, with a default that means what was meant before";
    MADE_OPTIONAL = "param.made-optional" in "made-optional": Safe, [Major], Is("param.made-required");
        "The server needs less; in Rust the argument becomes a method.";
        "leave it required until the next major version";
    TYPE_WIDENED = "param.type-widened" in "type": Safe, [Major], Is("param.type-narrowed");
        "The server accepts more; in Rust the argument has another type.";
        "leave the type until the next major version";
    TYPE_NARROWED = "param.type-narrowed" in "type": Breaks, [Major], Is("param.type-widened");
        "The server accepts less than callers may send.";
        "accept what was accepted";
    TYPE_CHANGED = "param.type-changed" in "type": Breaks, [Major], Same;
        "The server reads the value as something else.";
        "give the new type a new name";
    LOCATION_CHANGED = "param.location-changed": Breaks, [Patch, Minor, Major], Same;
        "Released clients put it where the server does not look.";
        "look in both places";
    DEFAULT_ADDED = "param.default-added": Risky, [Patch], Is("param.default-removed");
        "Calls that leave it out may mean something else from now on.";
        "";
    DEFAULT_CHANGED = "param.default-changed": Risky, [Patch], Same;
        "Calls that leave it out mean something else.";
        "keep the default";
    DEFAULT_REMOVED = "param.default-removed": Risky, [Patch], Is("param.default-added");
        "Calls that leave it out may mean something else from now on.";
        "";
    CONSTRAINT_TIGHTENED = "param.constraint-tightened" in "tightened": Breaks, [Patch], Is("param.constraint-loosened");
        "Values that were accepted are refused.";
        "accept what was accepted";
    CONSTRAINT_LOOSENED = "param.constraint-loosened" in "loosened": Safe, [Patch], Is("param.constraint-tightened");
        "Values that were refused are accepted.";
        "";
    DEPRECATED = "param.deprecated" in "deprecated": Safe, [Minor, Patch], Is("param.undeprecated");
        "Source that uses the parameter gets a warning.";
        "";
    UNDEPRECATED = "param.undeprecated" in "undeprecated": Safe, [Patch], Is("param.deprecated");
        "The warning goes.";
        "";
}
