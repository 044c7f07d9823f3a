//! Changes of services, and of the names that are kept from coming back.

use crate::diff::kind::Mirror::{Is, Same, Waived};
use crate::diff::kind::kinds;

kinds! {
    ADDED = "service.added": Safe, [Minor], Is("service.removed");
        "There is more that the API can do.";
        "";
    REMOVED = "service.removed": Breaks, [Major], Is("service.added");
        "Every call of the service fails, and its module is gone.";
        "deprecate it first, and remove it with the next major version";
    RENAMED = "service.renamed": Safe, [Minor, Major],
        Waived("the mirror is removed and added, because the new name had no `was:` for the old one to come from");
        "The same requests are made under another name in Rust.";
        "name it in `was`, so that source can use it until the next major version";
    MODULE_MOVED = "service.module-moved": Safe, [Minor, Major],
        Waived("the mirror is removed and added, because the new name had no `was:` for the old one to come from");
        "The same requests are made from another namespace in Rust.";
        "leave the service where it is";
    PATH_CHANGED = "service.path-changed": Breaks, [Patch], Same;
        "All operations of the service have moved; released clients call the old place.";
        "serve the old path as well";
    PARENT_CHANGED = "service.parent-changed": Breaks, [Major], Same;
        "The service lives below something else, so that its calls need other ids.";
        "serve the old path as well, and give the nested one a service of its own";
    STABILITY_DECREASED = "service.stability-decreased": Risky, [Patch], Is("service.stability-increased");
        "What was relied upon may now change without notice.";
        "";
    STABILITY_INCREASED = "service.stability-increased": Safe, [Patch], Is("service.stability-decreased");
        "It can be relied upon more than before.";
        "";
    DEPRECATED = "service.deprecated": Safe, [Minor], Is("service.undeprecated");
        "Source that uses the service gets a warning.";
        "";
    UNDEPRECATED = "service.undeprecated": Safe, [Patch], Is("service.deprecated");
        "The warning goes.";
        "";
    TYPE_RENAMED = "resource.type-renamed": Safe, [Minor, Major], Same;
        "JSON has no names of types, source does.";
        "name it in `resource_was`, or in `was` of a type, so that source can use it until the next major version";
    TOMBSTONE_ADDED = "tombstone.added": None, [None, Patch], Is("tombstone.deleted");
        "A name is kept from coming back with another meaning.";
        "";
    TOMBSTONE_DELETED = "tombstone.deleted" refused true: None, [None, Patch], Is("tombstone.added");
        "Without its tombstone, a removed name could come back and mean something else to released clients.";
        "put the tombstone back";
    TOMBSTONE_REUSED = "tombstone.name-reused" refused true: Breaks, [Minor],
        Waived("the other way round a field is removed and its tombstone set, which is what one should do");
        "Released clients read or send the name in its old meaning.";
        "take a name that was never used";
}
