//! A page for each kind: what it means, and an example before and after, in the spec and in Rust.

use super::kind::{Kind, Mirror};
use super::kinds;
use super::severity::{Rust, Wire};

/// Examples of all kinds, made from the cases of the tests: `## KIND` and what belongs to it.
const EXAMPLES: &str = include_str!("examples.md");

/// The page of a kind.
pub fn page(kind: &Kind) -> String {
    let rust: Vec<&str> = kind.rust.iter().map(|rust| rust.name()).collect();
    let mut page = format!("# {}\n\n{}\n\n", kind.code, kind.why);
    page.push_str(&format!("- wire: {}: {}\n", kind.wire, wire_words(kind.wire)));
    let worst = kind.rust.iter().copied().max().unwrap_or_default();
    page.push_str(&format!("- rust: {}: {}\n", rust.join(" or "), rust_words(worst)));
    if !kind.keep.is_empty() {
        page.push_str(&format!("- instead: {}\n", kind.keep));
    }
    page.push_str(&match &kind.mirror {
        Mirror::Is(code) => format!("- the other way round: `{code}`\n"),
        Mirror::Same => "- the other way round: the same kind\n".to_owned(),
        Mirror::Waived(reason) => format!("- the other way round: {reason}\n"),
    });
    if kind.refused {
        page.push_str("- it cannot be accepted\n");
    }
    if let Some(example) = example(kind.code) {
        page.push_str(&format!("\n{}\n", example.trim()));
    }
    page
}

fn example(code: &str) -> Option<&'static str> {
    let mark = format!("\n## {code}\n");
    let start = EXAMPLES.find(&mark)? + mark.len();
    let rest = &EXAMPLES[start..];
    Some(&rest[..rest.find("\n## ").unwrap_or(rest.len())])
}

fn wire_words(wire: Wire) -> &'static str {
    match wire {
        Wire::None => "nothing that is sent or received changes",
        Wire::Safe => "calls of released clients go on to work, and mean the same",
        Wire::Risky => "some calls of released clients fail, or mean something else",
        Wire::Breaks => "calls of released clients fail, or what they were for is lost",
    }
}

fn rust_words(rust: Rust) -> &'static str {
    match rust {
        Rust::None => "the crate stays as it is",
        Rust::Patch => "words or facts change, no signature",
        Rust::Minor => "something is added or deprecated",
        Rust::Silent => "source compiles and does something else",
        Rust::Major => "source that compiled does not compile any more",
    }
}

/// All kinds, one a line: the code, both severities, and why.
pub fn overview() -> String {
    let width = kinds::all().map(|kind| kind.code.len()).max().unwrap_or_default();
    let line = |kind: &Kind| {
        let rust = kind.rust.iter().copied().max().unwrap_or_default();
        format!("{:width$}  {:6}  {:6}  {}\n", kind.code, kind.wire.name(), rust.name(), kind.why)
    };
    kinds::all().map(line).collect()
}
