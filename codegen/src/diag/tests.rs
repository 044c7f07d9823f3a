use super::*;
use crate::read::Sources;

const API: FileId = FileId(0);
const RESOURCE: FileId = FileId(1);

fn sources() -> Sources {
    let mut sources = Sources::from_texts([
        ("api.yaml", "api: example\ntitle: An example\ngroups: {}\n"),
        ("resources/x.yaml", "resource: X\nfields:\n  cidr: { type: cidr, create: requird }\n  name: {}\n  cidr: {}\n"),
    ]);
    sources.root = "spec".to_owned();
    sources
}

fn cidr(nth: usize) -> Path {
    Path::root().key("fields", 0).key("cidr", nth)
}

fn typo() -> Diagnostic {
    let place = Place::value(RESOURCE, cidr(0).key("create", 0));
    Diagnostic::error("unknown_presence", "unknown presence `requird`", place)
        .label("not a presence")
        .help("did you mean `required`?")
}

fn twins() -> Diagnostic {
    Diagnostic::error("duplicate_key", "duplicate key `cidr`", Place::key(RESOURCE, cidr(1)))
        .label("again here")
        .related(Place::key(RESOURCE, cidr(0)), "first here")
        .related(Place::key(API, Path::root().key("groups", 0)), "groups are here")
}

fn whole() -> Diagnostic {
    Diagnostic::warning("untitled", "100% odd\nname", Place::file(API)).help("rename it")
}

fn text(diagnostics: impl IntoIterator<Item = Diagnostic>) -> String {
    diagnostics.into_iter().collect::<Report>().render(&sources(), Format::Text, false)
}

#[test]
fn a_finding_shows_its_line() {
    let expected = "\
error[unknown_presence]: unknown presence `requird`
 --> spec/resources/x.yaml:3:31
  |
3 |   cidr: { type: cidr, create: requird }
  |                               ^^^^^^^ not a presence
  |
  = help: did you mean `required`?

1 error in 1 file
";
    assert_eq!(text([typo()]), expected);
}

#[test]
fn a_finding_shows_all_its_places() {
    let expected = "\
error[duplicate_key]: duplicate key `cidr`
 --> spec/resources/x.yaml:5:3
  |
3 |   cidr: { type: cidr, create: requird }
  |   ---- first here
4 |   name: {}
5 |   cidr: {}
  |   ^^^^ again here
  |
 ::: spec/api.yaml:3:1
  |
3 | groups: {}
  | ------ groups are here

1 error in 1 file
";
    assert_eq!(text([twins()]), expected);
}

#[test]
fn a_file_without_lines_is_named() {
    let rendered = text([whole()]);
    // How far it is indented without line numbers differs between releases of the renderer.
    let lines: Vec<&str> = rendered.lines().map(str::trim_start).collect();
    let expected =
        ["warning[untitled]: 100% odd", "name", "--> spec/api.yaml", "= help: rename it", "", "1 warning in 1 file"];
    assert_eq!(lines, expected);
}

#[test]
fn labels_of_whole_files_are_not_lost() {
    let finding = Diagnostic::error("missing", "no `title`", Place::file(API))
        .label("it belongs here")
        .related(Place::key(API, Path::root().key("api", 0)), "below this")
        .related(Place::file(RESOURCE), "not here");
    let expected = "\
error[missing]: no `title`
 --> spec/api.yaml
  = note: it belongs here
  |
 ::: spec/api.yaml:1:1
  |
1 | api: example
  | --- below this
 ::: spec/resources/x.yaml
  = note: not here

1 error in 1 file
";
    assert_eq!(text([finding]), expected);
}

#[test]
fn findings_are_sorted_and_said_once() {
    let rendered = text([twins(), typo(), whole(), typo()]);
    let order: Vec<usize> =
        ["untitled", "unknown_presence", "duplicate_key"].iter().filter_map(|code| rendered.find(code)).collect();
    assert_eq!(order.len(), 3);
    assert!(order.is_sorted());
    assert!(rendered.ends_with("2 errors and 1 warning in 2 files\n"), "{rendered}");
}

