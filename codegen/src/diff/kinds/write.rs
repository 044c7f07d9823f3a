//! Changes of what is sent.

use crate::diff::kind::Mirror::{Is, Same, Waived};
use crate::diff::kind::kinds;

kinds! {
    FIELD_ADDED_OPTIONAL = "write.field-added-optional" in "field-added": Safe, [Minor], Is("write.field-removed");
        "Callers can say more than before, and need not.";
        "";
    FIELD_ADDED_REQUIRED = "write.field-added-required" in "field-added": Breaks, [Major], Is("write.field-removed");
        "Released clients do not send it, and callers have to give it.";
        "let it be optional, with a default that means what was meant before";
    FIELD_REMOVED = "write.field-removed" in "field-removed": Risky, [Major],
        Waived("the mirror is one of two kinds: a field that is required, or one that is not");
        "The server passes over what callers say, or refuses it.";
        "deprecate it first";
    FIELD_RENAMED = "write.field-renamed" in "field-renamed": Breaks, [Patch, Minor, Major],
        Waived("the mirror is removed and added, because the new name had no `was:` for the old one to come from");
        "Released clients send the old name.";
        "accept both names";
    FIELD_MADE_REQUIRED = "write.field-made-required" in "made-required": Breaks, [Major], Is("write.field-made-optional");
        "Released clients leave it out, and callers have to give it.";
        "let it be optional, with a default that means what was meant before";
    FIELD_MADE_OPTIONAL = "write.field-made-optional" in "made-optional": Safe, [Major], Is("write.field-made-required");
        "The server needs less; in Rust the argument becomes a method.";
        "leave it required until the next major version";
    FIELD_TYPE_CHANGED = "write.field-type-changed" in "type": Breaks, [Major], Same;
        "The server reads the value as something else.";
        "give the new type a new name";
    FIELD_TYPE_WIDENED = "write.field-type-widened" in "type": Safe, [Major], Is("write.field-type-narrowed");
        "The server accepts more; in Rust the argument has another type.";
        "leave the type until the next major version";
    FIELD_TYPE_NARROWED = "write.field-type-narrowed" in "type": Breaks, [Major, Patch], Is("write.field-type-widened");
        "The server accepts less than callers may send.";
        "accept what was accepted";
    CONSTRAINT_TIGHTENED = "write.constraint-tightened" in "tightened": Breaks, [Patch], Is("write.constraint-loosened");
        "Values that were accepted are refused.";
        "accept what was accepted";
    CONSTRAINT_LOOSENED = "write.constraint-loosened" in "loosened": Safe, [Patch], Is("write.constraint-tightened");
        "Values that were refused are accepted.";
        "";
    DEFAULT_ADDED = "write.default-added": Risky, [Patch], Is("write.default-removed");
        "Calls that leave it out may mean something else from now on.";
        "";
    DEFAULT_CHANGED = "write.default-changed": Risky, [Patch], Same;
        "Calls that leave it out mean something else.";
        "keep the default";
    DEFAULT_REMOVED = "write.default-removed": Risky, [Patch], Is("write.default-added");
        "Calls that leave it out may mean something else from now on.";
        "";
    MADE_CLEARABLE = "update.made-clearable": Safe, [Minor], Is("update.no-longer-clearable");
        "Null takes the value away, and Rust has a method for that.";
        "";
    NO_LONGER_CLEARABLE = "update.no-longer-clearable": Breaks, [Major], Is("update.made-clearable");
        "Null, which took the value away, is refused.";
        "go on to accept null";
    BECAME_IMMUTABLE = "field.became-immutable": Breaks, [Major], Is("field.became-mutable");
        "What could be changed is fixed once the thing exists.";
        "";
    BECAME_MUTABLE = "field.became-mutable": Safe, [Minor], Is("field.became-immutable");
        "What was fixed can be changed.";
        "";
    BECAME_READ_ONLY = "field.became-read-only": Breaks, [Major], Is("field.became-writable");
        "What could be said when the thing is made is for the server to say.";
        "";
    BECAME_WRITABLE = "field.became-writable": Safe, [Minor], Is("field.became-read-only");
        "What was for the server to say can be said when the thing is made.";
        "";
    ENUM_VALUE_ADDED = "write.enum-value-added": Safe, [Minor], Is("write.enum-value-removed");
        "The server accepts one more value.";
        "";
    ENUM_VALUE_REMOVED = "write.enum-value-removed": Breaks, [Major], Is("write.enum-value-added");
        "The server refuses a value that it accepted, and the variant is gone.";
        "deprecate the value first";
}
