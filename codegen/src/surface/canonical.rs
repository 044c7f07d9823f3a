//! Types by the names that they have today, from the root of the crate.

use super::Surface;

impl Surface<'_> {
    /// Puts what the crate calls a type today in the place of each name of one, as it is seen from `module`.
    pub fn canonical(&mut self, module: &[String], shape: &str) -> String {
        let (mut text, mut rest) = (String::new(), shape);
        while let Some(start) = rest.find(is_word) {
            let (before, from) = rest.split_at(start);
            let end = path_end(from);
            text.push_str(before);
            text.push_str(&self.resolved(module, &from[..end]).unwrap_or_else(|| from[..end].to_owned()));
            rest = &from[end..];
        }
        text + rest
    }

    /// The absolute path of a type, if it is one of the crate.
    fn resolved(&mut self, module: &[String], path: &str) -> Option<String> {
        let mut segments: Vec<String> = path.split("::").map(|segment| segment.trim().to_owned()).collect();
        let absolute = segments.first().is_some_and(|first| first == "crate");
        let mut home = if absolute {
            segments.remove(0);
            let name = segments.pop()?;
            std::mem::replace(&mut segments, vec![name])
        } else {
            module.to_vec()
        };
        // The markers of ids are the only items in a module that is not a file.
        if home.last().is_some_and(|last| last == "kind") {
            home.pop();
            segments.insert(0, "kind".to_owned());
        }
        let home = self.home(&home).to_vec();
        let mut name = segments.join("::");
        let items = self.module(&home);
        if !items.contains_key(&name) {
            return None;
        }
        while let Some(target) = items.get(&name).and_then(|symbol| symbol.alias.clone()) {
            name = target;
        }
        Some(format!("crate::{}::{name}", home.join("::")))
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where a path that begins the text ends.
fn path_end(text: &str) -> usize {
    let mut end = text.find(|c| !is_word(c)).unwrap_or(text.len());
    loop {
        let Some(rest) = text[end..].trim_start().strip_prefix("::") else { return end };
        let rest = rest.trim_start();
        if !rest.starts_with(is_word) {
            return end;
        }
        let start = text.len() - rest.len();
        end = start + rest.find(|c| !is_word(c)).unwrap_or(rest.len());
    }
}

#[cfg(test)]
mod tests {
    use super::path_end;

    #[test]
    fn a_path_ends_where_its_last_name_does() {
        assert_eq!(path_end("crate :: ids :: ThingId >"), 23);
        assert_eq!(path_end("Thing , x"), 5);
        assert_eq!(path_end("Vec :: < T >"), 3);
        assert_eq!(path_end("Thing"), 5);
    }
}
