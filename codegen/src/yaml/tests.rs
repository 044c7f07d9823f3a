use super::*;
use crate::diag::{Place, Spot};
use std::time::{Duration, Instant};

const FILE: FileId = FileId(0);

fn text(value: &str) -> Yaml {
    Yaml::Text(value.to_owned())
}

fn map<const N: usize>(entries: [(&str, Yaml); N]) -> Yaml {
    Yaml::Map(entries.map(|(key, value)| (key.to_owned(), value)).into())
}

/// Code, line and column of what is refused.
fn refused(document: &str) -> (&'static str, usize, usize) {
    let diagnostic = parse(FILE, document).expect_err(document);
    assert!(diagnostic.help.is_some(), "{document}");
    match diagnostic.primary.place.spot {
        Spot::Point { line, column } => (diagnostic.code, line, column),
        _ => (diagnostic.code, 0, 0),
    }
}

#[test]
fn scalars_have_their_types() {
    let document = "a: ~\nb: true\nc: -7\nd: 18446744073709551615\ne: 1.5\nf: 'true'\ng: on\nh: 007\ni:\n";
    let expected = map([
        ("a", Yaml::Null),
        ("b", Yaml::Bool(true)),
        ("c", Yaml::Int(-7)),
        ("d", Yaml::UInt(u64::MAX)),
        ("e", Yaml::Float(1.5)),
        ("f", text("true")),
        ("g", text("on")),
        ("h", text("007")),
        ("i", Yaml::Null),
    ]);
    assert_eq!(parse(FILE, document), Ok(expected));
}

#[test]
fn keys_keep_their_order_their_twins_and_their_spelling() {
    let expected = map([
        ("b", text("x")),
        ("a", text("x")),
        ("b", text("x")),
        ("0x10", text("x")),
        ("1.0", text("x")),
        ("true", text("x")),
    ]);
    assert_eq!(parse(FILE, "{b: x, a: x, b: x, 0x10: x, 1.0: x, true: x}"), Ok(expected));
}

#[test]
fn texts_may_hold_what_is_refused_elsewhere() {
    for document in [
        "doc: a text\n  *and more\n  & so on\n  !important\n",
        "a: |\n  *x\n   &y\n  !z\n  ---\n",
        "a: >2\n   *x\n  *y\nb: c\n",
        "- |\n *x\n- >-\n\n  &y\n",
        "a: '*x ''&y'\nb: \"*x \\\" &y\"\n",
        "a: b # *c\n# &d\nc: d*e&f!g\n",
        "a: [b *c, d&e]\n",
        "'<': {<: 1}\n",
        "a: '\n  --- no marker'\n",
        "a: https://example.org/#x\n",
    ] {
        assert!(parse(FILE, document).is_ok(), "{document:?}: {:?}", parse(FILE, document));
    }
}

#[test]
fn anchors_aliases_and_merge_keys_are_refused() {
    assert_eq!(refused("a: &x 1\nb: 2\n"), ("yaml_alias", 1, 4));
    assert_eq!(refused("a: 1\nb: [c, *x]\n"), ("yaml_alias", 2, 8));
    assert_eq!(refused("? *x\n: 1\n"), ("yaml_alias", 1, 3));
    assert_eq!(refused("ä: |\n  x\n*a : b\n"), ("yaml_alias", 3, 1));
    assert_eq!(refused("a:\n  <<: {b: c}\n"), ("yaml_alias", 2, 3));
}

#[test]
fn tags_and_directives_are_refused() {
    assert_eq!(refused("a: !x 1\n"), ("yaml_tag", 1, 4));
    assert_eq!(refused("a: !!str 1\n"), ("yaml_tag", 1, 4));
    assert_eq!(refused("- ! a\n"), ("yaml_tag", 1, 3));
    assert_eq!(refused("%TAG ! x\n---\na: 1\n"), ("yaml_directive", 1, 1));
}

#[test]
fn a_file_holds_one_document() {
    assert_eq!(refused("a: 1\n---\nb: 2\n"), ("yaml_documents", 2, 1));
    assert_eq!(refused("---\n---\na: 1\n"), ("yaml_documents", 2, 1));
    assert_eq!(refused("a: 1\n...\nb: 2\n"), ("yaml_documents", 3, 1));
    assert_eq!(parse(FILE, "---\na: 1\n...\n"), Ok(map([("a", Yaml::Int(1))])));
}

#[test]
fn an_empty_file_is_refused() {
    for document in ["", "\n\n", "# only this\n", "---\n", "---\n# this\n...\n"] {
        let diagnostic = parse(FILE, document).expect_err(document);
        assert_eq!((diagnostic.code, diagnostic.primary.place), ("empty_file", Place::file(FILE)));
    }
}

#[test]
fn keys_are_texts() {
    assert_eq!(refused("? [a]\n: b\n"), ("yaml_key", 1, 3));
    assert_eq!(refused("a: {{b: c}: d}\n"), ("yaml_key", 1, 5));
    assert_eq!(refused("a:\n  '': d\n"), ("yaml_key", 2, 3));
}

