//! Names for what documents leave nameless, each taken once.

use std::collections::BTreeSet;

use crate::model::names::{Name, Role, rust_name};

/// Names of one scope.
#[derive(Debug)]
pub struct Claims(BTreeSet<String>);

impl Claims {
    /// A scope in which these are taken.
    pub fn new(taken: &[&str]) -> Self {
        Claims(taken.iter().map(|name| (*name).to_owned()).collect())
    }

    /// The name itself, or with a number after it.
    pub fn claim(&mut self, name: String) -> String {
        let mut free = name.clone();
        let mut number = 2;
        while !self.0.insert(free.clone()) {
            free = format!("{name}{number}");
            number += 1;
        }
        free
    }

    /// A name of Rust for a name on the wire.
    pub fn name(&mut self, wire: &str, role: Role) -> Name {
        // Names of which nothing can stand in Rust are told apart by number.
        let rust = rust_name(wire, role).or_else(|| rust_name("unnamed", role)).unwrap_or_default();
        Name { wire: wire.to_owned(), rust: self.claim(rust) }
    }
}

/// The service of a path: its fixed segments up to the first parameter, `edges/https`.
pub fn service(path: &str) -> String {
    let fixed: Vec<&str> =
        path.split('/').filter(|part| !part.is_empty()).take_while(|part| !part.contains('{')).collect();
    if fixed.is_empty() { "root".to_owned() } else { fixed.join("/") }
}

/// What an operation is called in Rust: its method, and the fixed segments behind the first parameter.
pub fn operation(method: &str, path: &str) -> String {
    let behind = path.split('/').skip_while(|part| !part.contains('{'));
    let words = behind.filter(|part| !part.is_empty() && !part.contains('{'));
    let by = if path.trim_end_matches('/').ends_with('}') { "_one" } else { "" };
    let words: String = words.map(|word| format!("_{word}")).collect();
    format!("{}{words}{by}", method.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_services_and_operations() {
        assert_eq!(service("/edges/https/{}/routes/{}"), "edges/https");
        assert_eq!(service("/{}/x"), "root");
        assert_eq!(operation("GET", "/edges/https/{}/routes/{}"), "get_routes_one");
        assert_eq!(operation("POST", "/edges/https"), "post");
    }

    #[test]
    fn names_are_taken_once() {
        let mut claims = Claims::new(&["a"]);
        assert_eq!([claims.claim("a".into()), claims.claim("b".into()), claims.claim("a".into())], ["a2", "b", "a3"]);
        assert_eq!(claims.name("日本", Role::Field).rust, "unnamed");
    }
}
