//! What can be the name of a revision, and a path inside of one.

use super::Refusal;

/// Why a text is no name of a revision, as advice; `None` if it may be one.
pub(super) fn unfit(revision: &str) -> Option<&'static str> {
    match revision.trim() {
        "" => Some("name one, such as `main`, or `main:api/spec` for a folder in it"),
        name if name.starts_with('-') => Some("revisions do not begin with a dash"),
        name if name.contains("..") => Some("name both ends of a range, the old one first, with a space between them"),
        _ => None,
    }
}

/// A path inside a commit as git lists it.
///
/// # Errors
///
/// It begins elsewhere than at the top of the repository.
pub fn within(path: &str) -> Result<&str, Refusal> {
    let trimmed = path.trim_end_matches('/');
    let is_odd = |part: &str| matches!(part, "" | "." | "..");
    if trimmed.split('/').any(is_odd) && !path.is_empty() {
        let help = "paths begin at the top of the repository, as in `main:api/spec`";
        return Err(Refusal::new(format!("`{path}` is no path inside a revision"), help));
    }
    Ok(trimmed)
}

#[cfg(test)]
mod tests {
    use super::{unfit, within};

    #[test]
    fn ranges_and_nothing_are_no_revisions() {
        for revision in ["", " ", "main..HEAD", "main...HEAD", "-x", " -x"] {
            assert!(unfit(revision).is_some(), "{revision}");
        }
        for revision in ["main", "v1.2", "HEAD~1", "HEAD@{1}", "a-b"] {
            assert_eq!(unfit(revision), None, "{revision}");
        }
    }

    #[test]
    fn paths_begin_at_the_top() {
        assert_eq!(within("api/spec/"), Ok("api/spec"));
        assert_eq!(within(""), Ok(""));
        for path in ["/", "/spec", "./spec", "../spec", "api/../spec", "api//spec"] {
            assert!(within(path).is_err(), "{path}");
        }
    }
}
