//! Changes of the earlier names that source can still use.

use crate::diff::kind::Mirror::Is;
use crate::diff::kind::kinds;

kinds! {
    EARLIER_ADDED = "name.earlier-added": None, [Minor], Is("name.earlier-removed");
        "Source that uses an earlier name compiles again, with a warning.";
        "";
    EARLIER_REMOVED = "name.earlier-removed": None, [Major], Is("name.earlier-added");
        "Source that still uses the earlier name does not compile any more.";
        "keep it until the next major version, and let `until` say so";
}
