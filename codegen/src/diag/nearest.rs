//! "Did you mean": the known word that a mistyped one resembles most.

/// The known word nearest to `wanted`, regardless of case.
///
/// At most two edits away, one where `wanted` has three letters or fewer.
/// Of equally near words the first is taken.
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = wanted.to_lowercase();
    let letters = wanted.chars().count();
    let limit = if letters <= 3 { 1 } else { 2 };
    known
        .into_iter()
        .filter(|word| word.chars().count().abs_diff(letters) <= limit)
        .map(|word| (strsim::osa_distance(&wanted, &word.to_lowercase()), word))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_fewest_edits_win() {
        assert_eq!(nearest("requird", ["requires", "required", "read"]), Some("required"));
        assert_eq!(nearest("raed", ["ride", "read"]), Some("read"));
    }

    #[test]
    fn case_is_no_difference() {
        assert_eq!(nearest("READ", ["Create", "Read"]), Some("Read"));
    }

    #[test]
    fn ties_go_to_the_first() {
        assert_eq!(nearest("bat", ["cat", "hat"]), Some("cat"));
    }

    #[test]
    fn far_words_are_not_meant() {
        assert_eq!(nearest("id", ["url", "doc"]), None);
        assert_eq!(nearest("frobnicate", ["create"]), None);
        assert_eq!(nearest("", ["a", "doc"]), Some("a"));
    }

    #[test]
    fn huge_words_cost_nothing() {
        assert_eq!(nearest(&"x".repeat(1_000_000), ["create"]), None);
    }
}
