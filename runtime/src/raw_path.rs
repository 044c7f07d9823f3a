//! Paths that applications write, and whether they stay below the base URL.

use percent_encoding::percent_decode_str;

/// Why a path with `{name}` for its parameters cannot be sent.
pub(crate) fn unfit_path(path: &str) -> Option<String> {
    if !path.starts_with('/') {
        let reason = match path.contains("://") {
            true => "the path is an address, which would lead away from the base URL",
            false => "the path does not begin with a slash",
        };
        return Some(reason.to_owned());
    }
    if path.contains("//") {
        return Some("the path has an empty segment, and `//` at its start would name a host".to_owned());
    }
    path.chars().find_map(unfit_character)
}

/// Why a character cannot stand in a path that nothing was filled into yet.
fn unfit_character(character: char) -> Option<String> {
    match character {
        '?' => Some("the path holds a `?`: set query parameters by `with_query`".to_owned()),
        '#' => Some("the path holds a `#`, which is never sent: escape it as a parameter, by `with_path`".to_owned()),
        '{' | '}' => None,
        _ if character.is_ascii_graphic() && !r#"\"<>^`|"#.contains(character) => None,
        _ => Some(format!("the path holds `{}`: escape it as a parameter, by `with_path`", character.escape_debug())),
    }
}

/// Why a path into which all was filled cannot be sent.
pub(crate) fn unfit_whole(path: &str) -> Option<String> {
    if let Some((_, after)) = path.split_once('{') {
        return Some(match after.split_once('}') {
            Some((name, _)) => format!("the path parameter `{name}` is not set"),
            None => "the path has a `{` without its `}`".to_owned(),
        });
    }
    if path.contains('}') {
        return Some("the path has a `}` without its `{`".to_owned());
    }
    // Servers take an escaped dot for a dot.
    let dots = |segment: &str| matches!(&*percent_decode_str(segment).collect::<Vec<_>>(), b"." | b"..");
    let leads_up = path.split('/').any(dots);
    leads_up.then(|| "the path has a segment `.` or `..`, which stands for another path".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_below_the_base_url() {
        for path in ["/things", "/things/", "/a-b_c.d~e/{id}/$it's-@1:go!*(x),;=&+", "/100%25", "/", "/{a}{b}", "/..."]
        {
            assert_eq!(unfit_path(path), None, "{path}");
        }
        let unfit = [
            ("", "does not begin with a slash"),
            ("things", "does not begin with a slash"),
            ("https://evil.example/x", "is an address"),
            ("//evil.example/x", "would name a host"),
            ("/a//b", "empty segment"),
            ("/a?b=c", "with_query"),
            ("/a#b", "`#`"),
            ("/a b", "` `"),
            ("/a\r\nx: y", "`\\r`"),
            ("/a\\..\\b", "`\\\\`"),
            ("/é", "`é`"),
            ("/a\"b", "`\\\"`"),
        ];
        for (path, reason) in unfit {
            assert!(unfit_path(path).is_some_and(|said| said.contains(reason)), "{path}: {:?}", unfit_path(path));
        }
    }

    #[test]
    fn what_was_filled_in_makes_no_other_path() {
        for path in ["/a/..b/c..", "/a/...", "/a/%2e%2e%2f", "/.hidden"] {
            assert_eq!(unfit_whole(path), None, "{path}");
        }
        for path in ["/a/..", "/../a", "/a/./b", "/a/%2e%2E/b", "/a/.%2e", "/%2e"] {
            assert!(unfit_whole(path).is_some_and(|said| said.contains("segment `.` or `..`")), "{path}");
        }
        let braces = [("/a/{id}/b", "`id` is not set"), ("/a/{id", "without its `}`"), ("/a/id}", "without its `{`")];
        for (path, reason) in braces {
            assert!(unfit_whole(path).is_some_and(|said| said.contains(reason)), "{path}");
        }
    }
}