#[test]
fn an_empty_report_is_silent() {
    assert_eq!(text([]), "");
    assert!(Report::new().is_empty() && !Report::new().has_errors());
    assert!(!Report::from(whole()).has_errors());
    assert!(Report::from(typo()).has_errors());
}

#[test]
fn color_is_a_choice() {
    assert!(!text([typo()]).contains('\u{1b}'));
    assert!(Report::from(typo()).render(&sources(), Format::Text, true).contains('\u{1b}'));
}

#[test]
fn json_says_everything() {
    let report: Report = [typo(), twins(), whole()].into_iter().collect();
    let json: serde_json::Value =
        serde_json::from_str(&report.render(&sources(), Format::Json, true)).expect("valid JSON");
    assert_eq!((&json["schema_version"], &json["errors"], &json["warnings"]), (&1.into(), &2.into(), &1.into()));
    assert_eq!(json["diagnostics"][0]["line"], serde_json::Value::Null);
    let expected = serde_json::json!({
        "code": "unknown_presence",
        "severity": "error",
        "message": "unknown presence `requird`",
        "file": "spec/resources/x.yaml",
        "line": 3,
        "column": 31,
        "end_line": 3,
        "end_column": 38,
        "label": "not a presence",
        "related": [],
        "help": "did you mean `required`?",
    });
    assert_eq!(json["diagnostics"][1], expected);
    assert_eq!(json["diagnostics"][2]["related"][1]["file"], "spec/api.yaml");
}

#[test]
fn workflow_commands_are_escaped() {
    let mut sources = sources();
    sources.root = "a:b,c%".to_owned();
    let report: Report = [typo(), whole()].into_iter().collect();
    let expected = "\
::warning file=a%3Ab%2Cc%25/api.yaml,title=untitled::100%25 odd%0Aname%0Ahelp: rename it
::error file=a%3Ab%2Cc%25/resources/x.yaml,line=3,endLine=3,col=31,endColumn=38,title=unknown_presence::\
unknown presence `requird`%0Anot a presence%0Ahelp: did you mean `required`?
";
    assert_eq!(report.render(&sources, Format::Github, true), expected);
}

#[test]
fn wide_lines_are_trimmed() {
    let line = format!("list: [{}, here]\n", ["word"; 500].join(", "));
    let sources = Sources::from_texts([("api.yaml", line)]);
    let place = Place::value(API, Path::root().key("list", 0).index(500));
    let rendered = Report::from(Diagnostic::error("c", "m", place).label("this")).render(&sources, Format::Text, false);
    assert!(rendered.contains("--> api.yaml:1:3008"), "{rendered}");
    assert!(rendered.contains("here") && rendered.contains("^^^^ this"), "{rendered}");
    assert!(rendered.lines().all(|line| line.chars().count() < 200), "{rendered}");
}

#[test]
fn a_line_of_ten_megabytes_renders() {
    let line = format!("list: [{}, here]\n", "x".repeat(10_000_000));
    let sources = Sources::from_texts([("api.yaml", line)]);
    let place = Place::value(API, Path::root().key("list", 0).index(1));
    let rendered = Report::from(Diagnostic::error("c", "m", place).label("this")).render(&sources, Format::Text, false);
    assert!(rendered.contains("--> api.yaml:1:10000010"), "{}", &rendered[..200]);
    assert!(rendered.contains("^^^^ this") && rendered.len() < 2000);
}

#[test]
fn places_outside_of_every_file_do_no_harm() {
    let nowhere = Diagnostic::error("c", "m", Place::point(FileId(9), 3, 4));
    assert!(text([nowhere]).contains("error[c]: m"));
}

#[test]
fn lines_that_end_the_windows_way_render_alike() {
    let unix = "a: 1\nb: oops\n";
    let render = |text: String| {
        let place = Place::value(API, Path::root().key("b", 0));
        let report = Report::from(Diagnostic::error("c", "m", place).label("this"));
        report.render(&Sources::from_texts([("api.yaml", text)]), Format::Text, false)
    };
    assert_eq!(render(unix.to_owned()), render(unix.replace('\n', "\r\n")));
}
