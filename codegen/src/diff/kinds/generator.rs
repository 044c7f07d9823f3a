//! Changes that no spec makes: what the generator does otherwise than when the crate was emitted.

use crate::diff::kind::Mirror::{Is, Same, Waived};
use crate::diff::kind::kinds;

kinds! {
    FEATURE_ADDED = "crate.feature-added": None, [Minor], Is("crate.feature-removed");
        "The crate has another feature, or one is on that was off by default.";
        "";
    FEATURE_REMOVED = "crate.feature-removed": None, [Major], Is("crate.feature-added");
        "Who names the feature, or counts on it by default, does not get the crate compiled any more.";
        "leave the feature in, empty if need be";
    DEPENDENCY_MAJOR = "crate.public-dependency-major": None, [Major], Same;
        "Types of the crate that is passed on are other types to those who use its old version as well.";
        "stay with the old version until the next major one";
    MSRV_RAISED = "crate.msrv-raised": None, [Minor],
        Waived("who has a newer compiler than is needed notices nothing");
        "Who stays with an older compiler cannot update.";
        "do without what only the newer compiler has";
    DERIVE_REMOVED = "crate.derive-removed": None, [Major], Is("generator.template-changed-surface");
        "Types have a trait no more, and source that needs it does not compile.";
        "emit the trait again";
    SURFACE_CHANGED = "generator.template-changed-surface": None, [Patch, Minor, Silent, Major], Same;
        "The generator makes something else of the same spec, or the old crate was not generated anew after a change.";
        "emit what is gone as well, marked as deprecated";
}
