//! Path templates: `/edges/https/{edge_id}/routes/{id}`.

/// The names in braces, in order, or what is wrong with the template.
pub fn parameters(template: &str) -> Result<Vec<String>, String> {
    if !template.starts_with('/') {
        return Err("a path begins with `/`".to_owned());
    }
    if template.contains(['?', '#', ' ']) || template.contains("//") {
        return Err("a path has no query, fragment, blank or empty segment".to_owned());
    }
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(open) = rest.find(['{', '}']) {
        let after = &rest[open + 1..];
        let close = after.find(['{', '}']);
        let (true, Some(end)) = (rest[open..].starts_with('{'), close) else { return Err(unbalanced()) };
        if !after[end..].starts_with('}') || end == 0 {
            return Err(unbalanced());
        }
        let name = after[..end].to_owned();
        if names.contains(&name) {
            return Err(format!("`{{{name}}}` stands in the path twice"));
        }
        names.push(name);
        rest = &after[end + 1..];
    }
    Ok(names)
}

fn unbalanced() -> String {
    "the braces of this path do not enclose names".to_owned()
}

#[cfg(test)]
mod tests {
    use super::parameters;

    #[test]
    fn names_come_in_the_order_of_the_path() {
        assert_eq!(parameters("/a/{x_id}/b/{id}"), Ok(vec!["x_id".to_owned(), "id".to_owned()]));
        assert_eq!(parameters("/a"), Ok(Vec::new()));
    }

    #[test]
    fn faults_are_refused() {
        for path in ["a", "/{", "/}", "/{}", "/{a{b}}", "/{a}/{a}", "/a//b", "/a?b", "/{a"] {
            assert!(parameters(path).is_err(), "{path}");
        }
    }
}
