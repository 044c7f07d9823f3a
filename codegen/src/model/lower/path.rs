//! Path templates: `/edges/https/{edge_id}/routes/{id}`.

/// The names in braces, in order, or what is wrong with the template.
pub fn parameters(template: &str) -> Result<Vec<String>, String> {
    if !template.starts_with('/') {
        return Err("a path begins with `/`".to_owned());
    }
    let mut names = Vec::new();
    let mut plain = String::new();
    let mut rest = template;
    while let Some(open) = rest.find(['{', '}']) {
        let after = &rest[open + 1..];
        let close = after.find(['{', '}']);
        let (true, Some(end)) = (rest[open..].starts_with('{'), close) else { return Err(unbalanced()) };
        let name = after[..end].to_owned();
        if !after[end..].starts_with('}') || !is_name(&name) {
            return Err(unbalanced());
        }
        if names.contains(&name) {
            return Err(format!("`{{{name}}}` stands in the path `{template}` twice"));
        }
        names.push(name);
        plain.push_str(&rest[..open]);
        // A parameter is never empty, so that `/{a}/{b}` has no empty segment.
        plain.push('x');
        rest = &after[end + 1..];
    }
    plain.push_str(rest);
    check_plain(&plain).map(|()| names)
}

/// A path in which all parameters are the same, to compare routes.
pub fn without_names(template: &str) -> String {
    let parts = template.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
    parts.collect::<Vec<_>>().join("{}")
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

fn check_plain(path: &str) -> Result<(), String> {
    if path.contains(['?', '#', ' ']) || path.contains("//") {
        return Err("a path has no query, fragment, blank or empty segment".to_owned());
    }
    if path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return Err("a path does not climb with `.` and `..`".to_owned());
    }
    let fits = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/%".contains(c);
    match path.chars().find(|c| !fits(*c)) {
        Some(c) => Err(format!("a path cannot hold `{c}`")),
        None => Ok(()),
    }
}

fn unbalanced() -> String {
    "the braces of this path do not enclose names".to_owned()
}

#[cfg(test)]
mod tests {
    use super::{parameters, without_names};

    #[test]
    fn names_come_in_the_order_of_the_path() {
        assert_eq!(parameters("/a/{x_id}/b/{id}"), Ok(vec!["x_id".to_owned(), "id".to_owned()]));
        assert_eq!(parameters("/{a}/{b-c}"), Ok(vec!["a".to_owned(), "b-c".to_owned()]));
        assert_eq!(parameters("/a"), Ok(Vec::new()));
    }

    #[test]
    fn faults_are_refused() {
        for path in [
            "a", "/{", "/}", "/{}", "/{a{b}}", "/{a}/{a}", "/a//b", "/a?b", "/{a", "/a/../b", "/ä", "/{a b}", "/a\\b",
            "",
        ] {
            assert!(parameters(path).is_err(), "{path}");
        }
    }

    #[test]
    fn routes_are_compared_without_the_names_of_parameters() {
        assert_eq!(without_names("/a/{id}/b/{x}"), "/a/{}/b/{}");
        assert_eq!(without_names("/a"), "/a");
    }
}