#[test]
fn numbers_that_do_not_fit_are_refused() {
    assert_eq!(refused("a: 99999999999999999999\n"), ("yaml_number", 1, 4));
    assert_eq!(refused("a: [-99999999999999999999]\n"), ("yaml_number", 1, 5));
}

#[test]
fn nesting_ends_at_the_limit() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(parse(FILE, &nested(MAX_DEPTH)).is_ok());
    assert_eq!(refused(&nested(MAX_DEPTH + 1)), ("yaml_depth", 1, MAX_DEPTH + 1));
    let block = |depth: usize| (0..depth).map(|level| format!("{}a:\n", " ".repeat(level))).collect::<String>();
    assert!(parse(FILE, &block(MAX_DEPTH)).is_ok());
    assert_eq!(refused(&block(MAX_DEPTH + 1)), ("yaml_depth", MAX_DEPTH + 1, MAX_DEPTH + 2));
    // A list may stand in the column of its key, so its level shows in no column.
    let lists = |depth: usize| {
        let level = |level| format!("{0}- a:\n{0}  ", "  ".repeat(level)).trim_end().to_owned() + "\n";
        format!("r:\n{}", (0..depth).map(level).collect::<String>())
    };
    assert!(parse(FILE, &lists(31)).is_ok());
    assert_eq!(refused(&lists(33)).0, "yaml_depth");
}

#[test]
fn tabs_are_explained() {
    let diagnostic = parse(FILE, "a:\n\t- x\n").expect_err("a tab");
    assert_eq!(diagnostic.primary.place, Place::point(FILE, 2, 1));
    assert!(diagnostic.help.is_some_and(|help| help.contains("spaces")));
}

#[test]
fn an_open_quote_is_shown_where_it_opens() {
    assert_eq!(refused("a: 1\nb: \"x\nc: 2\n"), ("yaml_syntax", 2, 4));
    let diagnostic = parse(FILE, "a: 'x\nb: 'y'\n").expect_err("a quote that closes too late");
    assert_eq!(diagnostic.primary.place, Place::point(FILE, 2, 5));
    assert!(diagnostic.related.iter().any(|label| label.place == Place::point(FILE, 1, 4)));
}

#[test]
fn syntax_errors_have_the_place_of_the_parser() {
    let diagnostic = parse(FILE, "a: [1\nb: 2").expect_err("an open bracket");
    assert_eq!(diagnostic.message, "did not find expected ',' or ']'");
    assert_eq!(diagnostic.primary.place, Place::point(FILE, 2, 2));
    assert_eq!(diagnostic.related[0].place, Place::point(FILE, 1, 4));
    assert_eq!(diagnostic.related[0].text, "while parsing a flow sequence");
    assert_eq!(refused("doc: foo: bar\n"), ("yaml_syntax", 1, 9));
    assert_eq!(refused("  a: 1\nb: 2\n"), ("yaml_syntax", 2, 1));
    assert_eq!(refused("{a: 1} b"), ("yaml_syntax", 1, 8));
    assert_eq!(refused("äö: x\u{1}\n"), ("yaml_syntax", 1, 6));
}

#[test]
fn the_earlier_fault_is_reported() {
    assert_eq!(refused("a: b: c\nd: *e\n"), ("yaml_syntax", 1, 5));
    assert_eq!(refused("d: *e\na: b: c\n"), ("yaml_alias", 1, 4));
}

#[test]
fn every_place_of_a_finding_is_in_the_text() {
    // Whatever is cut off a document, its fault has a place and nothing panics.
    const DOCUMENT: &str = "a: {b: \"c\\\"d\", 'ü': [1, ~]}\nf:\n  g: |\n    hi\n  h: two\n    lines # é\n- &x\n";
    for end in (0..DOCUMENT.len()).filter(|end| DOCUMENT.is_char_boundary(*end)) {
        let document = &DOCUMENT[..end];
        if let Err(diagnostic) = parse(FILE, document) {
            let found = locate(document, &diagnostic.primary.place.spot);
            assert!(found.is_none_or(|found| found.offset <= end), "{document}");
        }
    }
}

#[test]
fn hostile_texts_cost_little() {
    let level = |n: usize| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n.wrapping_sub(1)); 9].join(","));
    let bomb = format!("a0: &a0 [x]\n{}", (1..40).map(level).collect::<String>());
    let repeated = ["[", "{a: ", "- ", "? ", "\"", ":", ": ", "\n", "a: |\n x\n", "\t", "---\n", "\0", "%TAG !x! y\n"];
    let mut texts: Vec<String> = repeated.iter().map(|part| part.repeat(200_000 / part.len())).collect();
    texts.push(bomb);
    for text in texts {
        let start = Instant::now();
        let _ = parse(FILE, &text);
        let head: String = text.chars().take(10).collect();
        assert!(start.elapsed() < Duration::from_secs(1), "{head:?} took {:?}", start.elapsed());
    }
}
