//! What approvals know a change by.

use super::change::Subject;
use super::kind::Kind;

/// Twelve hexadecimal digits of what has changed: the kind, where, from what and to what.
///
/// Order, places and names of files have no part in it.
pub fn of(kind: &Kind, subject: &Subject, before: &str, after: &str) -> String {
    let parts = [kind.code, &subject.owner, subject.part, &subject.member, before, after];
    let bytes = parts.iter().flat_map(|part| part.bytes().chain([0]));
    // FNV-1a, which stays the same whatever the standard library comes to use.
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{:012x}", hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::kinds::read;

    #[test]
    fn fingerprints_tell_parts_apart_and_stay_what_they_are() {
        let subject = Subject::of("things::Thing").member("read", "name");
        let fingerprint = of(&read::TYPE_CHANGED, &subject, "string", "bool");
        assert_eq!(fingerprint, "bcd39465ce03");
        assert_ne!(fingerprint, of(&read::TYPE_CHANGED, &subject, "stringb", "ool"));
        assert_ne!(fingerprint, of(&read::TYPE_NARROWED, &subject, "string", "bool"));
    }
}
