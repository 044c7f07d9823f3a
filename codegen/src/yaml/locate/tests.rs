use super::*;

fn at(document: &str, spot: Spot) -> (usize, usize, &str) {
    let found = locate(document, &spot).expect(document);
    (found.line, found.column, &document[found.offset..found.offset + found.len])
}

fn steps(steps: &[&str]) -> Path {
    steps.iter().fold(Path::root(), |path, step| match step.parse() {
        Ok(index) => path.index(index),
        Err(_) => path.key(step, 0),
    })
}

const DOCUMENT: &str = r##"a: 1
fields:
  cidr: { type: cidr, "create": requird, 'n': "es\"c" }  # c
  "x y":
    doc: |
      hello
    folded: two
      lines
    list:
      - a b, c  # not d
      - [b, 17, {k: v}]
      - on: true
    tilde: ~
    empty:
    nothing: {}
    ünï: ö
    7: seven
"##;

#[test]
fn values_of_every_kind_are_located() {
    let value = |path: &[&str]| at(DOCUMENT, Spot::Value(steps(path)));
    assert_eq!(value(&["a"]), (1, 4, "1"));
    assert_eq!(value(&["fields", "cidr"]), (3, 9, "{"));
    assert_eq!(value(&["fields", "cidr", "type"]), (3, 17, "cidr"));
    assert_eq!(value(&["fields", "cidr", "create"]), (3, 33, "requird"));
    assert_eq!(value(&["fields", "cidr", "n"]), (3, 47, r#""es\"c""#));
    assert_eq!(value(&["fields"]), (3, 3, "c"));
    assert_eq!(value(&["fields", "x y", "doc"]), (5, 10, "|"));
    assert_eq!(value(&["fields", "x y", "folded"]), (7, 13, "two"));
    assert_eq!(value(&["fields", "x y", "list"]), (10, 7, "-"));
    assert_eq!(value(&["fields", "x y", "list", "0"]), (10, 9, "a b, c"));
    assert_eq!(value(&["fields", "x y", "list", "1"]), (11, 9, "["));
    assert_eq!(value(&["fields", "x y", "list", "1", "1"]), (11, 13, "17"));
    assert_eq!(value(&["fields", "x y", "list", "1", "2", "k"]), (11, 21, "v"));
    assert_eq!(value(&["fields", "x y", "list", "2", "on"]), (12, 13, "true"));
    assert_eq!(value(&["fields", "x y", "tilde"]), (13, 12, "~"));
    assert_eq!(value(&["fields", "x y", "empty"]), (14, 11, ""));
    assert_eq!(value(&["fields", "x y", "nothing"]), (15, 14, "{"));
    assert_eq!(value(&["fields", "x y", "ünï"]), (16, 10, "ö"));
}

#[test]
fn keys_of_every_kind_are_located() {
    let key = |path: &[&str]| at(DOCUMENT, Spot::Key(steps(path)));
    assert_eq!(key(&["a"]), (1, 1, "a"));
    assert_eq!(key(&["fields"]), (2, 1, "fields"));
    assert_eq!(key(&["fields", "cidr", "create"]), (3, 23, r#""create""#));
    assert_eq!(key(&["fields", "cidr", "n"]), (3, 42, "'n'"));
    assert_eq!(key(&["fields", "x y"]), (4, 3, r#""x y""#));
    assert_eq!(key(&["fields", "x y", "list", "2", "on"]), (12, 9, "on"));
    assert_eq!(key(&["fields", "x y", "ünï"]), (16, 5, "ünï"));
    let seven = Path::root().key("fields", 0).key("x y", 0).key("7", 0);
    assert_eq!(at(DOCUMENT, Spot::Key(seven)), (17, 5, "7"));
}

#[test]
fn twins_are_told_apart() {
    let document = "a: x\nb: y\na: z\nc: {a: 1, a: 2, a: 3}\n";
    let twin = |nth| Path::root().key("a", nth);
    assert_eq!(at(document, Spot::Key(twin(0))), (1, 1, "a"));
    assert_eq!(at(document, Spot::Key(twin(1))), (3, 1, "a"));
    assert_eq!(at(document, Spot::Value(twin(1))), (3, 4, "z"));
    let inner = Path::root().key("c", 0).key("a", 2);
    assert_eq!(at(document, Spot::Value(inner)), (4, 20, "3"));
}

#[test]
fn the_whole_document_is_located() {
    assert_eq!(at("# c\n\nword # c\n", Spot::Value(Path::root())), (3, 1, "word"));
    assert_eq!(at("\n{}", Spot::Value(Path::root())), (2, 1, "{"));
    assert_eq!(locate("a: 1", &Spot::File), None);
    assert_eq!(locate("@", &Spot::Value(Path::root())), None);
}

#[test]
fn what_is_not_there_is_located_by_its_holder() {
    assert_eq!(at(DOCUMENT, Spot::Value(steps(&["fields", "cidr", "nope", "0"]))), (3, 9, "{"));
    assert_eq!(at(DOCUMENT, Spot::Key(steps(&["a", "b", "c"]))), (1, 4, "1"));
    assert_eq!(at(DOCUMENT, Spot::Key(steps(&["nope"]))), (1, 1, "a"));
}

#[test]
fn points_are_clamped_to_the_text() {
    let point = |line, column| Spot::Point { line, column };
    assert_eq!(at("ab\r\ncd\n", point(2, 2)), (2, 2, "d"));
    assert_eq!(at("ab\r\ncd\n", point(1, 9)), (1, 3, ""));
    assert_eq!(at("ab\ncd\n", point(9, 9)), (3, 1, ""));
    assert_eq!(at("", point(0, 0)), (1, 1, ""));
    assert_eq!(at("äö\n", point(1, 2)), (1, 2, "ö"));
}

/// Every key of a document, in order.
fn keys(node: &crate::yaml::Yaml, at: &Path, all: &mut Vec<Path>) {
    use crate::yaml::Yaml;
    match node {
        Yaml::Map(entries) => {
            for (index, (name, value)) in entries.iter().enumerate() {
                let nth = entries[..index].iter().filter(|(earlier, _)| earlier == name).count();
                all.push(at.key(name, nth));
                keys(value, &at.key(name, nth), all);
            }
        }
        Yaml::List(elements) => {
            elements.iter().enumerate().for_each(|(index, element)| keys(element, &at.index(index), all));
        }
        _ => {}
    }
}

#[track_caller]
fn one_walk_finds_what_many_find(text: &str) {
    let document = crate::yaml::parse(crate::diag::FileId(0), text).expect("it parses");
    let mut all = Vec::new();
    keys(&document, &Path::root(), &mut all);
    let found = locate_keys(text, &all);
    for path in &all {
        assert_eq!(found.get(path).copied(), locate(text, &Spot::Key(path.clone())), "{path}");
    }
}

#[test]
fn many_keys_are_found_in_one_walk() {
    one_walk_finds_what_many_find(DOCUMENT);
    one_walk_finds_what_many_find("a: {b: 1, b: 2}\na: [{b: 3}, {c: {b: 4}}]\n");
    one_walk_finds_what_many_find("{\"a\":{\"\\u00e4\":[{\"x\":1},{\"x\":\"ä\",\"y\":2}]},\"b\":{}}");
    one_walk_finds_what_many_find("ä: 1\r\nb:\r\n  c: \"\u{2028}\"\r\n  d: 1\r\n");
}

#[test]
fn keys_that_are_not_there_are_not_found() {
    let paths = [steps(&["a", "b"]), steps(&["z"]), steps(&["fields", "list", "9", "k"])];
    assert_eq!(locate_keys(DOCUMENT, &paths).len(), 0);
    assert_eq!(locate_keys("[", &paths).len(), 0);
}
