//! Patterns of whole texts: `*` stands for any letters, none included.

/// A pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glob(String);

impl Glob {
    /// A pattern as it was written.
    pub fn new(pattern: impl Into<String>) -> Self {
        Glob(pattern.into())
    }

    /// Whether the whole text is like the pattern.
    pub fn matches(&self, text: &str) -> bool {
        let mut parts = self.0.split('*');
        let first = parts.next().unwrap_or_default();
        let Some(mut rest) = text.strip_prefix(first) else { return false };
        let Some(last) = parts.next_back() else { return rest.is_empty() };
        // Taking the first fit of each part leaves most to those behind it.
        for part in parts {
            let Some(at) = rest.find(part) else { return false };
            rest = &rest[at + part.len()..];
        }
        rest.ends_with(last)
    }
}

#[cfg(test)]
mod tests {
    use super::Glob;

    #[track_caller]
    fn check(pattern: &str, yes: &[&str], no: &[&str]) {
        for text in yes {
            assert!(Glob::new(pattern).matches(text), "{pattern} {text}");
        }
        for text in no {
            assert!(!Glob::new(pattern).matches(text), "{pattern} {text}");
        }
    }

    #[test]
    fn a_star_stands_for_anything() {
        check("*", &["", "a", "a/b"], &[]);
        check("PATCH *", &["PATCH /a/{}", "PATCH "], &["PUT /a", "PATCH"]);
        check("*.yaml", &["2026-06.yaml", ".yaml"], &["2026-06.yml", "yaml"]);
        check("a*b*c", &["abc", "a-b-c", "abbcc"], &["ab", "acb", "abcd"]);
        check("*aa*a", &["aaa", "xaa-a"], &["aa"]);
    }

    #[test]
    fn without_a_star_the_text_is_the_pattern() {
        check("id", &["id"], &["ids", "", "i"]);
        check("", &[""], &["a"]);
    }
}
